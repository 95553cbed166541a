/** What other objects stand for inside the free-form parts of a workflow: `{valueFrom: {kind, name, field}}`. Pure. */
import type { Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Reference } from '../../runtime/references.ts';
import type { TrainingJobSpec } from '../trainingjob/spec.gen.ts';

/** A place whose value another object of the namespace has. */
export type Found = {
  /** Of the value, such as `spec.steps[train].properties.algorithm.id`. */
  path: string;
  kind: string;
  name: string;
  /** What of the object: `id` where nothing is said. */
  field: string;
  /** Why no object can ever have it, in a sentence; the rest is not to be relied on then. */
  problem?: string;
};

/** The kinds whose objects have values, and what they have beside `id` and `name`. */
const KINDS: Readonly<Record<string, { plural: string; fields: readonly string[] }>> = {
  Pool: { plural: 'pools', fields: [] },
  NodePool: { plural: 'nodepools', fields: [] },
  Network: { plural: 'networks', fields: [] },
  Algorithm: { plural: 'algorithms', fields: [] },
  TrainingJob: { plural: 'trainingjobs', fields: ['output:<name>'] },
  Model: { plural: 'models', fields: ['version'] },
  ModelService: { plural: 'modelservices', fields: ['url'] },
  Workflow: { plural: 'workflows', fields: [] },
};

const OUTPUT = 'output:';

/**
 * Every object with the single key `valueFrom` in `value`, to any depth, in order.
 *
 * @param path of `value`; items of lists are called by their name, where they have one, else by their index
 */
export function valuesIn(value: unknown, path: string): Found[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => valuesIn(item, `${path}[${nameOf(item) ?? index}]`));
  if (isTaken(value)) return [found(value.valueFrom, path)];
  return Object.entries(value).flatMap(([key, item]) => valuesIn(item, `${path}.${key}`));
}

/**
 * The references that these are, one for each object and field.
 *
 * @param holds what is named stays as long as that, but for jobs whose outputs are named: they stay in OBS
 */
export function valueReferences(
  all: readonly Found[],
  namespace: string,
  holds: NonNullable<Reference['holds']>,
): Reference[] {
  const firsts = new Map<string, Found>();
  for (const one of all) if (!firsts.has(keyOf(one))) firsts.set(keyOf(one), one);
  return [...firsts.values()].flatMap((one): Reference[] => {
    const { path, kind, name, field, problem } = one;
    const known = KINDS[kind];
    if (!known || problem !== undefined) return [];
    const to = { plural: known.plural, kind, key: { namespace, name } };
    const check = (other: Resource) => lacking(one, other);
    if (field.startsWith(OUTPUT)) return [{ field: path, to, needs: 'Complete', check }];
    return [{ field: path, to, needs: 'Created', holds, check }];
  });
}

/**
 * `value` with what the named objects say in every place that `valuesIn` finds.
 *
 * @param referred the objects that the references of `valueReferences` name, each as it needs it
 */
export function withValues<T>(value: T, referred: ReadonlyMap<string, Resource>): T {
  const others = [...referred.values()];
  const within = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    if (Array.isArray(one)) return one.map(within);
    if (!isTaken(one))
      return Object.fromEntries(Object.entries(one).map(([key, item]) => [key, within(item)]));
    const { kind, name, field } = found(one.valueFrom, '');
    const other = others.find((object) => object.kind === kind && object.metadata.name === name);
    return other && said(other, field);
  };
  return within(value) as T;
}

type Taken = { valueFrom: unknown };

const isTaken = (value: object): value is Taken =>
  Object.hasOwn(value, 'valueFrom') && Object.keys(value).length === 1;

const nameOf = (item: unknown): string | undefined => {
  const { name } = Object(item) as { name?: unknown };
  return typeof name === 'string' && name !== '' ? name : undefined;
};

const keyOf = ({ kind, name, field }: Found): string => `${kind}/${name}/${field}`;

function found(valueFrom: unknown, path: string): Found {
  const given = typeof valueFrom === 'object' ? { ...valueFrom } : {};
  const { kind = '', name = '', field = 'id', ...more } = given as Record<string, unknown>;
  const one = { path, kind: String(kind), name: String(name), field: String(field) };
  const problem = problemOf(one, Object.keys(more));
  return problem === undefined ? one : { ...one, problem: `${path}.valueFrom${problem}` };
}

function problemOf({ kind, name, field }: Found, more: readonly string[]): string | undefined {
  if (more.length > 0) return `: it has kind, name and field, not ${more.join(', ')}`;
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!known) return `.kind: it is ${named(kind)}; give one of ${Object.keys(KINDS).join(', ')}`;
  if (!/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name))
    return `.name: ${named(name)} is no name of an object`;
  const fields = ['id', 'name', ...known.fields];
  const isKnown = field.startsWith(OUTPUT)
    ? known.fields.some((one) => one.startsWith(OUTPUT)) && field !== OUTPUT
    : fields.includes(field);
  return isKnown ? undefined : `.field: a ${kind} has ${fields.join(', ')}, not ${named(field)}`;
}

const named = (text: string): string => (text === '' ? 'not given' : `"${text.slice(0, 64)}"`);

/** What an object says of itself; undefined as long as it does not. */
function said({ spec, status }: Resource, field: string): string | undefined {
  if (field.startsWith(OUTPUT)) return outputsOf(spec)[field.slice(OUTPUT.length)];
  const told: Record<string, unknown> = {
    id: status?.remote?.id,
    name: status?.remote?.name,
    version: status?.modelVersion ?? spec.modelVersion,
    url: status?.url,
  };
  const value = told[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const outputsOf = ({ algorithm }: TrainingJobSpec): Record<string, string> =>
  Object.fromEntries((algorithm?.outputs ?? []).map(({ name, remote }) => [name, remote.obs.obsUrl]));

/** Why an object that is there has not got what is asked of it. */
function lacking({ path, kind, name, field }: Found, other: Resource): Step | undefined {
  if (said(other, field) !== undefined) return undefined;
  if (field.startsWith(OUTPUT)) {
    const has = Object.keys(outputsOf(other.spec)).join(', ') || 'none';
    const message = `${path}: there is no output "${field.slice(OUTPUT.length)}"; TrainingJob "${name}" has ${has}`;
    return { step: 'stuck', reason: 'OutputMissing', message };
  }
  // Without an id it is waited for in the words that all references have.
  if (other.status?.remote?.id === undefined) return undefined;
  return {
    step: 'wait',
    reason: 'ReferenceNotReady',
    message: `${path}: ${kind} "${name}" has no ${field} yet`,
  };
}
