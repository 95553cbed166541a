import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { createRequest, updateRequest } from '../../../operator/kinds/modelservice/request.ts';
import type { ModelServiceSpec } from '../../../operator/kinds/modelservice/spec.gen.ts';
import type { Resolved } from '../../../operator/kinds/modelservice/wanted.ts';
import { wantedOf } from '../../../operator/kinds/modelservice/wanted.ts';
import { schemas } from '../../../operator/modelarts/generated/service.gen.ts';
import { EXAMPLES } from '../../simulator/serviceExamples.gen.ts';
import { missingFrom, missingFromSpec } from '../../support/missing.ts';
import { create, MARKER, PLAIN, want } from './services.ts';
import {
  bare,
  batch,
  batchSample,
  completeSample,
  edge,
  ofTwo,
  TAKEN,
  variant,
  withFields,
} from './specs.ts';

/** What the references and Secrets of the complete sample stand for. */
const RESOLVED: Resolved = {
  modelIds: { stable: 'm-1', canary: 'm-2' },
  poolIds: { '': 'pool-1', canary: 'pool-2' },
  values: { stable: { HF_TOKEN: 'hf-1' } },
};

// Formats (int32 and the like) say nothing that the schemas' limits do not say.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const against = (name: string) => ajv.compile({ $ref: `#/$defs/${name}`, $defs: schemas });
const errorsOf = (name: string, body: object) => {
  const fits = against(name);
  fits(body);
  return fits.errors ?? [];
};

describe('the body of a create', () => {
  test('says what the spec says, in the words of the API, and nothing else', () => {
    expect(create(withFields())).toEqual({
      ...{ infer_type: 'real-time', service_name: 'resnet-0123abcd-1', description: MARKER },
      config: [{ model_id: 'm-a', specification: 'modelarts.vm.cpu.2u', instance_count: 1, weight: 100 }],
    });
  });

  test('has the ids that references stand for, and the values of Secrets', () => {
    const { pool_name, config } = create(completeSample(), RESOLVED);
    expect(pool_name).toBe('pool-1');
    expect(config).toMatchObject([
      { model_id: 'm-1', envs: { BATCH_SIZE: '8', HF_TOKEN: 'hf-1' } },
      { model_id: 'm-2', pool_name: 'pool-2' },
    ]);
    expect(config[0]).not.toHaveProperty('pool_name');
  });

  test('begins a roll-out with its first step', () => {
    expect(create(completeSample(), RESOLVED).config.map(({ weight }) => weight)).toEqual([90, 10]);
  });

  test.each<[string, Partial<ModelServiceSpec>, number[]]>([
    ['one instance each where nothing is said', {}, [1, 1]],
    ['replicas for the target', { replicas: 5, scaleTarget: 'b' }, [1, 5]],
  ])('asks for %s', (_sentence, fields, counts) => {
    expect(create(ofTwo(fields)).config.map((one) => one.instance_count)).toEqual(counts);
  });

  test.each([
    ['replicas before instanceCount, of the only variant', { replicas: 5 }, 5],
    ['instanceCount without replicas', {}, 2],
  ])('asks for %s', (_sentence, fields, wanted) => {
    const { config } = create(withFields({ variants: [variant('a', { instanceCount: 2 })], ...fields }));
    expect(config[0]?.instance_count).toBe(wanted);
  });

  test('rounds cores and GPUs as ModelArts would', () => {
    const customSpec = { cpu: 1.234, memory: 1, gpuP4: 0.335 };
    const custom = variant('a', { specification: 'custom', customSpec });
    expect(create(withFields({ poolId: 'p', variants: [custom] })).config[0]?.custom_spec).toEqual({
      ...{ cpu: 1.23, memory: 1, gpu_p4: 0.34 },
    });
  });

  test('has the notifications as a map, also an empty one: it is demanded with other properties', () => {
    expect(create(withFields({ additionalProperties: { websocketUpgrade: true } }))).toMatchObject({
      additional_properties: { smn_notification: {}, websocket_upgrade: true },
    });
    expect(create(completeSample(), RESOLVED).additional_properties?.smn_notification).toEqual({
      oncall: { topic_urn: 'urn:smn:cn-north-4:0f3c86c1:oncall', events: [1, 7] },
    });
  });

  const spec = (inferType: ModelServiceSpec['inferType'], fields: object, ...variants: object[]) =>
    ({ inferType, variants: variants.map((one) => ({ name: 'a', ...one })), ...fields }) as ModelServiceSpec;
  const CPU = { specification: 'modelarts.vm.cpu.2u' };
  const CUSTOM = { specification: 'custom', customSpec: { cpu: 1.5, memory: 7500 } };
  const examples = EXAMPLES.filter(({ section }) => section === '9.4').map(({ body }) => body);
  const CLUSTER = '8abf68a969c3cb3a0169c4acb24b0000';
  const MODEL = '598b913a-af3e-41ba-a1b5-bf065320f1e2';
  const DATA = 'https://infers-data.obs.xxxx.com';

  /** The second names no specification, the fifth no place for results: the reference demands both. */
  test.each<[number, ModelServiceSpec]>([
    [0, spec('real-time', {}, { modelId: '0e07b41b-173e-42db-8c16-8e1b44cc0d44', weight: 100, ...CPU })],
    [
      2,
      spec(
        'real-time',
        { clusterId: CLUSTER },
        { modelId: 'eb6a4a8c-5713-4a27-b8ed-c7e694499af5', weight: 100, clusterId: CLUSTER, ...CUSTOM },
      ),
    ],
    [
      3,
      spec(
        'real-time',
        { schedule: [{ type: 'stop', timeUnit: 'HOURS', duration: 1 }] },
        { modelId: 'xxxmodel-idxxx', weight: 100, ...CPU },
      ),
    ],
    [
      5,
      spec(
        'batch',
        {},
        {
          ...{ modelId: MODEL, ...CPU, srcPath: `${DATA}/xgboosterdata/`, destPath: `${DATA}/output/` },
          ...{ reqUri: '/', mappingType: 'csv' },
          mappingRule: (examples[5] as { config: { mapping_rule: object }[] }).config[0]?.mapping_rule,
        },
      ),
    ],
    [
      6,
      spec(
        'edge',
        {},
        {
          ...{ modelId: 'eb6a4a8c-5713-4a27-b8ed-c7e694499af5', ...CUSTOM },
          nodes: ['2r8c4fb9-t497-40u3-89yf-skui77db0472'],
        },
      ),
    ],
  ])('can say example %i of section 9.4', (index, said) => {
    const example = examples[index] as { service_name: string; description: string };
    const { service_name: name, description } = example;
    const weights = said.inferType === 'real-time' ? { a: 100 } : undefined;
    const body = createRequest(said, name, wantedOf(said, PLAIN, description, weights), PLAIN);
    // Weights are numbers in the table and texts in most examples; no variables are said by leaving them out.
    const plain = JSON.stringify(example).replace('"weight":"100"', '"weight":100').replace('"envs":{},', '');
    expect(body).toEqual(JSON.parse(plain));
  });

  test.each([['the complete sample', completeSample()] as const, ...TAKEN])(
    'of %s fits the schema, and so does that of an update of all of it',
    (_sentence, said) => {
      const all = {
        description: true,
        settings: Object.keys(want(said).settings),
        untold: true,
        config: true,
      };
      expect(errorsOf('CreateServiceRequest', create(said, RESOLVED))).toEqual([]);
      const known = all.settings.filter((name) => want(said).settings[name] !== undefined);
      const body = updateRequest(want(said, RESOLVED), { ...all, settings: known });
      expect(errorsOf('UpdateServiceRequest', body)).toEqual([]);
    },
  );

  test('can have every field of the reference', () => {
    const bodies = [
      create(completeSample(), RESOLVED),
      create(batch({ srcType: 'ManifestFile', mappingType: 'csv', mappingRule: { index: 0 } })),
      create(edge({ clusterId: 'edge-1' }, { clusterId: 'edge-2' })),
    ];
    expect(missingFrom('CreateServiceRequest', bodies, schemas)).toEqual([]);
  });
});

