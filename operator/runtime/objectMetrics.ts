/**
 * The objects of the cluster, counted at each scrape from what the watches hold: no call is made for it.
 *
 * Nothing here is unbounded: phases are those that a kind names, all others count as `other`; of reasons the
 * REASONS most frequent of a kind have a name, all others count as `Other`; and of stalled objects STALLED are named,
 * those that have been for longest, so that what an alert names stays named until it is seen to. How many there are
 * in all is told beside it. An object that has ended (`Failed` is also `Stalled`) is history and nothing to be alarmed at.
 */
import { hasEnded } from './conditions.ts';
import type { Meters, Sample } from './meters.ts';
import type { Condition, Resource } from './object.ts';

/** What the objects of a kind are counted from. */
export type Counted = {
  kind: string;
  objects(): Iterable<Resource>;
  /** Its phases, as status writes them; what has none counts as `none`. */
  phases: readonly string[];
};

export const REASONS = 40;
export const STALLED = 200;

/** @param kinds of each kind and shard what is to be counted now */
export function measureObjects(meters: Meters, kinds: () => readonly Counted[]): void {
  meters.gauge(
    'objects',
    'Objects by phase; none: no phase yet, or a kind without; other: one that the operator does not know',
    ['kind', 'phase'],
    () => kinds().flatMap(byPhase),
  );
  meters.gauge(
    'stalled_objects',
    'Objects that have not ended and that only a person can help, by reason; Other: the rarest reasons',
    ['kind', 'reason'],
    () => kinds().flatMap(byReason),
  );
  meters.gauge(
    'object_stalled',
    `Always 1: one such object, of the ${STALLED} that have been so for longest`,
    ['kind', 'namespace', 'name', 'reason'],
    () => longestStalled(kinds()),
  );
}

/** How many objects are in which phase. */
export function byPhase({ kind, objects, phases }: Counted): Sample[] {
  const known = new Set(phases);
  const wordOf = ({ status }: Resource) => {
    if (!status?.phase) return 'none';
    return known.has(status.phase) ? status.phase : 'other';
  };
  return tally(objects(), wordOf).map(([phase, value]) => ({ labels: { kind, phase }, value }));
}

/** How many objects are stalled for which reason. */
export function byReason({ kind, objects }: Counted): Sample[] {
  const counts = tally(objects(), (object) => stalled(object)?.reason);
  const named = counts.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, REASONS);
  const others = counts.slice(REASONS).reduce((sum, [, value]) => sum + value, 0);
  const all = others > 0 ? [...named, ['Other', others] as const] : named;
  return all.map(([reason, value]) => ({ labels: { kind, reason }, value }));
}

/** Those that have been stalled for longest, by name. */
export function longestStalled(counted: readonly Counted[]): Sample[] {
  return counted
    .flatMap(({ kind, objects }) =>
      [...objects()].flatMap(({ metadata: { namespace, name }, ...object }) => {
        const { reason, lastTransitionTime: since = '' } = stalled(object) ?? {};
        return reason === undefined ? [] : [{ since, labels: { kind, namespace, name, reason } }];
      }),
    )
    .sort((a, b) => compare(a.since, b.since) || compare(pathOf(a.labels), pathOf(b.labels)))
    .slice(0, STALLED)
    .map(({ labels }) => ({ labels, value: 1 }));
}

const pathOf = ({ kind, namespace, name }: Record<'kind' | 'namespace' | 'name', string>) =>
  `${kind}/${namespace}/${name}`;

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

const stalled = (object: Pick<Resource, 'status'>): Condition | undefined =>
  hasEnded(object)
    ? undefined
    : object.status?.conditions?.find(({ type, status }) => type === 'Stalled' && status === 'True');

function tally(objects: Iterable<Resource>, wordOf: (object: Resource) => string | undefined) {
  const counts = new Map<string, number>();
  for (const object of objects) {
    const word = wordOf(object);
    if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts];
}
