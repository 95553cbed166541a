/** The six fields of a schedule: second, minute, hour, day of the month, month, day of the week. Pure. */

type Place = { name: string; least: number; most: number; names?: readonly string[] };

const PLACES: readonly Place[] = [
  { name: 'second', least: 0, most: 59 },
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  {
    name: 'month',
    least: 1,
    most: 12,
    names: ['', 'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  {
    name: 'day of the week',
    least: 0,
    most: 7,
    names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
  },
];

/** What is wrong with the text, in words; undefined where nothing is: lists, ranges, steps, `*`, `?` and names. */
export function cronProblem(text: string): string | undefined {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== PLACES.length)
    return `it has ${fields.length} fields, not the six from second to day of the week`;
  for (const [index, place] of PLACES.entries()) {
    const parts = (fields[index] ?? '').split(',');
    const bad = parts.find((part) => !isPart(part, place));
    if (bad !== undefined) return `"${bad}" is no ${place.name}${rangeOf(place)}`;
  }
  return undefined;
}

const rangeOf = ({ least, most, names }: Place): string =>
  `, which is from ${least} to ${most}${names ? ' or a name such as ' : ''}${names?.[2] ?? ''}`;

function isPart(part: string, place: Place): boolean {
  const [range = '', every, ...more] = part.split('/');
  if (more.length > 0 || (every !== undefined && !/^[1-9][0-9]{0,3}$/.test(every))) return false;
  if (range === '*') return true;
  if (range === '?') return place.name.startsWith('day') && every === undefined;
  const [from, to, ...others] = range.split('-').map((text) => numberOf(text, place));
  if (from === undefined || others.length > 0) return false;
  return range.includes('-') ? to !== undefined && from <= to : true;
}

function numberOf(text: string, { least, most, names }: Place): number | undefined {
  const named = text === '' ? -1 : (names?.indexOf(text.toLowerCase()) ?? -1);
  const number = /^[0-9]{1,2}$/.test(text) ? Number(text) : named;
  return number >= least && number <= most ? number : undefined;
}
