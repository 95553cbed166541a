/** What an object costs while nothing changes. */
import type { World } from './world.ts';

/** Of the tests, milliseconds; with the jitter of 10 %. */
const IDLE_MS = 500 * 0.9;

const WINDOW_MS = 1_600;
const MOST_WINDOWS = 15;

/**
 * What is called and written in a while in which no echo of what came before is left: the first such one is told, or the
 * last one looked at.
 *
 * @param callsPerPoll how many calls one poll of the list takes
 * @returns `tooMany`: more polls than the idle interval of the tests gives reason to
 */
export async function atRest(world: World, plural: string, name: string, callsPerPoll = 1) {
  for (let windows = 1; ; windows++) {
    const before = world.simulator.audit.calls.length;
    const version = await versionOf(world, plural, name);
    const begun = performance.now();
    await new Promise((resolve) => setTimeout(resolve, WINDOW_MS));
    const most = ((performance.now() - begun) / IDLE_MS + 1) * callsPerPoll;
    const made = world.simulator.audit.calls.slice(before).map(({ operation }) => operation);
    const calls = [...new Set(made)];
    const written = (await versionOf(world, plural, name)) !== version;
    if ((calls.length === 1 && !written) || windows === MOST_WINDOWS)
      return { calls, written, tooMany: made.length > most };
  }
}

const versionOf = async (world: World, plural: string, name: string) =>
  (await world.get(plural, name))?.metadata.resourceVersion;

/** What `atRest` answers where the only cost is the polls of a list. */
export const onlyPolls = (operation: string) => ({ calls: [operation], written: false, tooMany: false });
