import type { FilterReq, SearchTrainingJobsRequest } from '../../modelarts/generated/training.gen.ts';
import type { Behaviours } from '../behaviours.ts';
import { ApiError } from '../errors.ts';
import { asOf, type Job, runtimeType } from './job.ts';
import { phaseAt } from './timeline.ts';

/** What a search found: a page of jobs, and the numbers that come with it. */
export type Found = { readonly total: number; readonly count: number; readonly page: readonly Job[] };

type Reader = (job: Job, now: number) => string | number;
type Test = (value: string | number) => boolean;

/** The keys of the example of 6.16. */
const READERS: Readonly<Record<string, Reader>> = {
  name: ({ name }) => name,
  create_time: ({ createdAt }) => createdAt,
  phase: (job, now) => phaseAt(job.life, asOf(job, now)),
  algorithm_name: ({ algorithm }) => algorithm?.name ?? '',
  kind: ({ request }) => request.kind,
  user_id: ({ userId }) => userId,
  runtime_type: runtimeType,
};

/** Made once per search, since a test runs for every job. */
const OPERATORS: Readonly<Record<string, (values: readonly string[]) => Test>> = {
  like: (values) => {
    const parts = values.map((part) => part.toLowerCase());
    return (value) => {
      const text = String(value).toLowerCase();
      return parts.some((part) => text.includes(part));
    };
  },
  in: (values) => (value) => values.includes(String(value)),
  not: (values) => (value) => !values.includes(String(value)),
  between: ([from, to]) => {
    const [low, high] = [Number(from), Number(to)];
    return (value) => Number(value) >= low && Number(value) <= high;
  },
};

/** Page size where none is asked for; the reference gives no default. */
export const DEFAULT_LIMIT = 10;

/**
 * A search as section 6.16 describes it.
 *
 * @param jobs those of the caller in the workspace asked for, the oldest first
 * @throws ApiError for an order, key, operator or value that the reference does not know
 */
export function search(
  jobs: readonly Job[],
  query: SearchTrainingJobsRequest,
  now: number,
  behaviours: Behaviours,
): Found {
  const { offset = 0, limit = DEFAULT_LIMIT, sort_by = 'create_time', order = 'desc', filters = [] } = query;
  if (sort_by !== 'create_time') throw new ApiError('ModelArts.2790', 'sort_by must be create_time');
  if (order !== 'desc' && order !== 'asc')
    throw new ApiError('ModelArts.2788', 'order must be one of desc, asc');
  const tests = filters.map(testOf).filter((test) => test !== undefined);
  const matching = tests.length === 0 ? jobs : jobs.filter((job) => tests.every((test) => test(job, now)));
  const start = behaviours['training.searchOffset'] === 'page' ? offset * limit : offset;
  const total = behaviours['training.total'] === 'all' ? jobs.length : matching.length;
  return { total, count: matching.length, page: slice(matching, start, limit, order === 'desc') };
}

/** What a filter demands of a job; undefined when it has no value, as in the example of 6.16. */
function testOf({ key = '', operator = '', value = [] }: FilterReq, index: number) {
  const at = `filters[${index}]`;
  const read = Object.hasOwn(READERS, key) ? READERS[key] : undefined;
  if (!read)
    throw new ApiError('ModelArts.2807', `${at}.key must be one of ${Object.keys(READERS).join(', ')}`);
  const make = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (!make)
    throw new ApiError(
      'ModelArts.2808',
      `${at}.operator must be one of ${Object.keys(OPERATORS).join(', ')}`,
    );
  const values = value.filter((one) => one !== '');
  if (values.length === 0) return undefined;
  if (operator === 'between' && (values.length !== 2 || values.some((one) => Number.isNaN(Number(one)))))
    throw new ApiError('ModelArts.2809', `${at}.value must be two times in milliseconds`);
  const test = make(values);
  return (job: Job, now: number) => test(read(job, now));
}

/** The items `start` to `start + limit` of a list, counted from its end when `backwards`. */
export function slice<Item>(
  list: readonly Item[],
  start: number,
  limit: number,
  backwards: boolean,
): readonly Item[] {
  if (!backwards) return list.slice(start, start + limit);
  const end = Math.max(0, list.length - start);
  return list.slice(Math.max(0, end - limit), end).reverse();
}
