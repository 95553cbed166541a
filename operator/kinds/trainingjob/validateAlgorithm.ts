/** The rules for what a TrainingJob runs, in its algorithm and in its tasks (section 6.8). Pure. */
import type { TrainingJobSpec } from './spec.gen.ts';

type Algorithm = NonNullable<TrainingJobSpec['algorithm']>;
type Task = NonNullable<TrainingJobSpec['tasks']>[number];
type Engine = NonNullable<Algorithm['engine']>;

const WAYS =
  'id, algorithmRef, subscriptionId with itemVersionId, codeDir with bootFile, or command with engine.imageUrl';

/** How many of the values are given. */
export const count = (...values: unknown[]): number => values.filter((value) => value !== undefined).length;

/** A sentence per bad field of `spec.algorithm`, and of what goes with it. */
export function validateAlgorithm(spec: TrainingJobSpec): string[] {
  const { algorithm, tasks } = spec;
  if (!algorithm)
    return [
      ...(tasks ? [] : ['spec.algorithm: is needed unless tasks are given']),
      ...visualisation(spec, undefined),
    ];
  return [
    ...source(algorithm, spec),
    ...(algorithm.engine ? engine(algorithm.engine, 'spec.algorithm') : []),
    ...inputs(algorithm.inputs, 'spec.algorithm'),
    ...environments(algorithm),
    ...search(algorithm),
    ...visualisation(spec, algorithm.summary),
  ];
}

/** A sentence per bad field of the algorithm of a task, which lies at `path`. */
export function validateTask({ algorithm }: Task, path: string): string[] {
  const { codeDir, bootFile, jobConfig } = algorithm;
  return [
    ...(count(codeDir, bootFile) === 1 ? [`${path}: codeDir and bootFile go together`] : []),
    ...code(algorithm, path),
    ...(algorithm.engine ? engine(algorithm.engine, path) : []),
    ...(jobConfig?.engine ? engine(jobConfig.engine, `${path}.jobConfig`) : []),
    ...inputs(jobConfig?.inputs, `${path}.jobConfig`),
  ];
}

function source(algorithm: Algorithm, { tasks, jobKind = 'job' }: TrainingJobSpec): string[] {
  const { id, algorithmRef, subscriptionId, itemVersionId, codeDir, bootFile, command } = algorithm;
  const problems: string[] = [];
  if (count(subscriptionId, itemVersionId) === 1)
    problems.push('spec.algorithm: subscriptionId and itemVersionId go together');
  if (command !== undefined && algorithm.engine?.imageUrl === undefined)
    problems.push('spec.algorithm.command: a command needs engine.imageUrl, the image that it starts in');
  if (command === undefined && count(codeDir, bootFile) === 1)
    problems.push('spec.algorithm: codeDir and bootFile go together');
  problems.push(...code(algorithm, 'spec.algorithm'));
  if (bootFile !== undefined && !algorithm.engine)
    problems.push('spec.algorithm.engine: is needed unless the algorithm is given by id or subscription');
  const ways = count(id, algorithmRef, subscriptionId, command ?? bootFile);
  if (ways > 1) problems.push(`spec.algorithm: give only one of ${WAYS}`);
  // Tasks bring what they run themselves, and a job that only shows the logs of others runs nothing.
  if (ways === 0 && !tasks && jobKind === 'job') problems.push(`spec.algorithm: give exactly one of ${WAYS}`);
  return problems;
}

const code = ({ codeDir, bootFile }: Pick<Algorithm, 'codeDir' | 'bootFile'>, path: string): string[] =>
  codeDir === undefined || bootFile === undefined || within(bootFile, codeDir)
    ? []
    : [`${path}.bootFile: "${bootFile}" is not inside codeDir "${codeDir}"`];

function within(file: string, folder: string): boolean {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return file.startsWith(prefix) && file.length > prefix.length;
}

function engine({ id, name, version, imageUrl, installSysPackages }: Engine, path: string): string[] {
  const problems: string[] = [];
  if (count(name, version) === 1) problems.push(`${path}.engine: name and version go together`);
  if (count(id, name ?? version, imageUrl) !== 1)
    problems.push(`${path}.engine: give exactly one of id, name with version, or imageUrl`);
  if (count(id, installSysPackages) === 2)
    problems.push(
      `${path}.engine: installSysPackages goes with name and version, or with imageUrl, not with id`,
    );
  return problems;
}

const inputs = (channels: Algorithm['inputs'] = [], path: string): string[] =>
  channels
    .filter(({ remote }) => count(remote.obs, remote.dataset) !== 1)
    .map(({ name }) => `${path}.inputs[${name}].remote: give exactly one of obs and dataset`);

const environments = ({ environments = [] }: Algorithm): string[] =>
  environments
    .filter(({ value, valueFrom }) => count(value, valueFrom) !== 1)
    .map(({ name }) => `spec.algorithm.environments[${name}]: give exactly one of value and valueFrom`);

const search = ({ search }: Algorithm): string[] =>
  (search?.searchParams ?? []).flatMap(({ name, paramType, lowerBound, upperBound, discreteValues = [] }) => {
    const path = `spec.algorithm.search.searchParams[${name}]`;
    if (paramType === 'continuous' && count(lowerBound, upperBound) < 2)
      return [`${path}: a continuous hyperparameter needs lowerBound and upperBound`];
    if (paramType === 'discrete' && discreteValues.length === 0)
      return [`${path}: a discrete hyperparameter needs discreteValues`];
    return [];
  });

function visualisation(
  { tensorBoard, mindStudioInsight }: TrainingJobSpec,
  summary: Algorithm['summary'],
): string[] {
  const { logType, logDir, dataSources = [] } = summary ?? {};
  const problems: string[] = [];
  if (logType !== undefined && !logDir && dataSources.length === 0)
    problems.push('spec.algorithm.summary: logType needs logDir to write to, or dataSources to read from');
  if ((tensorBoard?.enabled || mindStudioInsight?.enabled) && dataSources.length === 0)
    problems.push('spec.algorithm.summary.dataSources: is needed with tensorBoard or mindStudioInsight');
  return problems;
}
