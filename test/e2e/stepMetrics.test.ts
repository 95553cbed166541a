import { PassThrough } from 'node:stream';
import { describe, expect, inject, test } from 'vitest';
import { stepMetrics } from '../../operator/stepMetrics.ts';
import { LINEAR, workflowByHand } from '../support/workflows.ts';
import { holds, ready, type World } from '../support/world.ts';

/** What the command prints for a run. */
async function printed(world: World, name: string, options: { step?: string; output?: 'json' } = {}) {
  const stdout = new PassThrough({ encoding: 'utf8' });
  const { kubeconfig } = inject('controlPlane');
  await stepMetrics(
    name,
    {
      ...{ namespace: world.namespace, output: 'table' as const, kubeconfig },
      ...{ allowedEndpoints: [world.simulator.url], ...options },
    },
    { stdout, signal: new AbortController().signal },
  );
  return String(stdout.read() ?? '');
}

describe.concurrent('the command step-metrics', () => {
  test('prints the last values of all steps, or of one, or all of them as JSON', async () => {
    await using stage = await ready();
    const { world } = stage;
    const workflowId = await workflowByHand(world, LINEAR);
    await world.create('workflowruns', 'WorkflowRun', 'run', { workflowId });
    await world.until('workflowruns', 'run', (one) => holds(one, 'Complete'), 60);
    const lines = (await printed(world, 'run')).trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
      ['STEP', 'METRIC', 'LINE', 'LAST', 'VALUES'],
      ...['prepare', 'train', 'serve'].map((step) => [step, 'accuracy', 'value', '0.5', '5']),
    ]);
    expect((await printed(world, 'run', { step: 'train' })).split('\n')[1]).toMatch(/^train +accuracy/);
    const all = JSON.parse(await printed(world, 'run', { step: 'train', output: 'json' })) as unknown;
    expect(all).toMatchObject([{ step: 'train', metrics: [{ key: 'accuracy', data: { y_axis: [{}] } }] }]);
    expect(JSON.stringify(all)).not.toContain(world.simulator.secretKey);
  });

  test('says what it lacks', async () => {
    await using stage = await ready();
    const { world } = stage;
    const workflowId = await workflowByHand(world, LINEAR);
    await world.create('workflowruns', 'WorkflowRun', 'waits', { workflowId, suspend: true });
    await world.create('workflowruns', 'WorkflowRun', 'run', { workflowId });
    await world.until('workflowruns', 'run', (one) => one?.status?.remote !== undefined);
    await expect(printed(world, 'lost')).rejects.toThrow('there is no WorkflowRun "lost"');
    await expect(printed(world, 'waits')).rejects.toThrow('"waits" has no execution in ModelArts yet');
    await expect(printed(world, 'run', { step: 'nope' })).rejects.toThrow(
      /^step "nope" has not begun; those/,
    );
  });
});
