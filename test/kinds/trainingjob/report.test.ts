import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationText } from '../../../operator/kinds/attemptReport.ts';
import { news, report as reportOf } from '../../../operator/kinds/trainingjob/report.ts';
import { Secret } from '../../../operator/modelarts/secret.ts';
import type { TrainingJob } from '../../../operator/modelarts/trainingJob.ts';
import { BACKOFF, context, job, object } from './jobs.ts';
import { RESOURCE, TASK } from './specs.ts';

const report = (of: TrainingJob) => reportOf(object(), of, context(), BACKOFF);

const fieldsOf = (of: ReturnType<typeof object>, parts: Parameters<typeof job>[0] = {}) =>
  reportOf(of, job(parts), context(), BACKOFF).fields;

const START = Date.UTC(2026, 0, 1, 12);
const started = { startedAtMs: START, durationMs: 3_723_000, nodeCount: 2 };

describe('a report', () => {
  test('of a running job has phase, nodes and start, and nothing that moves by itself', () => {
    expect(report(job({ ...started, tasks: [{ name: 'worker-0' }] }))).toEqual({
      phase: 'Running',
      fields: { nodes: 2, startTime: '2026-01-01T12:00:00Z' },
      ready: {
        status: 'True',
        reason: 'Accepted',
        message: 'ModelArts accepted training job resnet-0123abcd-1',
      },
    });
  });

  test('of a running job is the same a minute later', () => {
    const later = { ...started, durationMs: started.durationMs + 60_000 };
    expect(report(job(later))).toEqual(report(job(started)));
  });

  test('of a job that has not started has no times', () => {
    expect(report(job({ phase: 'Pending' })).fields).toEqual({});
  });

  test.each([
    ['all its tasks together', { tasks: [TASK, TASK] }, { nodeCount: 1 }, { nodes: 4 }],
    ['what the cloud tells', { resource: { ...RESOURCE, nodeCount: 3 } }, { nodeCount: 2 }, { nodes: 2 }],
  ])('has the nodes of %s', (_words, spec, parts, expected) => {
    expect(fieldsOf(object(spec), parts)).toMatchObject(expected);
  });

  test.each([
    ['the name of its Pool', { poolRef: { name: 'a100' } }, 'a100'],
    ['the id in the spec', { poolId: 'pool-2' }, 'pool-2'],
    ['the id that the cloud tells', RESOURCE, 'pool-1'],
  ])('has as pool %s', (_words, resource, pool) => {
    expect(fieldsOf(object({ resource }), { poolId: 'pool-1' })).toMatchObject({ pool });
  });

  test('has the addresses of a running job, no token, and none after its end', () => {
    const url = new Secret('https://host/lab?token=planted');
    const endpoints = {
      ssh: [],
      jupyterLab: { address: 'https://host/lab', url, token: new Secret('planted') },
    };
    const running = fieldsOf(object(), { endpoints });
    expect(running.endpoints).toEqual({ jupyterLab: 'https://host/lab' });
    expect(JSON.stringify(running)).not.toContain('planted');
    expect(fieldsOf(object(), { endpoints, phase: 'Terminated' }).endpoints).toBeUndefined();
  });

  test('leaves trials and tags as they were told where they were not read', () => {
    const autoSearch = { rewards: [], parameters: ['lr'] };
    expect(Object.keys(fieldsOf(object(), { autoSearch }))).not.toContain('search');
    expect(Object.keys(fieldsOf(object({ tags: [{ key: 'a' }] })))).not.toContain('appliedTags');
  });

  test('takes back the trials of an earlier attempt where this one searches nothing', () => {
    expect(fieldsOf(object())).toHaveProperty('search', undefined);
  });

  test('claims the tags of the spec as ours, unless the job is only observed', () => {
    const spec = { tags: [{ key: 'team', value: 'vision' }] };
    expect(fieldsOf(object(spec), { tags: {} })).toMatchObject({ appliedTags: ['team'] });
    const observing = object({ ...spec, managementPolicy: 'Observe' });
    expect(Object.keys(fieldsOf(observing, { tags: {} }))).not.toContain('appliedTags');
  });

  test('of an ended job has its end, its duration and its tasks', () => {
    const tasks = [{ name: 'worker-0', exitCode: 0 }];
    expect(report(job({ ...started, phase: 'Completed', tasks })).fields).toEqual({
      nodes: 2,
      startTime: '2026-01-01T12:00:00Z',
      completionTime: '2026-01-01T13:02:03Z',
      duration: '1h2m',
      tasks,
      taskCounts: { total: 1, failed: 0 },
    });
  });

  test('keeps an unknown phase as it is, without an end', () => {
    const { phase, end } = report(job({ phase: 'Hibernating' }));
    expect({ phase, end }).toEqual({ phase: 'Hibernating', end: undefined });
  });

  test('never fails, whatever numbers the cloud tells', () => {
    const number = fc.option(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), {
      nil: undefined,
    });
    fc.assert(
      fc.property(fc.constantFrom('Running', 'Failed'), number, number, (phase, startedAtMs, durationMs) => {
        const { fields } = report(job({ phase, startedAtMs, durationMs }));
        for (const name of ['startTime', 'completionTime'])
          if (fields[name] !== undefined) expect(fields[name]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      }),
    );
  });
});

