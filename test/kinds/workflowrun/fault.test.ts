import { expect, test } from 'vitest';
import { faultOfRun } from '../../../operator/kinds/workflowrun/fault.ts';
import { mayMutate } from '../../modelarts/server.ts';
import { rejected, simulated } from '../../modelarts/simulated.ts';

test('a workflow that is not seen yet is looked for again, and what else is refused is final', async () => {
  await using world = await simulated();
  const { workflows } = world.client;
  const missing = await rejected(workflows.executions.create('no-flow', {}, mayMutate()));
  expect(faultOfRun(missing)).toMatchObject({
    ...{ outcome: 'retry', needsPerson: true, reason: 'WorkflowNotFound' },
  });
  const { id } = await workflows.create({ name: 'train' }, mayMutate());
  const fault = { kind: 'status', status: 400, code: 'ModelArts.0104' } as const;
  world.simulator.faults.add({ operation: 'createWorkflowExecution', times: 1, ...fault });
  const refused = await rejected(workflows.executions.create(id, {}, mayMutate()));
  expect(faultOfRun(refused).outcome).toBe('refused');
});
