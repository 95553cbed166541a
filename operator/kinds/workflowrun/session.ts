/** The calls of a WorkflowRun, bound to the account of one object. */
import { ModelArtsError } from '../../modelarts/errors.ts';
import { PAGE_SIZE } from '../../modelarts/executions.ts';
import type { ListPort } from '../../modelarts/sweep.ts';
import type { Session, Step } from '../../runtime/kind.ts';
import type { Log } from '../../runtime/log.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Access } from '../account/accounts.ts';
import { faultOf } from '../faults.ts';
import { slotOf } from '../remote.ts';
import { withValues } from '../workflow/values.ts';
import { enrich } from './enrich.ts';
import { asRun, isEnd, type Run, stageOf } from './execution.ts';
import { idOf, type Place, partsOf, placeIn } from './place.ts';
import type { Action } from './plan.ts';
import { WORKFLOW } from './references.ts';
import { createRequest, type Values } from './request.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';

/** What a create needs but for name and marker, which the protocol decides. */
export type Draft = { spec: WorkflowRunSpec; place: Place; values: Values };

type Spec = Resource<WorkflowRunSpec>;

/** The list of all executions of one workflow in one workspace, newest first. */
export const listPort = ({ client }: Access, place: Place): ListPort<Run> => ({
  limit: PAGE_SIZE,
  async fetchPage(offset, signal) {
    const page = await client.workflows.executions.newest(place, offset, { signal });
    return { ...page, items: page.items.map((one) => asRun(one, idIn(place, one.id))) };
  },
  idOf: ({ id }) => id,
  // One that has ended changes only when somebody runs it again.
  isFinished: (run) => isEnd(stageOf(run)),
});

const idIn = ({ workflowId }: Place, executionId: string) => idOf({ workflowId, executionId });

/** All but what the list does. `place`: where the spec wants the execution now. */
export function sessionOf(
  { client, account, sameProject, admission }: Access,
  object: Spec,
  { place, log }: { place: () => string | undefined; log: Log },
): Session<Run, Action, Draft> {
  const { workflows } = client;
  const { executions } = workflows;
  return {
    ...{ account, sameProject, admission },
    withSlot: (signal, work) => client.withSlot('change', signal, work),
    prepare: async (_signal, referred) => prepare(object, place(), referred),
    async create({ spec, place: where, values }, { name, marker }, { signal, gate, slot }) {
      const { workflowId, workspaceId } = where;
      const body = createRequest(spec, { name, marker, workspaceId, values });
      const options = { signal, gate, ...slotOf(slot) };
      const { id, requestId } = await executions.create(workflowId, body, options).catch(throwForRef(spec));
      const { description = '', labels = [] } = body;
      const begun = { name, description, labels, status: '', workspaceId, workflowId };
      const run = asRun({ ...begun, id, steps: [], events: [], content: {} }, idIn(where, id));
      return { ...run, ...(requestId !== undefined && { requestId }) };
    },
    async find(fragment, signal, text) {
      // That there is nothing in a workflow that nobody can name would prove nothing.
      if (text === undefined) throw unnamed();
      const where = placeIn(text);
      const all = await executions.search(where, { signal }).catch(gone);
      return all
        .map((one) => asRun(one, idIn(where, one.id)))
        .filter(({ name, markedText }) => name.includes(fragment) || markedText.includes(fragment));
    },
    read: async (id, signal) => asRun(await executions.get(partsOf(id), { signal }), id),
    enrich: (run, kept, signal) => enrich({ object, workflows, log }, run, kept, signal),
    async act(action, id, { signal, gate }) {
      const { requestId } = await send(action, id, { signal, gate });
      return requestId === undefined ? {} : { requestId };
    },
  };

  function send(action: Action, id: string, options: { signal: AbortSignal; gate: () => void }) {
    const at = partsOf(id);
    switch (action.type) {
      case 'update':
        return executions.update(at, action.body, options);
      case 'stop':
        return executions.stop(at, options);
      case 'delete':
        return executions.remove(at, options);
      case 'rerun':
        return executions.rerun(at, { steps: action.steps, ...action.values }, options);
      case 'act-on-step':
        return executions.act({ ...at, stepId: action.stepId }, action.action, action.values, options);
    }
  }
}

/** Puts in what other objects say. */
function prepare(
  { spec }: Spec,
  text: string | undefined,
  referred: ReadonlyMap<string, Resource>,
): { request: Draft } | Step {
  const other = referred.get(WORKFLOW);
  if (other && !other.status?.remote?.id)
    return {
      step: 'wait',
      reason: 'ReferenceNotReady',
      message: `${WORKFLOW}: Workflow "${other.metadata.name}" has no id in ModelArts yet`,
    };
  if (text === undefined) throw unnamed();
  const { parameters, dataRequirements } = spec;
  return {
    request: { spec, place: placeIn(text), values: withValues({ parameters, dataRequirements }, referred) },
  };
}

/** A Workflow that was lost is made again under another id: that is waited for, unlike an id that the spec names. */
const throwForRef =
  ({ workflowRef }: WorkflowRunSpec) =>
  (error: unknown): never => {
    if (!(error instanceof ModelArtsError) || error.reason !== 'WorkflowNotFound' || !workflowRef)
      throw error;
    throw new ModelArtsError({
      kind: 'conflict',
      operation: error.operation,
      reason: error.reason,
      detail: `the workflow of Workflow "${workflowRef.name}" is not there: ${error.message}`,
      hint: 'It is tried again once the Workflow has another one.',
    });
  };

const unnamed = (): ModelArtsError =>
  new ModelArtsError({
    kind: 'unsent',
    operation: 'listWorkflowExecutions',
    reason: 'WorkflowUnknown',
    detail:
      'the Workflow that spec.workflowRef names has no id in ModelArts: nobody can tell what runs there are',
    hint: 'Make the Workflow, or name it in spec.workflowId.',
  });

/** A workflow that is gone has taken its executions with it. */
function gone(error: unknown): [] {
  if (faultOf(error).outcome === 'not-found') return [];
  throw error;
}
