import { describe, expect, test } from 'vitest';
import { differences, wordsOf } from '../../../operator/kinds/modelservice/compare.ts';
import type { Held } from '../../../operator/kinds/modelservice/held.ts';
import type { ModelServiceSpec } from '../../../operator/kinds/modelservice/spec.gen.ts';
import { held, told, want } from './services.ts';
import { bare, batch, edge, ofTwo, variant, withFields } from './specs.ts';

/** What is said of the differences; empty when there is none. */
const said = (spec: ModelServiceSpec, parts: Partial<Held>): string =>
  wordsOf(differences(want(spec), held(parts)));
const one = (fields: Parameters<typeof variant>[1]) => withFields({ variants: [variant('a', fields)] });
const both = { variants: [told('a', { weight: 90 }), told('b', { weight: '10' })] };
const envs = [{ name: 'TOKEN', value: 's3cret' }];

const PROPERTIES = {
  ...{ maxSurge: 0.25, terminationGracePeriodSeconds: 30 },
  logVolume: [{ hostPath: '/h', mountPath: '/m' }],
  persistentVolumes: [
    { name: 'one', mountPath: '/1', storageType: 'sfs_turbo', sourceAddress: 't-1' },
    { name: 'two', mountPath: '/2' },
  ],
};
const volumes = (...list: object[]) => ({
  additional_properties: {
    ...{ max_surge: 0.25, termination_grace_period_seconds: 30, max_unavailable: 0 },
    ...{ log_volume: [{ host_path: '/h', mount_path: '/m' }], persistent_volumes: list },
  },
});
const ONE = { name: 'one', mount_path: '/1', storage_type: 'sfs_turbo' };
const TWO = { name: 'two', mount_path: '/2', storage_type_text: 'theirs' };

describe('no difference is', () => {
  test.each<[string, ModelServiceSpec, Partial<Held>]>([
    ['what is as it is wanted', withFields(), {}],
    ['a weight that is a text', ofTwo(), both],
    ['the order of the variants', ofTwo(), { variants: [...both.variants].reverse() }],
    ['how long an instance may take, which no answer tells', one({ deployTimeoutInSeconds: 60 }), {}],
    ['variables as they are', one({ envs }), { variants: [told('a', { envs: { TOKEN: 's3cret' } })] }],
    [
      'a variable that is empty',
      one({ envs: [{ name: 'A', value: '' }] }),
      { variants: [told('a', { envs: { A: '' } })] },
    ],
    [
      'what the cloud adds: a pool, a place of its own, properties, settings',
      withFields(),
      {
        variants: [
          told('a', { pool_name: 'p', affinity: { node_affinity: { mode: 'x' } }, ...volumes(ONE) }),
        ],
        content: {
          loadBalancerPolicy: 'ROUND_ROBIN',
          priority: 1,
          poolName: 'p',
          additionalProperties: { a: 1 },
        },
      },
    ],
    [
      'volumes in the words of an answer, in any order',
      one({ additionalProperties: PROPERTIES }),
      { variants: [told('a', volumes(TWO, { ...ONE, source_address: 't-1' }))] },
    ],
    [
      'volumes in the words of a request',
      one({ additionalProperties: PROPERTIES }),
      { variants: [told('a', volumes({ ...ONE, source_addresses: 't-1' }, TWO))] },
    ],
    [
      'an empty list that is wanted, and that no answer tells',
      one({ additionalProperties: { logVolume: [] } }),
      {},
    ],
    [
      'settings that no answer tells',
      withFields({
        ...{ priority: 2, loadBalancerPolicy: 'SOURCE_IP' },
        serviceSecrets: [{ secretId: 's', mountPath: '/s' }],
        additionalProperties: { websocketUpgrade: true },
      }),
      {},
    ],
    [
      'edge nodes in another order',
      edge(),
      { variants: [told('a', { weight: '', nodes: [{ id: 'node-2' }, 'node-1'] })] },
    ],
    [
      'a schedule that is as wanted',
      withFields({ schedule: [{ type: 'stop', timeUnit: 'DAYS', duration: 1 }] }),
      {
        content: { schedule: [{ type: 'stop', timeUnit: 'DAYS', duration: 1 }] },
      },
    ],
    ['a schedule that is empty', withFields({ schedule: [] }), {}],
  ])('%s', (_sentence, spec, parts) => {
    expect(said(spec, parts)).toBe('');
  });
});

