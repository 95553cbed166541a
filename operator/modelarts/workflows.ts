import type { Calls, Receipt } from './calls.ts';
import { createExecutions, type Executions } from './executions.ts';
import type {
  CreateWorkflowRequest,
  CreateWorkflowResponse,
  UpdateWorkflowRequest,
} from './generated/workflow.gen.ts';
import { asObject, asText } from './loose.ts';
import { type Page, parsePage, readList } from './pages.ts';
import { createSchedules, type Schedules } from './schedules.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { ID_PATTERN } from './trainingJob.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';
import { parseWorkflow, type Workflow } from './workflow.ts';
import { createWorkflowUsage, type WorkflowUsage } from './workflowUsage.ts';
import { DEFAULT_WORKSPACE } from './workspaces.ts';

/** Which workflows to list. */
export type WorkflowQuery = {
  /** Matched by the cloud somewhere in the name: compare exactly afterwards. */
  readonly nameLike?: string | undefined;
};

/** Where something of chapter 4 lies. */
export type InWorkspace = {
  /** The default workspace unless given. */
  readonly workspaceId?: string | undefined;
};

/**
 * The calls on workflows (chapter 4 of the reference). All of them throw ModelArtsError only. The reference names
 * neither permissions nor error codes of this chapter; the codes of `not-found` are known from other clients.
 */
export type Workflows = {
  /**
   * Section 4.2. Answers the id alone; without one the workflow may exist all the same: `ambiguous`. Whether names are
   * taken once is not said.
   */
  create(body: CreateWorkflowRequest, options: MutationOptions): Promise<{ readonly id: string } & Receipt>;
  /**
   * Section 4.4. `not-found` only on status 400 or 404 with ModelArts.7512: the workspace must be that of the workflow,
   * for one of another workspace may be answered so as well.
   */
  get(id: string, where: InWorkspace, options: ReadOptions): Promise<Workflow>;
  /**
   * Section 4.5. Each field replaces what was there, what is left out stays. A name is sent only where it changes: in
   * an update it has no Chinese characters and no blanks.
   */
  update(id: string, body: UpdateWorkflowRequest, options: MutationOptions): Promise<Receipt>;
  /** Section 4.3. Its executions, schedules and subscriptions cannot be reached any more either. */
  remove(id: string, options: MutationOptions): Promise<Receipt>;
  /**
   * Section 4.1. All workflows of the calling user, each once; complete at the time of reading as far as the cloud's
   * list is. Presence is certain, absence is not. Whether other workspaces than the default one are shown is not said:
   * look at `workspaceId`.
   */
  search(query: WorkflowQuery, options: ReadOptions): Promise<Workflow[]>;
  /** Section 4.1. One page of that list, newest first, for the list observer. */
  newest(query: WorkflowQuery, offset: number, options: ReadOptions): Promise<Page<Workflow>>;
  readonly executions: Executions;
  readonly schedules: Schedules;
  readonly subscriptions: Subscriptions;
  readonly usage: WorkflowUsage;
};

/** The reference names neither a default nor a greatest one. */
export const PAGE_SIZE = 100;

/** The calls on the workflows of one project. */
export function createWorkflows(calls: Calls): Workflows {
  const at = (id: string) => ({ ids: { workflow_id: id } });

  const fetchPage = async ({ nameLike }: WorkflowQuery, offset: number, options: ReadOptions) => {
    const query = {
      ...{ offset, limit: PAGE_SIZE, sort_by: 'create_time' },
      ...(nameLike !== undefined && { name: nameLike, search_type: 'contain' }),
    };
    const reply = await calls.read('listWorkflows', options, { query });
    const page = parsePage(reply.body, parseWorkflow);
    if (!page) throw reply.broken('the answer is not a list of workflows');
    return page;
  };

  return {
    async create(body, options) {
      const reply = await calls.mutate('createWorkflow', options, { body });
      const id = asText(asObject<CreateWorkflowResponse>(reply.body).workflow_id);
      if (id === undefined || !ID_PATTERN.test(id))
        throw reply.broken('the answer holds no id of a workflow');
      return { id, requestId: reply.requestId };
    },
    async get(id, { workspaceId = DEFAULT_WORKSPACE }, options) {
      const query = { workspace_id: workspaceId };
      const reply = await calls.read('getWorkflow', options, { ...at(id), query });
      const workflow = parseWorkflow(reply.body);
      if (!workflow) throw reply.broken('the answer holds no workflow with an id and a name');
      if (workflow.id !== id) throw reply.broken(`the answer is about another workflow, ${workflow.id}`);
      return workflow;
    },
    update: (id, body, options) => calls.order('updateWorkflow', options, { ...at(id), body }),
    remove: (id, options) => calls.order('deleteWorkflow', options, at(id)),
    newest: fetchPage,
    search: (query, options) =>
      readList('listWorkflows', (offset) => fetchPage(query, offset, options), PAGE_SIZE),
    executions: createExecutions(calls),
    schedules: createSchedules(calls),
    subscriptions: createSubscriptions(calls),
    usage: createWorkflowUsage(calls),
  };
}
