/** What the CRD's schema cannot say about an Algorithm's spec. Pure; the same rules hold on servers without CEL. */
import { count } from '../fields.ts';
import { checkCode, checkEngine, checkSearch } from '../program.ts';
import type { AlgorithmSpec } from './spec.gen.ts';

type JobConfig = AlgorithmSpec['jobConfig'];

/** A sentence per bad field, naming it; empty when the algorithm can be created (section 6.1). */
export const validate = ({ jobConfig, advancedConfig }: AlgorithmSpec): string[] => [
  ...source(jobConfig),
  ...checkCode(jobConfig, 'spec.jobConfig'),
  ...(jobConfig.engine ? checkEngine(jobConfig.engine, 'spec.jobConfig') : []),
  ...channels(jobConfig),
  ...(advancedConfig?.autoSearch
    ? checkSearch(advancedConfig.autoSearch, 'spec.advancedConfig.autoSearch')
    : []),
];

function source({ codeDir, bootFile, command, engine }: JobConfig): string[] {
  const problems: string[] = [];
  if (count(codeDir, bootFile) === 1) problems.push('spec.jobConfig: codeDir and bootFile go together');
  if (bootFile === undefined && command === undefined)
    problems.push('spec.jobConfig: give codeDir with bootFile, or command with engine.imageUrl');
  if (command !== undefined && engine?.imageUrl === undefined)
    problems.push('spec.jobConfig.command: a command needs engine.imageUrl, the image that it starts in');
  return problems;
}

/** Inputs and outputs are parameters of one program (ModelArts.2753). */
const channels = ({ inputs = [], outputs = [] }: JobConfig): string[] =>
  outputs
    .filter(({ name }) => inputs.some((input) => input.name === name))
    .map(({ name }) => `spec.jobConfig.outputs[${name}]: an input has the same name`);
