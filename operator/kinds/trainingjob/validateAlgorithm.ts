/** The rules for what a TrainingJob runs, in its algorithm and in its tasks (section 6.8). Pure. */
import { count } from '../fields.ts';
import { checkCode, checkEngine, checkSearch } from '../program.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

type Algorithm = NonNullable<TrainingJobSpec['algorithm']>;
type Task = NonNullable<TrainingJobSpec['tasks']>[number];

const WAYS =
  'id, algorithmRef, subscriptionId with itemVersionId, codeDir with bootFile, or command with engine.imageUrl';

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
    ...(algorithm.engine ? checkEngine(algorithm.engine, 'spec.algorithm') : []),
    ...inputs(algorithm.inputs, 'spec.algorithm'),
    ...environments(algorithm),
    ...(algorithm.search ? checkSearch(algorithm.search, 'spec.algorithm.search') : []),
    ...visualisation(spec, algorithm.summary),
  ];
}

/** A sentence per bad field of the algorithm of a task, which lies at `path`. */
export function validateTask({ algorithm }: Task, path: string): string[] {
  const { codeDir, bootFile, jobConfig } = algorithm;
  return [
    ...(count(codeDir, bootFile) === 1 ? [`${path}: codeDir and bootFile go together`] : []),
    ...checkCode(algorithm, path),
    ...(algorithm.engine ? checkEngine(algorithm.engine, path) : []),
    ...(jobConfig?.engine ? checkEngine(jobConfig.engine, `${path}.jobConfig`) : []),
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
  problems.push(...checkCode(algorithm, 'spec.algorithm'));
  if (bootFile !== undefined && !algorithm.engine)
    problems.push('spec.algorithm.engine: is needed unless the algorithm is given by id or subscription');
  const ways = count(id, algorithmRef, subscriptionId, command ?? bootFile);
  if (ways > 1) problems.push(`spec.algorithm: give only one of ${WAYS}`);
  // Tasks bring what they run themselves, and a job that only shows the logs of others runs nothing.
  if (ways === 0 && !tasks && jobKind === 'job') problems.push(`spec.algorithm: give exactly one of ${WAYS}`);
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
