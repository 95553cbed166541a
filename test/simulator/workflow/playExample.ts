import { operations } from '../../../operator/modelarts/generated/workflow.gen.ts';
import { EXAMPLES } from '../workflowExamples.gen.ts';
import { executing } from './executing.ts';
import { step } from './workflow.ts';

export { EXAMPLES };

/** Every operation of chapter 4. */
export const OPERATIONS = operations;
export type Id = keyof typeof OPERATIONS;
export const IDS = Object.keys(OPERATIONS) as Id[];

/**
 * Sends an example to a simulator of its own, which has what it speaks of. The ids of the examples are those of
 * somebody's resources, and some of their paths are misspelt: the path is that of the URI line.
 */
export async function play({ operation, line, body }: (typeof EXAMPLES)[number]) {
  await using world = await executing([step('train')]);
  const below = `/workflows/${world.workflowId}`;
  const subscription = await world.call('POST', `${below}/subscriptions`, { topic_urns: ['t'] });
  const schedule = await world.call('POST', `${below}/schedules`, { content: { cron: '0 0 0 * * *' } });
  const ids: Record<string, string | undefined> = {
    project_id: world.simulator.projectId,
    workflow_id: world.workflowId,
    execution_id: world.id,
    step_execution_id: await world.uuid('train'),
    subscription_id: subscription.body.subscription_id,
    schedule_id: schedule.body.uuid,
  };
  const { method, path } = OPERATIONS[operation as Id];
  const [, query = ''] = line.split('?');
  const sorted = query.split('&').sort().join('&');
  const target = path.replace(/\{(\w+)\}/g, (_match, name: string) => ids[name] ?? '');
  const reply = await world.call(method, sorted ? `${target}?${sorted}` : target, body);
  return { ...reply, call: world.simulator.audit.calls.at(-1) };
}
