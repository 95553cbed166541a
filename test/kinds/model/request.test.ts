import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { adoptedOtherwise, createRequest, immutableFields } from '../../../operator/kinds/model/request.ts';
import type { ModelSpec } from '../../../operator/kinds/model/spec.gen.ts';
import { schemas } from '../../../operator/modelarts/generated/model.gen.ts';
import { startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller } from '../../simulator/caller.ts';
import { missingFrom, missingFromSpec } from '../../support/missing.ts';
import { ADOPTING, completeSample, modelSpec, sample, TAKEN, templateSpec } from './specs.ts';

const DESCRIBED = { name: 'resnet-0123abcd-1', description: 'nightly [k8s marker]' };
const create = (spec: ModelSpec, described = DESCRIBED) => {
  const location = spec.source?.trainingJobRef ? '/bucket/out/' : spec.source?.location;
  return createRequest(spec, { location }, described);
};
const SAMPLES = [completeSample(), ...TAKEN.map(([, spec]) => spec)];

// Formats (int32 and the like) say nothing that the schemas' limits do not say.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const fits = ajv.compile({ $ref: '#/$defs/CreateModelRequest', $defs: schemas });

describe('the body of a create', () => {
  test('says what the spec says, in the words of the API, and nothing else', () => {
    expect(create(modelSpec({ runtime: 'python3.7', command: 'run', workspaceId: 'w-1' }))).toEqual({
      ...{ model_name: 'resnet-0123abcd-1', description: 'nightly [k8s marker]' },
      ...{ model_version: '1.0.0', model_type: 'PyTorch', source_location: '/bucket/model/' },
      ...{ runtime: 'python3.7', cmd: 'run', workspace_id: 'w-1' },
    });
  });

  test.each([
    [true, 'true'],
    [false, 'false'],
  ])('writes the flag %s as a text', (copy, written) => {
    const source = { location: 'team/image:1', copy };
    expect(create(modelSpec({ modelType: 'Image', source }))).toMatchObject({ source_copy: written });
  });

  test('names the job that the model comes from, unless the spec names another', () => {
    const made = (spec: ModelSpec) => createRequest(spec, { location: '/b/o/', jobId: 'j-1' }, DESCRIBED);
    expect(made(modelSpec())).toMatchObject({ source_location: '/b/o/', source_job_id: 'j-1' });
    expect(made(modelSpec({ sourceJobId: 'j-2' }))).toMatchObject({ source_job_id: 'j-2' });
  });

  test('leaves the names of free-form maps as they are', () => {
    const inputParams = { type: 'object', properties: { imageUrl: { minItems: 1 } } };
    expect(create(modelSpec({ apis: [{ inputParams }] }))).toMatchObject({
      apis: [{ input_params: { properties: { imageUrl: { minItems: 1 } } } }],
    });
  });

  // Its model_metrics and initial_config are damaged in the reference.
  test('can say the example of section 7.3', () => {
    const param = { url: '/v1/xxx/image', protocol: 'http', method: 'post' };
    const spec: ModelSpec = {
      ...{ modelVersion: '1.0.0', modelType: 'TensorFlow', runtime: 'python2.7' },
      source: { location: 'https://models.obs.xxxx.com/mnist' },
      ...{ sourceJobId: '55', sourceJobVersion: 'V100' },
      executionCode: 'https://testmodel.obs.xxxx.com/customize_service.py',
      inputParams: [
        { ...param, paramName: 'image_url', paramType: 'string', min: 0, max: 9, paramDesc: 'http://test' },
      ],
      outputParams: [{ ...param, paramName: 'face_location', paramType: 'box', paramDesc: 'where' }],
      dependencies: [
        {
          installer: 'pip',
          packages: [{ packageName: 'numpy', packageVersion: '1.5.0', restraint: 'ATLEAST' }],
        },
      ],
      modelAlgorithm: 'object_detection',
      apis: [
        {
          ...param,
          inputParams: { type: 'object', properties: { image_url: { type: 'string' } } },
          outputParams: { type: 'object', properties: { face_location: { type: 'box' } } },
        },
      ],
    };
    expect(create(spec, { name: 'mnist', description: 'mnist model' })).toEqual({
      ...{ model_name: 'mnist', model_version: '1.0.0', model_type: 'TensorFlow', runtime: 'python2.7' },
      source_location: 'https://models.obs.xxxx.com/mnist',
      ...{ source_job_id: '55', source_job_version: 'V100', description: 'mnist model' },
      execution_code: 'https://testmodel.obs.xxxx.com/customize_service.py',
      input_params: [
        {
          ...param,
          param_name: 'image_url',
          param_type: 'string',
          min: 0,
          max: 9,
          param_desc: 'http://test',
        },
      ],
      output_params: [{ ...param, param_name: 'face_location', param_type: 'box', param_desc: 'where' }],
      dependencies: [
        {
          installer: 'pip',
          packages: [{ package_name: 'numpy', package_version: '1.5.0', restraint: 'ATLEAST' }],
        },
      ],
      model_algorithm: 'object_detection',
      apis: [
        {
          ...param,
          input_params: { type: 'object', properties: { image_url: { type: 'string' } } },
          output_params: { type: 'object', properties: { face_location: { type: 'box' } } },
        },
      ],
    });
  });

  test.each([['the complete sample', completeSample()] as const, ...TAKEN])(
    'of %s fits the schema, and is taken by a cloud that is strict',
    async (_sentence, spec) => {
      fits(create(spec));
      expect(fits.errors ?? []).toEqual([]);
      await using simulator = await startSimulator();
      const path = `/v1/${simulator.projectId}/models`;
      const { status, text } = await caller(simulator)('POST', path, create(spec));
      expect([status, text]).toEqual([200, expect.stringContaining('model_id')]);
    },
  );

  /** Keys of an encrypted model are what ModelArts hands out for it (7.3), not what a caller sets. */
  const LEFT_OUT = ['model_key', 'rootKey'].map((key) => `deployment_constraints.model_security.${key}`);

  test('can have every field of the reference but for those in the table', () => {
    expect(
      missingFrom(
        'CreateModelRequest',
        SAMPLES.map((spec) => create(spec)),
        schemas,
      ),
    ).toEqual(LEFT_OUT);
  });
});

