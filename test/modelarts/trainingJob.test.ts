import { expect, test } from 'vitest';
import { parseTrainingJob, type TrainingJob } from '../../operator/modelarts/trainingJob.ts';
import { parseTrainingJobPage } from '../../operator/modelarts/trainingJobPage.ts';
import { wireJob } from './server.ts';

const METADATA = { id: 'j-1', name: 'n' };
const parsed = (fields: object = {}) => parseTrainingJob({ metadata: METADATA, ...fields });

test('the example of section 6.9 is read whole', () => {
  expect(
    parseTrainingJob({
      kind: 'job',
      metadata: {
        id: '3faf5c03-aaa1-4cbe-879d-24b05d997347',
        name: 'trainjob--py14_mem06-108',
        description: 'd',
        create_time: 1636447346315,
        workspace_id: '0',
        user_name: 'u',
      },
      status: {
        phase: 'Failed',
        secondary_phase: 'Failed',
        duration: 120_000,
        start_time: 1636447346999,
        node_count_metrics: [[1636447746000, 0]],
        tasks: ['worker-0', 'worker-1'],
        task_statuses: [{ task: 'worker-1', exit_code: 137, message: 'oom' }],
      },
      spec: { resource: { flavor_id: 'f', node_count: 2, pool_id: 'p' } },
    }),
  ).toEqual({
    id: '3faf5c03-aaa1-4cbe-879d-24b05d997347',
    name: 'trainjob--py14_mem06-108',
    description: 'd',
    workspaceId: '0',
    userName: 'u',
    phase: 'Failed',
    secondaryPhase: 'Failed',
    createdAtMs: 1636447346315,
    startedAtMs: 1636447346999,
    durationMs: 120_000,
    tasks: [{ name: 'worker-0' }, { name: 'worker-1', exitCode: 137, message: 'oom' }],
    nodeCounts: [{ atMs: 1636447746000, nodes: 0 }],
    nodeCount: 2,
    flavorId: 'f',
    poolId: 'p',
  } satisfies TrainingJob);
});

const tolerated: [string, object, Partial<TrainingJob>][] = [
  ['no status', {}, { phase: '', tasks: [] }],
  ['null for everything', { status: null, spec: null, algorithm: null }, { phase: '', tasks: [] }],
  ['a description that is null', { metadata: { ...METADATA, description: null } }, { description: '' }],
  ['a phase that no one knows', { status: { phase: 'Frozen' } }, { phase: 'Frozen' }],
  [
    'a secondary phase that no one knows',
    { status: { phase: 'Running', secondary_phase: 'x' } },
    { phase: 'Running' },
  ],
  ['fields that no one knows', { extra: 1, status: { phase: 'Running', extra: {} } }, { phase: 'Running' }],
  [
    'a job that has not started',
    { status: { start_time: 0, duration: 0 } },
    { startedAtMs: undefined, durationMs: 0 },
  ],
  ['tasks that are null', { status: { tasks: null, task_statuses: null } }, { tasks: [] }],
  [
    'an exit code that is null',
    { status: { task_statuses: [{ task: 'w', exit_code: null, message: '' }] } },
    { tasks: [{ name: 'w' }] },
  ],
  [
    'tasks of another shape',
    { status: { tasks: [null, 1, {}, 'w'], task_statuses: [null, {}, 'x'] } },
    { tasks: [{ name: 'w' }] },
  ],
  ['environments as an array', { algorithm: { environments: [{ a: 'b' }] } }, { id: 'j-1' }],
  ['numbers that are texts', { metadata: { ...METADATA, create_time: 'today' } }, { createdAtMs: undefined }],
  [
    'annotations of which one is no text',
    { metadata: { ...METADATA, annotations: { a: 'b', c: 1, d: null } } },
    { annotations: { a: 'b' } },
  ],
  ['annotations that are null', { metadata: { ...METADATA, annotations: null } }, { annotations: undefined }],
  [
    'node counts of other shapes',
    { status: { node_count_metrics: [[1, 2], [3], null, 'x', [4, null], [5, 0]] } },
    {
      nodeCounts: [
        { atMs: 1, nodes: 2 },
        { atMs: 5, nodes: 0 },
      ],
    },
  ],
  [
    'runs, one of which has not ended',
    {
      status: {
        running_records: [
          {
            start_at: 10,
            end_at: 20,
            start_type: 'init_or_rescheduled',
            end_reason: 'exit with 1',
            end_related_task: 'worker-1',
            end_recover: 'proc_restart',
          },
          { start_at: 30, start_type: 'restarted', end_at: 0 },
        ],
      },
    },
    {
      runs: [
        {
          startedAtMs: 10_000,
          endedAtMs: 20_000,
          startType: 'init_or_rescheduled',
          endReason: 'exit with 1',
          endTask: 'worker-1',
          recovery: 'proc_restart',
        },
        { startedAtMs: 30_000, startType: 'restarted' },
      ],
    },
  ],
  ['runs that are null', { status: { running_records: null } }, { runs: undefined }],
  [
    'an engine by name',
    { algorithm: { name: 'a', engine: { engine_id: 'e', engine_name: 'PyTorch', engine_version: '1.8' } } },
    { algorithmName: 'a', engine: 'PyTorch 1.8' },
  ],
  ['an engine by id', { algorithm: { engine: { engine_id: 'e', engine_name: '' } } }, { engine: 'e' }],
  [
    'an engine of an image',
    { algorithm: { engine: { image_url: 'o/i:1', engine_id: '' } } },
    { engine: 'o/i:1' },
  ],
  [
    'a search',
    {
      algorithm: {
        policies: {
          auto_search: {
            reward_attrs: [{ name: 'acc', mode: 'max', regex: 'x' }, { name: 'loss' }, null],
            search_params: [{ name: 'lr' }, {}, 'x'],
          },
        },
      },
    },
    {
      autoSearch: {
        rewards: [
          { name: 'acc', mode: 'max' },
          { name: 'loss', mode: '' },
        ],
        parameters: ['lr'],
      },
    },
  ],
  [
    'policies that search nothing',
    { algorithm: { policies: { auto_search: {} } } },
    { autoSearch: undefined },
  ],
];

