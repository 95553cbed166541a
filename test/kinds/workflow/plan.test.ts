import { expect, test } from 'vitest';
import { plan, planDelete } from '../../../operator/kinds/workflow/plan.ts';
import type { Step } from '../../../operator/runtime/kind.ts';
import { context, held, MARKER, object, synced } from './workflows.ts';

const IDLE = 60_000;
const SPEC = { labels: ['a'], steps: [{ name: 'train' }] };
const planned = (there = held(SPEC), status = synced(SPEC), spec: object = SPEC, metadata = {}) =>
  plan(object(spec, status, metadata), there, context(), { idleMs: IDLE });

test('a workflow that is as wanted is looked after at the idle pace', () => {
  expect(planned()).toEqual({ step: 'settled', recheckMs: IDLE });
});

test.each<[string, [string, string][], object]>([
  ['its last execution is under way, which the list shows', [['e-2', 'running']], {}],
  [
    'an earlier one is under way, which no list shows',
    [
      ['e-2', 'completed'],
      ['e-1', 'running'],
    ],
    { dueMs: IDLE },
  ],
  [
    'all of them have ended',
    [
      ['e-2', 'failed'],
      ['e-1', 'completed'],
    ],
    {},
  ],
])('a workflow is looked at sooner or not where %s', (_sentence, executions, due) => {
  const runs = executions.map(([id, status]) => ({ id, status }));
  const latest = { id: 'e-2', status: 'completed', currentSteps: [] };
  expect(planned(held(SPEC, { runs, latest }))).toEqual({ step: 'settled', recheckMs: IDLE, ...due });
});

test('what others changed is set back by an update of that field alone, and told', () => {
  expect(planned(held(SPEC, { content: { ...SPEC, labels: ['b'] } }))).toEqual({
    step: 'act',
    action: { type: 'update', body: { labels: ['a'] } },
    because: 'spec.labels: ["b"] in ModelArts, ["a"] wanted',
    noted: { applied: synced(SPEC).applied },
    news: {
      type: 'Warning',
      reason: 'DriftCorrected',
      message:
        'spec.labels: ["b"] in ModelArts, ["a"] wanted; changed in ModelArts, but not by this object; set back',
    },
  });
});

test('an edit of the spec is sent without a word of drift', () => {
  const edited = { ...SPEC, labels: ['c'] };
  const step = planned(held(SPEC, { asked: edited }), synced(SPEC), edited, { generation: 2 });
  expect(step).toMatchObject({ action: { body: { labels: ['c'] } } });
  expect(step).not.toHaveProperty('news');
});

test('a value of another object that changed is no drift either, although nobody edited the spec', () => {
  const step = planned(held(SPEC, { asked: { ...SPEC, labels: ['new'] } }));
  expect(step).toMatchObject({ action: { body: { labels: ['new'] } } });
  expect(step).not.toHaveProperty('news');
});

test('one that was adopted just now gets the description with the marker, and it is no drift', () => {
  const step = planned(held(SPEC, { description: 'theirs' }), { remote: { id: 'w-1', attempt: 1 } });
  expect(step).toMatchObject({ action: { body: { description: MARKER } } });
  expect(step).not.toHaveProperty('news');
});

test('what is waited for is said in its words and looked for again, and nothing is compared meanwhile', () => {
  const wait: Step = { step: 'wait', reason: 'ReferenceMissing', message: 'there is no Pool' };
  expect(planned(held({}, { asked: { step: wait } }))).toEqual({ ...wait, recheckMs: IDLE, dueMs: IDLE });
});

test('nothing is done about one whose values are not known', () => {
  const { asked: _, ...there } = held({}, { name: 'other' });
  expect(planned(there)).toMatchObject({ step: 'settled' });
});

test('without a name in the spec, the one that it was created with is put back', () => {
  const intent = JSON.stringify({ name: 'nightly-1', attempt: 1, nonce: 'n', account: 'a', time: '' });
  const annotations = { 'modelarts.huaweicloud.com/create-intent': intent };
  const step = planned(held(SPEC, { name: 'by-hand' }), synced(SPEC), SPEC, { annotations });
  expect(step).toMatchObject({ action: { body: { name: 'nightly-1' } } });
});

test('a name that no update takes is for a person, once all else is as wanted', () => {
  const chinese = { ...SPEC, name: '训练' };
  const there = held(chinese, { name: 'by-hand', content: { ...SPEC, labels: [] } });
  expect(planned(there, synced(chinese), chinese)).toMatchObject({
    action: { type: 'update', body: { labels: ['a'] } },
  });
  expect(planned(held(chinese, { name: 'by-hand' }), synced(chinese), chinese)).toMatchObject({
    step: 'stuck',
    reason: 'NameNotUpdatable',
    message: expect.stringContaining('"训练" is none; ModelArts has "by-hand"'),
  });
});

test('one in another workspace than the spec says is for a person', () => {
  expect(planned(held(SPEC, { workspaceId: 'w-9' }))).toMatchObject({
    step: 'stuck',
    reason: 'OtherWorkspace',
    message: expect.stringContaining('workflow w-1 is in workspace w-9'),
  });
});

test('one that is not wanted any more is deleted at once', () => {
  expect(planDelete({})).toMatchObject({ step: 'act', action: { type: 'delete' } });
});
