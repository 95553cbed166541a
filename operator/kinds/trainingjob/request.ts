/** From a TrainingJob's spec to the body of createTrainingJob (section 6.8). Pure. */
import type { CreateTrainingJobRequest } from '../../modelarts/generated/training.gen.ts';
import { trainingWire } from '../../modelarts/wire/training.ts';
import type { Field } from '../../runtime/digest.ts';
import { unlessEmpty, unordered } from '../fields.ts';
import { engineOf } from '../program.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

type Algorithm = NonNullable<TrainingJobSpec['algorithm']>;
type Task = NonNullable<TrainingJobSpec['tasks']>[number];

/** What one attempt is created with, beside the spec. */
export type Decided = {
  name: string;
  /** With the ownership marker in it. */
  description: string;
  /** The variables, with the values of Secrets put in. */
  environments: Record<string, string>;
  /** The id of the pool that `spec.resource.poolRef` names; needed when the spec has one. */
  poolId?: string | undefined;
  /** The id of the algorithm that `spec.algorithm.algorithmRef` names; needed when the spec has one. */
  algorithmId?: string | undefined;
};

/**
 * The body for one attempt: what the spec does not say is not sent. What a caller may not set or has no use for is
 * not in the spec: the name, description, constraint and translations that belong to an algorithm (`algorithm.name`,
 * `parameters[].description`, `.constraint`, `.i18n_description`, `inputs[].remote_constraint`).
 *
 * @throws Error naming a reference of the spec that was not resolved: nothing is sent to a place nobody asked for
 */
export function createRequest(spec: TrainingJobSpec, decided: Decided): CreateTrainingJobRequest {
  const { name, description } = decided;
  const body = {
    kind: spec.jobKind ?? 'job',
    metadata: { name, description, workspaceId: spec.workspaceId, annotations: annotations(spec) },
    algorithm: spec.algorithm && algorithm(spec.algorithm, decided),
    tasks: spec.tasks?.map(task),
    spec: unlessEmpty({
      resource: resource(spec.resource, decided.poolId),
      volumes: spec.volumes,
      logExportPath: spec.logExportPath,
      autoStop: spec.autoStop && { timeUnit: 'HOURS', ...spec.autoStop },
      schedulePolicy: spec.schedulePolicy,
    }),
    endpoints: spec.endpoints,
  };
  // The table of names comes from the schema of this very type.
  return trainingWire.toWire('CreateTrainingJobRequest', body) as CreateTrainingJobRequest;
}

/** Table 6-126: a function that is not wanted has no annotation. */
function annotations(spec: TrainingJobSpec): Record<string, string> | undefined {
  const { faultTolerance, jupyterLab, tensorBoard, mindStudioInsight, jobTemplate } = spec;
  return unlessEmpty({
    job_template: jobTemplate,
    'fault-tolerance/job-retry-num': faultTolerance?.maxRestarts?.toString(),
    'fault-tolerance/job-unconditional-retry': ifTrue(faultTolerance?.unconditional),
    'fault-tolerance/hang-retry': ifTrue(faultTolerance?.restartOnHang),
    'jupyter-lab/enable': ifTrue(jupyterLab?.enabled),
    'tensorboard/enable': ifTrue(tensorBoard?.enabled),
    'mindstudio-insight/enable': ifTrue(mindStudioInsight?.enabled),
  });
}

const ifTrue = (wanted: boolean | undefined) => (wanted ? 'true' : undefined);

function algorithm(from: Algorithm, { environments, algorithmId }: Decided): object {
  const { algorithmRef, id, engine, search, environments: _values, ...same } = from;
  return {
    ...same,
    id: algorithmRef ? resolved(algorithmId, 'spec.algorithm.algorithmRef') : id,
    engine: engine && engineOf(engine),
    policies: search && { autoSearch: search },
    environments: unlessEmpty(environments),
  };
}

const task = ({ algorithm: { engine, jobConfig, ...same }, ...rest }: Task): object => ({
  ...rest,
  algorithm: {
    ...same,
    engine: engine && engineOf(engine),
    jobConfig: jobConfig && { ...jobConfig, engine: jobConfig.engine && engineOf(jobConfig.engine) },
  },
});

function resource(from: TrainingJobSpec['resource'], poolId: string | undefined): object | undefined {
  if (!from) return undefined;
  const { poolRef, ...same } = from;
  return { nodeCount: 1, ...same, ...(poolRef && { poolId: resolved(poolId, 'spec.resource.poolRef') }) };
}

/** How many nodes a job takes: those of its resource, or of all its tasks together. */
export const nodesOf = ({ resource, tasks }: TrainingJobSpec): number =>
  tasks
    ? tasks.reduce((sum, { taskResource }) => sum + (taskResource?.nodeCount ?? 1), 0)
    : (resource?.nodeCount ?? 1);

function resolved(id: string | undefined, path: string): string {
  if (id === undefined) throw new Error(`${path}: the object that it names has no id yet; nothing was sent`);
  return id;
}

/** Fields that are compared, and named, as a whole. */
const WHOLE = [
  'name',
  'workspaceId',
  'jobKind',
  'jobTemplate',
  'tasks',
  'volumes',
  'logExportPath',
  'autoStop',
  'schedulePolicy',
  'endpoints',
  'faultTolerance',
  'jupyterLab',
  'tensorBoard',
  'mindStudioInsight',
] as const satisfies readonly (keyof TrainingJobSpec)[];

/**
 * The fields that the create carries and no call can change (section 6.10 takes a description only, 6.24 and 6.25
 * tags), each with its path. The CRD has a rule for each of them. The order of keyed lists says nothing, as there.
 */
export const immutableFields = (spec: TrainingJobSpec): Field[] => [
  ...WHOLE.map((name) => ({ path: `spec.${name}`, value: unordered(spec[name]) })),
  ...fieldsOf('spec.algorithm', spec.algorithm),
  ...fieldsOf('spec.resource', spec.resource),
];

const fieldsOf = (path: string, value: object = {}): Field[] =>
  Object.entries(value).map(([name, item]) => ({ path: `${path}.${name}`, value: unordered(item) }));
