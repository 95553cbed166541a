import { expect, test } from 'vitest';
import { report } from '../../../operator/kinds/trainingjob/report.ts';
import { statusAfter } from '../../../operator/runtime/conditions.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { BACKOFF, context, job, object } from './jobs.ts';

const long = 'x'.repeat(5_000);
const texts = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}${long}`, long]));

test('a status stays below 64 KB, whatever ModelArts tells through twenty attempts', () => {
  const trials = Array.from({ length: 500 }, (_, index) => ({
    id: `${index}${long}`.slice(0, 64),
    status: 'TERMINATED',
    done: true,
    reward: index,
    values: texts,
    metrics: texts,
  }));
  const tasks = Array.from({ length: 500 }, (_, index) => ({
    name: `worker-${index}${'-'.repeat(50)}`,
    exitCode: 1,
    message: long,
  }));
  const autoSearch = { rewards: [{ name: 'accuracy', mode: 'max' }], parameters: [] };
  const phase = { phase: 'Failed', startedAtMs: context().nowMs, durationMs: 1_000 };
  let status: CommonStatus | undefined;
  for (let attempt = 1; attempt <= 25; attempt++) {
    const failed = job({
      ...phase,
      id: `${attempt}${'i'.repeat(62)}`,
      name: 'n'.repeat(64),
      tasks,
      autoSearch,
    });
    const given = object({ backoffLimit: 19 }, status);
    const told = report(given, { ...failed, trials }, context({ attempt }), BACKOFF);
    const { id, name } = failed;
    const outcome = {
      step: { step: 'stuck', reason: 'R'.repeat(100), message: long } as const,
      report: told,
      remote: { id, name, attempt, account: 'a'.repeat(200) },
      ...(told.attempt && { attempt: { ...told.attempt, attempt, id, name } }),
    };
    status = statusAfter(given, outcome, '2026-01-01T00:00:00Z');
  }
  const size = JSON.stringify(status).length;
  expect([status?.attempts?.length, status?.attempts?.at(-1)?.attempt]).toEqual([20, 25]);
  expect(size).toBeGreaterThan(30_000);
  expect(size).toBeLessThan(64 * 1024);
});
