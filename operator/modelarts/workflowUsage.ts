import type { Calls, Receipt } from './calls.ts';
import type {
  AuthorizeWorkflowServiceRequest,
  AuthorizeWorkflowServiceResponse,
  CreateWorkflowServicePackageRequest,
  CreateWorkflowServicePackageResponse,
  GetWorkflowOverviewResponse,
  ListWorkflowTodosResponse,
  WorkflowTodo as WireTodo,
} from './generated/workflow.gen.ts';
import { asArray, asCount, asObject, asText } from './loose.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';
import { asMoment } from './workflow.ts';
import type { InWorkspace } from './workflows.ts';
import { DEFAULT_WORKSPACE } from './workspaces.ts';

/** How many workflows are in which state (section 4.6). */
export type WorkflowOverview = {
  readonly total: number;
  /** By state: abnormal, completed, init, never_executed, running, stopped, or new ones. */
  readonly counts: Readonly<Record<string, number>>;
};

/** A step that waits for a person (section 4.7), absent values undefined. */
export type WorkflowTodo = {
  readonly workflowId: string;
  readonly executionId: string;
  readonly stepName: string;
  /** wait_inputs, or others; '' if none. */
  readonly status: string;
  /** Since when, in milliseconds since 1970. */
  readonly sinceMs?: number | undefined;
};

/** The calls on workflows that tell of all of them, and those on what their services cost. */
export type WorkflowUsage = {
  /** Section 4.6. */
  overview(where: InWorkspace, options: ReadOptions): Promise<WorkflowOverview>;
  /** Section 4.7. */
  todos(where: InWorkspace, options: ReadOptions): Promise<WorkflowTodo[]>;
  /** Section 4.8. Whether the service of a workflow that was bought may be used: `available`, or other words. */
  authorize(body: AuthorizeWorkflowServiceRequest, options: MutationOptions): Promise<string>;
  /** Section 4.9. Buys a package for the service of a workflow: this costs money. Without an id: `ambiguous`. */
  buyPackage(
    workflowId: string,
    body: CreateWorkflowServicePackageRequest,
    options: MutationOptions,
  ): Promise<{ readonly id: string } & Receipt>;
};

/** The calls that tell of all workflows of a project. */
export const createWorkflowUsage = (calls: Calls): WorkflowUsage => ({
  async overview({ workspaceId = DEFAULT_WORKSPACE }, options) {
    const query = { workspace_id: workspaceId };
    const reply = await calls.read('getWorkflowOverview', options, { query });
    const { total, stat } = asObject<GetWorkflowOverviewResponse>(reply.body);
    const all = asCount(total);
    if (all === undefined) throw reply.broken('the answer is not an overview of workflows');
    const counts = Object.entries(asObject<Record<string, unknown>>(stat)).flatMap(([state, value]) => {
      const count = asCount(value);
      return count === undefined ? [] : [[state, count] as const];
    });
    return { total: all, counts: Object.fromEntries(counts) };
  },
  async todos({ workspaceId = DEFAULT_WORKSPACE }, options) {
    const query = { workspace_id: workspaceId };
    const reply = await calls.read('listWorkflowTodos', options, { query });
    const { items, total } = asObject<ListWorkflowTodosResponse>(reply.body);
    // An empty list may be left out or null; then its total tells it from an answer that is none.
    if (!Array.isArray(items ?? (asCount(total) === 0 && [])))
      throw reply.broken('the answer is not a list of steps that wait');
    return asArray(items).flatMap((item) => parseTodo(item) ?? []);
  },
  async authorize(body, options) {
    const reply = await calls.mutate('authorizeWorkflowService', options, { body });
    const result = asText(asObject<AuthorizeWorkflowServiceResponse>(reply.body).result);
    if (result === undefined) throw reply.broken('the answer does not say whether the service may be used');
    return result;
  },
  async buyPackage(workflowId, body, options) {
    const ids = { workflow_id: workflowId };
    const reply = await calls.mutate('createWorkflowServicePackage', options, {
      ...{ ids, body },
      notFound: [],
    });
    const id = asText(asObject<CreateWorkflowServicePackageResponse>(reply.body).package_id);
    if (id === undefined) throw reply.broken('the answer holds no id of a package');
    return { id, requestId: reply.requestId };
  },
});

function parseTodo(wire: unknown): WorkflowTodo | undefined {
  const { workflow_id, execution_id, step_name, status, time } = asObject<WireTodo>(wire);
  const [workflowId, executionId, stepName] = [asText(workflow_id), asText(execution_id), asText(step_name)];
  if (!workflowId || !executionId || !stepName) return undefined;
  return { workflowId, executionId, stepName, status: asText(status) ?? '', sinceMs: asMoment(time) };
}
