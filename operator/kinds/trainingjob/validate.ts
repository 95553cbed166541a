/** What the CRD's schema cannot say about a TrainingJob's spec. Pure; the same rules hold on servers without CEL. */
import type { TrainingJobSpec } from './spec.gen.ts';

type Algorithm = TrainingJobSpec['algorithm'];

/** A sentence per bad field, naming it; empty when the job can be created (section 6.8). */
export const validate = (spec: TrainingJobSpec): string[] => [
  ...source(spec.algorithm),
  ...engine(spec.algorithm),
  ...resource(spec.resource),
  ...channels(spec.algorithm),
  ...environments(spec.algorithm),
];

const count = (...values: unknown[]) => values.filter((value) => value !== undefined).length;

function source(algorithm: Algorithm): string[] {
  const { id, subscriptionId, itemVersionId, codeDir, bootFile, command, engine } = algorithm;
  const problems: string[] = [];
  if (count(subscriptionId, itemVersionId) === 1)
    problems.push('spec.algorithm: subscriptionId and itemVersionId go together');
  if (command !== undefined && engine?.imageUrl === undefined)
    problems.push('spec.algorithm.command: a command needs engine.imageUrl, the image that it starts in');
  if (command === undefined && count(codeDir, bootFile) === 1)
    problems.push('spec.algorithm: codeDir and bootFile go together');
  if (codeDir !== undefined && bootFile !== undefined && !within(bootFile, codeDir))
    problems.push(`spec.algorithm.bootFile: "${bootFile}" is not inside codeDir "${codeDir}"`);
  const ways = count(id, subscriptionId, command ?? bootFile);
  if (ways !== 1)
    problems.push(
      'spec.algorithm: give exactly one of id, subscriptionId with itemVersionId, codeDir with bootFile, or command with engine.imageUrl',
    );
  return problems;
}

function engine({ id, subscriptionId, engine }: Algorithm): string[] {
  if (!engine)
    return id !== undefined || subscriptionId !== undefined
      ? []
      : ['spec.algorithm.engine: is needed unless the algorithm is given by id or subscription'];
  const problems: string[] = [];
  if (count(engine.name, engine.version) === 1)
    problems.push('spec.algorithm.engine: name and version go together');
  if (count(engine.id, engine.name ?? engine.version, engine.imageUrl) !== 1)
    problems.push('spec.algorithm.engine: give exactly one of id, name with version, or imageUrl');
  return problems;
}

const resource = ({ flavorId, poolId }: TrainingJobSpec['resource']): string[] =>
  count(flavorId, poolId) === 0
    ? ['spec.resource: give flavorId, or poolId of a dedicated resource pool']
    : [];

const channels = ({ inputs = [] }: Algorithm): string[] =>
  inputs
    .filter(({ remote }) => count(remote.obs, remote.dataset) !== 1)
    .map(({ name }) => `spec.algorithm.inputs[${name}].remote: give exactly one of obs and dataset`);

const environments = ({ environments = [] }: Algorithm): string[] =>
  environments
    .filter(({ value, valueFrom }) => count(value, valueFrom) !== 1)
    .map(({ name }) => `spec.algorithm.environments[${name}]: give exactly one of value and valueFrom`);

function within(file: string, folder: string): boolean {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return file.startsWith(prefix) && file.length > prefix.length;
}
