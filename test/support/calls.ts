/** What operators called in the worlds of a test run, kept in files until all tests are through (callsOfRun.ts). */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { AuditRecord } from '../../operator/runtime/auditRecord.ts';
import type { Call } from '../../operator/simulator/audit.ts';
import { SOMEBODY } from './policy.ts';

/** Of one world: the operations that operators called, and the mutations among them with the kind that sent them. */
export type RecordedCalls = {
  operations: string[];
  mutations: { kind: string; operation: string }[];
};

/** Adds the calls of a world to those of the run. */
export function recordCalls(calls: readonly Call[], log: readonly string[]): void {
  const byOperators = calls.filter(({ accessKey }) => accessKey !== SOMEBODY.accessKey);
  const record: RecordedCalls = {
    operations: [...new Set(byOperators.flatMap(({ operation }) => operation ?? []))],
    mutations: auditLines(log).map(({ kind, operation }) => ({ kind, operation })),
  };
  writeFileSync(join(inject('callsFolder'), `${randomUUID()}.json`), JSON.stringify(record));
}

/** The lines of a log that are the audit trail. */
export const auditLines = (log: readonly string[]): AuditRecord[] =>
  log
    .map((line) => JSON.parse(line) as Partial<AuditRecord>)
    .filter((line): line is AuditRecord => line.call !== undefined && line.operation !== undefined);
