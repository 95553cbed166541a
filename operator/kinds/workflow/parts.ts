/** What is to be done next about the schedules and the subscription of a workflow, and how they stand. Pure. */
import { checkedCommand } from '../../runtime/doubt.ts';
import type { News, Once, PlanContext, Step } from '../../runtime/kind.ts';
import type { Journal, JournalEntry, Resource } from '../../runtime/object.ts';
import { UNKNOWN_JOURNAL } from '../../runtime/policy.ts';
import type { Part, PartsSeen } from './part.ts';
import { idOf, partName, partPath, partType, wantedParts } from './part.ts';
import type { Difference, PartAction } from './partChange.ts';
import { createOf, differenceOf, proposedId } from './partChange.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import { WORKFLOW } from './type.ts';

type Spec = Resource<WorkflowSpec>;
type Act = Extract<Step<PartAction>, { step: 'act' }>;
type Held = { id: string; name: string; parts?: PartsSeen | undefined; subscriptionId?: string | undefined };
type Known = Pick<PlanContext, 'journal' | 'isChecked' | 'nowMs'>;

/** How one part stands. */
type Standing = { part: Part; id: string | undefined; enabled?: boolean | undefined } & (
  | { state: 'Ready' }
  | { state: 'Unread' }
  | { state: 'Wanted' }
  | { state: 'Unknown' | 'NotFound' | 'Fixed'; message: string }
  | { state: 'Differs'; difference: Difference }
);

/** How long what was read of a part is good for: no list shows what others do to it. */
export const lookMs = (idleMs: number): number => LOOKS * idleMs;

/** With the usual interval, one in an hour. */
const LOOKS = 60;

/**
 * One call, or what is for a person, or when to look again; undefined where there is no part.
 *
 * @param idleMs how soon to look again at what could not be read, milliseconds
 */
export function partsStep(
  object: Spec,
  held: Held,
  context: Known,
  idleMs: number,
): Step<PartAction> | { dueMs: number } | undefined {
  const surplus = surplusStep(object, context.journal);
  if (surplus) return surplus;
  const all = standings(object, held, context);
  for (const one of all) {
    const act = actFor(object, held, one, context);
    if (act) return act;
  }
  const trouble = all.find((one) => 'message' in one);
  // No list tells when it is over.
  if (trouble && 'message' in trouble)
    return {
      step: 'stuck',
      reason: reasonOf(trouble),
      message: trouble.message,
      recheckMs: idleMs,
      dueMs: idleMs,
    };
  if (all.length === 0) return undefined;
  return { dueMs: all.some(({ state }) => state === 'Unread') ? idleMs : lookMs(idleMs) };
}

/** What the spec does not want any more is taken away first. */
function surplusStep({ spec }: Spec, journal: Journal = {}): Act | undefined {
  const wanted = new Set(wantedParts(spec).map(({ key }) => key));
  for (const [key, { made }] of Object.entries(journal))
    if (!wanted.has(key) && made !== undefined)
      return removal(key, made, `${partName(key)} is not in the spec any more`);
  return undefined;
}

/** The way to the end of the parts: undefined when none is left that is known. */
export function partsRemoval(journal: Journal = {}): Act | undefined {
  for (const [key, { made }] of Object.entries(journal))
    if (made !== undefined) return removal(key, made, `the object is deleted, and ${partName(key)} with it`);
  return undefined;
}

const removal = (key: string, partId: string, because: string): Act => ({
  step: 'act',
  action: { type: partType(key) === 'schedule' ? 'deleteSchedule' : 'deleteSubscription', partId },
  because,
  forget: [key],
  news: { type: 'Normal', reason: 'Deleted', message: `Deleted ${partName(key)} (${partId}): ${because}` },
});

/** How all parts that the spec wants stand. */
function standings(object: Spec, held: Held, { journal, isChecked }: Known): Standing[] {
  return wantedParts(object.spec).map((part): Standing => {
    const entry = journal?.[part.key];
    const id = idOf(part, entry);
    if (id !== undefined) return existing(part, id, held.parts);
    const doubt = journal ? entry?.id : UNKNOWN_JOURNAL;
    if (doubt === undefined || isChecked(doubt)) return { part, id, state: 'Wanted' };
    const command = checkedCommand({ kind: { type: WORKFLOW }, object }, doubt);
    return { part, id, state: 'Unknown', message: unknown(part, entry, command) };
  });
}

