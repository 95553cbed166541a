import { describe, expect, test } from 'vitest';
import { type Candidate, history, IMPORTED } from '../../../operator/kinds/workflow/history.ts';
import type { WorkflowSpec } from '../../../operator/kinds/workflow/spec.gen.ts';
import type { CommonStatus, Resource } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';
import { object } from './workflows.ts';

const execution = (id: string, status: string, labels: string[] = []): Candidate => ({ id, status, labels });
/** The newest first: done, lost and wait are three, two and one of them. */
const MANY = [
  ...[execution('wait', 'hold'), execution('lost-2', 'failed'), execution('done-3', 'completed')],
  ...[
    execution('done-2', 'finished', ['team']),
    execution('lost-1', 'stopped'),
    execution('done-1', 'completed'),
  ],
];

const ended = (type: string): CommonStatus => ({
  conditions: [{ type, status: 'True', reason: 'R', message: '', lastTransitionTime: '' }],
});
const bound = (id: string): CommonStatus => ({ remote: { id: `w-1/${id}`, attempt: 1 } });

/** A WorkflowRun called like its execution. */
const own = (id: string, status?: CommonStatus, spec: object = {}): Resource => ({
  ...thing({ name: id, uid: `uid-${id}` }, status),
  spec,
});
const imported = (id: string, status: CommonStatus = bound(id)): Resource => {
  const run = own(id, status, { adopt: { id: `w-1/${id}` } });
  return { ...run, metadata: { ...run.metadata, labels: { [IMPORTED]: 'true' } } };
};
const over = (id: string, type = 'Complete') => imported(id, { ...bound(id), ...ended(type) });

type Given = {
  runHistory?: WorkflowSpec['runHistory'];
  executions?: readonly Candidate[] | undefined;
  runs?: Resource[];
};

/** The ids of what is made, and the names of what is removed. */
function decide({ runHistory, executions, runs = [] }: Given) {
  const spec = { steps: [], runHistory: { import: true, ...runHistory } };
  const answer = history(object(spec), { id: 'w-1', executions }, runs);
  return {
    create: answer?.create.map(({ spec }) =>
      (spec as { adopt: { id: string } }).adopt.id.slice('w-1/'.length),
    ),
    remove: answer?.remove.map(({ metadata }) => metadata.name),
  };
}

describe('of the executions of a workflow', () => {
  test.each<[string, Given, string[]]>([
    [
      'all are imported that are under way or within the numbers',
      { executions: MANY },
      ['wait', 'done-3', 'done-2', 'done-1', 'lost-2', 'lost-1'],
    ],
    [
      'the newest are, by how they ended',
      { executions: MANY, runHistory: { successful: 2, failed: 1 } },
      ['wait', 'done-3', 'done-2', 'lost-2'],
    ],
    [
      'none that has ended is, where none is to be kept',
      { executions: MANY, runHistory: { successful: 0, failed: 0 } },
      ['wait'],
    ],
    ['none is, where there are none', { executions: [] }, []],
    [
      'one is under way whose status is unknown or none yet',
      { executions: [execution('a', ''), execution('b', 'thinking')], runHistory: { failed: 0 } },
      ['a', 'b'],
    ],
    [
      'those are not that a WorkflowRun began, here or elsewhere, and they do not count',
      {
        executions: [
          execution('theirs', 'completed', ['team', '[k8s 0a1b2c3d 0123456789abcdef ml/x]']),
          ...MANY,
        ],
        runHistory: { successful: 1, failed: 0 },
      },
      ['wait', 'done-3'],
    ],
    [
      'those are not that are imported already, and they count',
      {
        executions: MANY,
        runs: [imported('wait'), over('done-3')],
        runHistory: { successful: 2, failed: 0 },
      },
      ['done-2'],
    ],
    [
      "those are not that an object of the user's own has or asks for, and they do not count",
      {
        executions: MANY,
        runs: [
          own('mine', bound('wait')),
          own('asks', undefined, { adopt: { id: 'w-1/done-3' } }),
          own('other', bound('done-2').remote && { remote: { id: 'w-2/done-2', attempt: 1 } }),
        ],
        runHistory: { successful: 1, failed: 0 },
      },
      ['done-2'],
    ],
  ])('%s', (_sentence, given, created) => {
    expect(decide(given)).toEqual({ create: created, remove: [] });
  });

  test.each<[string, Given]>([
    ['import is false', { executions: MANY, runHistory: { import: false }, runs: [over('gone')] }],
    ['they are not known', { executions: undefined, runs: [over('gone')] }],
  ])('nothing is made of any, nor removed, where %s', (_sentence, given) => {
    expect(decide(given)).toEqual({ create: undefined, remove: undefined });
  });

  test('nothing is made where the spec says nothing', () => {
    expect(history(object({ steps: [] }), { id: 'w-1', executions: MANY }, [])).toBeUndefined();
  });
});

