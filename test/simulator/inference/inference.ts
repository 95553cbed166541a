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

/** From the creation of a model until it is published. */
export const UNTIL_PUBLISHED = 80 * SECOND;
/** From the creation of a service with one instance until it runs. */
export const UNTIL_RUNNING = 80 * SECOND;

/** A request that creates a service of one model with one instance, but for `change` and `variant`. */
export const serviceRequest = (
  name: string,
  model_id: string,
  change: object = {},
  variant: object = {},
) => ({
  service_name: name,
  infer_type: 'real-time',
  config: [{ model_id, weight: 100, specification: 'modelarts.vm.cpu.2u', instance_count: 1, ...variant }],
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

/** The same with a model that is published and a service of it, which deploys. */
export async function withService(
  change: object = {},
  variant: object = {},
  options: SimulatorOptions = {},
  name = 'service',
) {
  const world = await inference(options);
  const model = await world.model('resnet');
  world.clock.advance(UNTIL_PUBLISHED);
  const made = await world.v1('POST', '/services', serviceRequest(name, model, change, variant));
  expect(made.status, made.text).toBe(200);
  const id: string = made.body.service_id;
  const path = `/services/${id}`;
  const read = async () => (await world.v1('GET', path)).body;
  return {
    ...{ ...world, published: model, made, id, path, read },
    status: async (): Promise<string> => (await read()).status,
    put: (body: object, below = '') => world.v1('PUT', `${path}${below}`, body),
    patch: (...operations: object[]) => world.v1('PATCH', path, operations),
    /** Another version of the model, published. */
    async version(model_version: string): Promise<string> {
      const other = await world.model('resnet', { model_version });
      world.clock.advance(UNTIL_PUBLISHED);
      return other;
    },
  };
}

/** A refusal. */
export const refused = (status: number, code: number | string, said: RegExp = /./) => ({
  status,
  body: { error_code: `ModelArts.${code}`, error_msg: expect.stringMatching(said) },
});
