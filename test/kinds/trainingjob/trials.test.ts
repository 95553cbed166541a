import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trialsStatus } from '../../../operator/kinds/trainingjob/trials.ts';
import type { Trial } from '../../../operator/modelarts/trial.ts';

const trial = (id: string, parts: Partial<Trial> = {}): Trial => ({
  id,
  status: 'TERMINATED',
  done: true,
  values: { lr: '0.1' },
  metrics: { acc: '0.5' },
  ...parts,
});
const running = (id: string, parts: Partial<Trial> = {}) =>
  trial(id, { status: 'RUNNING', done: false, ...parts });
const search = (mode: string) => ({ rewards: [{ name: 'acc', mode }], parameters: ['lr'] });

test('a job without trials has no such part', () => {
  expect(trialsStatus([], search('max'))).toBeUndefined();
});

test('a search shows its best trial, how many are in which state, and the trials', () => {
  const trials = [trial('b', { reward: 0.2 }), running('c', { reward: 9 }), trial('a', { reward: 0.25 })];
  const values = { lr: '0.1' };
  expect(trialsStatus(trials, search('max'))).toEqual({
    best: { id: 'a', reward: '0.25', values, metrics: { acc: '0.5' } },
    counts: { RUNNING: 1, TERMINATED: 2 },
    trials: [
      { id: 'a', status: 'TERMINATED', reward: '0.25', values },
      { id: 'b', status: 'TERMINATED', reward: '0.2', values },
      { id: 'c', status: 'RUNNING', values },
    ],
  });
});

describe('the best', () => {
  const trials = [
    trial('a', { reward: 1 }),
    trial('b', { reward: -1 }),
    trial('c'),
    running('d', { reward: 7 }),
  ];

  test.each<[mode: string | undefined, id: string]>([
    ['max', 'a'],
    ['min', 'b'],
    ['', 'a'],
    [undefined, 'a'],
  ])('under mode %s is %s', (mode, id) => {
    expect(trialsStatus(trials, mode === undefined ? undefined : search(mode))?.best?.id).toBe(id);
  });

  test('of equals is the one of the lowest id', () => {
    const equals = ['c', 'a', 'b'].map((id) => trial(id, { reward: 1 }));
    expect(trialsStatus(equals)?.best?.id).toBe('a');
  });

  test.each<[string, Trial[]]>([
    ['none has ended', [running('a', { reward: 1 })]],
    ['none that has ended was told a reward', [trial('a'), running('b', { reward: 1 })]],
  ])('is left out when %s', (_, some) => {
    expect(trialsStatus(some)).not.toHaveProperty('best');
  });
});

test.each<[string, Partial<Trial>, string, boolean]>([
  ['told neither state nor end', { status: '', done: undefined }, 'Unknown', false],
  ['told its end only', { status: '', done: true }, 'TERMINATED', true],
  ['told an unknown state', { status: 'PAUSED', done: undefined }, 'PAUSED', false],
  ['that failed', { status: 'ERROR', done: false }, 'ERROR', true],
])('a trial that was %s shows its state, and its reward only if it ended', (_, parts, status, ended) => {
  const [shown] = trialsStatus([trial('a', { reward: 1, ...parts })])?.trials ?? [];
  expect(shown?.status).toBe(status);
  expect('reward' in (shown ?? {})).toBe(ended);
});

test('a trial that goes on shows nothing that moves', () => {
  const early = running('a', { reward: 1, seconds: 1, iterations: 1, metrics: { acc: '0.1' } });
  const late = running('a', { reward: 2, seconds: 9, iterations: 9, metrics: { acc: '0.9' } });
  expect(trialsStatus([late])).toEqual(trialsStatus([early]));
});

const anyTrial = fc.record({
  id: fc.string({ minLength: 1 }),
  status: fc.constantFrom('RUNNING', 'TERMINATED', 'ERROR', ''),
  done: fc.option(fc.boolean(), { nil: undefined }),
  values: fc.dictionary(fc.string(), fc.string()),
  metrics: fc.dictionary(fc.string(), fc.string()),
  reward: fc.option(fc.double({ noNaN: true }), { nil: undefined }),
});

test('the order in which trials are listed does not matter', () => {
  const shuffled = fc
    .uniqueArray(anyTrial, { selector: ({ id }) => id, maxLength: 30 })
    .chain((trials) =>
      fc.tuple(fc.constant(trials), fc.shuffledSubarray(trials, { minLength: trials.length })),
    );
  fc.assert(
    fc.property(shuffled, fc.constantFrom('max', 'min'), ([trials, others], mode) => {
      expect(JSON.stringify(trialsStatus(others, search(mode)))).toBe(
        JSON.stringify(trialsStatus(trials, search(mode))),
      );
    }),
  );
});

test('however many and long, it stays small: 10 trials, 10 states, 10 values and 20 metrics', () => {
  const long = Object.fromEntries(
    Array.from({ length: 50 }, (_, i) => [`${String(i).padStart(3, '0')}${'k'.repeat(99)}`, 'v'.repeat(256)]),
  );
  const trials = Array.from({ length: 500 }, (_, i) =>
    trial(`${i}${'i'.repeat(99)}`, { status: `S${i}`, reward: i, values: long, metrics: long }),
  );
  const status = trialsStatus(trials);
  expect(status?.trials).toHaveLength(10);
  expect(Object.keys(status?.counts ?? {})).toHaveLength(10);
  expect(Object.keys(status?.best?.values ?? {})).toHaveLength(10);
  expect(Object.keys(status?.best?.metrics ?? {})).toHaveLength(20);
  expect(JSON.stringify(status).length).toBeLessThan(40_000);
});
