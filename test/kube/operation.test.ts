import { expect, test } from 'vitest';
import { operationOf, resultOf } from '../../operator/kube/operation.ts';
import { ApiError } from '../../operator/runtime/ports.ts';

const OURS = '/apis/modelarts.huaweicloud.com/v1alpha1';

test.each<[string, string, Record<string, string | undefined> | undefined, string]>([
  ['GET', `${OURS}/trainingjobs`, { limit: '500' }, 'list trainingjobs'],
  ['GET', `${OURS}/namespaces/ml/trainingjobs`, {}, 'list trainingjobs'],
  ['GET', `${OURS}/trainingjobs`, { watch: 'true' }, 'watch trainingjobs'],
  ['PATCH', `${OURS}/namespaces/ml/trainingjobs/resnet`, undefined, 'patch trainingjobs'],
  ['PATCH', `${OURS}/namespaces/ml/trainingjobs/resnet/status`, undefined, 'patch trainingjobs/status'],
  ['DELETE', `${OURS}/namespaces/ml/trainingjobs/resnet`, undefined, 'delete trainingjobs'],
  ['GET', '/api/v1/namespaces/ml/secrets/huawei', undefined, 'get secrets'],
  ['GET', '/api/v1/namespaces/ml/secrets', { watch: 'true', fieldSelector: 'x' }, 'watch secrets'],
  ['GET', '/api/v1/namespaces/kube-system', undefined, 'get namespaces'],
  ['POST', '/apis/events.k8s.io/v1/namespaces/ml/events', undefined, 'create events'],
  ['PUT', '/apis/coordination.k8s.io/v1/namespaces/ops/leases/one', undefined, 'update leases'],
  [
    'GET',
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/pools.modelarts.huaweicloud.com',
    undefined,
    'get customresourcedefinitions',
  ],
])('%s %s is told without names', (method, path, query, words) => {
  const { verb, resource } = operationOf({ method, path, ...(query && { query }) });
  expect(`${verb} ${resource}`).toBe(words);
});

const never = new AbortController().signal;
const aborted = AbortSignal.abort();

test.each<[string, unknown, AbortSignal, string]>([
  ['an answer', undefined, never, 'ok'],
  ['an answer, though nobody waits for it any more', undefined, aborted, 'ok'],
  ['a conflict', new ApiError('conflict', 'no', { status: 409 }), never, 'conflict'],
  ['too many requests', new ApiError('unavailable', 'no', { status: 429 }), never, 'throttled'],
  ['no answer', new ApiError('unavailable', 'no'), never, 'unavailable'],
  ['what was given up by ourselves', new ApiError('unavailable', 'no'), aborted, 'aborted'],
  ['a defect', new Error('no'), never, 'unavailable'],
])('%s is told by its class', (_sentence, error, signal, word) => {
  expect(resultOf(error, signal)).toBe(word);
});
