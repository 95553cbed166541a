/** How the cloud is to hold a workflow: all that 4.5 can change. Pure. */
import { canonicalJson, type Digest, shortHash } from '../../runtime/digest.ts';
import { unordered } from '../fields.ts';
import type { WorkflowSpec } from './spec.gen.ts';

/** The fields of the content that an update replaces, and what each is where nothing is wanted. */
const NOTHING = {
  steps: [],
  dataRequirements: [],
  parameters: [],
  storages: [],
  labels: [],
  smnSwitch: false,
} as const;

/** A field of the spec that an update replaces (section 4.5). */
export type ContentField = keyof typeof NOTHING;

/** All of them. */
export const CONTENT_FIELDS = Object.keys(NOTHING) as ContentField[];

/** How the workflow shall be. */
export type Wanted = {
  name: string;
  /** With the marker. */
  description: string;
  /** What the spec says, and nothing where it said something before; what it never said is as the cloud has it. */
  content: Readonly<Partial<Record<ContentField, unknown>>>;
};

/**
 * @param spec with all its values in their places
 * @param applied of `digestOf`, of what was sent last; undefined where nobody knows
 */
export function wantedOf(
  spec: WorkflowSpec,
  described: Pick<Wanted, 'name' | 'description'>,
  applied: Digest | undefined,
): Wanted {
  const content = CONTENT_FIELDS.flatMap((field) => {
    const value = spec[field] ?? (applied?.[field] === undefined ? undefined : NOTHING[field]);
    return value === undefined ? [] : [[field, value] as const];
  });
  return { ...described, content: Object.fromEntries(content) };
}

/** A hash of each of these fields that the spec says. */
export const digestOf = (spec: WorkflowSpec): Digest =>
  Object.fromEntries(
    CONTENT_FIELDS.flatMap((field) =>
      spec[field] === undefined ? [] : [[field, shortHash(canonicalJson(inOrder(spec[field], field)), 8)]],
    ),
  );

/** Lists that are sets of names. */
const SETS = new Set(['labels', 'dependSteps', 'ifThenSteps', 'elseThenSteps', 'usedSteps']);

/** The value of a field with named items and sets in one order: theirs says nothing. */
export const inOrder = (value: unknown, field: string): unknown => unordered(sorted(value, field));

function sorted(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => sorted(item, ''));
    return SETS.has(field) ? items.sort() : items;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sorted(item, key)]));
}
