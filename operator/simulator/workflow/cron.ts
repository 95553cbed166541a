import { bad, CHINA_MS } from './listing.ts';

/** When something is due: the numbers that each of the six fields allows; undefined where it allows all of them. */
export type Cron = {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: ReadonlySet<number> | undefined;
  readonly months: ReadonlySet<number> | undefined;
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number> | undefined;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY_MS = 24 * 3_600_000;

/**
 * Reads the six fields of 4.22: second, minute, hour, day of the month, month, day of the week; `*` or `?`, numbers,
 * English names of three letters, ranges, steps, and lists of them.
 *
 * @throws ApiError for what is none
 */
export function parseCron(text: unknown): Cron {
  const fields = typeof text === 'string' ? text.trim().split(/\s+/) : [];
  if (fields.length !== 6)
    throw bad('content.cron must have six fields, from seconds to the day of the week');
  const [second = '', minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const open = (field: string, least: number, most: number, names: readonly string[] = []) =>
    /^[*?]$/.test(field) ? undefined : new Set(numbersOf(field, least, most, names));
  return {
    seconds: numbersOf(second, 0, 59),
    minutes: numbersOf(minute, 0, 59),
    hours: numbersOf(hour, 0, 23),
    days: open(day, 1, 31),
    months: open(month, 1, 12, ['', ...MONTHS]),
    weekdays: open(weekday, 0, 6, WEEKDAYS),
  };
}

function numbersOf(field: string, least: number, most: number, names: readonly string[] = []): number[] {
  const numberOf = (text: string): number => {
    const number = /^\d+$/.test(text) ? Number(text) : names.indexOf(text.toLowerCase());
    if (number < least || number > most) throw bad(`content.cron has ${field}, which is out of range`);
    return number;
  };
  const found = field.split(',').flatMap((part) => {
    const [range = '', every = '1'] = part.split('/');
    const [from = '', to = every === '1' ? from : String(most)] = range.split('-');
    const first = /^[*?]$/.test(range) ? least : numberOf(from);
    const last = /^[*?]$/.test(range) ? most : numberOf(to);
    if (!/^[1-9]\d*$/.test(every)) throw bad(`content.cron has ${field}, whose step is none`);
    const count = Math.max(0, Math.floor((last - first) / Number(every)) + 1);
    return Array.from({ length: count }, (_, index) => first + index * Number(every));
  });
  return [...new Set(found)].sort((one, other) => one - other);
}

/** When it is due after `from`, up to and at `to`, by the clocks of China, in milliseconds since the epoch. */
export function dueBetween(cron: Cron, from: number, to: number): number[] {
  const due: number[] = [];
  const start = Math.floor((from + CHINA_MS) / DAY_MS);
  for (let day = start; day * DAY_MS - CHINA_MS <= to; day += 1) {
    if (!isDue(cron, new Date(day * DAY_MS))) continue;
    for (const at of timesOf(cron)) due.push(day * DAY_MS - CHINA_MS + at);
  }
  return due.filter((at) => at > from && at <= to);
}

/** As in other crons, a day counts by either field where both name some. */
function isDue({ days, months, weekdays }: Cron, date: Date): boolean {
  if (months && !months.has(date.getUTCMonth() + 1)) return false;
  const [byDay, byWeekday] = [days?.has(date.getUTCDate()), weekdays?.has(date.getUTCDay())];
  if (byDay === undefined) return byWeekday ?? true;
  return byDay || (byWeekday ?? false);
}

const timesOf = ({ seconds, minutes, hours }: Cron): number[] =>
  hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => ((hour * 60 + minute) * 60 + second) * 1000)),
  );
