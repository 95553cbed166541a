/** DESIGN 4.1 as a pure rule: when may a create be sent, and what has to come first. */
import type { Bound, Unbound } from './intent.ts';
import { intentLabel } from './intent.ts';
import type { Memory, Sight } from './memory.ts';

export type Windows = {
  /** Request timeout + lease duration + list lag. */
  settleMs: number;
  /** Between the two look-ups. */
  listIntervalMs: number;
};

export type CreateVerdict =
  | { next: 'create' }
  | { next: 'look-up' }
  /** `untilMs` on the monotonic clock. */
  | { next: 'wait'; untilMs: number };

/**
 * What an object without a known id needs next.
 *
 * Guarantees: `create` without look-ups only for an object that was created in this term and has never had an
 * intent; else only after a settle window from this process's first sight of what is there, and two look-ups,
 * one list interval apart, both begun after it. The first sight is never earlier than the intent itself, so it
 * also covers an intent whose writer's clock was wrong.
 */
export function createVerdict(
  binding: Unbound,
  memory: Memory,
  nowMs: number,
  windows: Windows,
): CreateVerdict {
  const untouched = binding.intent === undefined && !binding.finalizer;
  if (untouched && memory.bornInTerm && !memory.intended) return { next: 'create' };
  return settleVerdict(memory, nowMs, windows) ?? { next: 'create' };
}

/** The same wait for a deletion: undefined once both look-ups are through (DESIGN 4.7). */
export function settleVerdict(memory: Memory, nowMs: number, windows: Windows): CreateVerdict | undefined {
  const sight = memory.sight;
  if (!sight) throw new Error('settleVerdict before firstSight: the pass must note what it sees first');
  const settled = sight.sinceMs + windows.settleMs;
  if (nowMs < settled) return { next: 'wait', untilMs: settled };
  if (sight.lookups === 0) return { next: 'look-up' };
  const second = sight.lastLookupMs + windows.listIntervalMs;
  if (sight.lookups === 1) return nowMs < second ? { next: 'wait', untilMs: second } : { next: 'look-up' };
  return undefined;
}

/**
 * Notes what is there now; a different intent, or its disappearance, starts the wait anew. Our finalizer alone is an
 * intent of unknown time, also after somebody has stripped it.
 */
export function firstSight(binding: Unbound | Bound, memory: Memory, nowMs: number, wallMs: number): Sight {
  if (binding.state === 'bound' || binding.intent !== undefined || binding.finalizer) memory.intended = true;
  return sighted(memory, intentLabel(binding.intent), nowMs, wallMs);
}

/** The sight of `label`: the one that is being waited out, or a new one from now on. */
export function sighted(memory: Memory, label: string, nowMs: number, wallMs: number): Sight {
  if (memory.sight?.label !== label)
    memory.sight = { label, sinceMs: nowMs, sinceWallMs: wallMs, lookups: 0, lastLookupMs: 0 };
  return memory.sight;
}
