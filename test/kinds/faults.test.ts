import { describe, expect, test } from 'vitest';
import { faultOf } from '../../operator/kinds/faults.ts';
import type { ErrorFacts } from '../../operator/modelarts/errors.ts';
import { ModelArtsError } from '../../operator/modelarts/errors.ts';

const fault = (facts: Partial<ErrorFacts> & Pick<ErrorFacts, 'kind'>) =>
  faultOf(new ModelArtsError({ operation: 'createTrainingJob', detail: 'so it said', ...facts }));

describe('to the protocol, an error is', () => {
  test.each([
    ['not-found', 'not-found', false],
    ['ambiguous', 'ambiguous', false],
    ['duplicate-name', 'duplicate-name', false],
    ['invalid', 'refused', true],
    ['quota', 'retry', true],
    ['denied', 'retry', true],
    ['account', 'retry', true],
    ['refused', 'retry', true],
    ['conflict', 'retry', false],
    ['throttled', 'retry', false],
    ['unavailable', 'retry', false],
    ['unsent', 'retry', false],
  ] as const)('%s: %s, a person needed: %s', (kind, outcome, needsPerson) => {
    expect(fault({ kind })).toMatchObject({ outcome, needsPerson });
  });
});

test('refused credentials that the client has renewed meanwhile need nobody', () => {
  expect(fault({ kind: 'account', retryAfterMs: 100 })).toMatchObject({
    outcome: 'retry',
    needsPerson: false,
  });
});

test('a fault is told in the words of the error, with what a person can do', () => {
  const facts = { kind: 'quota', code: 'ModelArts.0001', requestId: 'r-1', hint: 'Ask for more' } as const;
  const { message } = fault(facts);
  for (const part of ['so it said', 'ModelArts.0001', 'r-1', 'Ask for more']) expect(message).toContain(part);
});

test('the time that the cloud named is kept', () => {
  expect(fault({ kind: 'throttled', retryAfterMs: 7_000 })).toHaveProperty('retryAfterMs', 7_000);
  expect(fault({ kind: 'throttled' })).not.toHaveProperty('retryAfterMs');
});

test('what is no failure of the cloud is no fault: a bug stays a bug', () => {
  const bug = new TypeError('undefined is not a function');
  expect(() => faultOf(bug)).toThrow(bug);
});
