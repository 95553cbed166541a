import type { CreateWorkflowRequest, UpdateWorkflowRequest } from '../../modelarts/generated/workflow.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { statusOf } from './executionView.ts';
import { matches, pageOf } from './listing.ts';
import { replaced, type Workflow } from './workflow.ts';
import { checkSteps } from './workflowRules.ts';
import { workflowView } from './workflowView.ts';
import { checkRest, isThere, latestOf, listing, missing, type WorkflowWorld, workflowOf } from './world.ts';

/** createWorkflow, section 4.2. */
export function createWorkflow(world: WorkflowWorld, { body, caller, touched }: Request): Answer {
  const { clock, newId, resources, wallClock, workflows } = world;
  const { workspace_id: workspaceId = '0', ...request } = withSource(world, body as CreateWorkflowRequest);
  checkName(world, request.name);
  checkSteps(request.steps);
  const now = clock.now();
  const times = { createdAt: now, modifiedAt: now, madeAt: wallClock.now() };
  const workflow = { id: newId(), user: caller.name, workspaceId, request, ...times };
  workflows.push(workflow);
  resources.add('workflow', workflow.id, request.name, caller.name, now);
  touched.resource = `workflow/${workflow.id}`;
  return { status: 201, body: workflowView(world, workflow, world.clock.now()) };
}

/** What a copy does not say itself is that of its source. */
function withSource(world: WorkflowWorld, request: CreateWorkflowRequest): CreateWorkflowRequest {
  const { source_workflow_id: id } = request;
  if (id === undefined) return request;
  const source = world.workflows.find((one) => one.id === id && isThere(one, world.clock.now()));
  if (!source) throw missing(world, 'ModelArts.7512', `there is no workflow ${id} to copy`);
  return { ...source.request, ...request };
}

function checkName({ behaviours, clock, workflows }: WorkflowWorld, name: string): void {
  if (behaviours['workflow.duplicateName'] === 'allow') return;
  if (workflows.some((one) => isThere(one, clock.now()) && one.request.name === name))
    throw new ApiError('ModelArts.0103', `there is a workflow ${name}`);
}

/** getWorkflow, section 4.4. */
export function getWorkflow(world: WorkflowWorld, request: Request): Answer {
  const workflow = workflowOf(world, request);
  const asked = request.query.get('workspace_id') ?? '0';
  if (world.behaviours['workflow.workspace'] === 'check' && workflow.workspaceId !== asked)
    throw missing(world, 'ModelArts.7512', `there is no workflow ${workflow.id} in the workspace ${asked}`);
  return { status: 200, body: workflowView(world, workflow, world.clock.now()) };
}

/** listWorkflows, section 4.1: those of the caller, the newest first. */
export function listWorkflows(world: WorkflowWorld, { query, caller }: Request): Answer {
  const { behaviours, workflows } = world;
  const { moment, shownSince } = listing(world);
  const isShown = ({ workspaceId }: Workflow) =>
    behaviours['workflow.listWorkspaces'] === 'all' || workspaceId === '0';
  const all = workflows.filter(
    (one) => isThere(one, moment) && one.madeAt <= shownSince && one.user === caller.name && isShown(one),
  );
  const found = all.filter((one) => fits(world, one, query, moment)).reverse();
  const items = pageOf(found, query, behaviours['workflow.pageLimit']).map((one) =>
    workflowView(world, one, moment),
  );
  return { status: 200, body: { total: all.length, count: found.length, items } };
}

function fits(world: WorkflowWorld, workflow: Workflow, query: URLSearchParams, moment: number): boolean {
  const { name, description = '', labels = [] } = workflow.request;
  const latest = latestOf(world, workflow.id, moment);
  const status = query.get('status') || undefined;
  if (status !== undefined && (!latest || statusOf(world, latest, moment) !== status)) return false;
  const label = query.get('labels') ?? '';
  if (label !== '' && !label.split(',').every((one) => labels.includes(one))) return false;
  return matches(query, 'name', name) && matches(query, 'description', description);
}

/** updateWorkflow, section 4.5. */
export function updateWorkflow(world: WorkflowWorld, request: Request): Answer {
  const workflow = workflowOf(world, request);
  const update = (request.body ?? {}) as UpdateWorkflowRequest;
  if (update.name !== undefined && update.name !== workflow.request.name) checkName(world, update.name);
  checkSteps(update.steps);
  const now = world.clock.now();
  workflow.request = replaced(workflow.request, update);
  workflow.modifiedAt = now;
  world.resources.note('workflow', workflow.id, 'update', request.caller.name, now);
  const { workflow_id, ...view } = workflowView(world, workflow, now) as { workflow_id: string };
  const isFull = world.behaviours['answers.ids'] === 'full';
  return { status: 200, body: isFull ? { workflow_id, ...view } : view };
}

/** deleteWorkflow, section 4.3: with all that belongs to it. */
export function deleteWorkflow(world: WorkflowWorld, request: Request): Answer {
  const workflow = workflowOf(world, request);
  const now = world.clock.now();
  const executions = world.executions.filter((one) => one.workflowId === workflow.id && isThere(one, now));
  checkRest(world, executions);
  workflow.deletedAt = now;
  world.resources.note('workflow', workflow.id, 'delete', request.caller.name, now);
  return { status: 204 };
}
