import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVerdict, firstSight, settleVerdict } from '../../operator/runtime/createRule.ts';
import type { Intent } from '../../operator/runtime/intent.ts';
import { intentLabel } from '../../operator/runtime/intent.ts';
import type { Memory } from '../../operator/runtime/memory.ts';
import { Memories } from '../../operator/runtime/memory.ts';

const WINDOWS = { settleMs: 60_000, listIntervalMs: 10_000 };

const intent = (nonce: string): Intent => ({
  name: 'resnet-0123abcd-1',
  attempt: 1,
  nonce,
  account: 'a',
  time: '2026-01-01T00:00:00Z',
  fields: {},
});

type Seen = { intent?: Intent | 'unreadable'; finalizer: boolean };
const unbound = (seen: Seen) => ({ state: 'none' as const, ...seen });
const FRESH: Seen = { finalizer: false };

/** One object in one term, as the passes see it. */
class Observer {
  readonly memory: Memory;

  constructor(bornInTerm: boolean) {
    this.memory = new Memories(new Set(bornInTerm ? [] : ['uid-1'])).of('ml/resnet', 'uid-1');
  }

  /** What a pass that sees `seen` at `nowMs` is told; a look-up that it is told to make finds nothing. */
  pass(seen: Seen, nowMs: number) {
    const sight = firstSight(unbound(seen), this.memory, nowMs, nowMs);
    const verdict = createVerdict(unbound(seen), this.memory, nowMs, WINDOWS);
    if (verdict.next === 'look-up') {
      sight.lookups += 1;
      sight.lastLookupMs = nowMs;
    }
    return verdict;
  }
}

describe('may a create be sent at once?', () => {
  test.each<[string, { bornInTerm: boolean; before?: Seen; seen: Seen; expected: 'create' | 'wait' }]>([
    ['yes for a fresh object', { bornInTerm: true, seen: FRESH, expected: 'create' }],
    ['no for one born before the term', { bornInTerm: false, seen: FRESH, expected: 'wait' }],
    [
      'no with the intent of somebody else',
      { bornInTerm: true, seen: { intent: intent('other'), finalizer: true }, expected: 'wait' },
    ],
    [
      'no with an intent that cannot be read',
      { bornInTerm: true, seen: { intent: 'unreadable', finalizer: false }, expected: 'wait' },
    ],
    [
      'no with our finalizer and no intent: an intent of unknown time',
      { bornInTerm: true, seen: { finalizer: true }, expected: 'wait' },
    ],
    [
      'no once an intent was seen, though finalizer and annotation were stripped since',
      {
        bornInTerm: true,
        before: { intent: intent('own'), finalizer: true },
        seen: FRESH,
        expected: 'wait',
      },
    ],
    [
      'no once our finalizer alone was seen, though it was stripped since',
      { bornInTerm: true, before: { finalizer: true }, seen: FRESH, expected: 'wait' },
    ],
  ])('%s', (_sentence, { bornInTerm, before, seen, expected }) => {
    const observer = new Observer(bornInTerm);
    if (before) observer.pass(before, 0);
    expect(observer.pass(seen, 1_000).next).toBe(expected);
  });

  test('no after a pass of our own that wrote an intent and then failed', () => {
    const observer = new Observer(true);
    expect(observer.pass(FRESH, 0)).toEqual({ next: 'create' });
    observer.memory.intended = true; // as the pass notes it before its patch leaves
    expect(observer.pass(FRESH, 1).next).toBe('wait');
  });
});

