/** The whole life of a Workflow once it exists in the cloud. Pure: same object and observation, same step. */
import type { UpdateWorkflowRequest } from '../../modelarts/generated/workflow.gen.ts';
import type { PlanContext, Step } from '../../runtime/kind.ts';
import type { Journal, Resource } from '../../runtime/object.ts';
import { driftCorrected, textOf, wasSynced } from '../drift.ts';
import { DEFAULT_WORKSPACE } from '../remote.ts';
import type { Gap } from './compare.ts';
import type { PartAction } from './partChange.ts';
import { partsRemoval, partsStep } from './parts.ts';
import { updateRequest } from './request.ts';
import { isAtRest } from './runs.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import { type Held, wishOf } from './state.ts';
import { isUpdatableName } from './validate.ts';

/** A mutation of a workflow (4.5, 4.3) or of what belongs to it. */
export type Action = { type: 'update'; body: UpdateWorkflowRequest } | { type: 'delete' } | PartAction;

/** @param idleMs how soon to look again although nothing is under way, milliseconds */
export function plan(
  object: Resource<WorkflowSpec>,
  held: Held,
  context: Pick<PlanContext, 'marker' | 'values' | 'journal' | 'isChecked' | 'nowMs'>,
  { idleMs }: { idleMs: number },
): Step<Action> {
  const { workspaceId = DEFAULT_WORKSPACE } = object.spec;
  if (held.workspaceId !== undefined && held.workspaceId !== workspaceId)
    return {
      step: 'stuck',
      reason: 'OtherWorkspace',
      message: `spec.workspaceId: ${workspaceId}, but workflow ${held.id} is in workspace ${held.workspaceId}; say that one`,
      recheckMs: idleMs,
    };
  const { asked } = held;
  // Followed on meanwhile; and what it waits for may have come while this was being looked at.
  if (asked && 'step' in asked) return { ...asked.step, ...{ recheckMs: idleMs, dueMs: idleMs } };
  const wish = wishOf(object, held, context);
  const differing = wish?.gaps ?? [];
  if (!wish || differing.length === 0) return besideStep(object, held, context, idleMs);
  const sent = differing.filter(({ field }) => field !== 'name' || isUpdatableName(wish.want.name));
  if (sent.length === 0) return unnameable(wish.want.name, held, idleMs);
  return {
    step: 'act',
    action: { type: 'update', body: updateRequest(wish.want, new Set(sent.map(({ field }) => field))) },
    because: textOf(sent),
    noted: { applied: wish.hashes },
    ...(isDrift(object, held, sent) && { news: driftCorrected(sent) }),
  };
}

/** The workflow itself is as wanted: what belongs to it is looked after. */
function besideStep(
  object: Resource<WorkflowSpec>,
  held: Held,
  context: Pick<PlanContext, 'journal' | 'isChecked' | 'nowMs'>,
  idleMs: number,
): Step<Action> {
  const next = partsStep(object, held, context, idleMs);
  if (next && 'step' in next) return next;
  const dueMs = Math.min(next?.dueMs ?? Infinity, isToBeRead(held) ? idleMs : Infinity);
  return { step: 'settled', recheckMs: idleMs, ...(Number.isFinite(dueMs) && { dueMs }) };
}

/** The list of workflows shows the last execution only: the end of an earlier one is looked for. */
const isToBeRead = ({ runs = [], latest, isBehind = false }: Held): boolean =>
  isBehind || runs.some(({ id, status }) => id !== latest?.id && !isAtRest(status));

/** Values of other objects change without an edit of the spec. */
const isDrift = (object: Resource, { id }: Held, sent: readonly Gap[]): boolean =>
  wasSynced(object, id) && !sent.some(({ isEdited }) => isEdited);

const unnameable = (name: string, held: Held, recheckMs: number): Step<Action> => ({
  step: 'stuck',
  reason: 'NameNotUpdatable',
  message: `spec.name: an existing workflow can be given a name of letters, digits, - and _ only, beginning with a letter, and "${name}" is none; ModelArts has "${held.name}". Name it in the console, or say another name`,
  recheckMs,
});

/** The way to the end: a schedule must not go on starting what nobody can reach any more. */
export const planDelete = (journal: Journal | undefined): Step<Action> =>
  partsRemoval(journal) ?? { step: 'act', action: { type: 'delete' }, because: 'the object is deleted' };
