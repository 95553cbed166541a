import { describe, expect, test } from 'vitest';
import { changeOf } from '../../../operator/kinds/modelservice/change.ts';
import { differences } from '../../../operator/kinds/modelservice/compare.ts';
import type { Held } from '../../../operator/kinds/modelservice/held.ts';
import type { ModelServiceSpec } from '../../../operator/kinds/modelservice/spec.gen.ts';
import { create, held, MARKER, told, want } from './services.ts';
import { batch, edge, ofTwo, variant, withFields } from './specs.ts';

const change = (spec: ModelServiceSpec, parts: Partial<Held> = {}, untold = false) => {
  const service = held(parts);
  return changeOf(want(spec), service, differences(want(spec), service), untold);
};
const one = (fields: Parameters<typeof variant>[1]) => withFields({ variants: [variant('a', fields)] });
const swapped = { variants: [told('b', { weight: 10 }), told('a', { weight: 90 })] };
const scaled = one({ instanceCount: 3 });

test('nothing is changed where nothing differs', () => {
  expect(change(withFields())).toBeUndefined();
});

describe('numbers of instances alone', () => {
  test.each(['running', 'concerning'])('are scaled while the service is %s', (status) => {
    expect(change(scaled, { status })).toEqual({ type: 'scale', instances: { 'm-a': 3 } });
  });

  test('are scaled together, by the models', () => {
    const spec = ofTwo({ replicas: 5, scaleTarget: 'b' });
    const parts = { variants: [told('a', { weight: 90, instance_count: 2 }), told('b', { weight: 10 })] };
    expect(change(spec, parts)).toEqual({ type: 'scale', instances: { 'm-a': 1, 'm-b': 5 } });
  });

  test.each([
    ['a service that does not run', scaled, { status: 'stopped' }],
    [
      'an edge service',
      edge({}, { instanceCount: 3 }),
      { inferType: 'edge', variants: [told('a', { nodes: ['node-1', 'node-2'] })] },
    ],
  ])('are patched into %s', (_sentence, spec, parts) => {
    const changes = [{ index: 0, field: 'instance_count', value: 3 }];
    expect(change(spec, parts)).toEqual({ type: 'patch', changes });
  });
});

describe('values are patched, in the words of the wire and by the indexes of the answer:', () => {
  test.each<[string, ModelServiceSpec, Partial<Held>, object[]]>([
    [
      'weights',
      ofTwo(),
      { variants: [told('b', { weight: 20 }), told('a', { weight: 80 })] },
      [
        { index: 1, field: 'weight', value: 90 },
        { index: 0, field: 'weight', value: 10 },
      ],
    ],
    ['a model', one({ modelId: 'm-2' }), {}, [{ index: 0, field: 'model_id', value: 'm-2' }]],
    [
      'variables',
      one({ envs: [{ name: 'Aa', value: '1' }] }),
      {},
      [{ index: 0, field: 'envs', value: { Aa: '1' } }],
    ],
    [
      'no variables any more',
      ofTwo(),
      { variants: [told('b', { weight: 10, envs: { A: '1' } }), told('a', { weight: 90 })] },
      [{ index: 0, field: 'envs', value: {} }],
    ],
    [
      'instances together with a specification',
      one({ instanceCount: 3, specification: 'x' }),
      {},
      [
        { index: 0, field: 'specification', value: 'x' },
        { index: 0, field: 'instance_count', value: 3 },
      ],
    ],
    [
      'cores that are told',
      one({ specification: 'custom', customSpec: { cpu: 2, memory: 1024 } }),
      { variants: [told('a', { specification: 'custom', custom_spec: { cpu: 1, memory: 1024 } })] },
      [{ index: 0, field: 'custom_spec', value: { cpu: 2, memory: 1024 } }],
    ],
  ])('%s', (_sentence, spec, parts, changes) => {
    expect(change(spec, parts)).toEqual({ type: 'patch', changes });
  });
});

describe('all variants are put whole for', () => {
  test.each<[string, ModelServiceSpec, Partial<Held>]>([
    ['a variant more', ofTwo(), {}],
    ['a variant less', withFields(), swapped],
    ['a value that is not told, so that there is nothing to replace', one({ poolId: 'p' }), {}],
    [
      'volumes, which are called otherwise there',
      one({ additionalProperties: { persistentVolumes: [{ mountPath: '/1' }] } }),
      {
        variants: [told('a', { additional_properties: { persistent_volumes: [{ mount_path: '/2' }] } })],
      },
    ],
  ])('%s', (_sentence, spec, parts) => {
    expect(change(spec, parts)).toEqual({ type: 'update', body: { config: create(spec).config } });
  });

  test('what no answer tells and has been edited, with the settings beside', () => {
    const spec = withFields({ serviceSecrets: [{ secretId: 's', mountPath: '/s' }] });
    const { config } = create(spec);
    const service_secrets = [{ secretId: 's', mountPath: '/s' }];
    expect(change(spec, {}, true)).toEqual({ type: 'update', body: { service_secrets, config } });
  });
});

describe('what lies around the variants is put without them:', () => {
  test.each<[string, ModelServiceSpec, Partial<Held>, object]>([
    ['a description', withFields({ description: 'new' }), {}, { description: `new ${MARKER}` }],
    [
      'only the setting that differs: another schedule would begin anew',
      withFields({ priority: 2, schedule: [{ type: 'stop', timeUnit: 'DAYS', duration: 1 }] }),
      { content: { priority: 1, schedule: [{ type: 'stop', timeUnit: 'DAYS', duration: 1 }] } },
      { priority: 2 },
    ],
    [
      'a schedule that goes',
      withFields(),
      { content: { schedule: [{ type: 'stop', timeUnit: 'DAYS', duration: 1 }] } },
      { schedule: [] },
    ],
    [
      'properties that are told',
      withFields({ additionalProperties: { websocketUpgrade: true } }),
      { content: { additionalProperties: { websocketUpgrade: false } } },
      { additional_properties: { smn_notification: {}, websocket_upgrade: true } },
    ],
  ])('%s', (_sentence, spec, parts, body) => {
    expect(change(spec, parts)).toEqual({ type: 'update', body });
  });

  test('but with them where they differ as well, in one call', () => {
    const spec = one({ weight: 100, instanceCount: 2 });
    const body = { description: `new ${MARKER}`, config: create(spec).config };
    expect(change({ ...spec, description: 'new' })).toEqual({ type: 'update', body });
  });
});

test.each([
  ['a description', withFields({ description: 'new' }), {}, false],
  ['variants', ofTwo(), {}, false],
  ['what is not told', withFields({ serviceSecrets: [] }), {}, true],
  ['a stopped service', scaled, { status: 'stopped' }, false],
  ['a batch service', batch(), { variants: [] }, false],
])('a change of %s never has a status', (_sentence, spec, parts, untold) => {
  expect(JSON.stringify(change(spec, parts, untold))).not.toMatch(/"status"/);
});
