/** The objects and Secrets that a ModelService names. */
import type { Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Objects, Reference } from '../../runtime/references.ts';
import { resolve } from '../../runtime/references.ts';
import type { Secrets } from '../../runtime/secrets.ts';
import { accountReference } from '../account/index.ts';
import type { ModelServiceSpec } from './spec.gen.ts';
import type { Resolved } from './wanted.ts';

type Spec = Resource<ModelServiceSpec>;

const POOL = 'spec.poolRef';
const modelField = (variant: string) => `spec.variants[${variant}].modelRef`;
const poolField = (variant: string) => `spec.variants[${variant}].poolRef`;

/** The Account, the Models that it serves and the Pools that it runs in: all of them stay while it exists. */
export function references({ metadata, spec }: Spec): Reference[] {
  const { namespace } = metadata;
  const other = (field: string, plural: string, kind: string, name: string | undefined): Reference[] =>
    name === undefined
      ? []
      : [{ field, to: { plural, kind, key: { namespace, name } }, needs: 'Ready', holds: 'while-it-exists' }];
  return [
    accountReference(namespace, spec.accountRef),
    ...other(POOL, 'pools', 'Pool', spec.poolRef?.name),
    ...spec.variants.flatMap(({ name, modelRef, poolRef }) => [
      ...other(modelField(name), 'models', 'Model', modelRef?.name),
      ...other(poolField(name), 'pools', 'Pool', poolRef?.name),
    ]),
  ];
}

/** The names of the Secrets that variables come from. */
export const secretNames = ({ variants }: ModelServiceSpec): string[] => [
  ...new Set(
    variants.flatMap(({ envs = [] }) =>
      envs.flatMap(({ valueFrom }) => (valueFrom ? [valueFrom.secretKeyRef.name] : [])),
    ),
  ),
];

/** What all of that stands for now, or what is waited for. Reads only. */
export async function resolved(
  object: Spec,
  objects: Objects,
  secrets: Pick<Secrets, 'read'>,
  signal: AbortSignal,
): Promise<Resolved | Step> {
  const found = resolve(objects, object, references(object));
  return 'step' in found ? found.step : withReferred(object, found.referred, secrets, signal);
}

/** The same with the objects already at hand, by the fields that name them. */
export async function withReferred(
  { metadata: { namespace }, spec }: Spec,
  referred: ReadonlyMap<string, Resource>,
  secrets: Pick<Secrets, 'read'>,
  signal: AbortSignal,
): Promise<Resolved | Step> {
  const idAt = (field: string) => referred.get(field)?.status?.remote?.id;
  for (const [field, other] of referred)
    if (field !== 'spec.accountRef' && !idAt(field))
      return {
        step: 'wait',
        reason: 'ReferenceNotReady',
        message: `${field}: ${other.kind} "${other.metadata.name}" has no id in ModelArts yet`,
      };
  // Without a prototype: variants and variables may be called like what every object has.
  const values: Record<string, Record<string, string>> = Object.create(null);
  for (const { name, envs = [] } of spec.variants)
    for (const { name: variable, valueFrom } of envs) {
      if (!valueFrom) continue;
      const { name: secret, key } = valueFrom.secretKeyRef;
      const value = (await secrets.read({ namespace, name: secret }, signal))?.[key];
      if (value === undefined) return missing(name, variable, secret, key);
      values[name] ??= Object.create(null) as Record<string, string>;
      values[name][variable] = value;
    }
  const idsOf = (fieldOf: (variant: string) => string) =>
    spec.variants.flatMap(({ name }) => {
      const id = idAt(fieldOf(name));
      return id === undefined ? [] : [[name, id] as const];
    });
  const pool = idAt(POOL);
  return {
    modelIds: Object.fromEntries(idsOf(modelField)),
    poolIds: Object.fromEntries([...(pool === undefined ? [] : [['', pool] as const]), ...idsOf(poolField)]),
    values,
  };
}

const missing = (variant: string, variable: string, secret: string, key: string): Step => ({
  step: 'wait',
  reason: 'SecretMissing',
  message: `spec.variants[${variant}].envs[${variable}]: there is no key "${key}" in a Secret "${secret}" of this namespace yet`,
  recheckMs: 10_000,
});
