import { describe, expect, test } from 'vitest';
import { asRemote } from '../../../operator/kinds/remote.ts';
import { enrich } from '../../../operator/kinds/workflow/enrich.ts';
import { report } from '../../../operator/kinds/workflow/report.ts';
import type { Held } from '../../../operator/kinds/workflow/state.ts';
import { createLog } from '../../../operator/runtime/log.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { Objects } from '../../../operator/runtime/references.ts';
import { Store } from '../../../operator/runtime/store.ts';
import { systemTime } from '../../../operator/runtime/time.ts';
import { mayMutate } from '../../modelarts/server.ts';
import { MINUTE, read, simulated } from '../../modelarts/simulated.ts';
import { context, object } from './workflows.ts';

/** A workflow of one step, and how it is looked at. */
async function looked(spec: object = {}) {
  const world = await simulated();
  const { workflows } = world.client;
  const { id } = await workflows.create(
    { name: 'nightly', steps: [{ name: 'a', type: 'job' }] },
    mayMutate(),
  );
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  return {
    ...world,
    lines,
    start: async () => (await workflows.executions.create(id, {}, mayMutate())).id,
    /** What a look finds, what status says after it, and whether it took a call of its own. */
    async look(status?: CommonStatus, kept?: unknown) {
      const held: Held = asRemote(await workflows.get(id, {}, read()));
      const before = world.simulator.audit.calls.length;
      const it = object(spec, status);
      const objects = new Objects([{ type: { plural: 'pools' }, store: new Store() }]);
      const ports = { workflows, objects, log, time: systemTime, idleMs: 60_000 };
      const { remote, keep } = await enrich({ object: it, ...ports }, held, kept, read().signal);
      const { fields } = report(it, remote, context());
      const next: CommonStatus = { ...status, ...fields, remote: { id, attempt: 1 } };
      return { remote, keep, status: next, calls: world.simulator.audit.calls.length - before };
    },
  };
}

describe('a look', () => {
  test('at a workflow that nobody ever started reads nothing', async () => {
    await using there = await looked();
    expect(await there.look()).toMatchObject({ calls: 0, remote: { runs: [] } });
  });

  test('reads the executions when there is another one, while one is under way, and then no more', async () => {
    await using there = await looked();
    const id = await there.start();
    const first = await there.look();
    expect(first).toMatchObject({ calls: 1, remote: { runs: [{ id, status: 'init' }] } });
    const second = await there.look(first.status, first.keep);
    expect(second.calls).toBe(1);
    there.advance(5 * MINUTE);
    const third = await there.look(second.status, second.keep);
    expect(third).toMatchObject({ calls: 1, remote: { runs: [{ id, status: 'completed' }] } });
    const fourth = await there.look(third.status, third.keep);
    expect(fourth.calls).toBe(0);
    expect(fourth.status.runs).toEqual(third.status.runs);
    const other = await there.start();
    expect(await there.look(fourth.status, fourth.keep)).toMatchObject({
      calls: 1,
      remote: { runs: [{ id: other }, { id }] },
    });
  });

  test('that could not read them says so in one line, leaves what was known, and tries again', async () => {
    await using there = await looked();
    await there.start();
    there.simulator.faults.add({ operation: 'listWorkflowExecutions', kind: 'status', status: 403 });
    const failed = await there.look();
    expect(failed).toMatchObject({ remote: { runs: [] }, keep: { isBehind: true } });
    expect(there.lines.join()).toContain('the executions of a workflow could not be read');
    const again = await there.look(failed.status, failed.keep);
    expect(again).toMatchObject({ calls: 1, remote: { runs: [{}] } });
    expect(again.keep).toMatchObject({ isBehind: false });
  });

  test('tells all of them where they are to be imported, and reads them after a start for their labels', async () => {
    await using there = await looked({ runHistory: { import: true } });
    const id = await there.start();
    there.advance(5 * MINUTE);
    const executions = [{ id, labels: [], status: 'completed' }];
    const first = await there.look();
    expect(first).toMatchObject({ calls: 1, remote: { executions } });
    const second = await there.look(first.status, first.keep);
    expect(second).toMatchObject({ calls: 0, remote: { executions } });
    expect(await there.look(second.status)).toMatchObject({ calls: 1, remote: { executions } });
    there.simulator.faults.add({ operation: 'listWorkflowExecutions', kind: 'status', status: 403 });
    const failed = await there.look(second.status);
    expect([failed.remote.executions, failed.keep.isBehind]).toEqual([undefined, true]);
    expect(failed.status.runs).toEqual(first.status.runs);
  });

  test('says what a value is waited for', async () => {
    const value = { valueFrom: { kind: 'Pool', name: 'a100' } };
    await using there = await looked({ parameters: [{ name: 'pool', default: value }] });
    expect((await there.look()).remote.asked).toEqual({
      step: {
        step: 'wait',
        reason: 'ReferenceMissing',
        message: 'spec.parameters[pool].default: there is no Pool "a100" in namespace ml yet',
      },
    });
  });
});
