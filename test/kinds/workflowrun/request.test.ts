import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { withValues } from '../../../operator/kinds/workflow/values.ts';
import {
  createRequest,
  immutableFields,
  updateRequest,
} from '../../../operator/kinds/workflowrun/request.ts';
import type { WorkflowRunSpec } from '../../../operator/kinds/workflowrun/spec.gen.ts';
import { validate } from '../../../operator/kinds/workflowrun/validate.ts';
import { schemas } from '../../../operator/modelarts/generated/workflow.gen.ts';
import { changedFields, digest } from '../../../operator/runtime/digest.ts';
import { missingFrom, missingFromSpec } from '../../support/missing.ts';
import { completeSample, MARKER, object, REFUSED, run, TAKEN } from './specs.ts';

const body = (spec: WorkflowRunSpec) => {
  const { parameters, dataRequirements } = spec;
  const pool = { ...object(), kind: 'Pool', metadata: { ...object().metadata, name: 'a100' } };
  const referred = new Map([['pool', { ...pool, status: { remote: { id: 'pool-1', attempt: 1 } } }]]);
  const values = withValues({ parameters, dataRequirements }, referred);
  return createRequest(spec, { name: 'nightly', marker: MARKER, workspaceId: '0', values });
};

/** What a caller may not set, or has no use for, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  created_at: 'the server fills it',
  duration: 'the server fills it',
  events: 'the server fills them',
  execution_id: 'the server fills it',
  status: 'the server fills it',
  steps_execution: 'the server fills it with what became of each step',
  sub_graphs: 'they are those of the workflow',
  workflow_id: 'it stands in the path',
  workflow_name: 'it is that of the workflow',
};

describe('the body of a create', () => {
  test('can say all that section 4.11 takes, but for what has a reason', () => {
    expect(missingFrom('CreateWorkflowExecutionRequest', [body(completeSample())], schemas)).toEqual(
      Object.keys(LEFT_OUT),
    );
  });

  test('is what the schema takes, for every spec that can be created', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    const accepts = ajv.compile({ $ref: '#/$defs/CreateWorkflowExecutionRequest', $defs: schemas });
    for (const [name, spec] of [['the complete sample', completeSample()] as const, ...TAKEN.slice(0, -1)])
      expect([name, accepts(body(spec)), accepts.errors]).toEqual([name, true, null]);
  });

  test('has the marker among its labels, and values of other objects instead of their names', () => {
    const { labels, parameters } = body(completeSample());
    expect(labels).toEqual(['june', 'team-vision', MARKER]);
    expect(parameters?.[1]).toEqual({ name: 'pool', type: 'str', value: 'pool-1' });
  });
});

test('the complete sample has every field of the spec but for what excludes another', () => {
  expect(missingFromSpec('workflowruns', [completeSample()])).toEqual(['workflowId']);
});

describe('an update', () => {
  const there = run({ description: 'old', labels: ['a', 'b', MARKER] });
  test.each([
    ['nothing where nothing is said', {}, undefined],
    ['nothing where labels stand in another order', { labels: ['b', 'a'] }, undefined],
    ['the labels where one is gone', { labels: ['a'] }, { labels: ['a', MARKER] }],
    ['no labels but the marker where none are wanted', { labels: [] }, { labels: [MARKER] }],
    ['the description alone', { description: 'new' }, { description: 'new' }],
    ['an empty description', { description: '' }, { description: '' }],
  ])('sends %s', (_what, spec, sent) => {
    expect(updateRequest(spec, there, MARKER)).toEqual(sent);
  });

  test('puts the marker back in place of another one, and leaves other labels', () => {
    const labels = ['a', '[k8s 0123abcd ffffffffffffffff other]'];
    expect(updateRequest({}, run({ labels }), MARKER)).toEqual({ labels: ['a', MARKER] });
  });
});

test.each(REFUSED)('%s is refused in words', (_what, spec, said) => {
  expect(validate(spec)).toEqual(said.map((words) => expect.stringContaining(words)));
});

test.each(TAKEN)('%s can be created', (_what, spec) => {
  expect(validate(spec)).toEqual([]);
});

test('what cannot change is named, and the order of parameters is no change', () => {
  const before = digest(immutableFields(completeSample()));
  const turned = { ...completeSample(), parameters: completeSample().parameters?.toReversed() ?? [] };
  expect(changedFields(before, digest(immutableFields(turned)))).toEqual([]);
  const other = { ...completeSample(), sceneId: 'other', policies: { useCache: true }, suspend: true };
  expect(changedFields(before, digest(immutableFields(other)))).toEqual(['spec.sceneId', 'spec.policies']);
});
