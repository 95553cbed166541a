import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import { ALGORITHMS, type Algorithm, RESOURCE, TASK } from './specs.ts';

type Row = readonly [sentence: string, spec: TrainingJobSpec, beginnings: readonly string[]];

const CODE = ALGORITHMS['code with a boot file'];
const SUMMARY = { logType: 'tensorboard', dataSources: [{ job: { jobId: 'job-1' } }] };

const but = (fields: Partial<TrainingJobSpec>): TrainingJobSpec => ({
  algorithm: CODE,
  resource: RESOURCE,
  ...fields,
});
const running = (algorithm: Algorithm): TrainingJobSpec => but({ algorithm });
const searching = (param: Omit<Param, 'name'>) =>
  running({ ...CODE, search: { searchParams: [{ name: 'lr', ...param }] } });
type Param = NonNullable<NonNullable<Algorithm['search']>['searchParams']>[number];
type Rule = NonNullable<TrainingJobSpec['failurePolicy']>['rules'][number];
const failing = (rule: Omit<Rule, 'action'>) =>
  but({ failurePolicy: { rules: [{ action: 'Fail', ...rule }] } });
const tasked = (algorithm: (typeof TASK)['algorithm']): TrainingJobSpec => ({
  tasks: [{ ...TASK, algorithm }],
});

