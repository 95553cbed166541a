/** What becomes of an object some time after its end: it is deleted, or only its remote objects are. */
import { hasEnded, isEndCondition } from './conditions.ts';
import { otherProject } from './examine.ts';
import { bindingOf } from './intent.ts';
import { recheck } from './notYet.ts';
import type { Resource } from './object.ts';
import { keyOf } from './object.ts';
import type { Next } from './queue.ts';
import { removeKnown } from './remove.ts';
import type { Run } from './run.ts';

/**
 * Waits until the object has been kept for as long as its kind says, then deletes it, as batch/v1 does with a Job. An
 * object that Argo CD, Flux or Helm manages is not deleted, since they would make it again: only what it has in the
 * cloud is.
 */
export async function expirePass(run: Run): Promise<Next> {
  const { kind, object, context, log } = run;
  const keptMs = kind.keptMs?.(object);
  const endedMs = endedAtMs(object);
  if (keptMs === undefined || endedMs === undefined) return undefined;
  if (context.readOnly || run.policy.protected) return undefined;
  const leftMs = endedMs + keptMs - context.time.wall();
  if (leftMs > 0) return { recheckMs: leftMs };
  if (isManagedElsewhere(object)) return deleteRecord(run);
  log.info({}, `deleted, ${keptMs / 1000} s after its end`);
  await context.cluster.remove(kind.type, keyOf(object), object.metadata, run.signal);
  return undefined;
}

async function deleteRecord(run: Run): Promise<Next> {
  const { object, policy } = run;
  const binding = bindingOf(object);
  if (object.status?.recordDeleted || binding.state !== 'bound' || policy.retain || policy.observe)
    return undefined;
  const opened = await run.kind.session(object, run.signal);
  if ('step' in opened) return recheck(opened);
  if (otherProject(binding, opened.session)) return undefined;
  const left = await removeKnown(run, opened.session, binding);
  return left ? left.next : run.finish({ step: { step: 'settled' }, recordDeleted: true }, undefined);
}

/** When the object came to its end, milliseconds since the epoch; undefined as long as it has not. */
export const endedAtMs = (object: Resource): number | undefined => {
  const end = hasEnded(object) ? object.status?.conditions?.find(isEndCondition) : undefined;
  return end && Date.parse(end.lastTransitionTime);
};

/** Labels and annotations by which the usual tools know what they manage. */
const TRACKED = {
  // The first is Argo CD's own choice where nobody told it to use another.
  labels: [
    'app.kubernetes.io/instance',
    'argocd.argoproj.io/instance',
    'kustomize.toolkit.fluxcd.io/name',
    'helm.toolkit.fluxcd.io/name',
  ],
  annotations: ['argocd.argoproj.io/tracking-id', 'meta.helm.sh/release-name'],
};

/** True for an object that Argo CD, Flux or Helm would make again. */
export function isManagedElsewhere({ metadata }: Resource): boolean {
  const { labels = {}, annotations = {} } = metadata;
  return (
    TRACKED.labels.some((name) => name in labels) || TRACKED.annotations.some((name) => name in annotations)
  );
}
