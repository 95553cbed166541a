import { describe, expect, test } from 'vitest';
import { PHASES, plan, planDelete, stageOf } from '../../../operator/kinds/trainingjob/plan.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { BACKOFF, context, job, object } from './jobs.ts';

const POLL_MS = 10_000;
/** What status says of a job that is stopped (True) or about to be (False). */
const suspended = (status: 'True' | 'False'): CommonStatus => ({
  conditions: [{ type: 'Suspended', status, reason: 'R', message: '', lastTransitionTime: '' }],
});
const WANTED = 'nightly [k8s marker]';
const SETTINGS = { pollMs: POLL_MS, backoff: BACKOFF };
const nightly = { description: 'nightly' };
const live = (phase: string) =>
  plan(object(nightly), job({ phase, description: WANTED }), context(), SETTINGS);
const deleting = (phase: string) => planDelete(job({ phase }), POLL_MS);

const settled = { step: 'settled' };
const NOW = context().nowMs;
const followed = { step: 'settled', recheckMs: POLL_MS };
const terminate = { step: 'act', action: { type: 'terminate' } };
const remove = { step: 'act', action: { type: 'delete' } };
const stopping = { step: 'wait', reason: 'Stopping', recheckMs: POLL_MS };
const unknown = { step: 'wait', reason: 'UnknownPhase', recheckMs: POLL_MS };

describe('in each phase', () => {
  const table: [string, { live: object; deleting: object }][] = [
    ['Creating', { live: followed, deleting: terminate }],
    ['Pending', { live: followed, deleting: terminate }],
    ['Running', { live: followed, deleting: terminate }],
    ['Terminating', { live: followed, deleting: stopping }],
    ['Completed', { live: settled, deleting: remove }],
    ['Failed', { live: settled, deleting: remove }],
    ['Terminated', { live: settled, deleting: remove }],
    ['Abnormal', { live: settled, deleting: remove }],
    ['Hibernating', { live: unknown, deleting: unknown }],
    ['completed', { live: unknown, deleting: unknown }],
    ['toString', { live: unknown, deleting: unknown }],
    ['', { live: unknown, deleting: unknown }],
  ];

  test.each(table)('"%s" a live object is followed as long as its job may move', (phase, expected) => {
    expect(live(phase)).toMatchObject(expected.live);
    expect('recheckMs' in live(phase)).toBe('recheckMs' in expected.live);
  });

  test.each(table)('"%s" a deleted object stops its job first, then deletes it', (phase, expected) => {
    expect(deleting(phase)).toMatchObject(expected.deleting);
  });

  test('the table is complete', () => {
    expect(table.map(([phase]) => phase)).toEqual(expect.arrayContaining(Object.keys(PHASES)));
  });

  test('an unknown phase is told by its name and never taken for an end', () => {
    expect(live('Hibernating')).toMatchObject({ message: expect.stringContaining('"Hibernating"') });
    expect(stageOf('Hibernating')).toBeUndefined();
  });
});

describe('a description that differs', () => {
  test.each(['Creating', 'Running', 'Completed'])('is put right while the job is %s', (phase) => {
    const edited = job({ phase, description: 'edited in the console' });
    const step = plan(object(nightly), edited, context(), SETTINGS);
    expect(step).toEqual({
      step: 'act',
      action: { type: 'update', description: WANTED },
      because: 'the description differs',
    });
  });

  test('does not matter once the object is deleted', () => {
    expect(planDelete(job({ phase: 'Completed', description: 'any' }), POLL_MS)).toMatchObject(remove);
  });
});

describe('a job that runs', () => {
  const running = job({ startedAtMs: NOW - 60_000, description: WANTED });
  const step = (spec: Partial<TrainingJobSpec>, status?: CommonStatus, parts: Partial<PlanContext> = {}) =>
    plan(object({ ...nightly, ...spec }, status), running, context(parts), SETTINGS);
  const changed = ['spec.resource'];

  test('is stopped on spec.suspend, but only once status says so', () => {
    expect(step({ suspend: true })).toMatchObject({ step: 'wait', reason: 'Suspending', dueMs: 0 });
    expect(step({ suspend: true }, suspended('False'))).toMatchObject(terminate);
    expect(step({ suspend: false }, suspended('False'))).toEqual(followed);
  });

  test.each<[string, object, Partial<PlanContext>, object]>([
    ['goes on', {}, {}, followed],
    [
      'is looked at again when its deadline comes',
      { activeDeadlineSeconds: 90 },
      {},
      { ...followed, dueMs: 30_000 },
    ],
    ['is stopped at its deadline', { activeDeadlineSeconds: 60 }, {}, terminate],
    ['is stopped to be made again', { updatePolicy: 'Recreate' }, { changed }, terminate],
    ['is not stopped for a change that is to be refused', {}, { changed }, followed],
  ])('%s', (_sentence, spec, parts, expected) => {
    expect(step(spec, undefined, parts)).toMatchObject(expected);
  });

  test('has the time of earlier attempts behind it, but not of those before a resume', () => {
    const attempt = (reason: string) => ({
      attempts: [
        { attempt: 1, id: 'a', reason, counted: false, startTime: new Date(NOW - 3_600_000).toISOString() },
      ],
    });
    const spec = { activeDeadlineSeconds: 600 };
    expect(step(spec, attempt('JobFailed'), { attempt: 2 })).toMatchObject(terminate);
    expect(step(spec, attempt('Suspended'), { attempt: 2 })).toMatchObject({ dueMs: 540_000 });
  });
});

test('an abnormal job is stopped before it is made again; that it cannot be stopped means that it has ended', () => {
  const lost = job({ phase: 'Abnormal', description: WANTED });
  const step = (backoffLimit: number) =>
    plan(object({ ...nightly, backoffLimit }), lost, context(), SETTINGS);
  expect(step(0)).toEqual(settled);
  expect(step(1)).toMatchObject({ ...terminate, ifNotAllowed: { step: 'renew', reason: 'JobAbnormal' } });
});
