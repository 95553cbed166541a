import { describe, expect, test } from 'vitest';
import {
  environmentsOf,
  missing,
  secretCondition,
  valueDigest,
} from '../../../operator/kinds/trainingjob/environments.ts';
import { report } from '../../../operator/kinds/trainingjob/report.ts';
import { BACKOFF, context, job, object } from './jobs.ts';
import { sample } from './specs.ts';

const environments = [
  { name: 'PLAIN', value: 'x' },
  { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } },
  { name: 'OTHER', valueFrom: { secretKeyRef: { name: 'hf', key: 'other' } } },
];
const spec = { algorithm: { ...sample().algorithm, environments } };
const VALUES = { TOKEN: 'planted-value', OTHER: 'o' };
const hashes = (values: Record<string, string>) => valueDigest(object(spec), values);

test('values of Secrets stand beside plain ones', () => {
  expect(environmentsOf(spec, VALUES)).toEqual({ PLAIN: 'x', ...VALUES });
});

test('a value that is not there is named, and waited for', () => {
  expect(missing(spec, { TOKEN: 't' })).toMatchObject({
    step: 'wait',
    message: expect.stringContaining('environments[OTHER]: there is no key "other" in a Secret "hf"'),
  });
  expect(missing(spec, { TOKEN: '', OTHER: '' })).toBeUndefined();
});

describe('the hash of a value', () => {
  test('has eight digits and nothing of the value', () => {
    expect(hashes(VALUES)).toEqual({
      TOKEN: expect.stringMatching(/^[0-9a-f]{8}$/),
      OTHER: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });

  test('is another one for another object, so that equal values do not show', () => {
    const here = object(spec);
    const there = { ...here, metadata: { ...here.metadata, uid: 'uid-2' } };
    expect(valueDigest(there, VALUES).TOKEN).not.toBe(valueDigest(here, VALUES).TOKEN);
    expect(hashes({ TOKEN: 'same', OTHER: 'same' }).TOKEN).not.toBe(hashes({ OTHER: 'same' }).OTHER);
  });
});

describe('a Secret that has changed since the job was created', () => {
  const conditionsOf = (now: Record<string, string> | undefined, phase = 'Running', told?: boolean) => {
    const held = [{ type: 'SecretChangedNotApplied', status: 'True', reason: 'R', message: 'm' }] as const;
    const status = told ? { conditions: [{ ...held[0], lastTransitionTime: '' }] } : undefined;
    const values = now && hashes(now);
    const known = context({ values: hashes(VALUES) });
    return report(object(spec, status), job({ phase, values }), known, BACKOFF).conditions;
  };

  test('is told by variable and Secret, without a value', () => {
    expect(conditionsOf({ ...VALUES, TOKEN: 'another' })).toEqual([
      {
        type: 'SecretChangedNotApplied',
        status: 'True',
        reason: 'SecretChanged',
        message: expect.stringContaining('spec.algorithm.environments[TOKEN] (key "token" of Secret "hf")'),
      },
    ]);
    expect(JSON.stringify(conditionsOf({ ...VALUES, TOKEN: 'another' }))).not.toMatch(/another|OTHER/);
  });

  test.each([
    ['that is as it was is not told', VALUES, 'Running', false, undefined],
    ['that has its old value again is told no more', VALUES, 'Running', true, undefined],
    ['that is gone is told', { OTHER: 'o' }, 'Running', false, [expect.anything()]],
    ['of a job that has ended does not matter', { OTHER: 'o' }, 'Completed', true, undefined],
    ['that cannot be read stays told', undefined, 'Running', true, [expect.anything()]],
    ['that cannot be read is not told', undefined, 'Running', false, undefined],
  ])('%s', (_words, now, phase, told, expected) => {
    expect(conditionsOf(now, phase, told)).toEqual(expected);
  });

  test('is not told of a job of which it is not known what it was created with', () => {
    expect(secretCondition(object(spec), undefined, hashes(VALUES))).toBeUndefined();
  });
});