test('of many runs and node counts the latest are kept', () => {
  const numbers = Array.from({ length: 150 }, (_, index) => index + 1);
  const job = parsed({
    status: {
      running_records: numbers.map((start_at) => ({ start_at })),
      node_count_metrics: numbers.map((at) => [at, at]),
    },
  });
  expect(job?.runs).toHaveLength(20);
  expect(job?.runs?.at(-1)).toMatchObject({ startedAtMs: 150_000 });
  expect(job?.nodeCounts).toHaveLength(100);
  expect(job?.nodeCounts?.at(-1)).toEqual({ atMs: 150, nodes: 150 });
});

test.each(tolerated)('an answer with %s is read', (_, fields, expected) => {
  expect(parsed(fields)).toEqual(expect.objectContaining(expected));
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'job'],
  ['a list', [wireJob('a')]],
  ['no metadata', { status: { phase: 'Running' } }],
  ['metadata null', { metadata: null }],
  ['no id', { metadata: { name: 'n' } }],
  ['an empty id', { metadata: { id: '', name: 'n' } }],
  ['an id with a comma', { metadata: { id: 'a,b', name: 'n' } }],
  ['an id that climbs', { metadata: { id: '../x', name: 'n' } }],
  ['an id that is too long', { metadata: { id: 'a'.repeat(65), name: 'n' } }],
  ['an id with a line break', { metadata: { id: 'a\n', name: 'n' } }],
  ['a number for an id', { metadata: { id: 7, name: 'n' } }],
  ['no name', { metadata: { id: 'a' } }],
])('%s is no training job', (_, wire) => {
  expect(parseTrainingJob(wire)).toBeUndefined();
});

test.each<[string, unknown, object]>([
  ['a page', { total: 9, count: 1, limit: 50, items: [wireJob('a')] }, { total: 9, count: 1, limit: 50 }],
  ['an empty page as it is built', { total: 0, count: 0, items: [] }, { items: [], total: 0 }],
  ['an empty page whose items are null', { total: 0, count: 0, items: null }, { items: [], total: 0 }],
  ['an empty page whose items are left out', { total: 5, count: 0 }, { items: [], total: 5 }],
  ['a page without a total', { count: 0, items: [] }, { items: [], total: undefined }],
])('%s is read', (_, wire, expected) => {
  expect(parseTrainingJobPage(wire)).toMatchObject(expected);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['an empty object', {}],
  ['an empty list', []],
  ['a text', 'x'],
  ['items without counts', { items: [] }],
  ['items that are no list', { total: 1, items: {} }],
  ['one job among others that cannot be read', { total: 2, items: [wireJob('a'), { metadata: {} }] }],
  ['a total that is no number', { total: 'many', items: [] }],
])('%s is no page', (_, wire) => {
  expect(parseTrainingJobPage(wire)).toBeUndefined();
});
