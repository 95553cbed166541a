/**
 * What a workflow has beside itself: schedules and a subscription. ModelArts lists neither, so the journal alone knows which
 * of them are this object's (DESIGN 4.10, and section 6 on Workflow). Pure.
 */
import type { Schedule } from '../../modelarts/schedules.ts';
import type { Subscription } from '../../modelarts/subscriptions.ts';
import { shortHash } from '../../runtime/digest.ts';
import { writtenJournal } from '../../runtime/journal.ts';
import type { Journal, JournalEntry, Resource } from '../../runtime/object.ts';
import { UNKNOWN_JOURNAL } from '../../runtime/policy.ts';
import type { WorkflowSpec } from './spec.gen.ts';

/**
 * What was read of schedules and subscriptions, by `partPath`. `absent`: ModelArts has denied it for longer than an answer
 * lies; one that is not here was not read, or only denied once.
 */
export type PartsSeen = ReadonlyMap<string, Schedule | Subscription | 'absent'>;

/** The key of what was read of a part. */
export const partPath = (type: Part['type'], id: string): string => `${type}/${id}`;

export type ScheduleSpec = NonNullable<WorkflowSpec['schedules']>[number];
export type SubscriptionSpec = NonNullable<WorkflowSpec['subscription']>;

/** A part that the spec wants. */
export type Part =
  | { type: 'schedule'; key: string; field: string; spec: ScheduleSpec }
  | { type: 'subscription'; key: string; field: string; spec: SubscriptionSpec };

const SCHEDULE = 'schedule/';
const SUBSCRIPTION = 'subscription';

/** What kind of part an entry of the journal is about. */
export const partType = (key: string): Part['type'] =>
  key.startsWith(SCHEDULE) ? 'schedule' : 'subscription';

/** What a part is called in sentences: `schedule "nightly"`. */
export const partName = (key: string): string =>
  key === SUBSCRIPTION ? 'the subscription' : `schedule "${key.slice(SCHEDULE.length)}"`;

/** The parts that the spec wants, schedules in their order first. */
export const wantedParts = ({ schedules = [], subscription }: WorkflowSpec): Part[] => [
  ...schedules.map(
    (spec): Part => ({
      type: 'schedule',
      key: `${SCHEDULE}${spec.name}`,
      field: `spec.schedules[${spec.name}]`,
      spec,
    }),
  ),
  ...(subscription
    ? [{ type: 'subscription', key: SUBSCRIPTION, field: 'spec.subscription', spec: subscription } as const]
    : []),
];

/** The id of a part: of the one that the spec takes over, else of the one that was made. */
export const idOf = (part: Part, entry: JournalEntry | undefined): string | undefined =>
  part.spec.id ?? entry?.made;

/** The ids worth a read: what is wanted, and what may have been made under an id that was proposed for it. */
export function idsToRead(
  spec: WorkflowSpec,
  journal: Journal,
): { type: Part['type']; id: string; part?: Part }[] {
  const wanted = wantedParts(spec);
  const known = wanted.flatMap((part) => {
    const id = idOf(part, journal[part.key]);
    return id === undefined ? [] : [{ type: part.type, id, part }];
  });
  const proposed = Object.entries(journal)
    .filter(([key, { state, seen }]) => state === 'sent' && seen !== '' && partType(key) === 'schedule')
    .map(([, { seen }]) => ({ type: 'schedule' as const, id: seen }));
  return [...known, ...proposed.filter(({ id }) => known.every((one) => one.id !== id))];
}

/**
 * The journal with what the spec takes over, so that it is this object's from then on, whatever the spec says later. Of
 * one that is lost all parts are in doubt that are wanted and not named by their ids.
 *
 * @param now RFC 3339
 */
export function completeJournal(
  journal: Journal | undefined,
  { subscriptionId = '' }: { subscriptionId?: string | undefined },
  { spec }: Resource<WorkflowSpec>,
  now: string,
): Journal {
  const noted = wantedParts(spec).flatMap(({ key, type, spec: { id: taken } }) => {
    if (taken !== undefined && journal?.[key]?.made !== taken) {
      const what = `take over ${partName(key)}`;
      return [[key, { id: shortHash(taken, 8), what, seen: '', time: now, state: 'accepted', made: taken }]];
    }
    if (journal || taken !== undefined) return [];
    // No id was proposed that could be looked for, and a subscription that is told now may be anybody's.
    const seen = type === 'subscription' ? subscriptionId : '';
    const what = `create ${partName(key)}`;
    return [[key, { id: UNKNOWN_JOURNAL, what, seen, time: now, state: 'sent' }]];
  });
  return { ...journal, ...Object.fromEntries(noted) };
}

/**
 * An entry of the journal, now that parts were read: a create without an answer is known to have come about when the id
 * that it proposed is there, or the workflow tells of another subscription; and what others have deleted is forgotten. A
 * create that came to nothing is certain only where ModelArts has taken a proposed id before.
 */
export function settlePart(
  key: string,
  entry: JournalEntry,
  held: { parts?: PartsSeen | undefined; subscriptionId?: string | undefined },
  object: Resource<WorkflowSpec>,
): JournalEntry | null {
  const type = partType(key);
  if (entry.state === 'accepted')
    return entry.made !== undefined && held.parts?.get(partPath(type, entry.made)) === 'absent'
      ? null
      : entry;
  const wanted = wantedParts(object.spec).some((part) => part.key === key);
  const accepted = (made: string): JournalEntry => ({ ...entry, state: 'accepted', made });
  if (type === 'subscription') {
    const told = held.subscriptionId;
    return told !== undefined && told !== entry.seen ? accepted(told) : entry;
  }
  const found = held.parts?.get(partPath(type, entry.seen));
  if (found !== undefined && found !== 'absent') return accepted(entry.seen);
  // One that nobody wants any more, and that may be there all the same, was made disabled: it starts nothing.
  return found === 'absent' && (!wanted || takesProposedIds(object)) ? null : entry;
}

const takesProposedIds = (object: Resource): boolean =>
  Object.entries(writtenJournal(object)?.entries ?? {}).some(
    ([key, { seen, made }]) => partType(key) === 'schedule' && made === seen,
  );
