import { describe, expect, test } from 'vitest';
import { valueReferences, valuesIn, withValues } from '../../../operator/kinds/workflow/values.ts';
import type { CommonStatus, Resource } from '../../../operator/runtime/object.ts';

const from = (kind: string, name: string, field?: string) => ({
  valueFrom: { kind, name, ...(field && { field }) },
});

const STEPS = {
  steps: [
    { name: 'train', properties: { algorithm: { id: from('Algorithm', 'resnet') }, kind: 'job' } },
    { name: 'serve', properties: { models: [from('Model', 'resnet-2', 'version'), 7, null] } },
  ],
};

describe('valuesIn', () => {
  test('finds values at any depth, with the names of items in the path', () => {
    expect(valuesIn(STEPS, 'spec')).toEqual([
      { path: 'spec.steps[train].properties.algorithm.id', kind: 'Algorithm', name: 'resnet', field: 'id' },
      {
        path: 'spec.steps[serve].properties.models[0]',
        kind: 'Model',
        name: 'resnet-2',
        field: 'version',
      },
    ]);
  });

  test('leaves objects alone in which valueFrom is not the single key', () => {
    expect(valuesIn({ env: { ...from('Pool', 'a'), value: 1 }, list: [] }, 'spec')).toHaveLength(0);
  });

  test.each([
    [{ valueFrom: 'pool' }, 'spec.a.valueFrom.kind: it is not given; give one of Pool, NodePool'],
    [{ valueFrom: null }, 'spec.a.valueFrom.kind: it is not given'],
    [from('Secret', 'x'), 'spec.a.valueFrom.kind: it is "Secret"; give one of Pool'],
    [from('toString', 'x'), 'spec.a.valueFrom.kind: it is "toString"'],
    [from('Pool', ''), 'spec.a.valueFrom.name: not given is no name of an object'],
    [from('Pool', 'A B'), 'spec.a.valueFrom.name: "A B" is no name of an object'],
    [from('Pool', 'a', 'url'), 'spec.a.valueFrom.field: a Pool has id, name, not "url"'],
    [from('Pool', 'a', 'output:x'), 'spec.a.valueFrom.field: a Pool has id, name, not "output:x"'],
    [from('TrainingJob', 'a', 'output:'), 'a TrainingJob has id, name, output:<name>, not "output:"'],
    [from('Model', 'a', 'constructor'), 'a Model has id, name, version, not "constructor"'],
    [{ valueFrom: { kind: 'Pool', name: 'a', key: 'b' } }, 'it has kind, name and field, not key'],
  ])('says what is wrong with %j', (value, problem) => {
    const [found] = valuesIn({ a: value }, 'spec');
    expect(found?.problem).toContain(problem);
    expect(valueReferences(found ? [found] : [], 'ml', 'while-it-exists')).toEqual([]);
  });
});

const other = (kind: string, name: string, said: { spec?: object; status?: CommonStatus }): Resource => ({
  apiVersion: '',
  kind,
  metadata: { name, namespace: 'ml', uid: name, resourceVersion: '1', generation: 1 },
  spec: {},
  ...(said.spec && { spec: said.spec }),
  ...(said.status && { status: said.status }),
});

const JOB = other('TrainingJob', 'job', {
  spec: { algorithm: { outputs: [{ name: 'train_url', remote: { obs: { obsUrl: '/b/out/' } } }] } },
  status: { remote: { id: 'j-1', attempt: 1 } },
});

describe('valueReferences', () => {
  test('an object is kept and has to have an id, a job has to be complete for its output', () => {
    const found = valuesIn([from('Pool', 'a'), from('TrainingJob', 'job', 'output:train_url')], 'p');
    expect(valueReferences(found, 'ml', 'until-it-ends')).toMatchObject([
      {
        field: 'p[0]',
        to: { plural: 'pools', key: { namespace: 'ml', name: 'a' } },
        needs: 'Created',
        holds: 'until-it-ends',
      },
      { field: 'p[1]', to: { plural: 'trainingjobs', kind: 'TrainingJob' }, needs: 'Complete' },
    ]);
    expect(valueReferences(found, 'ml', 'until-it-ends')[1]).not.toHaveProperty('holds');
  });

  test('the same value of the same object is one reference, called by its first place', () => {
    const found = valuesIn([from('Pool', 'a'), from('Pool', 'b'), from('Pool', 'a')], 'p');
    const fields = valueReferences(found, 'ml', 'while-it-exists').map(({ field }) => field);
    expect(fields).toEqual(['p[0]', 'p[1]']);
  });

  test.each([
    [
      'TrainingJob',
      'output:other',
      JOB,
      'stuck',
      'there is no output "other"; TrainingJob "job" has train_url',
    ],
    ['TrainingJob', 'output:train_url', JOB, undefined, ''],
    ['ModelService', 'url', other('ModelService', 'job', {}), undefined, ''],
    ['ModelService', 'url', other('ModelService', 'job', JOB), 'wait', 'ModelService "job" has no url yet'],
  ])('%s %s that is not there is said', (kind, field, object, step, message) => {
    const [reference] = valueReferences(valuesIn([from(kind, 'job', field)], 'p'), 'ml', 'while-it-exists');
    const said = reference?.check?.(object);
    expect(said?.step).toBe(step);
    if (step) expect(said).toMatchObject({ message: expect.stringContaining(message) });
  });
});

describe('withValues', () => {
  test.each([
    ['Pool', undefined, { status: { remote: { id: 'pool-1', name: 'p', attempt: 1 } } }, 'pool-1'],
    ['Pool', 'name', { status: { remote: { id: 'pool-1', name: 'p', attempt: 1 } } }, 'p'],
    ['Model', 'version', { spec: { modelVersion: '1.0.0' } }, '1.0.0'],
    ['Model', 'version', { spec: {}, status: { modelVersion: '2.0.0' } }, '2.0.0'],
    ['ModelService', 'url', { status: { url: 'https://x' } }, 'https://x'],
    ['TrainingJob', 'output:train_url', JOB, '/b/out/'],
  ])('puts what a %s says as %s in its place', (kind, field, said, value) => {
    const referred = new Map([['f', other(kind, 'a', said)]]);
    const asked = { keep: [1, null, 'x'], deep: [{ it: from(kind, 'a', field) }] };
    expect(withValues(asked, referred)).toEqual({ keep: [1, null, 'x'], deep: [{ it: value }] });
  });

  test('leaves what names nothing as it is', () => {
    expect(withValues({ a: { b: [true, { valueFrom: 1, value: 2 }] } }, new Map())).toEqual({
      a: { b: [true, { valueFrom: 1, value: 2 }] },
    });
  });
});
