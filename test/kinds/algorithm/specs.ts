import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { AlgorithmSpec } from '../../../operator/kinds/algorithm/spec.gen.ts';
import type { Resource } from '../../../operator/runtime/object.ts';

const read = (name: string): AlgorithmSpec =>
  (load(readFileSync(`deploy/samples/${name}.yaml`, 'utf8')) as Resource<AlgorithmSpec>).spec;

/** The spec of deploy/samples/algorithm.yaml. */
export const sample = (): AlgorithmSpec => read('algorithm');

/** The spec of deploy/samples/algorithm-complete.yaml. */
export const completeSample = (): AlgorithmSpec => read('algorithm-complete');

export const CODE = { codeDir: '/bucket/code/', bootFile: '/bucket/code/train.py' };
export const PRESET = { name: 'PyTorch', version: 'pytorch_1.8.0' };

type Row = readonly [sentence: string, spec: AlgorithmSpec, said: readonly string[]];
type Config = AlgorithmSpec['jobConfig'];
type Param = NonNullable<
  NonNullable<NonNullable<AlgorithmSpec['advancedConfig']>['autoSearch']>['searchParams']
>[number];

const running = (jobConfig: Config): AlgorithmSpec => ({ jobConfig });
const searching = (param: Omit<Param, 'name'>): AlgorithmSpec => ({
  jobConfig: CODE,
  advancedConfig: { autoSearch: { searchParams: [{ name: 'lr', ...param }] } },
});

/** What can be created. */
export const TAKEN: readonly (readonly [string, AlgorithmSpec])[] = [
  ['code without an engine', running(CODE)],
  ['code on a preset engine by name', running({ ...CODE, engine: PRESET })],
  ['code on a preset engine by id', running({ ...CODE, engine: { id: 'pytorch-1' } })],
  ['code in an image', running({ ...CODE, engine: { imageUrl: 'org/image:1' } })],
  ['a command in an image', running({ command: 'true', engine: { imageUrl: 'org/image:1' } })],
  ['a discrete search', searching({ paramType: 'discrete', discreteValues: ['1'] })],
  ['a search of a kind that is not said', searching({})],
];

/** Specs that the CRD's schema lets through and that cannot be created, with how what is said of them begins. */
export const REFUSED: readonly Row[] = [
  ['nothing to run', running({}), ['spec.jobConfig: give codeDir with bootFile, or command']],
  [
    'a folder without a boot file',
    running({ codeDir: '/bucket/' }),
    ['spec.jobConfig: codeDir and bootFile go together', 'spec.jobConfig: give codeDir with bootFile'],
  ],
  [
    'a boot file without a folder',
    running({ bootFile: '/bucket/a.py' }),
    ['spec.jobConfig: codeDir and bootFile go together'],
  ],
  [
    'a boot file outside the folder',
    running({ ...CODE, bootFile: '/other/train.py' }),
    ['spec.jobConfig.bootFile: "/other/train.py" is not inside codeDir "/bucket/code/"'],
  ],
  [
    'a command without an image',
    running({ command: 'true', engine: PRESET }),
    ['spec.jobConfig.command: a command needs engine.imageUrl'],
  ],
  [
    'an engine without its version',
    running({ ...CODE, engine: { name: 'PyTorch' } }),
    ['spec.jobConfig.engine: name and version go together'],
  ],
  [
    'two engines',
    running({ ...CODE, engine: { ...PRESET, imageUrl: 'i' } }),
    ['spec.jobConfig.engine: give exactly one of id, name with version, or imageUrl'],
  ],
  [
    'an input and an output of one name',
    running({ ...CODE, inputs: [{ name: 'url' }], outputs: [{ name: 'url' }] }),
    ['spec.jobConfig.outputs[url]: an input has the same name'],
  ],
  [
    'a continuous search without bounds',
    searching({ paramType: 'continuous', lowerBound: '1' }),
    ['spec.advancedConfig.autoSearch.searchParams[lr]: a continuous hyperparameter needs lowerBound'],
  ],
  [
    'a discrete search without values',
    searching({ paramType: 'discrete' }),
    ['spec.advancedConfig.autoSearch.searchParams[lr]: a discrete hyperparameter needs discreteValues'],
  ],
];
