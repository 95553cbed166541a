/** The whole life of an Algorithm once it exists in the cloud. Pure: same object and observation, same step. */
import type { UpdateAlgorithmRequest } from '../../modelarts/generated/training.gen.ts';
import type { Step } from '../../runtime/kind.ts';
import { DRIFT_CORRECTED } from '../../runtime/words.ts';

export type Action = { type: 'update'; body: UpdateAlgorithmRequest } | { type: 'delete' };

/** What the plan goes by. */
export type Facts = {
  /** The fields of the spec that the cloud does not hold as wanted. */
  differing: readonly string[];
  /** What would set them right. */
  body: UpdateAlgorithmRequest;
  /** True when the cloud held them once, and nobody has edited the spec since. */
  wasSettled: boolean;
  /** How soon to look again although nothing is under way, milliseconds. */
  idleMs: number;
};

export function plan({ differing, body, wasSettled, idleMs }: Facts): Step<Action> {
  if (differing.length === 0) return { step: 'settled', recheckMs: idleMs };
  const fields = differing.join(', ');
  return {
    step: 'act',
    action: { type: 'update', body },
    because: `${fields}: ModelArts holds something else`,
    ...(wasSettled && {
      news: {
        type: 'Warning',
        reason: DRIFT_CORRECTED,
        message: `${fields}: changed in ModelArts, but not by this object; set back to what the spec says`,
      },
    }),
  };
}

/** The way to the end: nothing has to be stopped first. */
export const planDelete = (): Step<Action> => ({
  step: 'act',
  action: { type: 'delete' },
  because: 'the object is deleted',
});
