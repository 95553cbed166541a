import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { load } from 'js-yaml';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import type { Resource } from '../../../operator/runtime/object.ts';

export type Algorithm = NonNullable<TrainingJobSpec['algorithm']>;
export type Place = NonNullable<TrainingJobSpec['resource']>;

const read = (name: string): TrainingJobSpec =>
  (load(readFileSync(`deploy/samples/${name}.yaml`, 'utf8')) as Resource<TrainingJobSpec>).spec;

/** The spec of deploy/samples/trainingjob.yaml. */
export const sample = (): TrainingJobSpec & { algorithm: Algorithm; resource: Place } =>
  read('trainingjob') as ReturnType<typeof sample>;

/** The spec of deploy/samples/trainingjob-complete.yaml. */
export const completeSample = (): TrainingJobSpec & { algorithm: Algorithm; resource: Place } =>
  read('trainingjob-complete') as ReturnType<typeof completeSample>;

export const RESOURCE: Place = { flavorId: 'modelarts.vm.gpu.v100' };
const PRESET = { name: 'PyTorch', version: 'pytorch_1.8.0' };

/** The ways to say what runs. */
export const ALGORITHMS = {
  'an algorithm by id': { id: 'algo-1' },
  'an Algorithm object': { algorithmRef: { name: 'algo' } },
  'a subscribed algorithm': { subscriptionId: 'sub-1', itemVersionId: '1.0.0' },
  'code with a boot file': { codeDir: '/b/code/', bootFile: '/b/code/train.py', engine: PRESET },
  'a command in an image': { command: 'python train.py', engine: { imageUrl: 'org/image:1' } },
} as const satisfies Record<string, Algorithm>;

/** A heterogeneous job of one role. */
export const TASK: NonNullable<TrainingJobSpec['tasks']>[number] = {
  role: 'learner',
  algorithm: { codeDir: '/b/code/', bootFile: '/b/code/learn.py', engine: PRESET },
  taskResource: { flavorId: 'modelarts.vm.gpu.v100', nodeCount: 2 },
};

const text = fc.string({ minLength: 1, maxLength: 20 });
const count = fc.integer({ min: 1, max: 1_000 });
const few = { maxLength: 3 };
const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(
  fields: T,
  required: (keyof T)[] = [],
): fc.Arbitrary<object> => fc.record(fields, { requiredKeys: required as [] });

const obs = fc.record({ obsUrl: text });
const dataset = fc.record({ id: text, versionId: text });
const channel = (remote: fc.Arbitrary<unknown>) =>
  fc.array(optional({ name: text, description: text, localDir: text, remote }, ['name', 'remote']), few);
const outputs = channel(fc.record({ obs }));
const inputs = channel(optional({ obs, dataset }));
const engine = optional({ id: text, name: text, version: text, imageUrl: text });
const parameters = fc.array(optional({ name: text, value: text }, ['name']), few);
const code = { codeDir: text, bootFile: text, localCodeDir: text, workingDir: text };
const enabled = fc.record({ enabled: fc.boolean() });
const named = fc.record({ name: text });

const search = optional({
  skipSearchParams: text,
  rewardAttrs: fc.array(optional({ name: text, mode: fc.constantFrom('max', 'min'), regex: text }, ['name'])),
  searchParams: fc.array(
    optional(
      {
        name: text,
        paramType: fc.constantFrom('continuous', 'discrete'),
        lowerBound: text,
        upperBound: text,
        discretePointsNum: text,
        discreteValues: fc.array(text, few),
      },
      ['name'],
    ),
    few,
  ),
  algoConfigs: fc.array(
    optional(
      { name: text, params: fc.array(optional({ key: text, value: text, type: text }, ['key']), few) },
      ['name'],
    ),
    few,
  ),
});

const algorithm = optional({
  id: text,
  algorithmRef: named,
  subscriptionId: text,
  itemVersionId: text,
  ...code,
  command: text,
  autosearchConfigPath: text,
  autosearchFrameworkPath: text,
  engine: optional({ id: text, name: text, version: text, imageUrl: text, installSysPackages: fc.boolean() }),
  parameters,
  inputs,
  outputs,
  search,
  summary: optional({
    logType: text,
    logDir: fc.record({ pfs: fc.record({ pfsPath: text }) }),
    dataSources: fc.array(fc.record({ job: fc.record({ jobId: text }) }), few),
  }),
});

const task = fc.record({
  role: text,
  algorithm: optional({
    ...code,
    engine,
    inputs: channel(fc.record({ obs })),
    outputs,
    jobConfig: optional({ parameters, inputs, outputs, engine }),
  }),
  taskResource: optional({ flavorId: text, nodeCount: count }, ['nodeCount']),
});

/** Specs in the shape that the CRD lets through, sensible or not. */
export const anySpec = optional({
  name: text,
  description: text,
  workspaceId: text,
  jobKind: fc.constantFrom('job', 'visualization_job'),
  jobTemplate: text,
  algorithm,
  tasks: fc.array(task, { minLength: 1, maxLength: 3 }),
  resource: optional({ flavorId: text, poolId: text, poolRef: named, nodeCount: count }),
  volumes: fc.array(
    optional({
      nfs: optional({ nfsServerPath: text, localPath: text, readOnly: fc.boolean() }),
      pfs: fc.record({ pfsPath: text, localPath: text }),
      obs: fc.record({ obsPath: text, localPath: text }),
    }),
    few,
  ),
  logExportPath: optional({ obsUrl: text, hostPath: text }),
  autoStop: optional({ timeUnit: fc.constant('HOURS'), duration: count }, ['duration']),
  schedulePolicy: optional({
    // The CRD takes others too: the cloud may have learnt them. The schema of the reference does not.
    requiredAffinity: optional({
      affinityType: fc.constantFrom('cabinet', 'hyperinstance'),
      affinityGroupSize: count,
    }),
    priority: fc.integer({ min: -5, max: 5 }),
    preemptible: fc.boolean(),
  }),
  endpoints: optional({ ssh: optional({ keyPairNames: fc.array(text, few) }) }),
  faultTolerance: optional({
    maxRestarts: count,
    unconditional: fc.boolean(),
    restartOnHang: fc.boolean(),
  }),
  jupyterLab: enabled,
  tensorBoard: enabled,
  mindStudioInsight: enabled,
  tags: fc.array(optional({ key: text, value: text }, ['key']), few),
  failurePolicy: fc.record({
    rules: fc.array(
      optional(
        {
          action: fc.constantFrom('Ignore', 'Count', 'Fail'),
          onExitCodes: fc.record({
            operator: fc.constantFrom('In', 'NotIn'),
            values: fc.array(fc.nat(255), few),
          }),
          onPhases: fc.uniqueArray(fc.constantFrom('Failed', 'Abnormal'), { minLength: 1 }),
        },
        ['action'],
      ),
      few,
    ),
  }),
}) as fc.Arbitrary<TrainingJobSpec>;
