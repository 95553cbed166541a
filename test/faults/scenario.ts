/** What a scenario of the crash harness is made of. A kind joins by naming its own, in a file of its topic. */
import type { Resource } from '../../operator/runtime/object.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { holds, type World } from '../support/world.ts';

/** What the objects of a kind become in the cloud. */
export type Made = {
  plural: string;
  /** The call that makes one, and its path. */
  operation: string;
  path: RegExp;
  /** The names of all ever made, and of those that still exist. */
  ever(simulator: Simulator): string[];
  alive(simulator: Simulator): string[];
};

export type Scenario = {
  name: string;
  made: Made;
  /** Plays the person; ends when everything has come to its end. `deleting` is called before the deletion. */
  person(world: World, deleting: () => void): Promise<void>;
  /** From where on the requests are cut. */
  from: 'start' | 'deletion';
  /** How many remote objects there are to be made. */
  count: number;
  /** How long its jobs run, where that has to outlast a death. */
  runningMs?: number;
};

/** What is made of a kind whose remote objects the simulator notes under `kind`. */
export function noted(kind: string, parts: Pick<Made, 'plural' | 'operation' | 'path'>): Made {
  const all = ({ audit }: Simulator) => audit.resources().filter((one) => one.kind === kind);
  return {
    ...parts,
    ever: (simulator) => all(simulator).map(({ name }) => name),
    alive: (simulator) =>
      all(simulator)
        .filter(({ deletedAt }) => deletedAt === undefined)
        .map(({ name }) => name),
  };
}

/** What `first` and `other` make, as far as the creates of `first` are concerned. */
export const both = (first: Made, other: Made): Made => ({
  ...first,
  ever: (simulator) => [...first.ever(simulator), ...other.ever(simulator)],
  alive: (simulator) => [...first.alive(simulator), ...other.alive(simulator)],
});

export const exists = (object: Resource | undefined) =>
  holds(object, 'Ready') && !holds(object, 'Reconciling');

/** Until the object is as its second generation wants it. */
export const untilEdited = (world: World, plural: string, name: string) =>
  world.until(
    plural,
    name,
    (object) =>
      object?.status?.observedGeneration === 2 && object.status.syncedGeneration === 2 && exists(object),
    60,
  );

/** Deletes the objects that now have these names; what others make anew under them is theirs. */
export async function removeAll(
  world: World,
  names: readonly string[],
  deleting?: () => void,
  plural = 'trainingjobs',
) {
  const uids = await Promise.all(names.map(async (name) => (await world.get(plural, name))?.metadata.uid));
  deleting?.();
  for (const name of names) await unlessGone(world.remove(plural, name));
  const gone = (uid: string | undefined) => (job: Resource | undefined) => job?.metadata.uid !== uid || !job;
  await Promise.all(names.map((name, index) => world.until(plural, name, gone(uids[index]), 60)));
}

/** Others may be quicker: the person of the scenario, or an operator. */
export async function unlessGone(work: Promise<unknown>): Promise<void> {
  await work.catch((error: { kind?: string }) => {
    if (error.kind !== 'not-found' && error.kind !== 'conflict') throw error;
  });
}
