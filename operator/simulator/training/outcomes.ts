import type { CreateTrainingJobRequest } from '../../modelarts/generated/training.gen.ts';
import type { Outcome } from './job.ts';
import type { Ending } from './timeline.ts';

/** Decides how a job ends: by the first rule whose pattern its name matches. */
export type OutcomeRule = { readonly pattern: RegExp } & Outcome;

/** The environment variable of a job by which it chooses its own ending. */
export const OUTCOME_VARIABLE = 'SIMULATE_OUTCOME';

const ENDINGS: Readonly<Record<Ending, Outcome>> = {
  Completed: { ending: 'Completed', exitCode: 0, message: '' },
  Failed: { ending: 'Failed', exitCode: 1, message: 'the training script failed (simulated)' },
  Abnormal: { ending: 'Abnormal', exitCode: 255, message: 'the node was lost (simulated)' },
};

/** How an ending looks unless more is said. */
export const usual = (ending: Ending): Outcome => ENDINGS[ending];

/** How a new job will end: by rule, else by its environment variable, else Completed. */
export function outcomeOf(request: CreateTrainingJobRequest, rules: readonly OutcomeRule[]): Outcome {
  const rule = rules.find(({ pattern }) => request.metadata.name.search(pattern) >= 0);
  if (rule) return { ending: rule.ending, exitCode: rule.exitCode, message: rule.message };
  const wished = request.algorithm?.environments?.[OUTCOME_VARIABLE] ?? '';
  return Object.hasOwn(ENDINGS, wished) ? usual(wished as Ending) : usual('Completed');
}
