/** WorkflowRuns of Workflows that are objects of the namespace. */
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { executionOf, executionsEver, stepRuns } from '../support/workflows.ts';
import { holds, messageOf, ready, type World } from '../support/world.ts';

const KIND = 'workflowruns';
const REF = { workflowRef: { name: 'nightly' } };
const step = (name: string, ...dependSteps: string[]) => ({ name, type: 'job', dependSteps });

const workflow = (world: World, spec: object = {}) =>
  world.create('workflows', 'Workflow', 'nightly', {
    steps: [step('train'), step('serve', 'train')],
    ...spec,
  });
const complete = (world: World, name = 'run') => world.until(KIND, name, (run) => holds(run, 'Complete'), 60);

describe.concurrent('a run of a Workflow', () => {
  test('may come before it, and begins once that is ready', async () => {
    await using on = await ready();
    const { world } = on;
    await world.run('run', REF);
    await world.until(KIND, 'run', (run) => holds(run, 'Reconciling', 'ReferenceMissing'));
    await workflow(world);
    const done = await complete(world);
    const id = (await world.get('workflows', 'nightly'))?.status?.remote?.id;
    expect(done?.status).toMatchObject({ workflow: 'nightly', progress: '2/2' });
    expect(done?.status?.remote?.id).toMatch(new RegExp(`^${id}/`));
    const named = (one: Resource | undefined) =>
      JSON.stringify(one?.status?.runs ?? []).includes('"run":"run"');
    await world.until('workflows', 'nightly', named);
  });

  test('is started by kubectl create with a generated name, again and again', async () => {
    await using on = await ready();
    const { world } = on;
    await workflow(world);
    const runs: Resource[] = [];
    for (const _ of [1, 2])
      runs.push(await world.run(undefined as never, REF, { generateName: `${'nightly-'.repeat(20)}` }));
    for (const { metadata } of runs) await complete(world, metadata.name);
    const names = executionsEver(world);
    expect([names.length, new Set(names).size, Math.max(...names.map(({ length }) => length))]).toEqual([
      2, 2, 64,
    ]);
  });

  test('is not run by a definition that has not arrived in ModelArts yet', async () => {
    await using on = await ready();
    const { world } = on;
    await workflow(world);
    await world.until('workflows', 'nightly', (one) => holds(one, 'Ready'));
    const paused = (value: string | null) => ({
      metadata: { annotations: { 'modelarts.huaweicloud.com/paused': value } },
    });
    await world.patch('workflows', 'nightly', paused('true'));
    await world.until('workflows', 'nightly', (one) => holds(one, 'Paused'));
    await world.patch('workflows', 'nightly', { spec: { steps: [step('other')] } });
    await world.run('run', REF);
    const waits = await world.until(KIND, 'run', (run) => holds(run, 'Reconciling', 'ReferenceNotReady'));
    expect(messageOf(waits, 'Reconciling')).toContain('does not hold it yet');
    await world.patch('workflows', 'nightly', paused(null));
    expect(await stepRuns(world, await complete(world))).toEqual({ other: 1 });
  });

  test('keeps it until the run has ended, and is told there', async () => {
    await using on = await ready();
    const { world } = on;
    await workflow(world);
    await world.run('run', REF);
    await world.until(KIND, 'run', (run) => run?.status?.phase === 'running');
    await world.remove('workflows', 'nightly');
    const held = await world.until('workflows', 'nightly', (one) => holds(one, 'Reconciling', 'InUse'));
    expect(messageOf(held, 'Reconciling')).toContain('WorkflowRun run');
    await world.until('workflows', 'nightly', (one) => one === undefined, 60);
    expect(holds(await world.get(KIND, 'run'), 'Complete')).toBe(true);
    // Its executions cannot be reached any more.
    await world.remove(KIND, 'run');
    await world.until(KIND, 'run', (run) => run === undefined);
  });

  test('gets values that other objects have, and lies in its workspace', async () => {
    await using on = await ready();
    const { world } = on;
    await workflow(world, {
      workspaceId: 'w-1',
      parameters: [{ name: 'pool', type: 'str', default: 'none' }],
    });
    const network = { kind: 'Network', name: 'ml-net' };
    await world.run('run', { ...REF, parameters: [{ name: 'pool', value: { valueFrom: network } }] });
    await world.until(KIND, 'run', (run) => holds(run, 'Reconciling', 'ReferenceMissing'));
    await world.network('ml-net');
    const done = await complete(world);
    const { content, workspaceId } = await executionOf(world, done);
    const id = (await world.get('networks', 'ml-net'))?.status?.remote?.id;
    expect([content.parameters, workspaceId]).toEqual([[expect.objectContaining({ value: id })], 'w-1']);
  });
});
