/** Whether a workflow in the cloud is as it is wanted. Pure. */
import type { Fields } from '../../modelarts/loose.ts';
import type { Workflow } from '../../modelarts/workflow.ts';
import type { Digest } from '../../runtime/digest.ts';
import type { Difference } from '../drift.ts';
import { type ContentField, inOrder, type Wanted } from './wanted.ts';

/** A field of the spec that differs; `isEdited`: because it is not what was sent last, rather than by others. */
export type Gap = Difference & { field: 'name' | 'description' | ContentField; isEdited: boolean };

/**
 * What the cloud does not hold as it is wanted; what it holds beside that is its own affair.
 *
 * @param hashes and applied of `digestOf`: of what is wanted, and of what was sent last, where that is known
 */
export function gaps(
  want: Wanted,
  held: Pick<Workflow, 'name' | 'description' | 'content'>,
  hashes: Digest,
  applied: Digest | undefined,
): Gap[] {
  const texts = (['name', 'description'] as const)
    .filter((field) => want[field] !== held[field])
    .map((field): Gap => {
      const words = { there: quoted(held[field]), wanted: quoted(want[field]) };
      return { ...words, field, path: `spec.${field}`, isEdited: false };
    });
  const contents = (Object.keys(want.content) as ContentField[]).flatMap((field): Gap[] => {
    const isEdited = applied?.[field] !== undefined && applied[field] !== hashes[field];
    const [wanted, there] = [want.content[field], toldOf(held, field)].map((value) => inOrder(value, field));
    const differing = contains(there, wanted) ? [] : differences(`spec.${field}`, there, wanted);
    if (differing.length > 0) return differing.map((one) => ({ ...one, field, isEdited }));
    const words = { there: 'the former value', wanted: 'the new one' };
    return isEdited ? [{ ...words, field, path: `spec.${field}`, isEdited }] : [];
  });
  return [...texts, ...contents];
}

/** The switch comes back as it was sent: as a text after an update. */
const toldOf = ({ content }: Pick<Workflow, 'content'>, field: ContentField): unknown =>
  field === 'smnSwitch' ? String(content[field]) === 'true' : content[field];

const quoted = (text: string): string => (text === '' ? 'nothing' : `"${text.slice(0, 64)}"`);

/** Lists have to match item by item, objects in the fields that are wanted. */
function contains(held: unknown, want: unknown): boolean {
  if (isNothing(want)) return isNothing(held);
  if (isNothing(held)) return false;
  if (shapeOf(held) !== shapeOf(want)) return false;
  // Numbers may be told as texts.
  if (typeof want !== 'object') return String(held) === String(want);
  if (!Array.isArray(want))
    return Object.entries(want as Fields).every(([key, item]) => contains((held as Fields)[key], item));
  const items = held as unknown[];
  return want.length === items.length && want.every((item, index) => contains(items[index], item));
}

/** What answers leave out or show as empty; a flag that is not said is false. */
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (typeof value === 'object' && Object.values(value).every(isNothing));

const shapeOf = (value: unknown): string =>
  Array.isArray(value) ? 'list' : typeof value === 'object' ? 'object' : 'scalar';

/** Which items of a list differ, and in what. Values are not told: they are of any kind. */
function differences(path: string, held: unknown, want: unknown): Difference[] {
  const [wanted, there] = [namedItems(want), namedItems(held)];
  if (!wanted || !there) return [{ path, there: textOf(held), wanted: textOf(want) }];
  const changed = [...wanted].flatMap(([name, item]): Difference[] => {
    const at = `${path}[${name}]`;
    const found = there.get(name);
    if (!found) return [{ path: at, there: 'nothing', wanted: 'one' }];
    return Object.entries(item)
      .filter(([key, value]) => !contains(found[key], value))
      .map(([key]) => ({ path: `${at}.${key}`, there: 'another value', wanted: 'that of the spec' }));
  });
  const extra = [...there.keys()].filter((name) => !wanted.has(name));
  return [...changed, ...extra.map((name) => ({ path: `${path}[${name}]`, there: 'one', wanted: 'none' }))];
}

/** Undefined unless all items have names. */
function namedItems(value: unknown = []): ReadonlyMap<string, Fields> | undefined {
  if (!Array.isArray(value)) return undefined;
  const named = value.map((item) => [(Object(item) as Fields).name, item] as const);
  return named.every(([name]) => typeof name === 'string') ? new Map(named as [string, Fields][]) : undefined;
}

/** Plain values only: free-form ones are nobody's to tell. */
function textOf(value: unknown): string {
  if (isNothing(value)) return 'nothing';
  const isPlain = [value].flat().every((item) => typeof item !== 'object');
  return isPlain ? JSON.stringify(value).slice(0, 128) : 'another value';
}
