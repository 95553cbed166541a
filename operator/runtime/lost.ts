/** What it means that a remote object is gone without our doing. */
import { nextAttempt, rested } from './attempts.ts';
import { hasEnded } from './conditions.ts';
import type { AnySession } from './context.ts';
import type { Bound } from './intent.ts';
import type { Renewal } from './kind.ts';
import type { Next } from './queue.ts';
import type { Run } from './run.ts';

/** How soon it is looked at again when nothing could be begun. */
const RECHECK_MS = 60_000;

/** What somebody deleted has failed, or is made again; the record of an attempt that had ended already is not missed. */
export async function lost(run: Run, session: AnySession, binding: Bound): Promise<Next> {
  const { kind, object } = run;
  const { id, attempt } = binding;
  if (hasEnded(object)) return run.finish({ step: { step: 'settled' } }, undefined);
  const had = run.knowsAttempt({ attempt, id });
  const meaning = had ? endedBefore(run, binding) : kind.lost(id, object);
  const { reason, message } = meaning;
  if (!had) run.log.warn({ remoteId: id }, `${kind.noun} was deleted behind the operator's back`);
  if ('type' in meaning) {
    const entry = { attempt, id, reason, message, counted: true };
    return run.finish({ step: { step: 'settled' }, lost: meaning, attempt: entry }, undefined);
  }
  if (meaning.step === 'stuck') return run.finish({ step: meaning, gone: true }, { recheckMs: RECHECK_MS });
  if (run.observesOnly)
    return run.finish({ step: { step: 'stuck', reason, message }, gone: true }, undefined);
  if (kind.suspended?.(object)) return run.finish({ step: { step: 'settled' } }, undefined);
  if (!had) {
    const entry = { attempt, id, reason, message, counted: meaning.counted };
    return run.finish({ step: rested(meaning), attempt: entry, gone: true }, { recheckMs: 0 });
  }
  const next = await nextAttempt(run, session, binding, meaning);
  return next ? next.next : run.finish({ step: rested(meaning) }, { recheckMs: RECHECK_MS });
}

const endedBefore = ({ kind }: Run, { id, attempt }: Bound): Renewal => ({
  step: 'renew',
  reason: 'Retrying',
  message: `${kind.noun} ${id} of attempt ${attempt} is gone; another attempt is due`,
  counted: false,
});