test('the samples have every field but the alternatives to what they say', () => {
  expect(missingFromSpec('modelservices', [completeSample(), batchSample()])).toEqual([
    'accountRef.namespace',
    ...['adopt', 'clusterId', 'poolId'],
    ...[
      'variants.clusterId',
      'variants.mappingRule',
      'variants.modelId',
      'variants.nodes',
      'variants.poolId',
    ],
    'variants.srcType',
    'writeConnectionTo.configMapName',
  ]);
});

describe('the body of an update', () => {
  const NOTHING = { description: false, settings: [], untold: false, config: false };

  test('has no part that is not asked for', () => {
    expect(updateRequest(want(completeSample(), RESOLVED), NOTHING)).toEqual({});
  });

  test('never has a status, a name or a place', () => {
    const said = want(completeSample(), RESOLVED);
    const all = { description: true, settings: Object.keys(said.settings), untold: true, config: true };
    expect(Object.keys(updateRequest(said, all)).sort()).toEqual([
      ...['additional_properties', 'config', 'description', 'load_balancer_policy', 'priority'],
      ...['schedule', 'service_secrets'],
    ]);
  });

  test('takes a schedule away by an empty one', () => {
    expect(updateRequest(want(withFields()), { ...NOTHING, settings: ['schedule'] })).toEqual({
      schedule: [],
    });
  });

  test('spells where a secret is mounted in its own way', () => {
    const serviceSecrets = [{ secretId: 's-1', mountPath: '/mnt' }];
    const said = withFields({ serviceSecrets });
    expect(create(said)).toMatchObject({ service_secrets: [{ secretId: 's-1', mouthPath: '/mnt' }] });
    expect(updateRequest(want(said), { ...NOTHING, untold: true })).toEqual({
      service_secrets: serviceSecrets,
    });
  });

  test('has all variants whole', () => {
    const { config } = updateRequest(want(ofTwo()), { ...NOTHING, config: true });
    expect(config).toEqual(create(ofTwo()).config);
    expect(create({ ...batch(), variants: [bare('a')] }).config[0]).not.toHaveProperty('weight');
  });
});
