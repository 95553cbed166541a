/** The whole life of a TrainingJob once its job exists. Pure: same object and observation, same step. */
import type { TrainingJob } from '../../modelarts/trainingJob.ts';
import { withMarker } from '../../runtime/identity.ts';
import type { PlanContext, Renewal, Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Backoff } from '../attempts.ts';
import { underWay } from '../attempts.ts';
import type { BesideAction } from './beside.ts';
import { besideStep, needsLooks } from './beside.ts';
import type { KnownJob } from './job.ts';
import { attemptOf, outcomeOf } from './outcome.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

export type Action =
  | { type: 'update'; description: string }
  | { type: 'terminate' }
  | { type: 'delete' }
  | BesideAction;

/** `pollMs`: how soon to look again while something is in flight, milliseconds. */
export type PlanSettings = { pollMs: number; backoff: Backoff };

/** What became of the phases of section 6.9; a phase that is not listed is newer than this table. */
export const PHASES = {
  Creating: 'moving',
  Pending: 'moving',
  Running: 'moving',
  Terminating: 'stopping',
  Completed: 'ended',
  Failed: 'ended',
  Terminated: 'ended',
  Abnormal: 'ended',
} as const satisfies Record<string, 'moving' | 'stopping' | 'ended'>;

/** How a phase is treated; undefined for one that the reference does not know: never final. */
export const stageOf = (phase: string): 'moving' | 'stopping' | 'ended' | undefined =>
  Object.hasOwn(PHASES, phase) ? PHASES[phase as keyof typeof PHASES] : undefined;

type Spec = Resource<TrainingJobSpec>;

/** How much rarer than what a list shows the rest is looked at, one job at a time. */
const SLOWER = 6;

/** What is to be done next for a job that exists: its own life first. */
export function plan(
  object: Spec,
  job: KnownJob,
  context: PlanContext,
  settings: PlanSettings,
): Step<Action> | Renewal {
  const step = lifeStep(object, job, context, settings);
  if (step.step !== 'settled') return step;
  const beside = besideStep(object, job);
  if (beside || !needsLooks(object, job)) return beside ?? step;
  return { ...step, dueMs: Math.min(step.dueMs ?? Infinity, SLOWER * settings.pollMs) };
}

function lifeStep(
  object: Spec,
  job: TrainingJob,
  context: PlanContext,
  settings: PlanSettings,
): Step<Action> | Renewal {
  const description = withMarker(object.spec.description, context.marker);
  if (job.description !== description)
    return { step: 'act', action: { type: 'update', description }, because: 'the description differs' };
  switch (stageOf(job.phase)) {
    case 'moving':
      return moving(object, job, context, settings);
    case 'stopping':
      return { step: 'settled', recheckMs: settings.pollMs };
    case 'ended':
      return ended(object, job, context, settings);
    default:
      return unknownPhase(job, settings.pollMs);
  }
}

function moving(
  object: Spec,
  job: TrainingJob,
  context: PlanContext,
  { pollMs }: PlanSettings,
): Step<Action> {
  const { changed } = context;
  const recreated = object.spec.updatePolicy === 'Recreate' && changed.length > 0;
  return underWay(attemptOf(object, job, context), {
    stop: { type: 'terminate' } as const,
    pollMs,
    because: recreated ? `${changed.join(', ')} changed, and spec.updatePolicy is Recreate` : undefined,
  });
}

function ended(
  object: Spec,
  job: TrainingJob,
  context: PlanContext,
  { backoff }: PlanSettings,
): Step<Action> | Renewal {
  const outcome = outcomeOf(object, job, context, backoff);
  if (outcome.is !== 'again') return { step: 'settled' };
  const { is: _, ...due } = outcome;
  const renewal = { step: 'renew', ...due } as const;
  // DESIGN 4.9. The table of section 6.12 does not let it be stopped, so a clear no means that nothing runs.
  if (job.phase === 'Abnormal')
    return {
      step: 'act',
      action: { type: 'terminate' },
      because: 'an abnormal job is stopped before it is made again',
      ifNotAllowed: renewal,
    };
  return renewal;
}

/** The way to the end: a job that may still run is stopped first (DESIGN 4.7, section 6.12). */
export function planDelete(job: TrainingJob, pollMs: number): Step<Action> {
  const stage = stageOf(job.phase);
  if (stage === undefined) return unknownPhase(job, pollMs);
  if (stage === 'moving')
    return {
      step: 'act',
      action: { type: 'terminate' },
      because: `the object is deleted; a ${job.phase} job is stopped first`,
    };
  if (stage === 'stopping')
    return {
      step: 'wait',
      reason: 'Stopping',
      message: `training job ${job.id} is stopping; it is deleted once it has stopped`,
      recheckMs: pollMs,
    };
  return { step: 'act', action: { type: 'delete' }, because: 'the object is deleted' };
}

const unknownPhase = (job: TrainingJob, recheckMs: number): Step<Action> => ({
  step: 'wait',
  reason: 'UnknownPhase',
  message: `training job ${job.id} is in phase "${job.phase}", which this version of the operator does not know; it is looked at again`,
  recheckMs,
});