/** Specs that the CRD's schema lets through and that cannot be created, with how what is said of them begins. */
export const REFUSED: readonly Row[] = [
  ['nothing to run', running({ engine: CODE.engine }), ['spec.algorithm: give exactly one of id']],
  ['two things to run', running({ id: 'a', ...CODE }), ['spec.algorithm: give only one of id']],
  [
    'an algorithm by id and by name',
    running({ id: 'a', algorithmRef: { name: 'a' } }),
    ['spec.algorithm: give only one of id'],
  ],
  ['no algorithm', { resource: RESOURCE }, ['spec.algorithm: is needed unless tasks are given']],
  [
    'a subscription without its version',
    running({ subscriptionId: 's' }),
    ['spec.algorithm: subscriptionId and itemVersionId go together'],
  ],
  [
    'a version without its subscription',
    running({ id: 'a', itemVersionId: 'v' }),
    ['spec.algorithm: subscriptionId and itemVersionId go together'],
  ],
  [
    'a folder without a boot file',
    running({ codeDir: '/b/', engine: CODE.engine }),
    ['spec.algorithm: codeDir and bootFile go together', 'spec.algorithm: give exactly one of id'],
  ],
  [
    'a boot file without a folder',
    running({ bootFile: '/b/a.py', engine: CODE.engine }),
    ['spec.algorithm: codeDir and bootFile go together'],
  ],
  [
    'a boot file outside the folder',
    running({ ...CODE, bootFile: '/other/train.py' }),
    ['spec.algorithm.bootFile: "/other/train.py" is not inside codeDir "/b/code/"'],
  ],
  [
    'a boot file in a folder of a similar name',
    running({ ...CODE, codeDir: '/b/co', bootFile: '/b/code/train.py' }),
    ['spec.algorithm.bootFile: "/b/code/train.py" is not inside codeDir "/b/co"'],
  ],
  [
    'a boot file that is the folder',
    running({ ...CODE, bootFile: '/b/code/' }),
    ['spec.algorithm.bootFile: "/b/code/" is not inside codeDir "/b/code/"'],
  ],
  [
    'a command without an image',
    running({ command: 'python', engine: CODE.engine }),
    ['spec.algorithm.command: a command needs engine.imageUrl'],
  ],
  [
    'code without an engine',
    running({ codeDir: '/b/', bootFile: '/b/a.py' }),
    ['spec.algorithm.engine: is needed unless'],
  ],
  [
    'an engine without its version',
    running({ ...CODE, engine: { name: 'PyTorch' } }),
    ['spec.algorithm.engine: name and version go together'],
  ],
  [
    'an engine that says nothing',
    running({ ...CODE, engine: {} }),
    ['spec.algorithm.engine: give exactly one of id'],
  ],
  [
    'an engine said in two ways',
    running({ ...CODE, engine: { id: 'e', imageUrl: 'i' } }),
    ['spec.algorithm.engine: give exactly one of id'],
  ],
  [
    'system packages for an engine by id',
    running({ ...CODE, engine: { id: 'e', installSysPackages: true } }),
    ['spec.algorithm.engine: installSysPackages goes with'],
  ],
  [
    'an input from nowhere',
    running({ ...CODE, inputs: [{ name: 'data_url', remote: {} }] }),
    ['spec.algorithm.inputs[data_url].remote: give exactly one of obs and dataset'],
  ],
  [
    'an input from two places',
    running({
      ...CODE,
      inputs: [
        { name: 'data_url', remote: { obs: { obsUrl: '/b/' }, dataset: { id: 'd', versionId: 'v' } } },
      ],
    }),
    ['spec.algorithm.inputs[data_url].remote: give exactly one of obs and dataset'],
  ],
  [
    'a variable without a value',
    running({ ...CODE, environments: [{ name: 'A' }] }),
    ['spec.algorithm.environments[A]: give exactly one of value and valueFrom'],
  ],
  [
    'a variable with two values',
    running({
      ...CODE,
      environments: [{ name: 'A', value: 'x', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }],
    }),
    ['spec.algorithm.environments[A]: give exactly one of value and valueFrom'],
  ],
  [
    'a continuous hyperparameter without an upper bound',
    searching({ paramType: 'continuous', lowerBound: '0' }),
    ['spec.algorithm.search.searchParams[lr]: a continuous hyperparameter needs lowerBound and upperBound'],
  ],
  [
    'a discrete hyperparameter without values',
    searching({ paramType: 'discrete', discreteValues: [] }),
    ['spec.algorithm.search.searchParams[lr]: a discrete hyperparameter needs discreteValues'],
  ],
  [
    'logs for visualisation that lie nowhere',
    running({ ...CODE, summary: { logType: 'tensorboard' } }),
    ['spec.algorithm.summary: logType needs logDir to write to, or dataSources to read from'],
  ],
  [
    'TensorBoard without anything to show',
    but({ tensorBoard: { enabled: true } }),
    ['spec.algorithm.summary.dataSources: is needed with tensorBoard or mindStudioInsight'],
  ],
  [
    'MindStudio Insight without anything to show',
    but({
      algorithm: { ...CODE, summary: { ...SUMMARY, dataSources: [], logDir: { pfs: { pfsPath: '/b/' } } } },
      mindStudioInsight: { enabled: true },
    }),
    ['spec.algorithm.summary.dataSources: is needed with tensorBoard or mindStudioInsight'],
  ],
  [
    'TensorBoard for tasks without an algorithm',
    { tasks: [TASK], tensorBoard: { enabled: true } },
    ['spec.algorithm.summary.dataSources: is needed with tensorBoard or mindStudioInsight'],
  ],
  ['nowhere to run', { algorithm: CODE }, ['spec: give exactly one of resource and tasks']],
  ['tasks and a resource', but({ tasks: [TASK] }), ['spec: give exactly one of resource and tasks']],
  [
    'a resource without flavor and pool',
    but({ resource: { nodeCount: 1 } }),
    ['spec.resource: give flavorId, or poolId or poolRef of a dedicated resource pool'],
  ],
  [
    'a pool by id and by name',
    but({ resource: { poolId: 'p', poolRef: { name: 'p' } } }),
    ['spec.resource: give only one of poolId and poolRef'],
  ],
  [
    'a task with a folder but no boot file',
    tasked({ codeDir: '/b/' }),
    ['spec.tasks[0].algorithm: codeDir and bootFile go together'],
  ],
  [
    'a task whose boot file lies outside its folder',
    tasked({ codeDir: '/b/code/', bootFile: '/b/train.py' }),
    ['spec.tasks[0].algorithm.bootFile: "/b/train.py" is not inside codeDir "/b/code/"'],
  ],
  [
    'a task with an engine without its version',
    tasked({ engine: { name: 'PyTorch' } }),
    ['spec.tasks[0].algorithm.engine: name and version go together'],
  ],
  [
    'a task with an engine said in two ways in its settings',
    tasked({ jobConfig: { engine: { id: 'e', imageUrl: 'i' } } }),
    ['spec.tasks[0].algorithm.jobConfig.engine: give exactly one of id'],
  ],
  [
    'a task with an input from nowhere',
    tasked({ jobConfig: { inputs: [{ name: 'data_url', remote: {} }] } }),
    ['spec.tasks[0].algorithm.jobConfig.inputs[data_url].remote: give exactly one of obs and dataset'],
  ],
  ['a volume of nothing', but({ volumes: [{}] }), ['spec.volumes[0]: give exactly one of nfs, pfs and obs']],
  [
    'a volume of two kinds',
    but({
      volumes: [
        { obs: { obsPath: '/b/', localPath: '/a' } },
        { obs: { obsPath: '/b/', localPath: '/b' }, pfs: { pfsPath: '/p/', localPath: '/b' } },
      ],
    }),
    ['spec.volumes[1]: give exactly one of nfs, pfs and obs'],
  ],
  [
    'a supernode affinity without a size',
    but({ schedulePolicy: { requiredAffinity: { affinityType: 'hyperinstance' } } }),
    ['spec.schedulePolicy.requiredAffinity: affinityType hyperinstance needs affinityGroupSize'],
  ],
  [
    'a failure rule for every failure',
    failing({}),
    ['spec.failurePolicy.rules[0]: give exactly one of onExitCodes and onPhases'],
  ],
  [
    'a failure rule for exit codes and phases',
    failing({ onExitCodes: { operator: 'In', values: [1] }, onPhases: ['Failed'] }),
    ['spec.failurePolicy.rules[0]: give exactly one of onExitCodes and onPhases'],
  ],
  [
    'a failure rule for success',
    failing({ onExitCodes: { operator: 'In', values: [1, 0] } }),
    ['spec.failurePolicy.rules[0].onExitCodes.values: 0 is no failure'],
  ],
  [
    "a tag of the platform's own",
    but({ tags: [{ key: '_sys_owner', value: 'me' }] }),
    ['spec.tags[_sys_owner]: a key must not begin with _sys_'],
  ],
];

