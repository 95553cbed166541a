import { describe, expect, test } from 'vitest';
import { enrich } from '../../../operator/kinds/workflowrun/enrich.ts';
import { idOf, listedIn, partsOf, placeIn, placeOf } from '../../../operator/kinds/workflowrun/place.ts';
import { references } from '../../../operator/kinds/workflowrun/references.ts';
import type { WorkflowRunSpec } from '../../../operator/kinds/workflowrun/spec.gen.ts';
import { ModelArtsError } from '../../../operator/modelarts/errors.ts';
import { createLog } from '../../../operator/runtime/log.ts';
import type { CommonStatus, Resource } from '../../../operator/runtime/object.ts';
import { object, run } from './specs.ts';

const signal = new AbortController().signal;
const workflow = (status?: CommonStatus, spec: object = {}): Resource => ({
  ...object(),
  kind: 'Workflow',
  metadata: { ...object().metadata, name: 'nightly', generation: 2, finalizers: [] },
  spec,
  ...(status && { status }),
});
const where = (other?: Resource) => ({ get: () => other });
const REF: Partial<WorkflowRunSpec> = { workflowId: undefined as never, workflowRef: { name: 'nightly' } };
const made: CommonStatus = { remote: { id: 'flow-2', attempt: 1 } };

test('an id has the workflow in it, and comes apart again', () => {
  expect(partsOf(idOf({ workflowId: 'flow', executionId: 'exec' }))).toEqual({
    workflowId: 'flow',
    executionId: 'exec',
  });
  expect(partsOf('flow')).toEqual({ workflowId: 'flow', executionId: '' });
});

describe('a run is made and looked for', () => {
  test.each([
    ['below the workflow that the spec names', object(), undefined, 'flow 0'],
    ['in the workspace that the spec names', object({ workspaceId: 'w1' }), undefined, 'flow w1'],
    ['below the workflow of the Workflow that it names', object(REF), workflow(made), 'flow-2 0'],
    ['in the workspace of that Workflow', object(REF), workflow(made, { workspaceId: 'w2' }), 'flow-2 w2'],
    ['nowhere while that has no id', object(REF), workflow(), undefined],
    ['nowhere while there is no such Workflow', object(REF), undefined, undefined],
    [
      'where it is, when the Workflow is gone',
      object(REF, { remote: { id: 'flow-9/exec', attempt: 1 } }),
      undefined,
      'flow-9 0',
    ],
    [
      'where the run is that it takes over',
      object({ workflowId: undefined as never, adopt: { id: 'flow-7/exec' } }),
      undefined,
      'flow-7 0',
    ],
  ])('%s', (_what, one, other, place) => {
    expect(placeOf(one, where(other))).toBe(place);
  });

  test('and followed in the list of the workflow below which it is', () => {
    const bound = object({}, { remote: { id: 'flow-9/exec', attempt: 1 } });
    expect(listedIn(bound, where())).toEqual({ workflowId: 'flow-9', workspaceId: '0' });
    expect(listedIn(object(REF), where())).toBeUndefined();
    expect(placeIn('flow w1')).toEqual({ workflowId: 'flow', workspaceId: 'w1' });
  });
});

describe('a reference to a Workflow', () => {
  const [, reference] = references(object(REF));

  test('needs it ready, and holds it until the run has ended', () => {
    expect(reference).toMatchObject({ field: 'spec.workflowRef', needs: 'Ready', holds: 'until-it-ends' });
  });

  test.each([
    ['is fine with one that is as it should be', { observedGeneration: 2 }, undefined],
    ['waits for one that was edited since', { observedGeneration: 1 }, 'wait'],
    ['leaves one that was never looked at to what it needs', {}, undefined],
  ])('%s', (_what, status, step) => {
    expect(reference?.check?.(workflow(status))?.step).toBe(step);
  });

  test('comes with those of the values', () => {
    const parameters = [{ name: 'pool', value: { valueFrom: { kind: 'Pool', name: 'a100' } } }];
    expect(references(object({ parameters })).map(({ field }) => field)).toEqual([
      'spec.accountRef',
      'spec.parameters[pool].value',
    ]);
  });
});

describe('how many steps there are', () => {
  const steps = ['a', 'b', 'c'].map((name) => ({ name }));
  const scenes = [{ id: 's-1', steps: ['a'] }];
  const log = createLog('silent');
  const workflows = { get: async () => ({ content: { steps, policy: { scenes } } }) as never };
  const total = async (one = object(), of = run(), kept: unknown = undefined) =>
    (await enrich({ object: one, workflows, log }, of, kept, signal)).remote.stepsInAll;

  test.each([
    ['is read of the workflow', object(), run(), 3],
    ['is that of the scene', object(), run({ sceneId: 's-1' }), 1],
    ['is that of all steps where the scene is unknown', object(), run({ sceneId: 's-2' }), 3],
    [
      'is as status tells it of the same run',
      object({}, { remote: { id: 'flow/exec', attempt: 1 }, stepCounts: { total: 8 } }),
      run(),
      8,
    ],
    [
      'is not that of another run',
      object({}, { remote: { id: 'flow/old', attempt: 1 }, stepCounts: { total: 8 } }),
      run(),
      3,
    ],
  ])('%s', async (_what, one, of, expected) => {
    expect(await total(one, of)).toBe(expected);
  });

  test('is read once for each run', async () => {
    expect(await total(object(), run(), { id: 'flow/exec', stepsInAll: 5 })).toBe(5);
    expect(await total(object(), run(), { id: 'flow/other', stepsInAll: 5 })).toBe(3);
  });

  test('stays open where it cannot be read', async () => {
    const failing = {
      get: () =>
        Promise.reject(new ModelArtsError({ kind: 'unavailable', operation: 'getWorkflow', detail: 'down' })),
    };
    const { remote, keep } = await enrich(
      { object: object(), workflows: failing, log },
      run(),
      undefined,
      signal,
    );
    expect([remote.stepsInAll, keep]).toEqual([undefined, undefined]);
  });
});
