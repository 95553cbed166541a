/** A condition of an object's status, as far as it matters here. */
export type Condition = {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
};

/** How a TrainingJob stands: still on its way, complete, or at an end that is a failure. */
export type Verdict =
  | { readonly state: 'running' }
  | { readonly state: 'complete' }
  | { readonly state: 'failed'; readonly why: string };

/** Judges a TrainingJob by its conditions: Complete wins, Failed and Stalled are failures. */
export function judge(conditions: readonly Condition[]): Verdict {
  const holds = (type: string) => conditions.find((one) => one.type === type && one.status === 'True');
  if (holds('Complete')) return { state: 'complete' };
  const bad = holds('Failed') ?? holds('Stalled');
  return bad ? { state: 'failed', why: describe(bad) } : { state: 'running' };
}

/** A condition in one line: "Stalled=True FlavorNotFound: the flavor does not exist". */
export const describe = ({ type, status, reason = '', message = '' }: Condition) =>
  `${type}=${status} ${reason}${message && `: ${message}`}`.trimEnd();

/** What a row of `kubectl get` has in a column of its header; empty when the column is. */
export function cell(header: string, row: string, column: string): string {
  const start = header.split(/\s+/).includes(column) ? header.search(new RegExp(`\\b${column}\\b`)) : -1;
  if (start < 0) return '';
  return /^\S*/.exec(row.slice(start))?.[0] ?? '';
}