describe('an earlier intent', () => {
  const seen: Seen = { intent: intent('other'), finalizer: true };

  test('is waited out, looked up twice an interval apart, and only then may a create follow', () => {
    const observer = new Observer(true);
    expect(observer.pass(seen, 5_000)).toEqual({ next: 'wait', untilMs: 65_000 });
    expect(observer.pass(seen, 64_999)).toEqual({ next: 'wait', untilMs: 65_000 });
    expect(observer.pass(seen, 65_000)).toEqual({ next: 'look-up' });
    expect(observer.pass(seen, 65_001)).toEqual({ next: 'wait', untilMs: 75_000 });
    expect(observer.pass(seen, 75_000)).toEqual({ next: 'look-up' });
    expect(observer.pass(seen, 75_001)).toEqual({ next: 'create' });
  });

  test.each<[string, Seen]>([
    ['another intent takes its place', { intent: intent('third'), finalizer: true }],
    ['the annotation is stripped', { finalizer: true }],
    ['it becomes unreadable', { intent: 'unreadable', finalizer: true }],
  ])('is waited out anew when %s, even between the two look-ups', (_sentence, changed) => {
    const observer = new Observer(true);
    observer.pass(seen, 0);
    expect(observer.pass(seen, 60_000)).toEqual({ next: 'look-up' });
    expect(observer.pass(changed, 70_000)).toEqual({ next: 'wait', untilMs: 130_000 });
    expect(observer.pass(changed, 130_000)).toEqual({ next: 'look-up' });
    expect(observer.pass(changed, 139_999).next).toBe('wait');
  });

  test('is forgotten with the lease: the next term waits for its whole time again', () => {
    new Observer(true).pass(seen, 0);
    expect(new Observer(false).pass(seen, 59_999)).toEqual({ next: 'wait', untilMs: 119_999 });
  });
});

test('a deletion waits in the same way, and is through after the second look-up', () => {
  const { memory } = new Observer(false);
  const sight = firstSight(unbound({ finalizer: true }), memory, 0, 0);
  expect(settleVerdict(memory, 59_999, WINDOWS)).toEqual({ next: 'wait', untilMs: 60_000 });
  expect(settleVerdict(memory, 60_000, WINDOWS)).toEqual({ next: 'look-up' });
  Object.assign(sight, { lookups: 2, lastLookupMs: 70_000 });
  expect(settleVerdict(memory, 70_000, WINDOWS)).toBeUndefined();
});

test('asking before anything was seen is a bug and says so', () => {
  const { memory } = new Observer(false);
  expect(() => settleVerdict(memory, 0, WINDOWS)).toThrow('firstSight');
});

describe('whatever is seen, in whatever order, at whatever times', () => {
  const sights: Seen[] = [
    FRESH,
    { finalizer: true },
    { finalizer: true, intent: intent('a') },
    { finalizer: true, intent: intent('b') },
    { finalizer: false, intent: 'unreadable' },
  ];
  /** Passes over the same thing; mostly often enough to reach the end of the wait. */
  const stretch = fc.record({
    seen: fc.constantFrom(...sights),
    passes: fc.integer({ min: 1, max: 8 }),
    everyMs: fc.constantFrom(0, 1, 5_000, 9_999, 10_000, 30_000, 60_000),
  });

  /** Each create with the look-ups since the last change of what was seen, unless all that was seen was fresh. */
  function* guardedCreates(bornInTerm: boolean, passes: Iterable<Seen & { everyMs: number }>) {
    const observer = new Observer(bornInTerm);
    let fresh = bornInTerm;
    let nowMs = 0;
    let since = { label: '', ms: 0, lookUps: [] as number[] };
    for (const { everyMs, ...seen } of passes) {
      nowMs += everyMs;
      fresh &&= seen.intent === undefined && !seen.finalizer;
      const label = intentLabel(seen.intent);
      if (label !== since.label) since = { label, ms: nowMs, lookUps: [] };
      const { next } = observer.pass(seen, nowMs);
      if (next === 'look-up') since.lookUps.push(nowMs);
      if (next === 'create' && !fresh) yield since;
    }
  }

  test('no create comes for an object that is not fresh before the window and two look-ups since the last change', () => {
    let reached = 0;
    fc.assert(
      fc.property(fc.boolean(), fc.array(stretch, { maxLength: 12 }), (bornInTerm, stretches) => {
        const passes = stretches.flatMap(({ seen, passes: count, everyMs }) =>
          Array.from({ length: count }, () => ({ ...seen, everyMs })),
        );
        for (const { ms, lookUps } of guardedCreates(bornInTerm, passes)) {
          reached += 1;
          const [first = Number.NaN, second = Number.NaN] = lookUps;
          expect(first).toBeGreaterThanOrEqual(ms + WINDOWS.settleMs);
          expect(second).toBeGreaterThanOrEqual(first + WINDOWS.listIntervalMs);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(reached).toBeGreaterThan(0);
  });
});
