/** The environment variables of a TrainingJob, and what became of the Secrets that some of them come from. */
import type { Digest } from '../../runtime/digest.ts';
import { shortHash } from '../../runtime/digest.ts';
import type { OwnCondition, Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Secrets } from '../../runtime/secrets.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

type Spec = Resource<TrainingJobSpec>;

/** Variables that come from Secrets. */
type FromSecret = { variable: string; secret: string; key: string };

/** The variables whose values lie in Secrets of the object's namespace. */
export const fromSecrets = ({ algorithm }: TrainingJobSpec): FromSecret[] =>
  (algorithm?.environments ?? []).flatMap(({ name, valueFrom }) =>
    valueFrom
      ? [{ variable: name, secret: valueFrom.secretKeyRef.name, key: valueFrom.secretKeyRef.key }]
      : [],
  );

/** The values of the variables that come from Secrets, as they are now; what is not there is left out. */
export async function readValues(
  { metadata: { namespace }, spec }: Spec,
  secrets: Pick<Secrets, 'read'>,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  // Without a prototype: a variable may be called like what every object has.
  const values: Record<string, string> = Object.create(null);
  for (const { variable, secret, key } of fromSecrets(spec)) {
    const value = (await secrets.read({ namespace, name: secret }, signal))?.[key];
    if (value !== undefined) values[variable] = value;
  }
  return values;
}

/** What of the Secrets is missing yet, as a step. */
export function missing(spec: TrainingJobSpec, values: Record<string, string>): Step | undefined {
  const lacking = fromSecrets(spec).find(({ variable }) => values[variable] === undefined);
  if (!lacking) return undefined;
  const { variable, secret, key } = lacking;
  return {
    step: 'wait',
    reason: 'SecretMissing',
    message: `spec.algorithm.environments[${variable}]: there is no key "${key}" in a Secret "${secret}" of this namespace yet`,
    recheckMs: 10_000,
  };
}

/** All variables as the job gets them. */
export const environmentsOf = ({ algorithm }: TrainingJobSpec, values: Record<string, string>) =>
  Object.fromEntries(
    (algorithm?.environments ?? []).map(({ name, value }) => [name, values[name] ?? value ?? '']),
  );

/** Eight hex digits for each value, other ones for each object and variable: told apart, not told. */
export const valueDigest = ({ metadata: { uid } }: Spec, values: Record<string, string>): Digest =>
  Object.fromEntries(
    Object.entries(values).map(([variable, value]) => [
      variable,
      shortHash(`${uid}/${variable}=${value}`, 8),
    ]),
  );

/**
 * Says which values differ from those that the job was created with.
 *
 * @param created undefined when that is not known: then nothing is said
 */
export function secretCondition(
  { spec }: Spec,
  created: Digest | undefined,
  now: Digest,
): OwnCondition | undefined {
  const changed = fromSecrets(spec).filter(
    ({ variable }) => created?.[variable] !== undefined && created[variable] !== now[variable],
  );
  if (changed.length === 0) return undefined;
  const words = changed.map(
    ({ variable, secret, key }) =>
      `spec.algorithm.environments[${variable}] (key "${key}" of Secret "${secret}")`,
  );
  return {
    type: SECRET_CHANGED,
    status: 'True',
    reason: 'SecretChanged',
    message: `changed since the job was created, which keeps the old value; make a new object to use the new one: ${words.join(', ')}`,
  };
}

/** The condition of a job whose Secrets have changed since it was created. */
export const SECRET_CHANGED = 'SecretChangedNotApplied';
