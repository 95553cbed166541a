import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  advance,
  pauseMs,
  type RolloutFacts,
  type RolloutStatus,
} from '../../../operator/kinds/modelservice/rollout.ts';

const STEPS = [{ weight: 10, pause: '10m' }, { weight: 50, pause: '10m' }, { weight: 100 }];
const NOON = Date.UTC(2026, 0, 1, 12);
const MINUTE = 60_000;

const facts = (parts: Partial<RolloutFacts> = {}): RolloutFacts => ({
  target: 'v2',
  weight: undefined,
  serves: false,
  failure: undefined,
  nowMs: NOON,
  ...parts,
});
const status = (parts: Partial<RolloutStatus>): RolloutStatus => ({
  target: 'v2',
  begun: '2026-01-01T11:00:00Z',
  step: 1,
  weight: 10,
  state: 'Progressing',
  ...parts,
});
const serving = (weight: number, afterMinutes = 0) =>
  facts({ weight, serves: true, nowMs: NOON + afterMinutes * MINUTE });
const waiting = (step: number, weight: number): RolloutStatus =>
  status({ step, weight, state: 'Waiting', since: '2026-01-01T12:00:00Z' });

describe('a roll-out', () => {
  test.each<[string, RolloutStatus | undefined, RolloutFacts, Partial<RolloutStatus>, number | undefined]>([
    [
      'begins with the first weight',
      undefined,
      facts(),
      { step: 1, weight: 10, state: 'Progressing' },
      undefined,
    ],
    [
      'begins anew for another variant',
      status({ target: 'v1', step: 3, state: 'Complete' }),
      facts(),
      { target: 'v2', step: 1, weight: 10 },
      undefined,
    ],
    [
      'begins anew after another one was rolled back',
      status({ target: 'v1', state: 'RolledBack' }),
      facts(),
      { step: 1, state: 'Progressing' },
      undefined,
    ],
    [
      'goes on until the weight is in force',
      status({}),
      serving(0),
      { step: 1, state: 'Progressing' },
      undefined,
    ],
    [
      'goes on until the service serves',
      status({}),
      facts({ weight: 10 }),
      { step: 1, state: 'Progressing' },
      undefined,
    ],
    ['counts the pause from when it serves', status({}), serving(10), waiting(1, 10), 10 * MINUTE],
    ['waits for the rest of the pause', waiting(1, 10), serving(10, 4), waiting(1, 10), 6 * MINUTE],
    [
      'counts anew when it does not serve meanwhile',
      waiting(1, 10),
      facts({ weight: 10 }),
      { step: 1, state: 'Progressing' },
      undefined,
    ],
    [
      'takes the next step after the pause',
      waiting(1, 10),
      serving(10, 10),
      { step: 2, weight: 50, state: 'Progressing' },
      undefined,
    ],
    [
      'is not undone when the next weight was set and the process died',
      waiting(1, 10),
      serving(50, 11),
      { step: 2, weight: 50, state: 'Progressing' },
      undefined,
    ],
    [
      'says that a step without a pause serves before it goes on',
      status({ step: 3, weight: 100 }),
      serving(100),
      waiting(3, 100),
      0,
    ],
    [
      'is complete after the last step',
      waiting(3, 100),
      serving(100),
      { step: 3, weight: 100, state: 'Complete' },
      undefined,
    ],
    [
      'stays complete, whatever fails later',
      status({ step: 3, weight: 100, state: 'Complete' }),
      facts({ failure: 'out of memory' }),
      { state: 'Complete' },
      undefined,
    ],
    [
      'takes up a last weight that was edited',
      status({ step: 3, weight: 90, state: 'Complete' }),
      serving(90),
      { step: 3, weight: 100, state: 'Progressing' },
      undefined,
    ],
    [
      'goes on at the last step when steps were taken out',
      waiting(5, 70),
      serving(70),
      { step: 3, weight: 100, state: 'Progressing' },
      undefined,
    ],
  ])('%s', (_sentence, before, seen, expected, dueMs) => {
    const verdict = advance({ steps: STEPS }, before, seen);
    expect(verdict.status).toMatchObject(expected);
    expect(verdict.dueMs).toBe(dueMs);
  });

  test('that fails gives all requests back to the first variant, says in which step and why, and stays so', () => {
    const failed = facts({ weight: 50, failure: 'out of memory' });
    const { status: after } = advance({ steps: STEPS }, waiting(2, 50), failed);
    const message = 'step 2 of 3 (weight 50): out of memory';
    expect(after).toEqual(status({ step: 2, weight: 0, state: 'RolledBack', message }));
    expect(advance({ steps: STEPS }, after, serving(0, 60)).status).toEqual(after);
  });

  test('that fails and is to be held keeps its step, and goes on when the variant recovers', () => {
    const steps = { steps: STEPS, onFailure: 'Hold' } as const;
    const { status: held } = advance(steps, waiting(2, 50), facts({ weight: 50, failure: 'x' }));
    expect(held).toMatchObject({ step: 2, weight: 50, state: 'Held' });
    expect(advance(steps, held, serving(50)).status).toEqual(waiting(2, 50));
  });

  test('comes to its end whatever is repeated, and its weight never goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (keeps) => {
        let known: RolloutStatus | undefined;
        let weight = 0;
        let highest = 0;
        for (const [index, isKept] of keeps.entries()) {
          const { status: next } = advance({ steps: STEPS }, known, serving(weight, index * 5));
          weight = next.weight;
          expect(weight).toBeGreaterThanOrEqual(highest);
          highest = weight;
          // A process that dies has set the weight, and has not written status.
          if (isKept) known = next;
        }
        for (let minutes = 400; minutes < 500; minutes += 10) {
          known = advance({ steps: STEPS }, known, serving(weight, minutes)).status;
          weight = known.weight;
        }
        expect([known?.state, weight]).toEqual(['Complete', 100]);
      }),
    );
  });
});

test.each([
  ['30s', 30_000],
  ['10m', 600_000],
  ['2h', 7_200_000],
  [undefined, 0],
])('a pause of %s is %i ms', (pause, ms) => {
  expect(pauseMs(pause)).toBe(ms);
});
