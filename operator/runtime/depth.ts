/** Free-form parts of a spec may be nested without end; what walks through them would run out of stack. */

/** Far more than anybody needs, far less than the stack holds. */
const MAX_DEPTH = 200;

/** True when objects and lists lie in one another deeper than is worked with. */
export function isTooDeep(value: unknown, left = MAX_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  for (const item of Object.values(value)) if (isTooDeep(item, left - 1)) return true;
  return false;
}
