import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { differences } from '../../../operator/kinds/algorithm/compare.ts';
import { createRequest, updateRequest, wanted } from '../../../operator/kinds/algorithm/request.ts';
import type { AlgorithmSpec } from '../../../operator/kinds/algorithm/spec.gen.ts';
import { type Algorithm, parseAlgorithm } from '../../../operator/modelarts/algorithm.ts';
import { schemas } from '../../../operator/modelarts/generated/training.gen.ts';
import { startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller } from '../../simulator/caller.ts';
import { EXAMPLES } from '../../simulator/trainingExamples.gen.ts';
import { missingFrom, missingFromSpec } from '../../support/missing.ts';
import { CODE, completeSample, PRESET, sample, TAKEN } from './specs.ts';

const DESCRIBED = { name: 'resnet-0123abcd-1', description: 'nightly [k8s marker]' };
const NOTHING: Algorithm['content'] = { jobConfig: {}, resourceRequirements: [], advancedConfig: {} };
const want = (spec: AlgorithmSpec) => wanted(spec, DESCRIBED);
const create = (spec: AlgorithmSpec) => createRequest(spec, want(spec));
const update = (spec: AlgorithmSpec, held = NOTHING) => updateRequest(want(spec), held);

// Formats (int32 and the like) say nothing that the schemas' limits do not say.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const against = (name: string) => ajv.compile({ $ref: `#/$defs/${name}`, $defs: schemas });

describe('the body of a create', () => {
  test('says what the spec says, in the words of the API, and nothing else', () => {
    expect(create({ jobConfig: { ...CODE, engine: PRESET } })).toEqual({
      metadata: DESCRIBED,
      job_config: {
        code_dir: '/bucket/code/',
        boot_file: '/bucket/code/train.py',
        engine: { engine_name: 'PyTorch', engine_version: 'pytorch_1.8.0' },
      },
    });
  });

  test('can say the example of section 6.1', () => {
    const [example] = EXAMPLES.filter(({ section }) => section === '6.1').map(({ body }) => body);
    const { metadata } = example as { metadata: typeof DESCRIBED };
    const spec: AlgorithmSpec = {
      jobConfig: {
        codeDir: '/algo-test/pytorch/work1/code/',
        bootFile: '/algo-test/pytorch/work1/code/test-pytorch.py',
        parameters: [
          {
            name: 'test-parameter',
            value: '10',
            constraint: {
              ...{ type: 'String', editable: true, required: false, sensitive: false },
              ...{ validType: 'None', validRange: [] },
            },
          },
        ],
        parametersCustomization: true,
        inputs: [{ name: 'data_url', description: 'data source.' }],
        outputs: [{ name: 'train_url', description: 'model output.' }],
        engine: { name: 'PyTorch', version: 'PyTorch-1.3.0-python3.6' },
      },
      advancedConfig: {
        autoSearch: {
          rewardAttrs: [{ name: 'max_search', mode: 'max', regex: '10.0' }],
          searchParams: [{ name: 'test_search', lowerBound: '1', upperBound: '10' }],
          algoConfigs: [
            {
              name: 'bayes_opt_search',
              params: [
                { key: 'kind', value: 'ucb', type: 'String' },
                { key: 'kappa', value: '2.5', type: 'Float' },
                { key: 'xi', value: '0.0', type: 'Float' },
                { key: 'num_samples', value: '20', type: 'Integer' },
                { key: 'seed', value: '1', type: 'Integer' },
              ],
            },
          ],
        },
      },
    };
    expect(createRequest(spec, wanted(spec, metadata))).toEqual(example);
  });

  test.each([['the complete sample', completeSample()] as const, ...TAKEN])(
    'of %s fits the schema, and so does that of an update',
    (_sentence, spec) => {
      for (const [name, body] of [
        ['CreateAlgorithmRequest', create(spec)],
        ['UpdateAlgorithmRequest', update(spec)],
      ] as const) {
        const fits = against(name);
        fits(body);
        expect(fits.errors ?? []).toEqual([]);
      }
    },
  );

  /** What is set by the cloud, and what has been withdrawn. */
  const LEFT_OUT = ['metadata.ai_project', 'metadata.id'];

  test('can have every field of the reference but for those in the table', () => {
    const engine = { ...PRESET, id: 'e', imageUrl: 'i' };
    const { jobConfig, ...rest } = completeSample();
    const spec = { ...rest, jobConfig: { ...jobConfig, engine } };
    expect(missingFrom('CreateAlgorithmRequest', [create(spec)])).toEqual(LEFT_OUT);
  });
});

test('the complete sample has every field but the alternatives to what it says', () => {
  expect(missingFromSpec('algorithms', [completeSample()])).toEqual([
    'accountRef.namespace',
    'adopt',
    ...['id', 'name', 'version'].map((field) => `jobConfig.engine.${field}`),
  ]);
});

describe('the body of an update', () => {
  const held: Algorithm['content'] = {
    jobConfig: { command: 'true', outputs: [{ name: 'train_url' }], engine: { imageUrl: 'i' } },
    resourceRequirements: [{ key: 'flavor_type', values: ['CPU'], operator: 'in' }],
    advancedConfig: { autoSearch: { rewardAttrs: [{ name: 'accuracy' }] } },
  };

  test('empties what the cloud holds although it is not wanted', () => {
    expect(update({ jobConfig: CODE }, held)).toEqual({
      metadata: DESCRIBED,
      job_config: { command: '', code_dir: '/bucket/code/', boot_file: '/bucket/code/train.py', outputs: [] },
      resource_requirements: [],
      advanced_config: { auto_search: { reward_attrs: [] } },
    });
  });

  test('has its own name for a description in another language', () => {
    const i18nDescription = { language: 'en-us', description: 'rounds' };
    const parameters = [{ name: 'epochs', i18nDescription }];
    expect(update({ jobConfig: { ...CODE, parameters } })).toHaveProperty('job_config.parameters', [
      { name: 'epochs', internationalization_description: i18nDescription },
    ]);
  });
});

