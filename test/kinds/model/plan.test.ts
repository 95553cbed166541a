import { describe, expect, test } from 'vitest';
import { isAtRest, plan, planDelete, readiness } from '../../../operator/kinds/model/plan.ts';

const planFor = (phase: string) => plan({ phase, pollMs: 10, idleMs: 60, differing: [] });

describe.each([
  ['published', { step: 'settled', recheckMs: 60 }, ['True', 'Published'], true],
  ['publishing', { step: 'wait', reason: 'Publishing', recheckMs: 10 }, ['False', 'Publishing'], false],
  ['building', { step: 'wait', reason: 'Publishing', recheckMs: 10 }, ['False', 'Publishing'], false],
  [
    'failed',
    { step: 'stuck', reason: 'PublishingFailed', recheckMs: 60 },
    ['False', 'PublishingFailed'],
    true,
  ],
  [
    'building_failed',
    { step: 'stuck', reason: 'PublishingFailed', recheckMs: 60 },
    ['False', 'PublishingFailed'],
    true,
  ],
  ['hibernating', { step: 'wait', reason: 'Publishing', recheckMs: 10 }, ['False', 'Publishing'], false],
  ['', { step: 'wait', reason: 'Publishing', recheckMs: 10 }, ['False', 'Publishing'], false],
])('a model that is "%s"', (phase, step, [status, reason], rests) => {
  test(`has the step ${step.step}, and is ${status === 'True' ? '' : 'not '}ready`, () => {
    expect(planFor(phase)).toMatchObject(step);
    expect(readiness(phase)).toMatchObject({ status, reason });
  });

  test(`is ${rests ? '' : 'not '}at rest`, () => {
    expect(isAtRest(phase)).toBe(rests);
  });
});

test('a wait names the state, and says so where there is none yet', () => {
  expect(planFor('building')).toHaveProperty('message', 'ModelArts is making the model (building)');
  expect(planFor('')).toHaveProperty('message', 'ModelArts is making the model (no state yet)');
});

test('a failure says what to do', () => {
  expect(planFor('building_failed')).toHaveProperty(
    'message',
    'ModelArts could not publish the model (building_failed): its page in the console says why. Correct what it is made from, then delete this object and make it again',
  );
});

test('one that was adopted and is not what the spec says is for a person, whatever its state', () => {
  const differing = ['spec.modelVersion: 1.0.0 in ModelArts, 2.0.0 wanted'];
  expect(plan({ phase: 'published', pollMs: 10, idleMs: 60, differing })).toEqual({
    ...{ step: 'stuck', reason: 'ImmutableField', recheckMs: 60 },
    message: `${differing[0]}: a model cannot change after it was created; make an object that agrees with it instead of this one, or adopt another model`,
  });
});

test('one that is not wanted any more is deleted at once', () => {
  expect(planDelete()).toMatchObject({ step: 'act', action: { type: 'delete' } });
});
