import { ApiError } from '../errors.ts';

const DEFAULT_LIMIT = 500;

/** A refusal of chapters 10 and 16; they have one code for whatever they dislike. */
export const bad = (detail: string, status?: number) => new ApiError('ModelArts.50004000', detail, status);

const MISSING = {
  pool: 'ModelArts.50015001',
  network: 'ModelArts.50025001',
  template: 'ModelArts.50005101',
} as const;

/** What is said of something that does not exist. */
export const notFound = (kind: keyof typeof MISSING, name: string) =>
  new ApiError(MISSING[kind], `there is no ${kind} ${name}`);

/**
 * The page that `continue` and `limit` ask for, all up to 500 unless they say otherwise, and the list's metadata.
 *
 * @throws ApiError for a limit or a place that is none
 */
export function paged<Item>(items: readonly Item[], query: URLSearchParams) {
  const asked = query.get('limit') ?? '0';
  if (!/^\d{1,9}$/.test(asked)) throw bad('limit must be a number, 0 or more');
  const token = query.get('continue') || tokenOf(0);
  const [, place] = /^00000000-0000-4000-8000-(\d{12})$/.exec(token) ?? [];
  if (place === undefined) throw bad('continue is no place that this list has told');
  const start = Number(place);
  const end = start + (Number(asked) || DEFAULT_LIMIT);
  const left = Math.max(0, items.length - end);
  const metadata = left > 0 ? { continue: tokenOf(end), remainingItemCount: left } : {};
  return { items: items.slice(start, end), metadata };
}

/** A place in a list, in the form of a UUID as in 10.6. */
const tokenOf = (place: number) => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

type Labelled = { readonly metadata: { readonly labels: Readonly<Record<string, string>> } };

/**
 * Whether an item has the labels that `labelSelector` asks for; of the selectors of Kubernetes those with = and !=.
 *
 * @throws ApiError for another selector
 */
export function selects(query: URLSearchParams): (item: Labelled) => boolean {
  const terms = (query.get('labelSelector') ?? '').split(',').filter((term) => term !== '');
  const tests = terms.map((term) => {
    const [, key = '', operator, value] = /^\s*([\w./-]+)\s*(==?|!=)\s*([\w./-]*)\s*$/.exec(term) ?? [];
    if (operator === undefined) throw bad('labelSelector must be like key=value,other!=value');
    return ({ metadata }: Labelled) => (metadata.labels[key] === value) === (operator !== '!=');
  });
  return (item) => tests.every((test) => test(item));
}