describe('the end', () => {
  const tasks = [
    { name: 'worker-0', exitCode: 0 },
    { name: 'worker-1', exitCode: 137, message: 'OOMKilled' },
  ];
  const who = 'training job resnet-0123abcd-1 (425b7087-83de-49ab-90aa-5cdbbd4a8d5a)';

  test.each([
    ['Completed', { type: 'Complete', reason: 'Completed', message: `${who} completed` }],
    [
      'Failed',
      { type: 'Failed', reason: 'JobFailed', message: `${who} failed: worker-1 exited with 137, OOMKilled` },
    ],
    [
      'Abnormal',
      {
        type: 'Failed',
        reason: 'JobAbnormal',
        message: `${who} ended abnormally: worker-1 exited with 137, OOMKilled`,
      },
    ],
    [
      'Terminated',
      {
        type: 'Failed',
        reason: 'TerminatedExternally',
        message: `${who} was stopped, but not by this object`,
      },
    ],
    ['Terminating', undefined],
    ['Running', undefined],
    ['Hibernating', undefined],
  ])('of a job that is %s', (phase, end) => {
    expect(report(job({ phase, tasks })).end).toEqual(end);
  });

  test('of a failed job without a failed task says just that', () => {
    expect(report(job({ phase: 'Failed' })).end?.message).toBe(`${who} failed`);
  });

  test('quotes no more than the beginning of a long message', () => {
    const long = [{ name: 'worker-0', exitCode: 1, message: 'x'.repeat(100_000) }];
    expect(report(job({ phase: 'Failed', tasks: long })).end?.message.length).toBeLessThan(1_024);
  });
});

describe('the tasks of an ended job', () => {
  const many = Array.from({ length: 100 }, (_, i) => ({
    name: `worker-${i}`,
    exitCode: i % 10 === 9 ? 1 : 0,
    message: 'x'.repeat(5_000),
  }));
  const tasksOf = (tasks: typeof many) =>
    report(job({ phase: 'Failed', tasks })).fields.tasks as {
      name: string;
      exitCode: number;
      message: string;
    }[];

  test('are 32 at most, those that failed first, each in the order of the cloud', () => {
    const names = tasksOf(many).map(({ name }) => name);
    expect(names).toHaveLength(32);
    expect(names.slice(0, 11)).toEqual([
      ...[9, 19, 29, 39, 49, 59, 69, 79, 89, 99].map((i) => `worker-${i}`),
      'worker-0',
    ]);
  });

  test('have messages of at most 1024 characters, of 256 after the first ten', () => {
    const lengths = tasksOf(many).map(({ message }) => message.length);
    expect([new Set(lengths.slice(0, 10)), new Set(lengths.slice(10))]).toEqual([
      new Set([1_024]),
      new Set([256]),
    ]);
  });

  test('are counted, all and those that failed', () => {
    expect(report(job({ phase: 'Failed', tasks: many })).fields.taskCounts).toEqual({
      total: 100,
      failed: 10,
    });
  });

  test('keep the status below 64 KB', () => {
    expect(JSON.stringify(report(job({ phase: 'Failed', tasks: many }))).length).toBeLessThan(64 * 1024);
  });

  test('of which nothing is known are left out', () => {
    const tasks = [{ name: 'worker-0' }, { name: 'worker-1', message: 'lost' }];
    expect(report(job({ phase: 'Failed', tasks })).fields.tasks).toEqual([
      { name: 'worker-1', message: 'lost' },
    ]);
  });
});

describe('news', () => {
  test.each([
    ['Creating', 1, { type: 'Normal', reason: 'Creating', message: 'Training job is Creating' }],
    ['Running', 1, { type: 'Normal', reason: 'Running', message: 'Running on 1 node' }],
    ['Running', 4, { type: 'Normal', reason: 'Running', message: 'Running on 4 nodes' }],
    ['Completed', 1, { type: 'Normal', reason: 'Completed', message: 'Completed in 1h2m' }],
    ['Failed', 1, undefined],
    ['Abnormal', 1, undefined],
    ['Terminated', 1, undefined],
    ['Hibernating', 1, undefined],
    ['', 1, undefined],
  ])('of %s on %i node(s)', (phase, nodes, expected) => {
    expect(news('Before', job({ ...started, phase }), nodes)[0]).toEqual(expected);
  });

  test('of the same phase again are none', () => {
    expect(news('Running', job({ phase: 'Running' }), 1)).toEqual([]);
  });

  test('of a first phase are told', () => {
    expect(news(undefined, job({ phase: 'Pending' }), 1)[0]?.reason).toBe('Pending');
  });

  test('of a completion without a duration say only that', () => {
    expect(news('Running', job({ phase: 'Completed' }), 1)[0]?.message).toBe('Completed');
  });
});

test.each([
  [0, '0s'],
  [999, '0s'],
  [6_000, '6s'],
  [59_999, '59s'],
  [60_000, '1m'],
  [250_000, '4m10s'],
  [3_600_000, '1h'],
  [3_601_000, '1h'],
  [18_120_000, '5h2m'],
  [86_400_000, '1d'],
  [90_061_000, '1d1h'],
  [273_600_000, '3d4h'],
  [86_460_000, '1d'],
  [-5_000, '0s'],
])('durationText(%i) is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
