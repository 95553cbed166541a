/** Every phase times every wish. */
import { describe, expect, test } from 'vitest';
import { PHASES, plan } from '../../../operator/kinds/trainingjob/plan.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { BACKOFF, context, job, object } from './jobs.ts';

type Wish = { spec: Partial<TrainingJobSpec>; status?: CommonStatus; parts?: Partial<PlanContext> };

const told: CommonStatus = {
  conditions: [
    { type: 'Suspended', status: 'False', reason: 'Suspending', message: '', lastTransitionTime: '' },
  ],
};
const WISHES = {
  none: { spec: {} },
  retries: { spec: { backoffLimit: 1 } },
  suspend: { spec: { suspend: true } },
  'suspend, as told': { spec: { suspend: true }, status: told },
  resume: { spec: {}, status: told },
  deadline: { spec: { activeDeadlineSeconds: 60 } },
  recreate: { spec: { updatePolicy: 'Recreate' }, parts: { changed: ['spec.resource'] } },
  'begun already': { spec: {}, parts: { pending: true } },
} satisfies Record<string, Wish>;

/** The verdict in a word or two, for a job that began two minutes ago and, if it has ended, ended just now. */
function verdict(phase: string, { spec, status, parts = {} }: Wish): string {
  const started = { startedAtMs: context().nowMs - 120_000, durationMs: 120_000 };
  const seen = job({ phase, description: context().marker, ...started });
  const step = plan(object(spec, status), seen, context(parts), { pollMs: 10_000, backoff: BACKOFF });
  if (step.step === 'act') return step.ifNotAllowed ? `stop, then ${step.ifNotAllowed.reason}` : 'stop';
  return 'reason' in step ? `${step.step} ${step.reason}` : step.step;
}

const table: Record<string, Record<keyof typeof WISHES, string>> = {
  Creating: moving(),
  Pending: moving(),
  Running: moving(),
  Terminating: all('settled'),
  Completed: all('settled'),
  Failed: {
    ...all('settled'),
    retries: 'renew JobFailed',
    recreate: 'renew Recreated',
  },
  Abnormal: {
    ...all('settled'),
    retries: 'stop, then JobAbnormal',
    recreate: 'stop, then Recreated',
  },
  Terminated: {
    ...all('settled'),
    resume: 'renew Resumed',
    recreate: 'renew Recreated',
    'begun already': 'renew Retrying',
  },
  Hibernating: all('wait UnknownPhase'),
};

function moving(): Record<keyof typeof WISHES, string> {
  return {
    ...all('settled'),
    suspend: 'wait Suspending',
    'suspend, as told': 'stop',
    deadline: 'stop',
    recreate: 'stop',
  };
}

function all(word: string): Record<keyof typeof WISHES, string> {
  return Object.fromEntries(Object.keys(WISHES).map((wish) => [wish, word])) as ReturnType<typeof all>;
}

describe.each(Object.entries(table))('a job that is %s', (phase, expected) => {
  test.each(Object.entries(WISHES))('with the wish "%s"', (wish, given) => {
    expect(verdict(phase, given)).toBe(expected[wish as keyof typeof WISHES]);
  });
});

test('the table is complete', () => {
  expect(Object.keys(table)).toEqual(expect.arrayContaining(Object.keys(PHASES)));
});
