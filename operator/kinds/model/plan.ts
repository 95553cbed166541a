/** The whole life of a Model once it exists in the cloud. Pure: same observation, same step. */
import type { Step } from '../../runtime/kind.ts';

export type Action = { type: 'delete' };

/** What the plan goes by. */
export type Facts = {
  /** `model_status` of section 7.4: publishing, building, published, failed, building_failed, or new ones. */
  phase: string;
  /** How soon to look again while something is under way, and otherwise; milliseconds. */
  pollMs: number;
  idleMs: number;
  /** What an adopted model has otherwise than the spec says, in words. */
  differing: readonly string[];
};

/** The state in which services can use it. */
export const PUBLISHED = 'published';

/** States that come to no better end by themselves. */
const FAILED = new Set(['failed', 'building_failed']);

/** Whether nothing of it changes by itself any more. */
export const isAtRest = (phase: string): boolean => phase === PUBLISHED || FAILED.has(phase);

/** No call changes a model: it is waited for, and a failed one is for a person. */
export function plan({ phase, pollMs, idleMs, differing }: Facts): Step<Action> {
  if (differing.length > 0) {
    const message = `${differing.join(', ')}: a model cannot change after it was created; make an object that agrees with it instead of this one, or adopt another model`;
    return { step: 'stuck', reason: 'ImmutableField', message, recheckMs: idleMs };
  }
  if (phase === PUBLISHED) return { step: 'settled', recheckMs: idleMs };
  if (FAILED.has(phase))
    return { step: 'stuck', reason: 'PublishingFailed', message: failure(phase), recheckMs: idleMs };
  return { step: 'wait', reason: 'Publishing', message: underWay(phase), recheckMs: pollMs };
}

/** Whether services can use it, in words. */
export function readiness(phase: string) {
  if (phase === PUBLISHED)
    return { status: 'True', reason: 'Published', message: 'services can use the model' } as const;
  if (FAILED.has(phase))
    return { status: 'False', reason: 'PublishingFailed', message: failure(phase) } as const;
  return { status: 'False', reason: 'Publishing', message: underWay(phase) } as const;
}

const failure = (phase: string): string =>
  `ModelArts could not publish the model (${phase}): its page in the console says why. Correct what it is made from, then delete this object and make it again`;

const underWay = (phase: string): string =>
  `ModelArts is making the model (${phase === '' ? 'no state yet' : phase})`;

/** The way to the end: nothing has to be stopped first. */
export const planDelete = (): Step<Action> => ({
  step: 'act',
  action: { type: 'delete' },
  because: 'the object is deleted',
});
