/** From the object and what is seen of its service to the facts that plan and report go by. Pure. */
import { withMarker } from '../../runtime/identity.ts';
import type { PlanContext } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { RECONCILE_AT } from '../../runtime/policy.ts';
import { changeOf, redeploy } from './change.ts';
import type { Differences } from './compare.ts';
import { differences, wordsOf } from './compare.ts';
import type { Held } from './held.ts';
import type { Facts } from './plan.ts';
import { TRY_AGAIN } from './plan.ts';
import type { RolloutStatus, RolloutVerdict } from './rollout.ts';
import { advance } from './rollout.ts';
import type { ModelServiceSpec } from './spec.gen.ts';
import type { Resolved, Wanted } from './wanted.ts';
import { rolloutTarget, untoldHash, wantedOf } from './wanted.ts';

type Spec = Resource<ModelServiceSpec>;

/** What is wanted now, and where the roll-out stands; only once all references are resolved. */
export type Wish = { want: Wanted; rollout?: RolloutVerdict | undefined };

/** What a service is created as: a roll-out begins with its first step. */
export function firstWish({ spec }: Spec, resolved: Resolved, description: string): Wanted {
  const [first, second] = spec.variants;
  const step = spec.rollout?.steps[0];
  if (spec.inferType !== 'real-time') return wantedOf(spec, resolved, description, undefined);
  const weights =
    step && first && second
      ? { [first.name]: 100 - step.weight, [second.name]: step.weight }
      : weightsOf(spec);
  return wantedOf(spec, resolved, description, weights);
}

const weightsOf = ({ variants }: ModelServiceSpec): Record<string, number> =>
  Object.fromEntries(variants.map(({ name, weight = 0 }) => [name, weight]));

/** What is wanted of one that exists, and where its roll-out stands. */
export function wishOf(
  object: Spec,
  service: Held,
  resolved: Resolved,
  { marker, nowMs }: PlanContext,
): Wish {
  const { spec } = object;
  const description = withMarker(spec.description, marker);
  if (spec.inferType !== 'real-time') return { want: wantedOf(spec, resolved, description, undefined) };
  const [first, second] = spec.variants;
  if (!spec.rollout || !first || !second)
    return { want: wantedOf(spec, resolved, description, weightsOf(spec)) };
  const whole = wantedOf(spec, resolved, description, undefined);
  const target = rolloutTarget(whole, object.metadata.uid);
  const before = object.status?.rollout as RolloutStatus | undefined;
  const modelId = whole.variants[1]?.modelId;
  const rollout = advance(spec.rollout, before, {
    target,
    weight: service.variants.find((one) => one.modelId === modelId)?.weight,
    serves: service.status === 'running' && isDeployed(differences(whole, service)),
    failure: before?.target === target ? failureOf(whole, service, Date.parse(before.begun)) : undefined,
    nowMs,
  });
  const { state, weight } = rollout.status;
  const weights: Record<string, number> =
    state === 'RolledBack' ? { [first.name]: 100 } : { [first.name]: 100 - weight, [second.name]: weight };
  return { want: wantedOf(spec, resolved, description, weights), rollout };
}

const isDeployed = ({ fields, missing, extra }: Differences): boolean =>
  fields.length + missing.length + extra.length === 0;

/** What is wrong with the second variant, if it could not be deployed since the roll-out began. */
function failureOf({ variants: [, second] }: Wanted, service: Held, sinceMs: number): string | undefined {
  const held = service.variants.find(({ modelId }) => modelId === second?.modelId);
  const said = service.error ? `: ${service.error}` : '';
  if (held?.status === 'failed' || service.status === 'failed')
    return `the variant could not be deployed${said}`;
  const { lastUpdate } = service;
  const isIts = lastUpdate?.variants.some(({ modelId }) => modelId === second?.modelId);
  return isIts && lastUpdate?.result === 'FAIL' && (lastUpdate.atMs ?? 0) >= sinceMs
    ? `its deployment has failed${said}`
    : undefined;
}

