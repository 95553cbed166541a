/** One pass over an object that has no remote object of its own: observe and report. */
import type { Outcome } from './conditions.ts';
import { sameStatus, statusAfter } from './conditions.ts';
import type { Step } from './kind.ts';
import type { Resource, ResourceType } from './object.ts';
import { keyOf } from './object.ts';
import { isApiError } from './ports.ts';
import type { Next } from './queue.ts';
import type { PassContext } from './run.ts';
import { timestamp } from './time.ts';

type Observed = Pick<Outcome, 'report'> & { step: Step };

/** Reads only; the status is written when it differs. */
export async function reportPass(
  type: ResourceType,
  { cluster, store, term, time, tell, reconciled }: PassContext,
  key: string,
  signal: AbortSignal,
  observe: (object: Resource) => Promise<Observed>,
): Promise<Next> {
  const object = store.get(key);
  if (!object || object.metadata.deletionTimestamp) return undefined;
  term.assert();
  const outcome = await observe(object);
  const { step } = outcome;
  const status = statusAfter(object, outcome, timestamp(time.wall()));
  if (!sameStatus(object.status, status)) {
    try {
      store.refresh(
        await cluster.applyStatus(type, keyOf(object), object.metadata.resourceVersion, status, signal),
      );
    } catch (error) {
      if (!isApiError(error, 'conflict', 'not-found')) throw error;
      reconciled?.('dropped');
      return { recheckMs: 500 };
    }
    if (step.step === 'stuck') tell(object, { type: 'Warning', reason: step.reason, message: step.message });
  }
  reconciled?.(step.step);
  return 'recheckMs' in step && step.recheckMs !== undefined ? { recheckMs: step.recheckMs } : undefined;
}
