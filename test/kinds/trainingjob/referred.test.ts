import { describe, expect, test } from 'vitest';
import { references, referredIds } from '../../../operator/kinds/trainingjob/references.ts';
import { createRequest } from '../../../operator/kinds/trainingjob/request.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';
import { object } from './jobs.ts';
import { sample } from './specs.ts';

const named = { resource: { poolRef: { name: 'a100' } }, algorithm: { algorithmRef: { name: 'resnet' } } };
const known = (status?: CommonStatus) => thing({ name: 'a100' }, status);
const remote = (id: string): CommonStatus => ({ remote: { id, attempt: 1 } });

describe('the references of a job', () => {
  test('are the Account, the Pool and the Algorithm, the latter two ready and kept until the job ends', () => {
    const until = { needs: 'Ready', holds: 'until-it-ends' };
    expect(references(object(named))).toMatchObject([
      { field: 'spec.accountRef', to: { plural: 'accounts', key: { name: 'default' } } },
      {
        field: 'spec.resource.poolRef',
        to: { plural: 'pools', kind: 'Pool', key: { name: 'a100' } },
        ...until,
      },
      {
        field: 'spec.algorithm.algorithmRef',
        to: { plural: 'algorithms', kind: 'Algorithm', key: { namespace: 'ml', name: 'resnet' } },
        ...until,
      },
    ]);
  });

  test('are only the Account where pool and algorithm are given otherwise', () => {
    expect(references(object(sample())).map(({ field }) => field)).toEqual(['spec.accountRef']);
  });

  test('become ids in what the job is created with', () => {
    const ids = referredIds(
      new Map([
        ['spec.accountRef', known()],
        ['spec.resource.poolRef', known(remote('pool-1'))],
        ['spec.algorithm.algorithmRef', known(remote('algo-1'))],
      ]),
    );
    expect(ids).toEqual({ poolId: 'pool-1', algorithmId: 'algo-1' });
    if ('step' in ids) throw new Error('is no id');
    const body = createRequest(named, { name: 'n', description: '', environments: {}, ...ids });
    expect(body).toMatchObject({ algorithm: { id: 'algo-1' }, spec: { resource: { pool_id: 'pool-1' } } });
  });

  test('to an object without an id are waited for, by name', () => {
    expect(referredIds(new Map([['spec.resource.poolRef', known()]]))).toEqual({
      step: 'wait',
      reason: 'ReferenceNotReady',
      message: 'spec.resource.poolRef: Thing "a100" has no id in ModelArts yet',
    });
  });
});
