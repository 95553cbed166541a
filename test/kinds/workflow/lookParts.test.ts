import { expect, test } from 'vitest';
import type { KeptParts } from '../../../operator/kinds/workflow/lookParts.ts';
import { lookAtParts } from '../../../operator/kinds/workflow/lookParts.ts';
import type { WorkflowSpec } from '../../../operator/kinds/workflow/spec.gen.ts';
import { createLog } from '../../../operator/runtime/log.ts';
import { JOURNAL } from '../../../operator/runtime/object.ts';
import { mayMutate } from '../../modelarts/server.ts';
import { read, simulated } from '../../modelarts/simulated.ts';
import { thing } from '../../runtime/objects.ts';

const LOOK_MS = 3_600;
const AGAIN_MS = 60;
const CRON = '0 0 2 * * ?';

/** A workflow with an enabled schedule, and how that is looked at. */
async function scheduled() {
  const world = await simulated();
  const { workflows } = world.client;
  const workflowId = (await workflows.create({ name: 'train' }, mayMutate())).id;
  const body = { type: 'time', action: 'run', content: { cron: CRON } } as const;
  const { id } = await workflows.schedules.create(workflowId, body, mayMutate());
  const entry = { id: '0123abcd', what: 'create', seen: 'x', time: 'T', state: 'accepted', made: id };
  const journal = { attempt: 1, entries: { 'schedule/nightly': entry } };
  const lines: string[] = [];
  return {
    ...world,
    id,
    at: { workflowId, scheduleId: id },
    lines,
    /** What a look at `nowMs` finds, and how many calls it took. */
    async look(nowMs: number, kept?: KeptParts, cron = CRON) {
      const before = world.simulator.audit.calls.length;
      const found = await lookAtParts(
        {
          object: {
            ...thing({ annotations: { [JOURNAL]: JSON.stringify(journal) } }),
            spec: { schedules: [{ name: 'nightly', content: { cron } }] } as unknown as WorkflowSpec,
          },
          workflows,
          log: createLog('warn', { write: (line: string) => void lines.push(line) }),
          ...{ nowMs, lookMs: LOOK_MS, againMs: AGAIN_MS },
        },
        workflowId,
        kept,
        read().signal,
      );
      const calls = world.simulator.audit.calls.length - before;
      return { ...found, seen: found.parts.get(`schedule/${id}`), calls };
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

test('what is as wanted is read once, and again when it is old', async () => {
  await using there = await scheduled();
  const first = await there.look(0);
  expect([first.calls, first.seen]).toEqual([1, expect.objectContaining({ content: { cron: CRON } })]);
  const second = await there.look(LOOK_MS - 1, first.keep);
  expect([second.calls, second.seen]).toEqual([0, first.seen]);
  expect((await there.look(LOOK_MS, second.keep)).calls).toBe(1);
});

test('what differs from what is wanted is read each time: it is about to change, or just has', async () => {
  await using there = await scheduled();
  const { keep } = await there.look(0);
  expect((await there.look(1, keep, '0 0 3 * * ?')).calls).toBe(1);
});

test('what is denied is gone only when it is denied again later', async () => {
  await using there = await scheduled();
  const { keep } = await there.look(0);
  await there.client.workflows.schedules.remove(there.at, mayMutate());
  const once = await there.look(LOOK_MS, keep);
  const soon = await there.look(LOOK_MS + AGAIN_MS - 1, once.keep);
  const later = await there.look(LOOK_MS + AGAIN_MS, soon.keep);
  expect([once.seen, soon.seen, later.seen]).toEqual([undefined, undefined, 'absent']);
});

test('a denial that was a lie is forgotten', async () => {
  await using there = await scheduled();
  const fault = { kind: 'status', status: 404, code: 'ModelArts.7525' } as const;
  there.simulator.faults.add({ operation: 'getWorkflowSchedule', times: 1, ...fault });
  const lied = await there.look(0);
  const true_ = await there.look(1, lied.keep);
  await there.client.workflows.schedules.remove(there.at, mayMutate());
  const denied = await there.look(LOOK_MS + AGAIN_MS, true_.keep);
  expect([lied.seen, true_.seen !== undefined, denied.seen]).toEqual([undefined, true, undefined]);
});

test('what could not be read is as it was, and the log says so', async () => {
  await using there = await scheduled();
  const { keep, seen } = await there.look(0);
  const fault = { kind: 'status', status: 403, code: 'ModelArts.0105' } as const;
  there.simulator.faults.add({ operation: 'getWorkflowSchedule', times: 1, ...fault });
  const failed = await there.look(LOOK_MS, keep);
  expect([failed.seen, failed.calls]).toEqual([seen, 1]);
  expect(there.lines.join()).toContain('a schedule could not be read');
});
