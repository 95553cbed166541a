/** The whole life of a WorkflowRun once its execution exists. Pure: same object and observation, same step. */
import type { UpdateWorkflowExecutionRequest } from '../../modelarts/generated/workflow.gen.ts';
import type { PlanContext, Renewal, Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Backoff } from '../attempts.ts';
import { underWay } from '../attempts.ts';
import { isEnd, type Run, stageOf } from './execution.ts';
import { attemptOf, outcomeOf, textOf } from './outcome.ts';
import { updateRequest } from './request.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';
import type { OnceAction, Standing } from './wishes.ts';
import { standings } from './wishes.ts';

export type Action =
  | { type: 'update'; body: UpdateWorkflowExecutionRequest }
  | { type: 'stop' }
  | { type: 'delete' }
  | OnceAction;

/** `pollMs`: how soon to look again while something is in flight, milliseconds. */
export type PlanSettings = { pollMs: number; backoff: Backoff };

type Spec = Resource<WorkflowRunSpec>;

/** What is to be done next for a run that exists: what was asked for once before what its end means. */
export function plan(
  object: Spec,
  run: Run,
  context: PlanContext,
  { pollMs, backoff }: PlanSettings,
): Step<Action> | Renewal {
  const body = updateRequest(object.spec, run, context.marker);
  if (body) return { step: 'act', action: { type: 'update', body }, because: 'description or labels differ' };
  const all = standings(object, run, context);
  const stage = stageOf(run);
  if (isEnd(stage)) {
    const wish = wishStep(all, pollMs);
    if (wish) return wish;
    const outcome = outcomeOf(object, run, context, backoff);
    if (outcome.is !== 'again') return { step: 'settled' };
    const { is: _, ...due } = outcome;
    return { step: 'renew', ...due };
  }
  if (stage === 'stopping') return { step: 'settled', recheckMs: pollMs };
  const stop = { type: 'stop' } as const;
  const life = underWay<Action>(attemptOf(object, run, context), { stop, pollMs });
  if (life.step !== 'settled') return life;
  const wish = wishStep(
    all.filter(({ state }) => state !== 'Sent'),
    pollMs,
  );
  return wish?.step === 'stuck'
    ? { ...wish, ...(life.dueMs !== undefined && { dueMs: life.dueMs }) }
    : (wish ?? life);
}

/** The next that is due; else what is in the way of an end. */
function wishStep(all: readonly Standing[], recheckMs: number): Step<Action> | undefined {
  const due = all.find((one) => one.state === 'Due');
  if (due) {
    const { action, once, message } = due;
    return { step: 'act', action, because: message, once };
  }
  const unknown = all.find(({ state }) => state === 'Unknown');
  if (unknown) return { step: 'stuck', reason: 'ActionUnknown', message: unknown.message, recheckMs };
  const sent = all.find(({ state }) => state === 'Sent');
  return sent && { step: 'wait', reason: 'ActionPending', message: sent.message, recheckMs };
}

/** The way to the end: a run that may still go on is stopped first (DESIGN 4.7, section 4.15). */
export function planDelete(run: Run, pollMs: number): Step<Action> {
  const stage = stageOf(run);
  if (stage === 'moving')
    return {
      step: 'act',
      action: { type: 'stop' },
      because: `the object is deleted; a run that is ${run.status || 'new'} is stopped first`,
    };
  if (stage === 'stopping')
    return {
      step: 'wait',
      reason: 'Stopping',
      message: `${textOf(run)} is stopping; it is deleted once it has stopped`,
      recheckMs: pollMs,
    };
  return { step: 'act', action: { type: 'delete' }, because: 'the object is deleted' };
}
