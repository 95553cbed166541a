import { expect, test } from 'vitest';
import { plan, planDelete } from '../../../operator/kinds/algorithm/plan.ts';

const BODY = { metadata: { name: 'resnet' } };
const facts = { differing: ['spec.jobConfig.bootFile'], body: BODY, wasSettled: false, idleMs: 60_000 };

test('an algorithm that is as wanted is looked after at the idle pace', () => {
  expect(plan({ ...facts, differing: [] })).toEqual({ step: 'settled', recheckMs: 60_000 });
});

test('one that differs is updated, for a reason that names the fields', () => {
  expect(plan(facts)).toEqual({
    step: 'act',
    action: { type: 'update', body: BODY },
    because: 'spec.jobConfig.bootFile: ModelArts holds something else',
  });
});

test('one that differs although nobody has edited the spec is told to have been set back', () => {
  expect(plan({ ...facts, wasSettled: true })).toMatchObject({
    news: {
      type: 'Warning',
      reason: 'DriftCorrected',
      message: expect.stringContaining('spec.jobConfig.bootFile'),
    },
  });
});

test('one that is not wanted any more is deleted at once', () => {
  expect(planDelete()).toMatchObject({ step: 'act', action: { type: 'delete' } });
});
