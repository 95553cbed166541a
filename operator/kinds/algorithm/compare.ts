/** Whether an algorithm in the cloud is as it is wanted. Pure. */
import type { Fields } from '../../modelarts/algorithm.ts';
import { unordered } from '../fields.ts';
import type { Wanted } from './request.ts';

/** The fields of the spec whose wish the cloud does not hold; what it holds beside the wish is its own affair. */
export function differences(want: Wanted, held: Wanted): string[] {
  const { jobConfig, resourceRequirements, advancedConfig } = want.content;
  const fields: [string, unknown, unknown][] = [
    ['name', want.name, held.name],
    ['description', want.description, held.description],
    ...Object.entries(jobConfig).map(([name, value]): [string, unknown, unknown] => [
      `jobConfig.${name}`,
      value,
      held.content.jobConfig[name],
    ]),
    ['resourceRequirements', resourceRequirements, held.content.resourceRequirements],
    ['advancedConfig', advancedConfig, held.content.advancedConfig],
  ];
  return fields
    .filter(([, value, there]) => !contains(unordered(there), unordered(value)))
    .map(([path]) => `spec.${path}`);
}

/** Lists have to match item by item, objects in the fields that are wanted. */
function contains(held: unknown, want: unknown): boolean {
  if (want === undefined) return true;
  if (isNothing(held) && isNothing(want)) return true;
  // What the cloud tells in another shape than it was asked in (attributes in 6.3) proves no difference.
  if (!isNothing(held) && shapeOf(held) !== shapeOf(want)) return true;
  if (shapeOf(want) === 'object')
    return Object.entries(want as Fields).every(([name, item]) => contains((held as Fields)?.[name], item));
  if (!Array.isArray(want)) return want === held;
  const items = Array.isArray(held) ? held : [];
  return want.length === items.length && want.every((item, index) => contains(items[index], item));
}

/** What answers leave out or show as empty; a flag that is not said is false. */
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (typeof value === 'object' && Object.values(value).every(isNothing));

const shapeOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);
