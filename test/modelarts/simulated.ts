import { expect } from 'vitest';
import { createClient } from '../../operator/modelarts/client.ts';
import type { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { createThrottle } from '../../operator/modelarts/throttle.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { manualClock } from '../../operator/simulator/clock.ts';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import { mayMutate, signal } from './server.ts';

export const MINUTE = 60_000;
/** From the creation of a job until it runs. */
export const UNTIL_RUNNING = MINUTE;
const DURATIONS = { creatingMs: MINUTE / 2, pendingMs: MINUTE / 2, runningMs: 5 * MINUTE };

export const read = () => ({ signal: signal() });

/** The error that a call ends with. */
export const rejected = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => error as ModelArtsError,
  );

/** A simulator on a clock driven by hand, and a client of it whose throttle never makes a test wait. */
export async function simulated(behaviours: Partial<Behaviours> = {}) {
  const simulator = await startSimulator({ clock: manualClock(), durations: DURATIONS, behaviours });
  const { url: endpoint, projectId } = simulator;
  const throttle = createThrottle({ perSecond: 10_000 });
  const client = createClient({ endpoint, projectId, credentials: simulator, throttle });
  return {
    simulator,
    client,
    advance: (ms: number) => simulator.advance?.(ms),
    /** Makes a job; answers its id. */
    async job(change: { metadata?: object; algorithm?: object; endpoints?: object; spec?: object } = {}) {
      const body = {
        kind: 'job',
        spec: { resource: { flavor_id: 'modelarts.vm.cpu.2u', node_count: 1 } },
        ...change,
        metadata: { name: 'job', ...change.metadata },
        algorithm: { command: 'true', engine: { image_url: 'org/image:1' }, ...change.algorithm },
      };
      return (await client.trainingJobs.create(body, mayMutate())).id;
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await simulator.stop();
    },
  };
}
