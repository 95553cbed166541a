/** What keeps a create from being sent, beside its references and limits, and what is said of it. */
import type { AnySession } from './context.ts';
import { DOUBT_RECHECK_MS, doubtOf } from './doubt.ts';
import type { Bound, Unbound } from './intent.ts';
import { bindingOf } from './intent.ts';
import type { Step } from './kind.ts';
import type { Sight } from './memory.ts';
import type { Next } from './queue.ts';
import type { Run } from './run.ts';
import { timestamp } from './time.ts';
import { withArticle } from './words.ts';

/** What to say while an earlier create may still take effect. */
export function waiting(run: Run, sight: Sight): Step {
  if (sight.because) return sight.because;
  const { settleMs, listIntervalMs } = run.context.settings;
  const until = timestamp(sight.sinceWallMs + settleMs + listIntervalMs);
  const message = `an earlier create of this object may still take effect; it is looked up in ModelArts until ${until} before anything is sent`;
  return { step: 'wait', reason: 'SettlingEarlierCreate', message };
}

/** A look-up by another user or in another project would find nothing and prove nothing (DESIGN 4.6). */
export function accountChanged(
  run: Run,
  binding: Unbound | Bound,
  session: AnySession,
): Promise<Next> | undefined {
  const { intent } = binding;
  if (typeof intent !== 'object' || intent.account === session.account) return undefined;
  const message =
    `a create of ${intent.name} was begun under account ${intent.account}, but the Account now is ` +
    `${session.account}: only the former can tell whether it took effect. Restore the former credentials until this object has its id`;
  return run.finish(
    { step: { step: 'stuck', reason: 'AccountIdentityChanged', message } },
    { recheckMs: 30_000 },
  );
}

/** What only a person can tell: it is looked again now and then whether it has become clear by itself. */
export function inDoubt(run: Run, sight: Sight): Promise<Next> | undefined {
  const binding = bindingOf(run.object);
  const step = binding.state === 'foreign' ? undefined : doubtOf(run, binding, sight);
  if (!step) return undefined;
  sight.lookups = 1; // so that it is looked up once more before anything else
  return run.finish({ step }, { recheckMs: DOUBT_RECHECK_MS });
}

/** After "duplicate name" and two look-ups that found nothing of ours: somebody else has the name. */
export function nameHeld(run: Run, sight: Sight, attempt: number): Promise<Next> | undefined {
  if (sight.namesake === undefined || run.memory.nameTaken !== sight.label) return undefined;
  const { noun, nameField = 'spec.name', versions } = run.kind;
  const name = run.nameOf(attempt);
  const older = sight.namesake === 'older-uid';
  const step: Step = older
    ? {
        step: 'wait',
        reason: 'WaitingForPredecessor',
        message: `the ${noun} ${name} of an earlier object of this name has not gone yet`,
      }
    : {
        step: 'stuck',
        reason: 'NameConflict',
        message: `${nameField}: ModelArts already has ${withArticle(noun)} "${name}"${versions ? ' of this version' : ''} that is not ours; choose another name${versions ? `, or another version in ${versions.field}` : ''}`,
      };
  sight.lookups = 1; // so that the name is looked at once more before the next create
  return run.finish({ step }, { recheckMs: older ? run.context.settings.listIntervalMs : 300_000 });
}

/** When to look again after a step that is not an act. */
export const recheck = (step: Step): Next =>
  'recheckMs' in step && step.recheckMs !== undefined ? { recheckMs: step.recheckMs } : undefined;
