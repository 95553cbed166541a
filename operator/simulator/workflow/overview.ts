import type { Answer, Request } from '../exchange.ts';
import { phaseAt } from '../resource/life.ts';
import { beginOf, begun, stateOf } from './execution.ts';
import { matches, timestamp } from './listing.ts';
import type { Workflow } from './workflow.ts';
import { isThere, latestOf, type WorkflowWorld } from './world.ts';

/** The workflows of the caller in the workspace that the query names. */
const seen = ({ clock, workflows }: WorkflowWorld, { caller, query }: Request): Workflow[] =>
  workflows.filter(
    (one) =>
      isThere(one, clock.now()) &&
      one.user === caller.name &&
      one.workspaceId === (query.get('workspace_id') ?? '0') &&
      matches(query, 'name', one.request.name) &&
      matches(query, 'description', one.request.description ?? ''),
  );

/** getWorkflowOverview, section 4.6: workflows by the state of their last execution. */
export function getWorkflowOverview(world: WorkflowWorld, request: Request): Answer {
  const now = world.clock.now();
  const found = seen(world, request);
  const stat = { abnormal: 0, completed: 0, init: 0, never_executed: 0, running: 0, stopped: 0 };
  for (const workflow of found) {
    const latest = latestOf(world, workflow.id, now);
    const state = latest ? stateOf(latest, now) : 'never_executed';
    stat[state === 'failed' ? 'abnormal' : state] += 1;
  }
  return { status: 200, body: { total: found.length, stat } };
}

/** listWorkflowTodos, section 4.7: the steps that wait for a person, those that began last first. */
export function listWorkflowTodos(world: WorkflowWorld, request: Request): Answer {
  const now = world.clock.now();
  const ids = new Set(seen(world, request).map(({ id }) => id));
  const executions = world.executions.filter((one) => ids.has(one.workflowId) && isThere(one, now));
  const items = executions
    .flatMap((execution) => begun(execution, now).map((run) => ({ execution, run })))
    .map(({ execution, run }) => ({ execution, run, status: phaseAt(run.life, now) }))
    .filter(({ status }) => status === 'wait_inputs' || status === 'hold')
    .toSorted((one, other) => beginOf(other.run) - beginOf(one.run))
    .map(({ execution, run, status }) => ({
      time: timestamp(beginOf(run)),
      duration: Math.floor((now - beginOf(run)) / 1000),
      workflow_id: execution.workflowId,
      workflow_name: execution.workflowName,
      execution_id: execution.id,
      step_name: run.step.name,
      step_title: run.step.title ?? run.step.name,
      status,
    }));
  return { status: 200, body: { total: items.length, items } };
}
