/** Taints, labels and tags: lists in which others may have entries as well. What is ours stands in status. Pure. */
import type { Fields } from '../../modelarts/loose.ts';
import type { Resource } from '../../runtime/object.ts';
import type { NodePoolSpec } from './spec.gen.ts';

type Entry = { key: string; text: string; item: unknown };
type Pair = { key: string; value?: string };
type Taint = Pair & { effect: string };

/** How the entries of each list are told apart, and told. */
const KINDS = {
  taints: (value: unknown): Entry[] =>
    items<Taint>(value).map((item) => ({
      key: `${item.key}:${item.effect}`,
      text: `${item.key}=${item.value ?? ''}:${item.effect}`,
      item,
    })),
  labels: (value: unknown): Entry[] =>
    Object.entries((value ?? {}) as Record<string, string>).map(([key, item]) => ({
      key,
      text: `${key}=${item}`,
      item,
    })),
  tags: (value: unknown): Entry[] =>
    items<Pair>(value).map((item) => ({ key: item.key, text: `${item.key}=${item.value ?? ''}`, item })),
};

const items = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);

export type KeyedField = keyof typeof KINDS;

export const KEYED = Object.keys(KINDS) as KeyedField[];

type Spec = Resource<NodePoolSpec>;

/** The keys that status says we have set, or were about to set. */
function appliedBefore({ status }: Spec, field: KeyedField): string[] {
  const { [field]: keys } = (status?.applied ?? {}) as Partial<Record<KeyedField, unknown>>;
  return items<unknown>(keys).filter((key) => typeof key === 'string');
}

/** The entries of a list that are wanted, those that are ours to decide about, and those of others. */
function sides(object: Spec, held: Fields, field: KeyedField) {
  const wanted = KINDS[field](object.spec.resources?.[field]);
  const there = KINDS[field](held[field]);
  const decided = new Set([...wanted.map(({ key }) => key), ...appliedBefore(object, field)]);
  return {
    wanted,
    ours: there.filter(({ key }) => decided.has(key)),
    others: there.filter(({ key }) => !decided.has(key)),
  };
}

/** The list as it is and as it is to be, as far as it is ours to decide. */
export function keyedTexts(object: Spec, held: Fields, field: KeyedField): { there: string; wanted: string } {
  const { wanted, ours } = sides(object, held, field);
  return { there: listOf(ours), wanted: listOf(wanted) };
}

const listOf = (entries: readonly Entry[]): string =>
  entries
    .map(({ text }) => text)
    .sort()
    .join(', ') || 'none';

/** The whole list to send: what is wanted, and what others have set; undefined where there is nothing to say. */
export function keyedValue(object: Spec, held: Fields, field: KeyedField): unknown {
  const { wanted, ours, others } = sides(object, held, field);
  if (wanted.length + ours.length + others.length === 0) return undefined;
  const entries = [...others, ...wanted];
  return field === 'labels'
    ? Object.fromEntries(entries.map(({ key, item }) => [key, item]))
    : entries.map(({ item }) => item);
}

/** More than a node pool can have, by far. */
const MAX_KEYS = 200;

/** For `status.applied`: written in the pass that sends an entry, so that it is known as ours whatever comes of it. */
export function applied(object: Spec, held: Fields): Partial<Record<KeyedField, string[]>> | undefined {
  const lists = KEYED.map((field) => {
    const { wanted, ours } = sides(object, held, field);
    const keys = [...new Set([...wanted, ...ours].map(({ key }) => key))].sort();
    return [field, keys.slice(0, MAX_KEYS)] as const;
  }).filter(([, keys]) => keys.length > 0);
  return lists.length > 0 ? Object.fromEntries(lists) : undefined;
}
