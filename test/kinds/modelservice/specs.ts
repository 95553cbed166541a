import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { ModelServiceSpec } from '../../../operator/kinds/modelservice/spec.gen.ts';
import type { Resource } from '../../../operator/runtime/object.ts';

type Spec = ModelServiceSpec;
type Variant = Spec['variants'][number];

const read = (name: string): Spec =>
  (load(readFileSync(`deploy/samples/${name}.yaml`, 'utf8')) as Resource<Spec>).spec;

/** The spec of deploy/samples/modelservice.yaml. */
export const sample = (): Spec => read('modelservice');

/** The spec of deploy/samples/modelservice-complete.yaml. */
export const completeSample = (): Spec => read('modelservice-complete');

/** The spec of deploy/samples/modelservice-batch.yaml. */
export const batchSample = (): Spec => read('modelservice-batch');

/** The spec of deploy/samples/modelservice-canary.yaml. */
export const canarySample = (): Spec => read('modelservice-canary');

const CPU = 'modelarts.vm.cpu.2u';

/** A variant that serves the model `m-<its name>` and has all requests. */
export const variant = (name: string, fields: Partial<Variant> = {}): Variant => ({
  ...{ name, modelId: `m-${name}`, weight: 100, specification: CPU },
  ...fields,
});

/** One that says nothing of weights. */
export const bare = (name: string, fields: Partial<Variant> = {}): Variant => {
  const { weight: _, ...rest } = variant(name);
  return { ...rest, ...fields };
};

/** A real-time service of one variant, `a`, with these fields. */
export const withFields = (fields: Partial<Spec> = {}): Spec => ({
  inferType: 'real-time',
  variants: [variant('a')],
  ...fields,
});

/** The same of two variants, `a` with 90 and `b` with 10 percent. */
export const ofTwo = (fields: Partial<Spec> = {}): Spec =>
  withFields({ variants: [variant('a', { weight: 90 }), variant('b', { weight: 10 })], ...fields });

export const STEPS = [{ weight: 10, pause: '10m' }, { weight: 50, pause: '10m' }, { weight: 100 }];

/** The same with a roll-out from `a` to `b`. */
export const rolling = (rollout: Partial<Spec['rollout']> = {}): Spec =>
  withFields({ variants: [bare('a'), bare('b')], rollout: { steps: STEPS, ...rollout } });

const WORK = { srcPath: '/bucket/in/', destPath: '/bucket/out/', reqUri: '/', mappingType: 'file' };

/** A batch service of one variant, `a`. */
export const batch = (work: Partial<Variant> = {}, fields: Partial<Spec> = {}): Spec => ({
  inferType: 'batch',
  variants: [bare('a', { ...WORK, ...work })],
  ...fields,
});

/** An edge service of one variant, `a`. */
export const edge = (fields: Partial<Spec> = {}, parts: Partial<Variant> = {}): Spec => ({
  inferType: 'edge',
  variants: [bare('a', { nodes: ['node-1', 'node-2'], ...parts })],
  ...fields,
});

/** What can be deployed without a dedicated pool. */
export const TAKEN: readonly (readonly [string, Spec])[] = [
  ['one model', withFields()],
  ['a model by its name', withFields({ variants: [{ ...sample().variants[0], name: 'a' } as Variant] })],
  ['two models', ofTwo()],
  ['a roll-out', rolling()],
  ['one variant scaled', withFields({ replicas: 3 })],
  ['one of two variants scaled', ofTwo({ replicas: 3, scaleTarget: 'b' })],
  ['variables', withFields({ variants: [variant('a', { envs: [{ name: 'LEVEL', value: '' }] })] })],
  ['a schedule', withFields({ schedule: [{ type: 'stop', timeUnit: 'DAYS', duration: 1 }] })],
  ['no settings but a priority', withFields({ priority: 3, loadBalancerPolicy: 'SOURCE_IP' })],
  ['a batch service', batch()],
  ['a batch service of a manifest', batch({ srcType: 'ManifestFile', srcPath: '/bucket/in.manifest' })],
  ['a batch service of tables', batch({ mappingType: 'csv', mappingRule: { type: 'number', index: 0 } })],
  ['an edge service', edge()],
];

type Row = readonly [sentence: string, spec: Spec, said: readonly string[]];

