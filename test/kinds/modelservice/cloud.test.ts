/** What was asked for compares equal to what the simulator then holds, and every change leads there in one call. */
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../operator/kinds/modelservice/change.ts';
import { changeOf } from '../../../operator/kinds/modelservice/change.ts';
import { differences, wordsOf } from '../../../operator/kinds/modelservice/compare.ts';
import type { ModelServiceSpec } from '../../../operator/kinds/modelservice/spec.gen.ts';
import type { Resolved } from '../../../operator/kinds/modelservice/wanted.ts';
import type { Behaviours } from '../../../operator/simulator/behaviours.ts';
import { served } from '../../modelarts/served.ts';
import { mayMutate } from '../../modelarts/server.ts';
import { MINUTE, read } from '../../modelarts/simulated.ts';
import { create, PLAIN, want } from './services.ts';
import { bare, batch, completeSample, edge, ofTwo, TAKEN, variant, withFields } from './specs.ts';

/** A cloud with the models `m-a` and `m-b`, and pools that it is not asked about. */
async function cloud(behaviours: Partial<Behaviours> = {}) {
  const world = await served({ 'service.unknownPool': 'believe', ...behaviours });
  const ids = {
    'm-a': world.model,
    'm-b': await world.publish('2.0.0'),
    'm-c': await world.publish('3.0.0'),
  };
  const { services } = world.client;
  const withIds = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value).replaceAll(/"(m-[abc])"/g, (_all, name: keyof typeof ids) => `"${ids[name]}"`),
    );
  return {
    withIds,
    async made(spec: ModelServiceSpec, resolved: Resolved): Promise<string> {
      const { id } = await services.create(create(spec, resolved), mayMutate());
      world.advance(4 * MINUTE);
      return id;
    },
    /** How a service differs from a spec, in words, and what would set it right. */
    async differing(id: string, spec: ModelServiceSpec, resolved: Resolved) {
      const held = await services.get(id, read());
      const found = differences(want(spec, resolved), held);
      return { words: wordsOf(found), change: changeOf(want(spec, resolved), held, found, false) };
    },
    async send(id: string, change: Change) {
      if (change.type === 'scale') await services.scale(id, change.instances, mayMutate());
      if (change.type === 'patch') await services.patch(id, change.changes, mayMutate());
      if (change.type === 'update') await services.update(id, change.body, mayMutate());
      world.advance(4 * MINUTE);
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const SAMPLE: Resolved = {
  modelIds: { stable: 'm-a', canary: 'm-b', a: 'm-a' },
  poolIds: { '': 'pool-1', canary: 'pool-2' },
  values: { stable: { HF_TOKEN: 'hf-1' } },
};

const READINGS: Partial<Behaviours>[] = [
  {},
  { 'service.weight': 'string', 'service.configStatus': 'notReady' },
];

describe.each(READINGS)('where answers are told by %j, a service', (behaviours) => {
  test.each([['the complete sample', completeSample()] as const, ...TAKEN])(
    'made of %s is as wanted',
    async (_sentence, spec) => {
      await using there = await cloud(behaviours);
      const [said, resolved] = [there.withIds(spec), there.withIds(SAMPLE)];
      const id = await there.made(said, resolved);
      expect(await there.differing(id, said, resolved)).toEqual({ words: '', change: undefined });
    },
  );
});

const CUSTOM = { specification: 'custom', customSpec: { cpu: 1.234, memory: 1024 } };
const VOLUME = { mountPath: '/mnt', storageType: 'sfs_turbo', sourceAddress: 't-1' };
const inPool = (fields: Parameters<typeof variant>[1]) =>
  withFields({ poolId: 'pool-1', variants: [variant('a', { ...CUSTOM, ...fields })] });
const one = (fields: Parameters<typeof variant>[1]) => withFields({ variants: [variant('a', fields)] });
const schedule = [{ type: 'stop', timeUnit: 'DAYS' as const, duration: 1 }];

describe('an edit comes true by one call, and then nothing differs any more:', () => {
  test.each<[string, ModelServiceSpec, ModelServiceSpec, Change['type']]>([
    ['more instances', withFields(), withFields({ replicas: 3 }), 'scale'],
    ['fewer instances', one({ instanceCount: 3 }), withFields(), 'scale'],
    ['weights', ofTwo(), withFields({ variants: [variant('a', { weight: 0 }), variant('b')] }), 'patch'],
    ['variables', withFields(), one({ envs: [{ name: 'camelCase', value: '1' }] }), 'patch'],
    ['no variables', one({ envs: [{ name: 'A', value: '1' }] }), withFields(), 'patch'],
    ['another model', withFields(), one({ modelId: 'm-c' }), 'patch'],
    ['cores', inPool({}), inPool({ customSpec: { cpu: 2.5, memory: 2048, gpuP4: 0.5 } }), 'patch'],
    ['a variant more', withFields(), ofTwo(), 'update'],
    ['a variant less', ofTwo(), withFields(), 'update'],
    ['a volume', inPool({}), inPool({ additionalProperties: { persistentVolumes: [VOLUME] } }), 'update'],
    [
      'another volume',
      inPool({ additionalProperties: { persistentVolumes: [VOLUME] } }),
      inPool({ additionalProperties: { persistentVolumes: [{ ...VOLUME, sourceAddress: 't-2' }] } }),
      'update',
    ],
    ['another pool', inPool({}), inPool({ poolId: 'pool-2' }), 'update'],
    ['a description', withFields(), withFields({ description: 'new' }), 'update'],
    ['no description', withFields({ description: 'old' }), withFields(), 'update'],
    ['a schedule', withFields(), withFields({ schedule }), 'update'],
    ['no schedule', withFields({ schedule }), withFields(), 'update'],
    [
      'a balance',
      withFields({ loadBalancerPolicy: 'SOURCE_IP' }),
      withFields({ loadBalancerPolicy: 'ROUND_ROBIN' }),
      'update',
    ],
    ['other edge nodes', edge(), edge({}, { nodes: ['node-3'] }), 'patch'],
    ['edge instances', edge(), edge({}, { instanceCount: 2 }), 'patch'],
    [
      'all at once',
      { ...ofTwo(), description: 'old', schedule },
      one({ modelId: 'm-c', instanceCount: 4 }),
      'update',
    ],
  ])('%s', async (_sentence, before, after, type) => {
    await using there = await cloud();
    const [first, second] = [there.withIds(before), there.withIds(after)];
    const id = await there.made(first, PLAIN);
    const { change } = await there.differing(id, second, PLAIN);
    if (!change) throw new Error('nothing differs');
    expect(change.type).toBe(type);
    await there.send(id, change);
    expect(await there.differing(id, second, PLAIN)).toEqual({ words: '', change: undefined });
  });
});

test('a batch service holds what it was made of, whichever fields it has', async () => {
  await using there = await cloud();
  const spec = there.withIds({
    ...batch(),
    variants: [bare('a', { ...batch().variants[0], srcType: 'ManifestFile' })],
  });
  const id = await there.made(spec, PLAIN);
  expect(
    await there.differing(id, { ...spec, variants: [{ ...spec.variants[0]!, destPath: '/other/' }] }, PLAIN),
  ).toMatchObject({
    words: 'spec.variants[a].destPath: /bucket/out/ in ModelArts, /other/ wanted',
  });
});
