import { describe, expect, test } from 'vitest';
import { references, secretNames, withReferred } from '../../../operator/kinds/modelservice/references.ts';
import type { ModelServiceSpec } from '../../../operator/kinds/modelservice/spec.gen.ts';
import type { CommonStatus, Key } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';
import { object } from './services.ts';
import { completeSample, sample, withFields } from './specs.ts';

const { signal } = new AbortController();
const named = (kind: string, name: string, status?: CommonStatus) => ({ ...thing({ name }, status), kind });
const remote = (id: string): CommonStatus => ({ remote: { id, attempt: 1 } });

const READY = { needs: 'Ready', holds: 'while-it-exists' };

test('a service needs its Account, its Models and its Pools, and keeps them while it exists', () => {
  const of = (field: string, plural: string, kind: string, name: string) => ({
    ...{ field, to: { plural, kind, key: { namespace: 'ml', name } } },
    ...READY,
  });
  expect(references(object(completeSample()))).toMatchObject([
    { field: 'spec.accountRef', to: { plural: 'accounts', key: { name: 'default' } } },
    of('spec.poolRef', 'pools', 'Pool', 'a100'),
    of('spec.variants[stable].modelRef', 'models', 'Model', 'resnet-1'),
    of('spec.variants[canary].modelRef', 'models', 'Model', 'resnet-2'),
    of('spec.variants[canary].poolRef', 'pools', 'Pool', 'npus'),
  ]);
});

test('one that says ids needs its Account only', () => {
  expect(references(object(withFields({ poolId: 'p' }))).map(({ field }) => field)).toEqual([
    'spec.accountRef',
  ]);
});

test('each Secret is named once', () => {
  const [stable, canary] = completeSample().variants as [never, ModelServiceSpec['variants'][number]];
  const envs = (stable as ModelServiceSpec['variants'][number]).envs ?? [];
  expect(secretNames({ ...completeSample(), variants: [stable, { ...canary, envs }] })).toEqual(['hf']);
  expect(secretNames(sample())).toEqual([]);
});

describe('what they stand for', () => {
  const referred = new Map([
    ['spec.accountRef', named('Account', 'default')],
    ['spec.poolRef', named('Pool', 'a100', remote('pool-1'))],
    ['spec.variants[stable].modelRef', named('Model', 'resnet-1', remote('m-1'))],
    ['spec.variants[canary].modelRef', named('Model', 'resnet-2', remote('m-2'))],
    ['spec.variants[canary].poolRef', named('Pool', 'npus', remote('pool-2'))],
  ]);
  const secrets = (values: Record<string, Record<string, string>>) => ({
    read: async ({ namespace, name }: Key) => (namespace === 'ml' ? values[name] : undefined),
  });
  const found = (
    held: Record<string, Record<string, string>>,
    change: [string, ReturnType<typeof named>][] = [],
  ) => withReferred(object(completeSample()), new Map([...referred, ...change]), secrets(held), signal);

  test('is ids, and values by variant and variable', async () => {
    expect(await found({ hf: { token: 'one' } })).toEqual({
      modelIds: { stable: 'm-1', canary: 'm-2' },
      poolIds: { '': 'pool-1', canary: 'pool-2' },
      values: { stable: { HF_TOKEN: 'one' } },
    });
  });

  test.each<[string, string, [string, ReturnType<typeof named>], string]>([
    ['a model', 'Model', ['spec.variants[stable].modelRef', named('Model', 'resnet-1')], 'resnet-1'],
    ['a pool', 'Pool', ['spec.poolRef', named('Pool', 'a100')], 'a100'],
    ['the pool of a variant', 'Pool', ['spec.variants[canary].poolRef', named('Pool', 'npus')], 'npus'],
  ])('is waited for while %s has no id', async (_sentence, kind, change, name) => {
    expect(await found({ hf: { token: 'one' } }, [change])).toEqual({
      ...{ step: 'wait', reason: 'ReferenceNotReady' },
      message: `${change[0]}: ${kind} "${name}" has no id in ModelArts yet`,
    });
  });

  test.each([
    ['the Secret is not there', {}],
    ['its key is not', { hf: { other: 's3cret' } }],
  ])('is waited for while %s, by both names and no value', async (_sentence, held) => {
    expect(await found(held as Record<string, Record<string, string>>)).toEqual({
      ...{ step: 'wait', reason: 'SecretMissing', recheckMs: 10_000 },
      message:
        'spec.variants[stable].envs[HF_TOKEN]: there is no key "token" in a Secret "hf" of this namespace yet',
    });
  });

  test('may be an empty value', async () => {
    expect(await found({ hf: { token: '' } })).toMatchObject({ values: { stable: { HF_TOKEN: '' } } });
  });
});
