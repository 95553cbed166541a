/**
 * What an object has done beside creating its remote object, and may not do twice (DESIGN 4.10): written down before it is
 * sent, in two places of which each heals the other, as the remote id is (DESIGN 4.2).
 */
import { randomUUID } from 'node:crypto';
import type { AnyKind } from './context.ts';
import { checkedCommand } from './doubt.ts';
import type { Bound } from './intent.ts';
import { bindingOf } from './intent.ts';
import type { Fault, Once, PlanContext, Remote } from './kind.ts';
import type { Journal, JournalEntry, Resource, WrittenJournal } from './object.ts';
import { JOURNAL } from './object.ts';
import { UNKNOWN_JOURNAL } from './policy.ts';
import type { Run } from './run.ts';
import { timestamp } from './time.ts';

/**
 * The journal as the object has it: the annotation's, unless status has one of a later attempt or the annotation none.
 * Undefined when neither has one: then nobody knows what was done before.
 */
export function writtenJournal({ metadata, status }: Resource): WrittenJournal | undefined {
  const noted = parse(metadata.annotations?.[JOURNAL]);
  const told = ofStatus(status?.journal);
  return !noted || (told && told.attempt > noted.attempt) ? told : noted;
}

/** The journal of one attempt: that of another one says nothing about it. */
export function journalOf(object: Resource, attempt: number): Journal | undefined {
  const written = writtenJournal(object);
  return written?.attempt === attempt ? written.entries : undefined;
}

/** The journal that a create begins with; undefined leaves it as it is. */
export function journalOfCreate(
  { journals }: Keeping,
  object: Resource,
  attempt: number,
): WrittenJournal | undefined {
  if (journals === undefined) return undefined;
  const former = journals === 'object' ? writtenJournal(object)?.entries : undefined;
  // Where it is the object's, a lost one is not known again because another attempt begins.
  return former || journals === 'attempt' || attempt === 1 ? { attempt, entries: former ?? {} } : undefined;
}

/** The journal that goes with `id`, which the object takes over: that of a restored object is its own. */
export function journalOfAdopted(
  { journals }: Keeping,
  object: Resource,
  { id, attempt }: { id: string; attempt: number },
): WrittenJournal | undefined {
  if (journals === undefined) return undefined;
  const binding = bindingOf(object);
  if (binding.state === 'none' || binding.id !== id) return { attempt, entries: {} };
  const written = writtenJournal(object);
  return written && { attempt, entries: written.entries };
}

type Keeping = { journals?: AnyKind['journals'] | undefined };

/** As status shows it. */
export const toldJournal = ({ attempt, entries }: WrittenJournal) => ({
  attempt,
  entries: Object.entries(entries).map(([key, entry]) => ({ key, ...entry })),
});

/** Brings the entries up to what was read, and the annotation up to the entries. */
export async function settleJournal(run: Run, { attempt }: Pick<Bound, 'attempt'>, remote: Remote) {
  const { kind, object } = run;
  if (!kind.journals || run.observesOnly) return;
  const known = journalOf(object, attempt);
  const now = timestamp(run.context.time.wall());
  const journal = kind.completeJournal ? kind.completeJournal(known, remote, object, now) : known;
  if (!journal) return;
  const settled = Object.entries(journal).flatMap(([key, entry]) => {
    const next = kind.settleEntry ? kind.settleEntry(key, entry, remote, object) : entry;
    return next ? [[key, next] as const] : [];
  });
  await run.writeJournal({ attempt, entries: Object.fromEntries(settled) });
}

/**
 * Why something that must not take effect twice is not sent: it was before, and nobody knows what became of it, or
 * nobody knows whether it was. The last line of defence: a plan that knows more says so in better words before.
 */
export function doubtOfOnce(
  run: Run,
  { journal, isChecked }: Pick<PlanContext, 'journal' | 'isChecked'>,
  { key, what }: Once,
): { reason: string; message: string } | undefined {
  const entry = journal?.[key];
  const id = journal ? entry?.id : UNKNOWN_JOURNAL;
  if (id === undefined || isChecked(id) || entry?.state === 'accepted') return undefined;
  const why = entry
    ? `it was sent at ${entry.time}, and it is not known what became of it`
    : 'it may have been sent before: annotations and status, which would tell, were stripped';
  return {
    reason: 'ActionUnknown',
    message: `${what}: ${why}. Look into ModelArts; if it has not been done: ${checkedCommand(run, id)}`,
  };
}

/** Writes down what is about to be sent, on top of the version that was read. */
export async function noteOnce(run: Run, attempt: number, { key, what, seen }: Once): Promise<Journal> {
  const before = journalOf(run.object, attempt) ?? {};
  const entry: JournalEntry = {
    id: randomUUID().slice(0, 8),
    what: what.slice(0, TEXT_LIMIT),
    seen: seen.slice(0, TEXT_LIMIT),
    time: timestamp(run.context.time.wall()),
    state: 'sent',
  };
  await run.writeJournal({ attempt, entries: { ...before, [key]: entry } });
  return before;
}

/** Of each text in an entry, characters. */
const TEXT_LIMIT = 256;

/** What the cloud answered: a clear no leaves things as they were `before`, and where nobody knows it stays sent. */
export async function noteAnswer(
  run: Run,
  attempt: number,
  { once, forget = [] }: { once?: Once | undefined; forget?: readonly string[] | undefined },
  { fault, made, before }: { fault: Fault | undefined; made: string | undefined; before: Journal },
): Promise<void> {
  const journal = journalOf(run.object, attempt);
  if (!journal || fault?.outcome === 'ambiguous') return;
  const entries: Record<string, JournalEntry> = { ...journal };
  if (!fault || fault.outcome === 'not-found') for (const key of forget) delete entries[key];
  const entry = once && entries[once.key];
  if (entry && !fault)
    entries[once.key] = { ...entry, state: 'accepted', ...(made !== undefined && { made }) };
  if (entry && fault) {
    const former = before[once.key];
    if (former) entries[once.key] = former;
    else delete entries[once.key];
  }
  await run.answerJournal({ attempt, entries });
}

function parse(text: string | undefined): WrittenJournal | undefined {
  if (text === undefined) return undefined;
  try {
    const { attempt, entries } = JSON.parse(text) as Partial<WrittenJournal>;
    if (typeof attempt !== 'number' || typeof entries !== 'object' || entries === null) return undefined;
    return Object.values(entries).every(isEntry) ? { attempt, entries } : undefined;
  } catch {
    return undefined;
  }
}

function ofStatus(told: unknown): WrittenJournal | undefined {
  const { attempt, entries = [] } = (told ?? {}) as Partial<ReturnType<typeof toldJournal>>;
  if (typeof attempt !== 'number' || !entries.every(isEntry)) return undefined;
  return { attempt, entries: Object.fromEntries(entries.map(({ key, ...entry }) => [key, entry])) };
}

const isEntry = (entry: unknown): entry is JournalEntry => {
  const { id, what, seen, time } = (entry ?? {}) as Partial<JournalEntry>;
  return [id, what, seen, time].every((text) => typeof text === 'string');
};
