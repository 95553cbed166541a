/** Label selectors, as kubectl and the API server write them. Pure: the API server does the selecting. */

export type Selector = {
  /** As it is sent. */
  text: string;
  /** The labels that it asks about. */
  keys: readonly string[];
};

const NAME = `[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?`;
const PREFIX = `[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?`;
const KEY = `(?:${PREFIX}/)?${NAME}`;
const VALUE = `(?:${NAME})?`;
const REQUIREMENT = new RegExp(
  [
    `^(?:!\\s*(?<absent>${KEY})`,
    `(?<key>${KEY})(?:\\s*(?:==|=|!=)\\s*${VALUE}|\\s+(?:in|notin)\\s*\\(\\s*${VALUE}(?:\\s*,\\s*${VALUE})*\\s*\\))?)$`,
  ].join('|'),
);

/**
 * The selector that `text` is: requirements with commas between them, all of which hold for what is selected.
 *
 * @throws Error with a sentence that names the requirement that is none
 */
export function parseSelector(text: string): Selector {
  // A comma in brackets stands between values.
  const requirements = text.split(/,(?![^(]*\))/).map((one) => one.trim());
  const keys = requirements.map((requirement) => {
    const { absent, key } = REQUIREMENT.exec(requirement)?.groups ?? {};
    const found = absent ?? key;
    if (found === undefined)
      throw new Error(
        `"${requirement}" selects by no label: write key, !key, key=value, key!=value, key in (a,b) or key notin (a,b), with commas between them`,
      );
    return found;
  });
  return { text: text.trim(), keys: [...new Set(keys)] };
}

/** Of `labels` those that the selector asks about: with them, an object is selected where the one that has them is. */
export const labelsFor = (
  { keys }: Selector,
  labels: Readonly<Record<string, string>> = {},
): Record<string, string> =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const value = labels[key];
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
