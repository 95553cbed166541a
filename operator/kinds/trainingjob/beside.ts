/** What is to be done for a job beside its own life: tags, and trials of its search. Pure. */
import type { Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { KnownJob } from './job.ts';
import type { TrainingJobSpec } from './spec.gen.ts';
import { caresForTags, tagChanges } from './tags.ts';
import { hasEnded } from './trials.ts';

/** Actions that leave the job itself alone. */
export type BesideAction =
  | { type: 'untag'; keys: readonly string[] }
  | { type: 'tag'; tags: Readonly<Record<string, string>> }
  | { type: 'stop-trial'; trial: string };

type Spec = Resource<TrainingJobSpec>;

/** The next of them that is due; one at a time. */
export function besideStep(object: Spec, job: KnownJob): Step<BesideAction> | undefined {
  const changes = job.tags && tagChanges(object, job.tags);
  if (changes && changes.remove.length > 0)
    return {
      step: 'act',
      action: { type: 'untag', keys: changes.remove },
      because: `spec.tags no longer has ${changes.remove.join(', ')}`,
    };
  if (changes)
    return {
      step: 'act',
      action: { type: 'tag', tags: changes.add },
      because: `spec.tags: ${Object.keys(changes.add).join(', ')} not as wanted`,
    };
  const wanted = new Set(object.spec.earlyStopTrials);
  const trial = job.trials?.find((one) => wanted.has(one.id) && !hasEnded(one));
  if (!trial) return undefined;
  return {
    step: 'act',
    action: { type: 'stop-trial', trial: trial.id },
    because: `spec.earlyStopTrials has ${trial.id}`,
  };
}

/** The trials that are to be stopped and do not exist. None is said to be missing before there are any. */
export function unknownTrials({ spec }: Spec, { trials = [] }: KnownJob): string[] {
  const known = new Set(trials.map(({ id }) => id));
  return trials.length === 0 ? [] : (spec.earlyStopTrials ?? []).filter((id) => !known.has(id));
}

/** True while something is waited for that no list of jobs shows. */
export function needsLooks(object: Spec, job: KnownJob): boolean {
  if (caresForTags(object) && !job.tags) return true;
  return job.phase === 'Running' && (job.autoSearch !== undefined || (asksIn(object.spec) && !job.endpoints));
}

const asksIn = ({ endpoints, jupyterLab, tensorBoard, mindStudioInsight }: TrainingJobSpec): boolean =>
  [jupyterLab, tensorBoard, mindStudioInsight].some((one) => one?.enabled) || endpoints?.ssh !== undefined;
