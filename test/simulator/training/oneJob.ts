import { expect } from 'vitest';
import { manualClock } from '../../../operator/simulator/clock.ts';
import { type SimulatorOptions, startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller, jobRequest } from '../caller.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const noon = Date.UTC(2026, 0, 1, 12);

/** Creating 10 s, Pending 20 s, Running 5 min: a job runs from 12:00:30 to 12:05:30. */
export const durations = {
  creatingMs: 10 * SECOND,
  pendingMs: 20 * SECOND,
  runningMs: 5 * MINUTE,
  terminatingMs: 5 * SECOND,
  savingMs: 2 * MINUTE,
};
/** From the creation of a job until it runs, in milliseconds. */
export const UNTIL_RUNNING = 30 * SECOND;

/** A simulator on clocks driven by hand, with one job in it; `path` is that of the job. */
export async function oneJob(change: object = {}, options: SimulatorOptions = {}) {
  const clock = manualClock(noon);
  const wallClock = manualClock(noon);
  let made = 0;
  const newId = () => `00000000-0000-4000-8000-${String(made++).padStart(12, '0')}`;
  const simulator = await startSimulator({ clock, wallClock, durations, newId, ...options });
  const call = caller(simulator, wallClock);
  const reply = await call('POST', '/training-jobs', jobRequest('job', change));
  const id: string = reply.body?.metadata?.id;
  return {
    simulator,
    clock,
    wallClock,
    call,
    id,
    path: `/training-jobs/${id}`,
    [Symbol.asyncDispose]: simulator.stop,
  };
}

/** A job that can be debugged. */
export const debuggable = {
  metadata: { name: 'job', annotations: { 'jupyter-lab/enable': 'true' } },
};

/** A refusal. */
export const refused = (status: number, error_code: string, said = /./) => ({
  status,
  body: { error_code, error_msg: expect.stringMatching(said) },
});