/** Specs that the CRD's schema lets through and that cannot be deployed, with how what is said of them begins. */
export const REFUSED: readonly Row[] = [
  [
    'a variant without a weight',
    withFields({ variants: [variant('a'), bare('b')] }),
    ['spec.variants: each variant of a real-time service needs a weight'],
  ],
  [
    'weights that do not make 100',
    withFields({ variants: [variant('a', { weight: 90 }), variant('b', { weight: 5 })] }),
    ['spec.variants: the weights add up to 100'],
  ],
  [
    'a roll-out of one variant',
    withFields({ rollout: { steps: STEPS } }),
    ['spec.rollout: it goes from the first of two variants to the second'],
  ],
  [
    'a batch service of two models',
    {
      ...batch(),
      variants: [...batch().variants, { ...batch().variants[0], name: 'b', modelId: 'm-b' } as Variant],
    },
    ['spec.variants: a batch or edge service has exactly one'],
  ],
  [
    'a batch service with a weight',
    batch({ weight: 100 }),
    ['spec.variants: only real-time services have weight'],
  ],
  [
    'a batch service that does not say where its results go',
    { ...batch(), variants: [bare('a', { srcPath: '/in/', reqUri: '/', mappingType: 'file' })] },
    ['spec.variants: a variant of a batch service needs srcPath, destPath, reqUri and mappingType'],
  ],
  [
    'a web service that reads a folder',
    withFields({ variants: [variant('a', { srcPath: '/bucket/in/' })] }),
    ['spec.variants: only batch services have srcPath'],
  ],
  [
    'edge nodes of a service that is none of the edge',
    withFields({ variants: [variant('a', { nodes: ['node-1'] })] }),
    ['spec.variants: only edge services have nodes'],
  ],
  [
    'a batch service that stops by a schedule',
    batch({}, { schedule: [{ type: 'stop', timeUnit: 'DAYS', duration: 1 }] }),
    ['spec: schedule, loadBalancerPolicy and rollout go with real-time services only'],
  ],
  [
    'an edge service that spreads requests',
    edge({ loadBalancerPolicy: 'SOURCE_IP' }),
    ['spec: schedule, loadBalancerPolicy and rollout go with real-time services only'],
  ],
  [
    'a batch service that is rolled out',
    batch({}, { rollout: { steps: STEPS } }),
    ['spec: schedule, loadBalancerPolicy and rollout go with real-time services only'],
  ],
  [
    'an edge service with a priority',
    edge({ priority: 1 }),
    ['spec: priority, replicas, poolRef and poolId do not go with edge services'],
  ],
  [
    'an edge service that is scaled',
    edge({ replicas: 2 }),
    ['spec: priority, replicas, poolRef and poolId do not go with edge services'],
  ],
  [
    'an edge service in a Pool',
    edge({ poolRef: { name: 'a100' } }),
    ['spec: priority, replicas, poolRef and poolId do not go with edge services'],
  ],
  [
    'an edge service whose variant has a pool',
    edge({ clusterId: 'edge-1' }, { poolId: 'pool-1' }),
    ['spec: priority, replicas, poolRef and poolId do not go with edge services'],
  ],
  [
    'a security group without its VPC',
    withFields({ securityGroupId: 'group-1' }),
    ['spec: vpcId, subnetNetworkId and securityGroupId go together'],
  ],
  [
    'two pools',
    withFields({ poolId: 'pool-1', poolRef: { name: 'a100' } }),
    ['spec: give only one of poolRef, poolId and clusterId'],
  ],
  [
    'two pools of a variant',
    withFields({ poolId: 'pool-1', variants: [variant('a', { poolId: 'pool-1', clusterId: 'c-1' })] }),
    ['spec.variants[a]: give only one of poolRef, poolId and clusterId'],
  ],
  [
    'a pool of a variant where the service has none',
    withFields({ variants: [variant('a', { poolId: 'pool-1' })] }),
    ['spec.variants: a pool or cluster of a variant goes with one of the service'],
  ],
  [
    'a target that is not there',
    withFields({ scaleTarget: 'b' }),
    ['spec.scaleTarget: there is no variant of this name'],
  ],
  [
    'replicas of one of two variants',
    ofTwo({ replicas: 3 }),
    ['spec.replicas: with several variants, scaleTarget says which one it is for'],
  ],
  [
    'a model by name and id',
    withFields({ variants: [variant('a', { modelRef: { name: 'resnet' } })] }),
    ['spec.variants[a]: give exactly one of modelRef and modelId'],
  ],
  [
    'no model',
    withFields({ variants: [{ name: 'a', weight: 100, specification: CPU }] }),
    ['spec.variants[a]: give exactly one of modelRef and modelId'],
  ],
  [
    'something custom that is not said',
    withFields({ poolId: 'pool-1', variants: [variant('a', { specification: 'custom' })] }),
    ['spec.variants[a]: customSpec goes with specification: custom'],
  ],
  [
    'cores beside a specification that has them',
    withFields({ variants: [variant('a', { customSpec: { cpu: 1, memory: 1024 } })] }),
    ['spec.variants[a]: customSpec goes with specification: custom'],
  ],
  [
    'GPUs together with Ascend chips',
    withFields({
      poolId: 'pool-1',
      variants: [
        variant('a', {
          specification: 'custom',
          customSpec: { cpu: 1, memory: 1024, gpuP4: 1, ascendA310: 1 },
        }),
      ],
    }),
    ['spec.variants[a].customSpec: give only one of gpuP4 and ascendA310'],
  ],
  [
    'tables without a rule',
    batch({ mappingType: 'csv' }),
    ['spec.variants[a]: mappingRule goes with mappingType: csv'],
  ],
  [
    'a rule without tables',
    batch({ mappingRule: { index: 0 } }),
    ['spec.variants[a]: mappingRule goes with mappingType: csv'],
  ],
  [
    'a variable without a value',
    withFields({ variants: [variant('a', { envs: [{ name: 'LEVEL' }] })] }),
    ['spec.variants[a].envs[LEVEL]: give exactly one of value and valueFrom'],
  ],
  [
    'a model in two variants',
    withFields({
      variants: [variant('a', { weight: 50 }), variant('b', { weight: 50, modelId: 'm-a' })],
    }),
    ['spec.variants[b]: another variant serves the same model'],
  ],
  [
    'nowhere to write to',
    withFields({ writeConnectionTo: {} }),
    ['spec.writeConnectionTo: give exactly one of configMapName and secretName'],
  ],
];