describe('an algorithm in the cloud', () => {
  /** What the simulator holds after the create, and what it differs in from `spec` then. */
  async function stored(spec: AlgorithmSpec, now: AlgorithmSpec = spec) {
    await using simulator = await startSimulator();
    const call = caller(simulator);
    const made = await call('POST', '/algorithms', create(spec));
    expect([made.status, made.text]).toEqual([201, expect.any(String)]);
    const first = parseAlgorithm(made.body) as Algorithm;
    const before = differences(want(now), first);
    const { status, text } = await call('PUT', `/algorithms/${first.id}`, update(now, first.content));
    expect([status, text]).toEqual([201, expect.any(String)]);
    const after = parseAlgorithm((await call('GET', `/algorithms/${first.id}`)).body) as Algorithm;
    return { before, after: differences(want(now), after) };
  }

  test.each([['the complete sample', completeSample()] as const, ...TAKEN])(
    'made of %s is as wanted, and is so again after an update',
    async (_sentence, spec) => {
      expect(await stored(spec)).toEqual({ before: [], after: [] });
    },
  );

  test.each([
    ['the complete sample to the small one', completeSample(), sample()],
    ['the small sample to the complete one', sample(), completeSample()],
  ])('is as wanted after an update from %s', async (_sentence, before, now) => {
    const { before: differing, after } = await stored(before, now);
    expect([differing.length > 5, after]).toEqual([true, []]);
  });
});

describe('what differs', () => {
  const parameters = [
    { name: 'a', value: '1', constraint: { type: 'Integer', editable: false } },
    { name: 'b', description: 'second' },
  ];
  const spec: AlgorithmSpec = { jobConfig: { ...CODE, engine: { id: 'e' }, parameters } };
  const content: Algorithm['content'] = {
    ...NOTHING,
    jobConfig: { ...want(spec).content.jobConfig },
  };
  const config = (fields: object) => ({ ...content, jobConfig: { ...content.jobConfig, ...fields } });

  test.each<[string, Partial<Algorithm>, string[]]>([
    ['nothing, where all is as wanted', {}, []],
    ['a name', { name: 'other' }, ['spec.name']],
    ['a description that lost its marker', { description: 'nightly' }, ['spec.description']],
    ['a boot file', { content: config({ bootFile: '/bucket/code/b.py' }) }, ['spec.jobConfig.bootFile']],
    ['a command that nobody wants', { content: config({ command: 'x' }) }, ['spec.jobConfig.command']],
    ['a parameter more', { content: config({ parameters: [...parameters, { name: 'c' }] }) }, ['parameters']],
    ['a parameter less', { content: config({ parameters: parameters.slice(1) }) }, ['parameters']],
    [
      'a value that nobody wants',
      { content: config({ parameters: [parameters[0], { ...parameters[1], value: '2' }] }) },
      ['parameters'],
    ],
    ['not the order of parameters', { content: config({ parameters: [...parameters].reverse() }) }, []],
    [
      'not what the cloud adds: the name of an engine, a constraint, an empty list',
      {
        content: config({
          engine: { engineId: 'e', engineName: 'PyTorch' },
          parameters: [
            { name: 'a', value: '1', constraint: { type: 'Integer', validType: 'None' } },
            { ...parameters[1], constraint: { type: 'String' } },
          ],
          parametersCustomization: true,
          inputs: undefined,
        }),
      },
      [],
    ],
    ['a flag', { content: config({ parameters: [withFlag(true), parameters[1]] }) }, ['parameters']],
    ['another engine', { content: config({ engine: { engineId: 'f' } }) }, ['spec.jobConfig.engine']],
    ['no engine', { content: config({ engine: undefined }) }, ['spec.jobConfig.engine']],
    [
      'requirements that nobody wants',
      { content: { ...content, resourceRequirements: [{ key: 'flavor_type', values: ['CPU'] }] } },
      ['spec.resourceRequirements'],
    ],
    [
      'a search that nobody wants',
      { content: { ...content, advancedConfig: { autoSearch: { searchParams: [{ name: 'lr' }] } } } },
      ['spec.advancedConfig'],
    ],
  ])('%s', (_sentence, fields, expected) => {
    const held = { ...DESCRIBED, content, ...fields } as Algorithm;
    expect(differences(want(spec), held)).toEqual(
      expected.map((path) => (path.startsWith('spec.') ? path : `spec.jobConfig.${path}`)),
    );
  });

  function withFlag(editable: boolean) {
    return { ...parameters[0], constraint: { type: 'Integer', editable } };
  }

  test('is not said of what the cloud tells in another shape than it was asked in', () => {
    const attributes = [{ data_format: 'Default' }];
    const inputs = [{ name: 'i', remoteConstraints: [{ dataType: 'dataset', attributes }] }];
    const told = [{ name: 'i', remoteConstraints: [{ dataType: 'dataset', attributes: 'data_format' }] }];
    const asked = want({ jobConfig: { ...CODE, inputs } });
    const held = { ...asked, content: { ...asked.content, jobConfig: { ...CODE, inputs: told } } };
    expect(differences(asked, held)).toEqual([]);
  });
});
