import { expect, test } from 'vitest';
import { references, resolvedSpec } from '../../../operator/kinds/workflow/references.ts';
import { thing } from '../../runtime/objects.ts';
import { completeSample, sample } from './specs.ts';
import { object } from './workflows.ts';

test('a workflow needs its Account and what its steps name, and keeps them while it exists', () => {
  const KEPT = { needs: 'Created', holds: 'while-it-exists' };
  expect(references(object(completeSample()))).toMatchObject([
    { field: 'spec.accountRef', to: { plural: 'accounts' } },
    {
      field: 'spec.steps[train].properties.algorithm.id',
      to: { plural: 'algorithms', kind: 'Algorithm', key: { namespace: 'ml', name: 'resnet' } },
      ...KEPT,
    },
    { field: 'spec.steps[train].properties.spec.resource.pool_id', to: { plural: 'pools' }, ...KEPT },
  ]);
});

test('one that says ids needs its Account only', () => {
  expect(references(object(sample())).map(({ field }) => field)).toEqual(['spec.accountRef']);
});

test('values are put into data, requirements and parameters as well', () => {
  const value = { id: { valueFrom: { kind: 'Model', name: 'resnet' } } };
  const spec = {
    data: [{ name: 'd', value }],
    dataRequirements: [{ name: 'r', type: 'model_list', value }],
    parameters: [{ name: 'p', default: value.id }],
  };
  const model = { ...thing({}, { remote: { id: 'm-1', attempt: 1 } }), kind: 'Model' };
  expect(resolvedSpec(spec, new Map([['x', model]]))).toEqual({
    data: [{ name: 'd', value: { id: 'm-1' } }],
    dataRequirements: [{ name: 'r', type: 'model_list', value: { id: 'm-1' } }],
    parameters: [{ name: 'p', default: 'm-1' }],
  });
});
