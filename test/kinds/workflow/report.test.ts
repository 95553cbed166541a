import { describe, expect, test } from 'vitest';
import { report } from '../../../operator/kinds/workflow/report.ts';
import { lastRun, shownRuns, withNames } from '../../../operator/kinds/workflow/runs.ts';
import { digestOf } from '../../../operator/kinds/workflow/wanted.ts';
import type { Execution } from '../../../operator/modelarts/execution.ts';
import { thing } from '../../runtime/objects.ts';
import { context, held, object, synced } from './workflows.ts';

const SPEC = { steps: [{ name: 'train' }, { name: 'serve' }] };
const NOON = Date.UTC(2026, 0, 1, 12);
const run = (id: string, parts: Partial<Execution> = {}): Execution => ({
  ...{ id, name: `run-${id}`, description: '', labels: [], status: 'completed', createdAtMs: NOON },
  ...{ steps: [], events: [], content: {} },
  ...parts,
});

describe('status', () => {
  test('tells how many steps and schedules it has, and its executions', () => {
    const latest = { id: 'e-2', status: 'running', createdAtMs: NOON, currentSteps: ['train'] };
    const runs = [{ id: 'e-2', status: 'running' }];
    const schedules = [{ name: 'nights', content: { cron: '0 0 0 * * ?' } }];
    const there = held(SPEC, { latest, runs, runCount: 2, paramReady: true });
    expect(report(object({ ...SPEC, schedules }), there, context())).toEqual({
      phase: undefined,
      fields: {
        ...{ steps: 2, scheduleCount: 1, paramReady: true, runCount: 2, runs },
        schedules: [{ name: 'nights', state: 'Creating' }],
        subscription: undefined,
        lastRun: { id: 'e-2', status: 'running', createTime: '2026-01-01T12:00:00Z' },
        ...{ applied: digestOf(SPEC), syncedGeneration: 1 },
      },
      ready: { status: 'True', reason: 'AsWanted', message: 'ModelArts has the workflow nightly' },
    });
  });

  test('is not Ready while it differs, and keeps what was sent last until it does not', () => {
    const sent = { steps: '12345678' };
    const { fields, ready } = report(
      object(SPEC, synced(SPEC, { applied: sent, syncedGeneration: 3 }), { generation: 4 }),
      held(SPEC),
      context(),
    );
    expect(ready).toMatchObject({ status: 'False', reason: 'NotAsWanted' });
    expect(fields).toMatchObject({ applied: sent, syncedGeneration: 3 });
  });

  test('says what is waited for', () => {
    const step = { step: 'wait', reason: 'ReferenceMissing', message: 'there is no Pool' } as const;
    const { ready, fields } = report(object(SPEC, synced(SPEC)), held(SPEC, { asked: { step } }), context());
    expect(ready).toEqual({ status: 'False', reason: 'ReferenceMissing', message: 'there is no Pool' });
    expect(fields.syncedGeneration).toBe(1);
  });

  test('begins with what the create was sent with', () => {
    const values = { steps: 'abcd0123' };
    const { fields } = report(object(SPEC), held(SPEC, { asked: undefined as never }), context({ values }));
    expect(fields.applied).toEqual(values);
  });
});

describe('executions', () => {
  test('are the ten newest, with times in RFC 3339, and short', () => {
    const many = Array.from({ length: 12 }, (_, nth) => run(`e-${nth}`));
    const shown = shownRuns([run('long', { name: 'x'.repeat(500), status: '' }), ...many]);
    expect(shown).toHaveLength(10);
    expect(shown[0]).toEqual({ id: 'long', name: 'x'.repeat(128), createTime: '2026-01-01T12:00:00Z' });
    expect(shown[1]).toMatchObject({ id: 'e-0', name: 'run-e-0', status: 'completed' });
  });

  test('are called by the WorkflowRun that they belong to, of any attempt', () => {
    const attempts = [{ attempt: 1, id: 'w-1/e-1', reason: 'Failed', counted: true }];
    const users = [
      { ...thing({ name: 'late' }), spec: { adopt: { id: 'w-1/e-2' } } },
      thing({ name: 'night' }, { attempts, remote: { id: 'w-1/e-2', attempt: 2 } }),
      thing({ name: 'other' }, { remote: { id: 'w-2/e-3', attempt: 1 } }),
      { ...thing({ name: 'new' }), spec: { adopt: { id: 'w-1/e-4' } } },
    ];
    const runs = [{ id: 'e-4' }, { id: 'e-3', run: 'former' }, { id: 'e-2' }, { id: 'e-1' }];
    expect(withNames('w-1', runs, users)).toEqual([
      { id: 'e-4', run: 'new' },
      { id: 'e-3' },
      { id: 'e-2', run: 'night' },
      { id: 'e-1', run: 'night' },
    ]);
  });

  test('that were never are none', () => {
    expect(lastRun(undefined)).toBeUndefined();
  });
});
