import { expect } from 'vitest';
import { manualClock } from '../../../operator/simulator/clock.ts';
import { type SimulatorOptions, startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller } from '../caller.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const noon = Date.UTC(2026, 0, 1, 12);

/** Models: 20 s publishing, one minute building. Services: one minute, and 20 s for each instance. */
export const durations = {
  publishingMs: 20 * SECOND,
  buildingMs: MINUTE,
  deployingMs: MINUTE,
  instanceMs: 20 * SECOND,
  batchMs: 5 * MINUTE,
  stoppingMs: 20 * SECOND,
};

/** A request that creates a model, whole and ordinary but for `change`. */
export const modelRequest = (name: string, change: object = {}) => ({
  model_name: name,
  model_version: '1.0.0',
  source_location: 'https://ml-bucket.obs.cn-north-4.myhuaweicloud.com/resnet/',
  model_type: 'PyTorch',
  ...change,
});

/** A simulator on clocks driven by hand; paths lie below the project. */
export async function inference(options: SimulatorOptions = {}) {
  const clock = manualClock(noon);
  const wallClock = manualClock(noon);
  const simulator = await startSimulator({ clock, wallClock, durations, ...options });
  const call = caller(simulator, wallClock);
  const v1 = (method: string, path: string, body?: unknown) =>
    call(method, `/v1/${simulator.projectId}${path}`, body);
  return {
    ...{ simulator, clock, wallClock, call, v1 },
    /** Makes a model; answers its id. */
    async model(name: string, change: object = {}): Promise<string> {
      const made = await v1('POST', '/models', modelRequest(name, change));
      expect(made.status, made.text).toBe(200);
      return made.body.model_id;
    },
    statusOf: async (id: string): Promise<string> => (await v1('GET', `/models/${id}`)).body.model_status,
    [Symbol.asyncDispose]: simulator.stop,
  };
}

/** A refusal. */
export const refused = (status: number, code: number | string, said: RegExp = /./) => ({
  status,
  body: { error_code: `ModelArts.${code}`, error_msg: expect.stringMatching(said) },
});
