import { expect, test } from 'vitest';
import { listedIn, partsOf, placeOf, references } from '../../../operator/kinds/nodepool/place.ts';
import type { NodePoolSpec } from '../../../operator/kinds/nodepool/spec.gen.ts';
import { CREATE_INTENT, type Resource } from '../../../operator/runtime/object.ts';
import { having, object } from './specs.ts';

/** A Pool "a100", with or without an id. */
const objects = (id?: string) => ({
  get: ({ plural, key }: { plural: string; key: { name: string } }) =>
    plural === 'pools' && key.name === 'a100'
      ? ({ status: id === undefined ? {} : { remote: { id } } } as unknown as Resource)
      : undefined,
});
const IN_POOL: NodePoolSpec = { poolRef: { name: 'a100' } };
const bound = (id: string) => ({ remote: { id, name: 'gpus', attempt: 1, account: 'a' } });
const intent = { name: 'gpus', attempt: 1, nonce: 'n', account: 'a', time: 'T', place: 'pool-0' };

test.each<[string, NodePoolSpec, object, string | undefined, string | undefined]>([
  ['the pool that the spec names', having(), {}, undefined, 'pool-1'],
  ['that of the Pool that the spec names', IN_POOL, {}, 'pool-2', 'pool-2'],
  ['nowhere as long as that has no id', IN_POOL, {}, undefined, undefined],
  ['nowhere as long as there is no such Pool', { poolRef: { name: 'other' } }, {}, 'pool-2', undefined],
  ['where it is, when the Pool is there no more', IN_POOL, bound('pool-3/gpus'), undefined, 'pool-3'],
  ['where the Pool is now, when that was made anew', IN_POOL, bound('pool-3/gpus'), 'pool-2', 'pool-2'],
  ['where the one to adopt is', { adopt: { id: 'pool-4/gpus' } }, {}, undefined, 'pool-4'],
])('a node pool is made and looked for in %s', (_sentence, spec, status, id, place) => {
  expect(placeOf(object(spec, status), objects(id))).toBe(place);
});

test('a node pool is looked for where its create was sent, while its Pool cannot be named', () => {
  const one = object(IN_POOL);
  const annotations = { [CREATE_INTENT]: JSON.stringify({ ...intent, fields: {} }) };
  const begun = { ...one, metadata: { ...one.metadata, annotations } };
  expect(placeOf(begun, objects())).toBe('pool-0');
});

test('the list that is watched is that of the pool in which it is', () => {
  expect(listedIn(object(having(), bound('pool-3/gpus')), objects())).toBe('pool-3');
  expect(listedIn(object(having()), objects())).toBe('pool-1');
});

test.each([
  ['pool-1/a.b-Default', { poolId: 'pool-1', name: 'a.b-Default' }],
  ['pool-1', { poolId: 'pool-1', name: '' }],
])('the parts of the id %s', (id, parts) => {
  expect(partsOf(id)).toEqual(parts);
});

test('the Pool that the spec names need only exist, and is kept until the node pool is gone', () => {
  const [, pool] = references(object(IN_POOL));
  expect(pool).toMatchObject({ field: 'spec.poolRef', needs: 'Created', holds: 'while-it-exists' });
  expect(references(object(having()))).toHaveLength(1);
});