describe('a difference is told with both values:', () => {
  test.each<[string, ModelServiceSpec, Partial<Held>, string]>([
    [
      'a weight',
      ofTwo(),
      { variants: [told('a', { weight: 80 }), told('b', { weight: '20' })] },
      'spec.variants[a].weight: 80 in ModelArts, 90 wanted; spec.variants[b].weight: 20 in ModelArts, 10 wanted',
    ],
    [
      'a number of instances',
      one({ instanceCount: 3 }),
      {},
      'spec.variants[a].instanceCount: 1 in ModelArts, 3 wanted',
    ],
    ['replicas', withFields({ replicas: 4 }), {}, 'spec.variants[a].instanceCount: 1 in ModelArts, 4 wanted'],
    [
      'a specification',
      one({ specification: 'gpu' }),
      {},
      'specification: modelarts.vm.cpu.2u in ModelArts, gpu wanted',
    ],
    [
      'another model, in the place of the former',
      one({ modelId: 'm-2' }),
      {},
      'spec.variants[a].modelId: m-a in ModelArts, m-2 wanted',
    ],
    [
      'a variant more',
      ofTwo(),
      { variants: [told('a', { weight: 90 })] },
      'spec.variants[b]: model m-b is not served yet',
    ],
    [
      'a variant less',
      withFields(),
      { variants: [told('a'), told('b', { weight: 0 })] },
      'model m-b: served, but not wanted',
    ],
    [
      'a place that is not told',
      one({ poolId: 'p' }),
      {},
      'spec.variants[a].poolName: nothing in ModelArts, p wanted',
    ],
    [
      'a file to read',
      batch(),
      {
        variants: [
          told('a', { src_path: '/b/', dest_path: '/bucket/out/', req_uri: '/', mapping_type: 'file' }),
        ],
      },
      'spec.variants[a].srcPath: /b/ in ModelArts, /bucket/in/ wanted',
    ],
  ])('%s', (_sentence, spec, parts, words) => {
    expect(said(spec, parts)).toContain(words);
  });
});

describe('a difference is told without values:', () => {
  const OTHER = 'ModelArts holds something else';
  test.each<[string, ModelServiceSpec, Partial<Held>, string]>([
    [
      'a variable',
      one({ envs }),
      { variants: [told('a', { envs: { TOKEN: 'other' } })] },
      `spec.variants[a].envs: ${OTHER}`,
    ],
    [
      'a variable more',
      withFields(),
      { variants: [told('a', { envs: { TOKEN: 's3cret' } })] },
      `spec.variants[a].envs: ${OTHER}`,
    ],
    ['a variable less', one({ envs }), {}, `spec.variants[a].envs: ${OTHER}`],
    [
      'a volume',
      one({ additionalProperties: PROPERTIES }),
      { variants: [told('a', volumes({ ...ONE, source_address: 't-2' }, TWO))] },
      `spec.variants[a].additionalProperties: ${OTHER}`,
    ],
    [
      'a volume more',
      one({ additionalProperties: PROPERTIES }),
      { variants: [told('a', volumes({ ...ONE, source_address: 't-1' }, TWO, ONE))] },
      `spec.variants[a].additionalProperties: ${OTHER}`,
    ],
    [
      'log folders that are to go',
      one({ additionalProperties: { logVolume: [] } }),
      { variants: [told('a', volumes())] },
      `spec.variants[a].additionalProperties: ${OTHER}`,
    ],
    [
      'an edge node',
      edge(),
      { variants: [told('a', { nodes: ['node-1', 'node-3'] })] },
      `spec.variants[a].nodes: ${OTHER}`,
    ],
    ['a description', withFields(), { description: 'x' }, `spec.description: ${OTHER}`],
    [
      'a priority that is told',
      withFields({ priority: 2 }),
      { content: { priority: 1 } },
      `spec.priority: ${OTHER}`,
    ],
    [
      'properties that are told',
      withFields({ additionalProperties: { websocketUpgrade: true } }),
      { content: { additionalProperties: { websocketUpgrade: false } } },
      `spec.additionalProperties: ${OTHER}`,
    ],
    [
      'a schedule that was taken away',
      withFields(),
      { content: { schedule: [{ type: 'stop', timeUnit: 'DAYS', duration: 1 }] } },
      `spec.schedule: ${OTHER}`,
    ],
    [
      'a schedule that is not there',
      withFields({ schedule: [{ type: 'stop', timeUnit: 'DAYS', duration: 1 }] }),
      {},
      `spec.schedule: ${OTHER}`,
    ],
  ])('%s', (_sentence, spec, parts, words) => {
    expect(said(spec, parts)).toBe(words);
    expect(JSON.stringify(differences(want(spec), held(parts)).fields)).not.toMatch(/s3cret/);
  });
});

test('indexes are those of the answer, whatever the order of the spec', () => {
  const spec = withFields({ variants: [variant('b', { weight: 20 }), variant('a', { weight: 80 })] });
  const { fields } = differences(want(spec), held(both));
  expect(fields.map((one) => [one.variant, one.index, one.field])).toEqual([
    ['b', 1, 'weight'],
    ['a', 0, 'weight'],
  ]);
});

test('a part of a variant that was taken out of the spec stays as it is', () => {
  const spec = { ...batch(), variants: [bare('a')] };
  expect(said(spec, { variants: [told('a', { weight: '', src_path: '/b/', ...volumes(ONE) })] })).toBe('');
});
