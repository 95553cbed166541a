import type {
  CreateWorkflowExecutionRequest,
  UpdateWorkflowExecutionRequest,
} from '../../modelarts/generated/workflow.gen.ts';
import type { Answer, Request } from '../exchange.ts';
import { layOut, supply } from './dag.ts';
import type { Execution } from './execution.ts';
import { executionView, statusOf } from './executionView.ts';
import { bad, pageOf } from './listing.ts';
import { withValues } from './values.ts';
import type { Workflow } from './workflow.ts';
import { checkRest, executionOf, isThere, listing, type WorkflowWorld, workflowOf } from './world.ts';

/** createWorkflowExecution, section 4.11. */
export function createWorkflowExecution(world: WorkflowWorld, request: Request): Answer {
  const workflow = workflowOf(world, request);
  const body = (request.body ?? {}) as CreateWorkflowExecutionRequest;
  const now = world.clock.now();
  const execution = start(world, workflow, body, now, request.caller.name);
  request.touched.resource = `workflowExecution/${execution.id}`;
  const view = executionView(world, execution, now) as { steps_execution: unknown };
  const steps_execution = world.behaviours['workflow.stepsNull'] ? null : view.steps_execution;
  return { status: 201, body: { ...view, steps_execution } };
}

/** Starts an execution of a workflow at `at`. @throws ApiError for a scene that the workflow does not have */
export function start(
  world: WorkflowWorld,
  workflow: Workflow,
  body: CreateWorkflowExecutionRequest,
  at: number,
  user: string,
): Execution {
  const { behaviours, executions, newId, resources, wallClock } = world;
  const { data_requirements = [], parameters = [] } = workflow.request;
  const number = executions.filter(({ workflowId }) => workflowId === workflow.id).length + 1;
  const usual = `execution-${String(number).padStart(3, '0')}`;
  const { description, labels, scene_id, policies } = body;
  const execution: Execution = {
    id: newId(),
    workflowId: workflow.id,
    workflowName: workflow.request.name,
    workspaceId: body.workspace_id ?? workflow.workspaceId,
    name: (behaviours['workflow.executionName'] === 'given' && body.name) || usual,
    createdAt: at,
    madeAt: wallClock.now(),
    said: { description, labels, scene_id, policies },
    steps: stepsOf(workflow, scene_id),
    values: withValues({ data_requirements, parameters } as Execution['values'], body),
    runs: [],
    former: [],
    isHalted: false,
  };
  layOut(world, execution, at);
  executions.push(execution);
  resources.add('workflowExecution', execution.id, execution.name, user, at);
  return execution;
}

/** The steps of a workflow, or those of one of its scenes. */
function stepsOf({ request }: Workflow, sceneId: string | undefined): Execution['steps'] {
  const { steps = [], policy } = request;
  if (sceneId === undefined) return steps;
  const scene = policy?.scenes?.find(({ id }) => id === sceneId);
  if (!scene) throw bad(`scene_id names no scene of the workflow ${request.name}`);
  return steps.filter(({ name }) => scene.steps?.includes(name));
}

/** getWorkflowExecution, section 4.13. */
export const getWorkflowExecution = (world: WorkflowWorld, request: Request): Answer => ({
  status: 200,
  body: executionView(world, executionOf(world, request), world.clock.now()),
});

/** listWorkflowExecutions, section 4.10: the newest first unless told otherwise. */
export function listWorkflowExecutions(world: WorkflowWorld, request: Request): Answer {
  const { query } = request;
  const { id } = workflowOf(world, request);
  const { moment, shownSince } = listing(world);
  const workspaceId = query.get('workspace_id') ?? '0';
  const all = world.executions.filter(
    (one) =>
      one.workflowId === id &&
      isThere(one, moment) &&
      one.madeAt <= shownSince &&
      one.workspaceId === workspaceId,
  );
  const found = all
    .filter((one) => fits(one, query, statusOf(world, one, moment)))
    .toSorted((one, other) => one.createdAt - other.createdAt);
  if (query.get('order') !== 'asc') found.reverse();
  const page = pageOf(found, query, world.behaviours['workflow.pageLimit']);
  const items = page.map((one) => executionView(world, one, moment));
  return { status: 200, body: { total: all.length, count: found.length, items } };
}

function fits({ said }: Execution, query: URLSearchParams, status: string | undefined): boolean {
  const [wanted, label, scene] = ['status', 'labels', 'scene_id'].map((name) => query.get(name) || undefined);
  if (wanted !== undefined && wanted !== status) return false;
  if (scene !== undefined && scene !== said.scene_id) return false;
  return label === undefined || label.split(',').every((one) => said.labels?.includes(one));
}

/** updateWorkflowExecution, section 4.14: what is left out stays; what the server fills in is not taken. */
export function updateWorkflowExecution(world: WorkflowWorld, request: Request): Answer {
  const execution = executionOf(world, request);
  const body = (request.body ?? {}) as UpdateWorkflowExecutionRequest;
  const { description, labels, policies } = body;
  const now = world.clock.now();
  execution.said = {
    ...execution.said,
    ...(description !== undefined && { description }),
    ...(labels && { labels }),
    ...(policies && { policies }),
  };
  execution.values = withValues(execution.values, body);
  supply(world, execution, now);
  world.resources.note('workflowExecution', execution.id, 'update', request.caller.name, now);
  return { status: 200, body: executionView(world, execution, now) };
}

/** deleteWorkflowExecution, section 4.12. */
export function deleteWorkflowExecution(world: WorkflowWorld, request: Request): Answer {
  const execution = executionOf(world, request);
  const now = world.clock.now();
  checkRest(world, [execution]);
  execution.deletedAt = now;
  world.resources.note('workflowExecution', execution.id, 'delete', request.caller.name, now);
  return { status: 204 };
}
