/** A simulator in the state that was recorded. */
import { randomUUID } from 'node:crypto';
import { manualClock } from '../../operator/simulator/clock.ts';
import type { SimulatorOptions } from '../../operator/simulator/options.ts';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller } from '../simulator/caller.ts';
import type { Recorded } from './recorder.ts';

/** The cloud's side of a dump. */
export type Cloud = { readonly begun: number; readonly ended: number; readonly calls: readonly Recorded[] };

/**
 * Starts a simulator with `options` and carries out all that was recorded, at the times and under the ids of then.
 *
 * @throws Error when a call is not taken as it was then
 */
export async function replay(
  { begun, ended, calls }: Cloud,
  options: SimulatorOptions,
  settle: (simulator: Simulator) => void = () => {},
): Promise<{ simulator: Simulator; advance: (ms: number) => void }> {
  const clock = manualClock(begun);
  let ids: string[] = [];
  const simulator = await startSimulator({ ...options, clock, newId: () => ids.shift() ?? randomUUID() });
  settle(simulator);
  const call = caller(simulator);
  for (const recorded of calls) {
    clock.advance(recorded.at - clock.now());
    // The first one is that of the request.
    ids = [randomUUID(), ...recorded.ids];
    const headers = recorded.type ? { headers: { 'content-type': recorded.type } } : {};
    const { status, text } = await call(recorded.method, recorded.path, recorded.body, headers);
    if (status >= 400 || ids.length > 0)
      throw new Error(
        `${recorded.method} ${recorded.path} is no longer taken as it was: ${status}, ${ids.length} ids left\n${text}`,
      );
  }
  clock.advance(ended - clock.now());
  return { simulator, advance: clock.advance };
}
