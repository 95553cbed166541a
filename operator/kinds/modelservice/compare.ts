/** Where a service in the cloud differs from what is wanted. Pure. */
import type { Service } from '../../modelarts/service.ts';
import type { ServiceVariant } from '../../modelarts/serviceVariant.ts';
import { canonicalJson } from '../../runtime/digest.ts';
import { unordered } from '../fields.ts';
import { configItem } from './request.ts';
import type { Wanted, WantedVariant } from './wanted.ts';

/** What of a service is compared. */
export type HeldService = Pick<Service, 'description' | 'variants' | 'content'>;

/** One field of one variant, or the variant itself (`variant`). Values of environments are never in it. */
export type Difference = { variant: string; index: number; field: string; there: unknown; wanted: unknown };

export type Differences = {
  /** Of variants that both have, or that take another's place. */
  fields: readonly Difference[];
  /** Variants that are wanted beyond those that are there, and the other way round. */
  missing: readonly WantedVariant[];
  extra: readonly ServiceVariant[];
  description: boolean;
  /** Names of settings. */
  settings: readonly string[];
};

/** A variant is known by its model; one whose model is new takes the place of one that is not wanted any more. */
export function differences(want: Wanted, held: HeldService): Differences {
  const at = (modelId: string) => held.variants.findIndex((one) => one.modelId === modelId);
  const missing = want.variants.filter(({ modelId }) => at(modelId) < 0);
  const extra = held.variants.filter(({ modelId }) => !want.variants.some((one) => one.modelId === modelId));
  const replaced = new Map(missing.map((variant, nth) => [variant, extra[nth]]));
  const pairs = want.variants.flatMap((variant) => {
    const found = replaced.get(variant) ?? held.variants[at(variant.modelId)];
    return found ? [{ variant, found, index: held.variants.indexOf(found) }] : [];
  });
  return {
    fields: pairs.flatMap(({ variant, found, index }) => fieldsOf(variant, want.weights, found, index)),
    missing: missing.slice(extra.length),
    extra: extra.slice(missing.length),
    description: want.description !== held.description,
    settings: Object.keys(want.settings).filter((name) =>
      isSetOtherwise(name, held.content[name], want.settings[name]),
    ),
  };
}

/** Where a schedule is not told there is none; other settings that are not told may be anything. */
const isSetOtherwise = (name: string, there: unknown, wanted: unknown): boolean =>
  name === 'schedule'
    ? !isAsWanted(there ?? [], wanted ?? [])
    : there !== undefined && !isAsWanted(there, wanted);

/** What answers do not have is never compared: it would differ for ever. */
const NEVER_TOLD = new Set(['deployTimeoutInSeconds']);

function fieldsOf(
  variant: WantedVariant,
  weights: Wanted['weights'],
  found: ServiceVariant,
  index: number,
): Difference[] {
  const { envs = {}, ...asked } = configItem(variant, weights) as Record<string, unknown>;
  const told: Record<string, unknown> = { ...found.content, modelId: found.modelId };
  const fields = Object.keys(asked).filter(
    (field) => !NEVER_TOLD.has(field) && !isAsWanted(told[field], asked[field]),
  );
  const differing = fields.map((field) => ({ field, there: told[field], wanted: asked[field] }));
  const held = Object.entries(found.envs).map(([name, value]) => [name, value.reveal()]);
  if (canonicalJson(Object.fromEntries(held)) !== canonicalJson(envs))
    differing.push({ field: 'envs', there: undefined, wanted: undefined });
  return differing.map((one) => ({ ...one, variant: variant.name, index }));
}

/** What is not asked for may be anything; of what is, all that was said has to be there, ids in any order. */
function isAsWanted(there: unknown, wanted: unknown): boolean {
  if (wanted === undefined) return true;
  return contains(unordered(there), unordered(wanted));
}

function contains(there: unknown, wanted: unknown): boolean {
  // Answers leave out what is empty.
  if (isNothing(wanted)) return !Array.isArray(there) || there.length === 0;
  if (Array.isArray(wanted))
    return (
      Array.isArray(there) &&
      there.length === wanted.length &&
      wanted.every((item, index) => contains(there[index], item) || (isPlain(item) && there.includes(item)))
    );
  if (typeof wanted === 'object')
    return Object.entries(Object(wanted)).every(([name, value]) =>
      contains((Object(there) as Record<string, unknown>)[name], value),
    );
  return there === wanted;
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The differences in words, for because, Events and conditions. */
export function wordsOf({ fields, missing, extra, description, settings }: Differences): string {
  const words = [
    ...fields.map(({ variant, field, there, wanted }) =>
      isPlain(there) && isPlain(wanted) && wanted !== undefined
        ? `spec.variants[${variant}].${field}: ${there ?? 'nothing'} in ModelArts, ${wanted} wanted`
        : `spec.variants[${variant}].${field}: ModelArts holds something else`,
    ),
    ...missing.map(({ name, modelId }) => `spec.variants[${name}]: model ${modelId} is not served yet`),
    ...extra.map(({ modelId }) => `model ${modelId}: served, but not wanted`),
    ...(description ? ['spec.description: ModelArts holds something else'] : []),
    ...settings.map((name) => `spec.${name}: ModelArts holds something else`),
  ];
  return words.join('; ');
}

const isPlain = (value: unknown): boolean =>
  value === undefined || typeof value === 'number' || typeof value === 'string';
