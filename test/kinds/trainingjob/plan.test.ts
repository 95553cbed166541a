import { describe, expect, test } from 'vitest';
import { PHASES, plan, planDelete, stageOf } from '../../../operator/kinds/trainingjob/plan.ts';
import { job } from './jobs.ts';

const POLL_MS = 10_000;
const WANTED = 'nightly [k8s marker]';
const live = (phase: string) => plan(job({ phase, description: WANTED }), WANTED, POLL_MS);
const deleting = (phase: string) => planDelete(job({ phase }), POLL_MS);

const settled = { step: 'settled' };
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
    const step = plan(job({ phase, description: 'edited in the console' }), WANTED, POLL_MS);
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