function existing(part: Part, id: string, parts: PartsSeen | undefined): Standing {
  const seen = parts?.get(partPath(part.type, id));
  const enabled = seen && seen !== 'absent' && 'enabled' in seen ? seen.enabled : undefined;
  const at = { part, id, ...(enabled !== undefined && { enabled }) };
  const own = part.spec.id === undefined;
  if (seen === 'absent')
    return own
      ? { ...at, state: 'Unread' }
      : { ...at, state: 'NotFound', message: `${part.field}.id: the workflow has no ${part.type} ${id}` };
  if (seen === undefined) return { ...at, state: 'Unread' };
  const difference = differenceOf(part, id, seen);
  if (!difference) return { ...at, state: 'Ready' };
  if (own || !difference.replace) return { ...at, state: 'Differs', difference };
  const message = `${part.field}: ${difference.words}: no call changes that of a schedule; agree with it, or take "id" away, and it is made anew`;
  return { ...at, state: 'Fixed', message };
}

function unknown({ field, type, key }: Part, entry: JournalEntry | undefined, command: string): string {
  const what =
    entry && entry.id !== UNKNOWN_JOURNAL
      ? `${partName(key)} was asked for at ${entry.time}, and it is not known what became of it`
      : `whether ${partName(key)} was made before is not known any more, as annotations and status were stripped`;
  const inert = type === 'schedule' ? ' (disabled, unless it was in use already)' : '';
  return `${field}: ${what}, for ModelArts lists no ${type}s. Look at the workflow in its console: if it is there${inert}, say its id in ${field}.id, or delete it there; if it is not: ${command}`;
}

const reasonOf = ({ part: { type }, state }: Standing): string =>
  `${type === 'schedule' ? 'Schedule' : 'Subscription'}${state}`;

function actFor({ metadata }: Spec, held: Held, one: Standing, { nowMs }: Known): Act | undefined {
  const { part, id } = one;
  if (one.state === 'Wanted') {
    const proposed = proposedId(`${metadata.uid}/${held.id}/${part.key}/${nowMs}`);
    // Nobody proposes the id of a subscription: the workflow may tell which one it has.
    const seen = part.type === 'schedule' ? proposed : (held.subscriptionId ?? '');
    const once: Once = { key: part.key, what: `create ${partName(part.key)}`, seen };
    const because = `${partName(part.key)} is wanted`;
    const message = `Made ${partName(part.key)} of workflow ${held.name} (${held.id})`;
    const news: News = { type: 'Normal', reason: 'Created', message };
    return { step: 'act', action: createOf(part, proposed), because, once, news };
  }
  if (one.state !== 'Differs' || id === undefined) return undefined;
  const { words, action, replace } = one.difference;
  const because = `${part.field}: ${words}`;
  return { step: 'act', action, because, ...(replace && { forget: [part.key] }) };
}

/** What status tells of schedules and subscription. */
export function partsStatus(object: Spec, held: Held, context: Known) {
  const rows = standings(object, held, context).map((one) => ({
    part: one.part,
    row: {
      ...(one.id !== undefined && { id: one.id }),
      ...(one.part.type === 'schedule' && one.enabled !== undefined && { enabled: one.enabled }),
      state: 'message' in one ? reasonOf(one) : WORDS[one.state],
      ...('message' in one && { message: one.message.slice(0, MAX_TEXT) }),
      ...(one.state === 'Differs' && { message: one.difference.words.slice(0, MAX_TEXT) }),
    },
  }));
  const schedules = rows.flatMap(({ part, row }) =>
    part.type === 'schedule' ? [{ name: part.spec.name, ...row }] : [],
  );
  const subscription = rows.find(({ part }) => part.type === 'subscription')?.row;
  return { schedules: schedules.length > 0 ? schedules : undefined, subscription };
}

const MAX_TEXT = 1024;

const WORDS = { Ready: 'Ready', Unread: 'Unread', Wanted: 'Creating', Differs: 'Changing' } as const;
