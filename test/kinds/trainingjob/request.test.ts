import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRequest, immutableFields } from '../../../operator/kinds/trainingjob/request.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import { schemas } from '../../../operator/modelarts/generated/training.gen.ts';
import { changedFields, digest } from '../../../operator/runtime/digest.ts';
import { ALGORITHMS, anySpec, RESOURCE, sample } from './specs.ts';

const DECIDED = { name: 'resnet-0123abcd-1', description: '[k8s marker]', environments: {} };

// Formats (int32 and the like) say nothing that the schemas' limits do not say.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const fits = ajv.compile({ $ref: '#/$defs/CreateTrainingJobRequest', $defs: schemas });

/** Every key of the JSON that `value` becomes, those of free-form maps left out. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...(key === 'environments' ? [] : keysOf(item)),
  ]);
}

function holdsUndefined(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined;
  return Object.values(value).some(holdsUndefined);
}

describe('the body', () => {
  test('of the sample says what the sample says', () => {
    expect(createRequest(sample(), { ...DECIDED, environments: { NCCL_DEBUG: 'INFO' } })).toEqual({
      kind: 'job',
      metadata: { name: 'resnet-0123abcd-1', description: '[k8s marker]' },
      algorithm: {
        code_dir: '/ml-bucket/resnet/',
        boot_file: '/ml-bucket/resnet/train.py',
        engine: {
          engine_name: 'PyTorch',
          engine_version: 'pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64',
        },
        parameters: [{ name: 'epochs', value: '90' }],
        inputs: [{ name: 'data_url', remote: { obs: { obs_url: '/ml-bucket/imagenet/' } } }],
        outputs: [{ name: 'train_url', remote: { obs: { obs_url: '/ml-bucket/out/' } } }],
        environments: { NCCL_DEBUG: 'INFO' },
      },
      spec: {
        resource: { flavor_id: 'modelarts.vm.gpu.v100', node_count: 1 },
        log_export_path: { obs_url: '/ml-bucket/logs/' },
      },
    });
  });

  test('of the smallest job holds nothing that was not said, but one node', () => {
    expect(createRequest({ algorithm: { id: 'algo-1' }, resource: { poolId: 'pool-1' } }, DECIDED)).toEqual({
      kind: 'job',
      metadata: { name: DECIDED.name, description: DECIDED.description },
      algorithm: { id: 'algo-1' },
      spec: { resource: { pool_id: 'pool-1', node_count: 1 } },
    });
  });

  test('of a custom image with all there is', () => {
    const spec: TrainingJobSpec = {
      name: 'chosen',
      description: 'not sent as it is: the marker goes with it',
      algorithm: {
        command: 'python /home/work/train.py',
        localCodeDir: '/home/work',
        workingDir: '/home/work/run',
        engine: { imageUrl: 'org/image:1', installSysPackages: false },
        inputs: [
          {
            name: 'set',
            description: 'pictures',
            localDir: '/home/in',
            remote: { dataset: { id: 'd', versionId: 'v' } },
          },
        ],
        outputs: [
          { name: 'out', description: 'weights', localDir: '/home/out', remote: { obs: { obsUrl: '/b/' } } },
        ],
      },
      resource: { flavorId: 'f', poolId: 'p', nodeCount: 4 },
      logExportPath: { hostPath: '/logs' },
    };
    expect(createRequest(spec, { ...DECIDED, name: 'chosen' })).toEqual({
      kind: 'job',
      metadata: { name: 'chosen', description: DECIDED.description },
      algorithm: {
        command: 'python /home/work/train.py',
        local_code_dir: '/home/work',
        working_dir: '/home/work/run',
        engine: { image_url: 'org/image:1', install_sys_packages: false },
        inputs: [
          {
            name: 'set',
            description: 'pictures',
            local_dir: '/home/in',
            remote: { dataset: { id: 'd', version_id: 'v' } },
          },
        ],
        outputs: [
          {
            name: 'out',
            description: 'weights',
            local_dir: '/home/out',
            remote: { obs: { obs_url: '/b/' } },
          },
        ],
      },
      spec: {
        resource: { flavor_id: 'f', pool_id: 'p', node_count: 4 },
        log_export_path: { host_path: '/logs' },
      },
    });
  });

  test.each([
    ['the sample', sample()],
    ...Object.entries(ALGORITHMS).map(
      ([way, algorithm]) => [way, { algorithm, resource: RESOURCE }] as const,
    ),
  ] as const)('of %s fits the schema of the reference', (_way, spec) => {
    fits(createRequest(spec, DECIDED));
    expect(fits.errors ?? []).toEqual([]);
  });

  const variables = fc.dictionary(fc.stringMatching(/^[A-Za-z_]\w{0,10}$/), fc.string());

  test('of whatever spec fits the schema, holds no undefined and no camelCase key outside the environments', () => {
    fc.assert(
      fc.property(anySpec, variables, (spec, environments) => {
        const body = createRequest(spec, { ...DECIDED, environments });
        expect(holdsUndefined(body)).toBe(false);
        for (const key of keysOf(body)) expect(key).toMatch(/^[a-z][a-z_]*$/);
        fits(body);
        expect(fits.errors ?? []).toEqual([]);
      }),
    );
  });

  test('carries the variables as they are written', () => {
    const environments = { camelCase: 'a', UPPER_CASE: 'b', 'with.dot': '' };
    const { algorithm } = createRequest(
      { algorithm: { id: 'a' }, resource: RESOURCE },
      { ...DECIDED, environments },
    );
    expect(algorithm).toHaveProperty('environments', environments);
  });
});

describe('the fields that cannot change', () => {
  test('are all that the body is made of but the description', () => {
    const paths = immutableFields({ ...sample(), name: 'n', description: 'd' })
      .filter(({ value }) => value !== undefined)
      .map(({ path }) => path);
    expect(paths.sort()).toEqual([
      'spec.algorithm.bootFile',
      'spec.algorithm.codeDir',
      'spec.algorithm.engine',
      'spec.algorithm.environments',
      'spec.algorithm.inputs',
      'spec.algorithm.outputs',
      'spec.algorithm.parameters',
      'spec.logExportPath',
      'spec.name',
      'spec.resource.flavorId',
      'spec.resource.nodeCount',
    ]);
  });

  const before: TrainingJobSpec = { ...sample(), description: 'one' };
  const fields = (spec: TrainingJobSpec) => digest(immutableFields(spec));

  test.each<[string, TrainingJobSpec, string[]]>([
    [
      'of the description or the Account as none',
      { ...before, description: 'two', accountRef: { name: 'b' } },
      [],
    ],
    ['of the name', { ...before, name: 'another' }, ['spec.name']],
    [
      'of a node count',
      { ...before, resource: { ...before.resource, nodeCount: 2 } },
      ['spec.resource.nodeCount'],
    ],
    [
      'of where it runs',
      { ...before, resource: { poolId: 'p', nodeCount: 1 } },
      ['spec.resource.poolId', 'spec.resource.flavorId'],
    ],
    [
      'of a variable',
      {
        ...before,
        algorithm: { ...before.algorithm, environments: [{ name: 'NCCL_DEBUG', value: 'WARN' }] },
      },
      ['spec.algorithm.environments'],
    ],
    ['of the logs', { ...before, logExportPath: { obsUrl: '/other/' } }, ['spec.logExportPath']],
  ])('tell a change %s', (_sentence, now, expected) => {
    expect(changedFields(fields(before), fields(now))).toEqual(expected);
  });
});
