import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { immutableFields } from '../../../operator/kinds/trainingjob/request.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import { changedFields, digest } from '../../../operator/runtime/digest.ts';
import { sample, TASK } from './specs.ts';

type Rule = { rule: string; message: string };
type Schema = { properties: { spec: { properties: object } }; 'x-kubernetes-validations': Rule[] };
type Crd = { spec: { versions: { schema: { openAPIV3Schema: Schema } }[] } };
const crd = load(readFileSync('crds/trainingjobs.yaml', 'utf8')) as Crd;
const schema = crd.spec.versions[0]?.schema.openAPIV3Schema as Schema;

describe('the fields that cannot change', () => {
  test('are named one by one, and every field of the spec is either such a field or can be edited', () => {
    const editable = [
      ...['accountRef', 'managementPolicy', 'deletionPolicy', 'deletionProtection', 'updatePolicy', 'adopt'],
      ...['description', 'tags', 'writeEndpointsTo', 'suspend', 'activeDeadlineSeconds', 'backoffLimit'],
      ...['ttlSecondsAfterFinished', 'failurePolicy', 'earlyStopTrials'],
    ];
    const fixed = immutableFields({ ...sample(), tasks: [TASK] }).map(({ path }) => path.split('.')[1]);
    expect([...new Set([...fixed, ...editable])].sort()).toEqual(
      Object.keys(schema.properties.spec.properties).sort(),
    );
    expect(fixed.filter((name) => editable.includes(name as string))).toEqual([]);
  });

  test('have a rule each in the CRD, that of the algorithm and of tasks as a whole', () => {
    const ruled = schema['x-kubernetes-validations'].map(({ message }) => message.split(': ')[0]);
    const resource = { flavorId: 'f', poolId: 'p', poolRef: { name: 'p' }, nodeCount: 1 };
    const paths = immutableFields({ ...sample(), resource }).map(({ path }) =>
      path.startsWith('spec.algorithm.') ? 'spec.algorithm' : path,
    );
    expect(ruled.sort()).toEqual([...new Set(paths)].sort());
  });

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

  const VOLUMES = ['a', 'b'].map((name) => ({ obs: { obsPath: `/${name}`, localPath: `/${name}` } }));
  const before = {
    ...sample(),
    description: 'one',
    volumes: VOLUMES,
    algorithm: {
      ...sample().algorithm,
      environments: [
        { name: 'NCCL_DEBUG', value: 'INFO' },
        { name: 'A', value: 'b' },
      ],
      search: {
        searchParams: [{ name: 'b' }, { name: 'a' }],
        algoConfigs: [{ name: 'c', params: [{ key: 'e' }, { key: 'd' }] }],
      },
    },
  } satisfies TrainingJobSpec;
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
    [
      'of the order of variables, hyperparameters or settings as none',
      {
        ...before,
        algorithm: {
          ...before.algorithm,
          environments: [...(before.algorithm.environments ?? [])].reverse(),
          search: {
            searchParams: [{ name: 'a' }, { name: 'b' }],
            algoConfigs: [{ name: 'c', params: [{ key: 'd' }, { key: 'e' }] }],
          },
        },
      },
      [],
    ],
    ['of the order of volumes', { ...before, volumes: [...VOLUMES].reverse() }, ['spec.volumes']],
    ['of tags as none', { ...before, tags: [{ key: 'a', value: 'b' }] }, []],
    [
      'of what only the operator goes by as none',
      {
        ...before,
        suspend: true,
        backoffLimit: 2,
        failurePolicy: { rules: [] },
        activeDeadlineSeconds: 1,
        ttlSecondsAfterFinished: 1,
        updatePolicy: 'Recreate',
        deletionProtection: true,
        writeEndpointsTo: { secretName: 's' },
        earlyStopTrials: ['a'],
      },
      [],
    ],
    [
      'of a pool that is named instead of flavored',
      { ...before, resource: { poolRef: { name: 'p' }, nodeCount: 1 } },
      ['spec.resource.poolRef', 'spec.resource.flavorId'],
    ],
    [
      'of tasks for a resource',
      { tasks: [TASK] },
      [
        'spec.tasks',
        'spec.volumes',
        'spec.logExportPath',
        ...['codeDir', 'bootFile', 'engine', 'parameters', 'inputs', 'outputs', 'environments', 'search'].map(
          (field) => `spec.algorithm.${field}`,
        ),
        'spec.resource.flavorId',
        'spec.resource.nodeCount',
      ],
    ],
  ])('tell a change %s', (_sentence, now, expected) => {
    expect(changedFields(fields(before), fields(now))).toEqual(expected);
  });
});