test('the complete sample has every field but the alternatives to what it says, and what only images take', () => {
  expect(missingFromSpec('models', [completeSample()])).toEqual([
    ...['accountRef.namespace', 'adopt', 'command', 'deploymentConstraints'],
    ...['source.copy', 'source.trainingJobRef', 'template'],
  ]);
});

test('the samples together have every field but for templates, adoption and foreign Accounts', () => {
  const samples = [completeSample(), sample('model-image'), sample('model-from-job')];
  expect(missingFromSpec('models', samples)).toEqual(['accountRef.namespace', 'adopt', 'template']);
});

test('nothing that makes a model can change', () => {
  const paths = SAMPLES.flatMap((spec) => immutableFields(spec).map(({ path }) => path));
  const free = ['accountRef', 'managementPolicy', 'deletionPolicy', 'deletionProtection'];
  const fields = SAMPLES.flatMap(Object.keys).filter((field) => !free.includes(field));
  expect([...new Set(paths)].sort()).toEqual([...new Set(fields)].map((field) => `spec.${field}`).sort());
  expect(immutableFields(templateSpec()).map(({ value }) => value)).toContain('Template');
});

test.each<[string, ModelSpec, string[]]>([
  ['nothing where the spec says nothing', ADOPTING, []],
  ['nothing in another case', { ...ADOPTING, modelType: 'PYTORCH', modelVersion: '1.0.0' }, []],
  [
    'its version',
    { ...ADOPTING, modelVersion: '2.0.0' },
    ['spec.modelVersion: 1.0.0 in ModelArts, 2.0.0 wanted'],
  ],
  [
    'its name and type',
    { ...ADOPTING, modelName: 'other', modelType: 'Image' },
    ['spec.modelName: n in ModelArts, other wanted', 'spec.modelType: pytorch in ModelArts, Image wanted'],
  ],
  ['nothing of one that was made by the object', modelSpec({ modelVersion: '2.0.0' }), []],
])('what an adopted model has otherwise than the spec says is %s', (_words, spec, said) => {
  expect(adoptedOtherwise(spec, { name: 'n', version: '1.0.0', type: 'pytorch' })).toEqual(said);
});
