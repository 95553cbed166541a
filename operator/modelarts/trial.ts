import { asArray, asNumeric, asObject, asText } from './loose.ts';

/** One trial of a hyperparameter search (sections 6.17 and 6.18). */
export type Trial = {
  /** As in a URL, unless the cloud told none: then its number in the table. */
  readonly id: string;
  /** RUNNING, TERMINATED, or others; '' where it was not told (section 6.18). */
  readonly status: string;
  /** Whether it has come to its end; undefined when that was not told either. */
  readonly done?: boolean | undefined;
  /** The values that it tries, by hyperparameter. */
  readonly values: Readonly<Record<string, string>>;
  /** What the search makes best. */
  readonly reward?: number | undefined;
  /** All that the code reports, as told: numbers, but also texts such as "tensor(0.07, device='cuda:0')". */
  readonly metrics: Readonly<Record<string, string>>;
  readonly iterations?: number | undefined;
  readonly seconds?: number | undefined;
};

/** Columns that are no metric; the reference lists none, these are those of its examples. */
const OWN_COLUMNS = new Set([
  '',
  'done',
  'pid',
  'config',
  'trial_id',
  'training_iteration',
  'time_total_s',
  'worker_index',
  'reward_attr',
  'status',
  'best_reward',
]);
const MAX_CELL = 256;

/**
 * Reads a table of trials: a header, and rows of cells under it.
 *
 * @returns undefined when it is no table, or when a row names no trial
 */
export function parseTrials(wire: unknown): Trial[] | undefined {
  const { header, data } = asObject<{ header: unknown; data: unknown }>(wire);
  const rows = data ?? [];
  if (typeof wire !== 'object' || wire === null || !Array.isArray(rows)) return undefined;
  const columns = asArray(header).map((name) => asText(name) ?? '');
  const trials = rows.map((row) => parseRow(columns, asArray(row))).filter((trial) => trial !== undefined);
  return trials.length === rows.length ? trials : undefined;
}

function parseRow(columns: readonly string[], row: readonly unknown[]): Trial | undefined {
  const cells = new Map(columns.map((name, index) => [name, row[index]]));
  const status = asText(cells.get('status')) ?? '';
  const id = asText(cells.get('trial_id')) ?? asText(cells.get(''));
  if (id === undefined) return undefined;
  return {
    id,
    status,
    done: asBoolean(cells.get('done')),
    values: valuesOf(cells.get('config')),
    reward: asNumeric(cells.get('reward_attr')),
    metrics: texts([...cells].filter(([name]) => !OWN_COLUMNS.has(name))),
    iterations: asNumeric(cells.get('training_iteration')),
    seconds: asNumeric(cells.get('time_total_s')),
  };
}

/** Python writes True and False. */
function asBoolean(cell: unknown): boolean | undefined {
  const word = String(cell).toLowerCase();
  return word === 'true' || (word === 'false' ? false : undefined);
}

/** Each value comes twice, once as `param/<name>`, beside the number of the trial. The table calls it a text. */
function valuesOf(config: unknown): Readonly<Record<string, string>> {
  const told = Object.entries(
    asObject<Record<string, unknown>>(typeof config === 'string' ? parsed(config) : config),
  );
  const tried = told.filter(([name]) => name.startsWith('param/'));
  return tried.length > 0
    ? texts(tried.map(([name, value]) => [name.slice('param/'.length), value]))
    : texts(told.filter(([name]) => name !== 'trial_index'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const texts = (entries: readonly (readonly [string, unknown])[]): Record<string, string> =>
  Object.fromEntries(
    entries
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '')
      .map(([name, value]) => [name, String(value).slice(0, MAX_CELL).toWellFormed()]),
  );