/** Fields that the record of an update has (section 9.13). */
const RECORDED = new Set(['modelId', 'weight', 'instanceCount', 'specification', 'customSpec', 'envs']);

/** When what is wanted now was tried in vain, if that was the last change. */
function failedAt(want: Wanted, { lastUpdate }: Held): number | undefined {
  if (lastUpdate?.result !== 'FAIL') return undefined;
  const { fields, missing, extra } = differences(want, { description: '', content: {}, ...lastUpdate });
  if (missing.length + extra.length > 0 || fields.some(({ field }) => RECORDED.has(field))) return undefined;
  return lastUpdate.atMs ?? 0;
}

/** The annotation reconcile-at, as a time after the failure, forgives it. */
const isForgiven = ({ metadata }: Spec, failedMs: number): boolean =>
  Date.parse(metadata.annotations?.[RECONCILE_AT] ?? '') > failedMs;

function failureText(failedMs: number): string {
  const at = new Date(failedMs).toISOString();
  return `ModelArts could not bring the service to this (tried ${at}); what it had before serves on. Correct spec.variants, or ${TRY_AGAIN}`;
}

const RETRIED = `what has failed is tried again, as the annotation ${RECONCILE_AT} says`;

/** What is wanted and where the service differs from it; nothing while a reference or Secret is waited for. */
function compared(object: Spec, service: Held, context: PlanContext) {
  const { resolved } = service;
  if (!resolved || 'step' in resolved) return { unresolved: resolved };
  const { want, rollout } = wishOf(object, service, resolved, context);
  const found = differences(want, service);
  const hash = untoldHash(want, object.metadata.uid);
  const isUntold = hash !== undefined && hash !== appliedOf(object, context);
  const failedMs = failedAt(want, service);
  const isRetried = failedMs !== undefined && isForgiven(object, failedMs);
  const change = changeOf(want, service, found, isUntold) ?? (isRetried ? redeploy(want) : undefined);
  // Where answers show on what has failed, nothing differs.
  const isBehind = change !== undefined || service.status === 'concerning';
  return {
    rollout: rollout?.status,
    rolloutDueMs: rollout?.dueMs,
    change,
    isRetried,
    differing: isRetried ? RETRIED : wordsOf(found),
    noted: isUntold ? { applied: hash } : undefined,
    failedUpdate: failedMs === undefined || isRetried || !isBehind ? undefined : failureText(failedMs),
  };
}

/** The hash of what ModelArts does not tell back, as it was sent last. */
export const appliedOf = ({ status }: Spec, { values }: PlanContext): string | undefined => {
  const applied = status?.applied ?? values?.untold;
  return typeof applied === 'string' ? applied : undefined;
};

/** @param intervals how soon to look again, milliseconds */
export function factsOf(
  object: Spec,
  service: Held,
  context: PlanContext,
  intervals: Pick<Facts, 'pollMs' | 'idleMs'>,
): Facts {
  const { spec, status } = object;
  const { differing, isRetried = false, ...seen } = compared(object, service, context);
  const stopsAtMs = service.dueAtMs ?? Date.parse(String(status?.stopsAt));
  return {
    ...NOTHING,
    ...seen,
    status: service.status,
    progress: service.progress,
    error: service.error,
    isBatch: spec.inferType === 'batch',
    running: spec.running,
    isEdited: isRetried || status?.syncedGeneration !== object.metadata.generation,
    isPastSchedule: stopsAtMs <= context.nowMs,
    wasSuspended: isSuspended(object),
    differing: differing || 'settings that ModelArts does not tell back have been edited',
    ...intervals,
  };
}

const isSuspended = ({ status }: Spec): boolean =>
  status?.conditions?.some(({ type }) => type === 'Suspended') ?? false;

const NOTHING = {
  unresolved: undefined,
  change: undefined,
  noted: undefined,
  failedUpdate: undefined,
  rollout: undefined,
  rolloutDueMs: undefined,
};
