import type { Calls, Receipt } from './calls.ts';
import { type Execution, parseExecution } from './execution.ts';
import type {
  ActOnWorkflowExecutionRequest,
  ActOnWorkflowStepExecutionRequest,
  CreateWorkflowExecutionRequest,
  CreateWorkflowExecutionResponse,
  UpdateWorkflowExecutionRequest,
} from './generated/workflow.gen.ts';
import { asObject, asText } from './loose.ts';
import { type Page, parsePage, readList } from './pages.ts';
import { parseStepMetric, type StepMetric } from './stepExecution.ts';
import { ID_PATTERN } from './trainingJob.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';
import { DEFAULT_WORKSPACE, strayIn } from './workspaces.ts';

/** Where an execution lies. */
export type ExecutionAt = { readonly workflowId: string; readonly executionId: string };

/** Where the execution of a step lies. */
export type StepAt = ExecutionAt & { readonly stepId: string };

/** Which executions to list. */
export type ExecutionQuery = {
  readonly workflowId: string;
  /** The default workspace unless given: executions in other workspaces are not in its list. */
  readonly workspaceId?: string | undefined;
  /** Those that have it, by the cloud's own comparison. */
  readonly label?: string | undefined;
};

/** What can be said with a rerun. */
export type Rerun = Pick<ActOnWorkflowExecutionRequest, 'parameters' | 'data_requirements'> & {
  /** By name; what comes after them runs again as well. All steps where none is named. */
  readonly steps?: readonly string[] | undefined;
};

/** Values that a step waits for. */
export type StepValues = Omit<ActOnWorkflowStepExecutionRequest, 'action_name'>;

/**
 * The calls on executions of workflows (sections 4.10 to 4.17). All of them throw ModelArtsError only. `not-found` only on
 * status 400 or 404 with ModelArts.7511, or with ModelArts.7512 where the workflow itself is not there any more.
 */
export type Executions = {
  /**
   * Section 4.11. Answers the id alone; without one it may have begun all the same: `ambiguous`. What is given beside
   * the workflow's own data and parameters replaces these by name. Without its workflow: `invalid`, WorkflowNotFound.
   */
  create(
    workflowId: string,
    body: CreateWorkflowExecutionRequest,
    options: MutationOptions,
  ): Promise<{ readonly id: string } & Receipt>;
  /** Section 4.13. */
  get(at: ExecutionAt, options: ReadOptions): Promise<Execution>;
  /** Section 4.14. What is left out stays. */
  update(at: ExecutionAt, body: UpdateWorkflowExecutionRequest, options: MutationOptions): Promise<Receipt>;
  /** Section 4.12. Whether it takes one that is under way is not said: stop it first. */
  remove(at: ExecutionAt, options: MutationOptions): Promise<Receipt>;
  /** Section 4.15. Of an execution that is at rest it may be refused, with a code that nobody names. */
  stop(at: ExecutionAt, options: MutationOptions): Promise<Receipt>;
  /** Section 4.15. Not idempotent: each call that is carried out runs the steps once more, under the same id. */
  rerun(at: ExecutionAt, rerun: Rerun, options: MutationOptions): Promise<Receipt>;
  /**
   * Section 4.16. Tries a step again that failed, stops one, or lets one go on that waits for inputs or for a person. Not
   * idempotent. Whether the step is there, no code says.
   */
  act(
    at: StepAt,
    action: ActOnWorkflowStepExecutionRequest['action_name'],
    values: StepValues,
    options: MutationOptions,
  ): Promise<Receipt>;
  /** Section 4.17. */
  metrics(at: StepAt, options: ReadOptions): Promise<StepMetric[]>;
  /**
   * Section 4.10. All executions of one workflow in one workspace, each once; complete at the time of reading as far as
   * the cloud's list is. Presence is certain, absence is not. A list that shows another workspace is `unavailable`.
   */
  search(query: ExecutionQuery, options: ReadOptions): Promise<Execution[]>;
  /** Section 4.10. One page of that list, newest first, for the list observer. */
  newest(query: ExecutionQuery, offset: number, options: ReadOptions): Promise<Page<Execution>>;
};

/** The reference names neither a default nor a greatest one. */
export const PAGE_SIZE = 100;

/** The calls on the executions of the workflows of one project. */
export function createExecutions(calls: Calls): Executions {
  const at = ({ workflowId, executionId }: ExecutionAt) => ({
    ids: { workflow_id: workflowId, execution_id: executionId },
  });
  const step = ({ stepId, ...execution }: StepAt) => ({
    ids: { ...at(execution).ids, step_execution_id: stepId },
  });

  const fetchPage = async (
    { workflowId, workspaceId = DEFAULT_WORKSPACE, label }: ExecutionQuery,
    [order, offset]: readonly ['asc' | 'desc', number],
    options: ReadOptions,
  ): Promise<Page<Execution>> => {
    const query = {
      ...{ offset, limit: PAGE_SIZE, sort_by: 'create_time', order, workspace_id: workspaceId },
      ...(label !== undefined && { labels: label }),
    };
    const ids = { workflow_id: workflowId };
    const reply = await calls.read('listWorkflowExecutions', options, { ids, query });
    const page = parsePage(reply.body, parseExecution);
    if (!page) throw reply.broken('the answer is not a list of executions');
    const stray = strayIn(page.items, workspaceId);
    if (stray) throw reply.broken(stray);
    return page;
  };

  return {
    async create(workflowId, body, options) {
      const ids = { workflow_id: workflowId };
      // In the answer to a create, the code of a missing workflow speaks of what it refers to.
      const reply = await calls.mutate('createWorkflowExecution', options, { ids, body, notFound: [] });
      const id = asText(asObject<CreateWorkflowExecutionResponse>(reply.body).execution_id);
      if (id === undefined || !ID_PATTERN.test(id))
        throw reply.broken('the answer holds no id of an execution');
      return { id, requestId: reply.requestId };
    },
    async get(where, options) {
      const reply = await calls.read('getWorkflowExecution', options, at(where));
      const execution = parseExecution(reply.body);
      if (!execution) throw reply.broken('the answer holds no execution with an id');
      if (execution.id !== where.executionId)
        throw reply.broken(`the answer is about another execution, ${execution.id}`);
      return execution;
    },
    update: (where, body, options) => calls.order('updateWorkflowExecution', options, { ...at(where), body }),
    remove: (where, options) => calls.order('deleteWorkflowExecution', options, at(where)),
    stop: (where, options) =>
      calls.order('actOnWorkflowExecution', options, { ...at(where), body: { action_name: 'stop' } }),
    rerun(where, { steps, ...values }, options) {
      const policies = steps && { policies: { rerun_steps: steps } };
      const body = { action_name: 'rerun', ...policies, ...values };
      return calls.order('actOnWorkflowExecution', options, { ...at(where), body });
    },
    act(where, action, values, options) {
      const body = { action_name: action, ...values };
      return calls.order('actOnWorkflowStepExecution', options, { ...step(where), body });
    },
    async metrics(where, options) {
      const reply = await calls.read('getWorkflowStepExecutionMetrics', options, step(where));
      if (!Array.isArray(reply.body ?? [])) throw reply.broken('the answer is not a list of metrics');
      return ((reply.body ?? []) as unknown[]).flatMap((row) => parseStepMetric(row) ?? []);
    },
    newest: (query, offset, options) => fetchPage(query, ['desc', offset], options),
    // Oldest first: an execution that begins meanwhile shifts no page.
    search: (query, options) =>
      readList('listWorkflowExecutions', (offset) => fetchPage(query, ['asc', offset], options), PAGE_SIZE),
  };
}
