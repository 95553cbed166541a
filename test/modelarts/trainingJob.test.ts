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
    createdAtMs: 1636447346315,
    startedAtMs: 1636447346999,
    durationMs: 120_000,
    tasks: [{ name: 'worker-0' }, { name: 'worker-1', exitCode: 137, message: 'oom' }],
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
];

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
