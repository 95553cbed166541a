/** Creates of which nobody can prove what became of them, once the look-ups are through (DESIGN 4.5). */
import type { Bound, Intent, Unbound } from './intent.ts';
import { intentLabel, isPending } from './intent.ts';
import type { Step } from './kind.ts';
import type { Sight } from './memory.ts';
import type { Resource, ResourceType } from './object.ts';
import { keyOf } from './object.ts';
import { CHECKED } from './policy.ts';
import type { Run } from './run.ts';
import { withArticle } from './words.ts';

/** How often it is looked again whether the doubt has resolved itself. */
export const DOUBT_RECHECK_MS = 300_000;

/**
 * Why nothing may be created or let go before a person has looked: the name that an earlier create was sent with
 * exists, and nothing can prove whose it is (`CheckRemote`); or that create was a purchase, and nothing shows what became
 * of it (`CheckOrder`). Undefined where the look-ups prove enough, the cloud itself has said no, or the person has.
 */
export function doubtOf(run: Run, binding: Unbound | Bound, sight: Sight): Step | undefined {
  const { kind, memory, object, policy } = run;
  const pending =
    binding.state === 'bound' ? isPending(binding) : binding.intent !== undefined || binding.finalizer;
  const id = intentLabel(binding.intent);
  if (!pending || policy.checked === id || memory.cleared === id) return undefined;
  const intent = typeof binding.intent === 'object' ? binding.intent : undefined;
  const { doubtful } = sight;
  if (doubtful) return { step: 'stuck', reason: 'CheckRemote', message: whose(run, doubtful, id) };
  const why = kind.unlisted?.(object);
  if (why !== undefined)
    return { step: 'stuck', reason: 'CheckRemote', message: hidden(run, intent, why, id) };
  if (!(intent ? intent.purchase : kind.buys?.(object))) return undefined;
  const sent = intent ? `of ${intent.name} at ${intent.time}` : 'at a time that is not known';
  const message = `a purchase was sent ${sent}, and it is not known what became of it: ModelArts shows no such ${kind.noun} yet. Look for its order; once there is none, or it is cancelled: ${checkedCommand(run, id)}`;
  return { step: 'stuck', reason: 'CheckOrder', message };
}

function hidden(run: Run, intent: Intent | undefined, why: string, id: string): string {
  const sent = intent ? `of ${intent.name} at ${intent.time}` : 'at a time that is not known';
  const what = `a create ${sent} was begun, and it is not known what became of it: ${why}. Look for it there`;
  return run.object.metadata.deletionTimestamp
    ? `${what} and delete it; then: ${checkedCommand(run, id)}`
    : `${what}; if it is there, set spec.adopt.id to its id, if it is not: ${checkedCommand(run, id)}`;
}

function whose(run: Run, { id: remoteId, name }: { id: string; name: string }, id: string): string {
  const { kind, object } = run;
  const what = withArticle(kind.noun);
  const found = `ModelArts has ${what} "${name}" (${remoteId}), and nothing can prove whether an earlier create of this object made it`;
  return object.metadata.deletionTimestamp
    ? `${found}. Delete it there if it is this object's; if it is not: ${checkedCommand(run, id)}`
    : `${found}. If it is this object's, set spec.adopt.id to it; if it is not, choose another spec.name and: ${checkedCommand(run, id)}`;
}

/** The command by which a person says that what has the number `id` was looked into. */
export function checkedCommand(
  { kind, object }: { kind: { type: ResourceType }; object: Resource },
  id: string,
): string {
  const { namespace, name } = keyOf(object);
  return `kubectl annotate --overwrite ${kind.type.plural} ${name} -n ${namespace} ${CHECKED}=${id}`;
}