describe('of the WorkflowRuns that were imported', () => {
  const NONE = { successful: 0, failed: 0 };
  test.each<[string, Given, string[]]>([
    [
      'those go that have ended and are beyond the numbers',
      {
        executions: MANY,
        runs: [
          over('done-3'),
          over('done-2'),
          over('lost-2', 'Failed'),
          over('lost-1', 'Failed'),
          imported('wait'),
        ],
        runHistory: { successful: 1, failed: 1 },
      },
      ['done-2', 'lost-1'],
    ],
    [
      'one stays until it says itself that it has ended',
      { executions: MANY, runs: [imported('done-3')], runHistory: NONE },
      [],
    ],
    [
      'one goes whose execution is gone, at its end or if it never got it',
      {
        executions: MANY,
        runs: [over('gone'), imported('never', {}), imported('lost-track')],
        runHistory: NONE,
      },
      ['gone', 'never'],
    ],
    [
      'one stays within the numbers that was taken over since, so that its execution has a marker',
      { executions: [execution('done-3', 'completed', ['[k8s marker]'])], runs: [over('done-3')] },
      [],
    ],
    [
      'one goes whose execution another object has',
      {
        executions: MANY.slice(0, 1),
        runs: [imported('wait', {}), own('mine', bound('wait'))],
      },
      ['wait'],
    ],
  ])('%s', (_sentence, given, removed) => {
    const { remove } = decide(given);
    expect(remove).toEqual(removed);
  });

  test("and none of the user's own ever goes", () => {
    const runs = [own('a', { ...bound('a'), ...ended('Complete') }), own('b')];
    expect(decide({ executions: MANY, runs, runHistory: NONE }).remove).toEqual([]);
  });
});

describe('an imported WorkflowRun', () => {
  const made = (name: string, spec: Partial<WorkflowSpec> = {}) => {
    const asked = object({ steps: [], runHistory: { import: true }, ...spec }, undefined, { name });
    return history(asked, { id: 'w-1', executions: [execution('e-1', 'running')] }, [])?.create[0];
  };

  test('only looks at its execution, where its Workflow does', () => {
    expect(made('nightly')).toEqual({
      name: 'nightly-b94f5231',
      labels: { 'modelarts.huaweicloud.com/imported': 'true' },
      spec: { workflowRef: { name: 'nightly' }, adopt: { id: 'w-1/e-1' }, managementPolicy: 'Observe' },
    });
    const accountRef = { name: 'shared', namespace: 'platform' };
    expect(made('nightly', { accountRef, workspaceId: 'team' })?.spec).toMatchObject({
      accountRef,
      workspaceId: 'team',
    });
  });

  test('has a name that fits, however long that of its Workflow is', () => {
    const name = made(`${'a'.repeat(243)}.${'b'.repeat(9)}`)?.name;
    expect(name).toBe(`${'a'.repeat(243)}-b94f5231`);
    expect(made('a'.repeat(253))?.name).toHaveLength(253);
  });
});
