import { describe, expect, test } from 'vitest';
import { besideStep, needsLooks, unknownTrials } from '../../../operator/kinds/trainingjob/beside.ts';
import { plan } from '../../../operator/kinds/trainingjob/plan.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import type { Trial } from '../../../operator/modelarts/trial.ts';
import { BACKOFF, context, job, object } from './jobs.ts';

const trial = (id: string, status: string): Trial => ({ id, status, values: {}, metrics: {} });
const TRIALS = [trial('a', 'TERMINATED'), trial('b', 'RUNNING'), trial('c', 'RUNNING')];
const SEARCH = { rewards: [{ name: 'acc', mode: 'max' }], parameters: ['lr'] };
const tags = [{ key: 'team', value: 'vision' }];

describe('beside its life, a job', () => {
  test.each<[string, Partial<TrainingJobSpec>, Parameters<typeof job>[0], object | undefined]>([
    ['whose tags differ is tagged', { tags }, { tags: {} }, { type: 'tag', tags: { team: 'vision' } }],
    ['whose tags were not read is left alone', { tags }, {}, undefined],
    [
      'has its trials stopped one at a time',
      { earlyStopTrials: ['c', 'b'] },
      { trials: TRIALS },
      { type: 'stop-trial', trial: 'b' },
    ],
    [
      'of whose trials one has ended is left alone',
      { earlyStopTrials: ['a'] },
      { trials: TRIALS },
      undefined,
    ],
    ['has no trial stopped that it does not have', { earlyStopTrials: ['x'] }, { trials: TRIALS }, undefined],
    ['whose trials were not read is left alone', { earlyStopTrials: ['b'] }, {}, undefined],
  ])('%s', (_words, spec, parts, expected) => {
    const step = besideStep(object(spec), job(parts));
    expect(step && 'action' in step ? step.action : undefined).toEqual(expected);
  });

  test('has tags taken away before others are set', () => {
    const step = besideStep(object({ tags }, { appliedTags: ['old'] }), job({ tags: { old: '1' } }));
    expect(step).toMatchObject({ action: { type: 'untag', keys: ['old'] } });
  });

  test('is stopped first where it is to be stopped: tags that cannot be set keep nothing up', () => {
    const late = { tags, activeDeadlineSeconds: 1 };
    const started = job({ description: '[k8s marker]', tags: {}, startedAtMs: 0 });
    expect(plan(object(late), started, context(), { pollMs: 1, backoff: BACKOFF })).toMatchObject({
      action: { type: 'terminate' },
    });
  });
});

test.each([
  ['trials that are there', ['a', 'b'], TRIALS, []],
  ['one that is not', ['a', 'x'], TRIALS, ['x']],
  ['any before the search has begun', ['x'], [], []],
  ['any while they cannot be read', ['x'], undefined, []],
])('of %s, those that are unknown are said', (_words, earlyStopTrials, trials, expected) => {
  expect(unknownTrials(object({ earlyStopTrials }), job({ trials }))).toEqual(expected);
});

describe('a look without a change in the list is due', () => {
  const endpoints = { ssh: [] };
  const enabled = { enabled: true };
  test.each<[string, Partial<TrainingJobSpec>, Parameters<typeof job>[0], boolean]>([
    ['not for a plain job', {}, {}, false],
    ['while a search runs', {}, { autoSearch: SEARCH }, true],
    ['not before it runs', {}, { autoSearch: SEARCH, phase: 'Pending' }, false],
    ['while wanted tags are unknown', { tags }, {}, true],
    ['not once they are known', { tags }, { tags: {} }, false],
    ['until JupyterLab can be reached', { jupyterLab: enabled }, {}, true],
    ['until a task takes SSH', { endpoints: { ssh: { keyPairNames: ['k'] } } }, {}, true],
    ['not once they can', { tensorBoard: enabled }, { endpoints }, false],
    ['not for what is switched off', { mindStudioInsight: { enabled: false } }, {}, false],
  ])('%s', (_words, spec, parts, expected) => {
    expect(needsLooks(object(spec), job(parts))).toBe(expected);
  });

  test('and comes more rarely than the polls of the list', () => {
    const running = job({ description: '[k8s marker]', autoSearch: SEARCH });
    const settings = { pollMs: 1_000, backoff: BACKOFF };
    expect(plan(object(), running, context(), settings)).toMatchObject({ recheckMs: 1_000, dueMs: 6_000 });
  });
});
