import { expect } from 'vitest';
import { manualClock } from '../../../operator/simulator/clock.ts';
import { type SimulatorOptions, startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller } from '../caller.ts';

export { refused } from '../inference/inference.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
/** Noon in China, which the schedules of chapter 4 go by. */
export const noon = Date.UTC(2026, 0, 1, 4);

/** A step: one second in init, three creating, one created, and a minute running. */
const durations = {
  ...{ stepInitMs: SECOND, stepCreatingMs: 3 * SECOND, stepCreatedMs: SECOND },
  ...{ stepRunningMs: MINUTE, stepStoppingMs: 2 * SECOND },
};
/** From the beginning of a step until it runs. */
export const UNTIL_RUNNING = 5 * SECOND;
/** From the beginning of a step until it is completed. */
export const WHOLE = UNTIL_RUNNING + MINUTE;

/** A step that trains, after others. */
export const step = (name: string, depend_steps: string[] = [], change: object = {}) => ({
  ...{ name, type: 'job', depend_steps },
  ...change,
});

/** A simulator on clocks driven by hand; paths lie below the project. */
export async function workflows(options: SimulatorOptions = {}) {
  const clock = manualClock(noon);
  const wallClock = manualClock(noon);
  const simulator = await startSimulator({ clock, wallClock, durations, ...options });
  const call = caller(simulator, wallClock);
  return {
    ...{ simulator, clock, wallClock, call },
    /** Makes a workflow; answers its id. */
    async workflow(steps: readonly object[] = [step('train')], change: object = {}): Promise<string> {
      const made = await call('POST', '/workflows', { name: 'nightly', steps, ...change });
      expect(made.status, made.text).toBe(201);
      return made.body.workflow_id;
    },
    [Symbol.asyncDispose]: simulator.stop,
  };
}
