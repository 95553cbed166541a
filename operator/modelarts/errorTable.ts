import { COMMON } from './errorRows/common.ts';
import { IAM } from './errorRows/iam.ts';
import { MODELS } from './errorRows/models.ts';
import { POOLS } from './errorRows/pools.ts';
import { SERVICES } from './errorRows/services.ts';
import { TRAINING } from './errorRows/training.ts';
import { WORKFLOWS } from './errorRows/workflows.ts';
import type { ErrorKind } from './errors.ts';

/** What one status and error code mean. */
export type ErrorMeaning = {
  readonly kind: ErrorKind;
  /** CamelCase, fit for a condition. */
  readonly reason: string;
  /** What a person can do, as one sentence. */
  readonly hint: string;
};

/** One line of the table, for one status. */
export type ErrorRow = ErrorMeaning & { readonly status: number; readonly code: string };

const ROW = /^(\d{3}(?:,\d{3})*) ([a-z-]+) (\S+) ([A-Z]\w+) (\S.*)$/;

/**
 * The whole table: section 19.2 of the reference and the texts of the chapters, as far as a kind of this
 * operator can meet them.
 *
 * "Not found" stands in notFound.ts: whether a code says so depends on what was asked. Codes of 5xx give words
 * only: whatever they say, nobody knows what a mutation did. Where the reference gives 400 for what other
 * chapters answer with another status, a row has both.
 */
export const ERROR_ROWS: readonly ErrorRow[] = [
  COMMON,
  TRAINING,
  POOLS,
  SERVICES,
  MODELS,
  WORKFLOWS,
  IAM,
].flatMap(parseRows);

/** @throws Error naming a line that is no row */
export function parseRows(text: string): ErrorRow[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line) => {
    const [, statuses, kind, code, reason, hint] = ROW.exec(line) ?? [];
    if (!statuses || !code || !reason || !hint) throw new Error(`not a row of the error table: ${line}`);
    const fullCode = code.includes('.') ? code : `ModelArts.${code}`;
    return statuses
      .split(',')
      .map((status) => ({ status: Number(status), code: fullCode, kind: kind as ErrorKind, reason, hint }));
  });
}

const key = (status: number, code: string) => `${status} ${code}`;

const MEANINGS: ReadonlyMap<string, ErrorMeaning> = new Map(
  ERROR_ROWS.map(({ status, code, ...meaning }) => [key(status, code), meaning]),
);

/**
 * The meaning of an error answer; undefined when the table does not have it.
 *
 * @param code in full, for example `ModelArts.2781`
 */
export function meaningOf(status: number, code: string): ErrorMeaning | undefined {
  return MEANINGS.get(key(status, code));
}