/** Specs that are unusual and right. */
export const TAKEN: readonly (readonly [sentence: string, spec: TrainingJobSpec])[] = [
  ['an engine by id', running({ ...CODE, engine: { id: 'engine-1' } })],
  ['an engine by image', running({ ...CODE, engine: { imageUrl: 'org/image:1', installSysPackages: true } })],
  ['code for a command', running({ ...ALGORITHMS['a command in an image'], codeDir: '/b/code/' })],
  ['a code folder without a slash at its end', running({ ...CODE, codeDir: '/b/code' })],
  [
    'code in the container',
    running({ ...CODE, codeDir: 'file:///home/a/', bootFile: 'file:///home/a/b.py' }),
  ],
  [
    'an input from a dataset',
    running({ ...CODE, inputs: [{ name: 'in', remote: { dataset: { id: 'd', versionId: 'v' } } }] }),
  ],
  [
    'a variable from a Secret',
    running({ ...CODE, environments: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }),
  ],
  ['a variable with an empty value', running({ ...CODE, environments: [{ name: 'A', value: '' }] })],
  ['a pool without a flavor', but({ resource: { poolId: 'pool-1' } })],
  ['a pool with a flavor', but({ resource: { poolId: 'pool-1', flavorId: 'f' } })],
  ['a Pool object', but({ resource: { poolRef: { name: 'pool' } } })],
  ['tasks alone', { tasks: [TASK] }],
  [
    'tasks with variables for all',
    { tasks: [TASK], algorithm: { environments: [{ name: 'A', value: 'b' }] } },
  ],
  [
    'a visualisation job that runs nothing',
    but({ jobKind: 'visualization_job', algorithm: { summary: SUMMARY } }),
  ],
  [
    'TensorBoard with something to show',
    but({ algorithm: { ...CODE, summary: SUMMARY }, tensorBoard: { enabled: true } }),
  ],
  ['TensorBoard that is switched off', but({ tensorBoard: { enabled: false } })],
  ['a hyperparameter that does not say its type', searching({ lowerBound: '0' })],
  [
    'an affinity that is newer than the reference',
    but({ schedulePolicy: { requiredAffinity: { affinityType: 'rack' } } }),
  ],
  [
    'a failure rule for all but some exit codes',
    failing({ onExitCodes: { operator: 'NotIn', values: [0, 1] } }),
  ],
];
