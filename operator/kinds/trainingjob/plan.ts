/** The whole life of a TrainingJob once its job exists. Pure: same object and observation, same step. */
import type { TrainingJob } from '../../modelarts/trainingJob.ts';
import type { Step } from '../../runtime/kind.ts';

export type Action = { type: 'update'; description: string } | { type: 'terminate' } | { type: 'delete' };

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

/**
 * @param wanted the description that the cloud should hold, marker included
 * @param pollMs how soon to look again while something is in flight, milliseconds
 */
export function plan(job: TrainingJob, wanted: string, pollMs: number): Step<Action> {
  if (job.description !== wanted)
    return {
      step: 'act',
      action: { type: 'update', description: wanted },
      because: 'the description differs',
    };
  const stage = stageOf(job.phase);
  if (stage === undefined) return unknownPhase(job, pollMs);
  return stage === 'ended' ? { step: 'settled' } : { step: 'settled', recheckMs: pollMs };
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
