import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import type { ModelSpec } from '../../../operator/kinds/model/spec.gen.ts';
import type { Resource } from '../../../operator/runtime/object.ts';

/** The spec of the Model in deploy/samples/<name>.yaml. */
export function sample(name = 'model'): ModelSpec {
  const objects = loadAll(readFileSync(`deploy/samples/${name}.yaml`, 'utf8')) as Resource<ModelSpec>[];
  return objects.find(({ kind }) => kind === 'Model')?.spec as ModelSpec;
}

/** The spec of deploy/samples/model-complete.yaml. */
export const completeSample = (): ModelSpec => sample('model-complete');

/** What says no more than which model it adopts. */
export const ADOPTING: ModelSpec = { adopt: { id: 'm-1' } };

const BASE = { modelVersion: '1.0.0', modelType: 'PyTorch' };
export const FOLDER = { location: '/bucket/model/' };
const IMAGE = { location: 'swr.example.com/team/image:1' };
const TEMPLATE = {
  templateId: 't-1',
  templateInputs: [{ inputId: 'model_folder', input: '/bucket/model/' }],
};

/** A small model of an OBS folder, with `parts` on top. */
export const modelSpec = (parts: Partial<ModelSpec> = {}): ModelSpec => ({
  ...BASE,
  source: FOLDER,
  ...parts,
});

/** A model of a template. */
export const templateSpec = (parts: Partial<ModelSpec> = {}): ModelSpec => ({
  ...BASE,
  modelType: 'Template',
  template: { ...TEMPLATE, inferFormat: 'f-1' },
  ...parts,
});

const packages = (...held: NonNullable<ModelSpec['dependencies']>[number]['packages']) =>
  modelSpec({ dependencies: [{ installer: 'pip', packages: held }] });

/** What can be created. */
export const TAKEN: readonly (readonly [string, ModelSpec])[] = [
  ['a folder in OBS', modelSpec()],
  [
    'a folder in OBS by its address',
    modelSpec({ source: { location: 'https://bucket.obs.example.com/m/' } }),
  ],
  ['an image', sample('model-image')],
  ['an image that is copied', modelSpec({ modelType: 'Image', source: IMAGE })],
  ['the output of a job', sample('model-from-job')],
  ['a template', templateSpec()],
  ['a name and a description in Chinese', modelSpec({ modelName: '图像_1', description: '分类' })],
  [
    'one package between two versions',
    packages(
      { packageName: 'numpy', packageVersion: '1.19', restraint: 'ATLEAST' },
      { packageName: 'numpy', packageVersion: '1.21', restraint: 'ATMOST' },
    ),
  ],
];

/** Specs that the CRD's schema lets through and that cannot be created, with how what is said of them begins. */
export const REFUSED: readonly (readonly [sentence: string, spec: ModelSpec, said: readonly string[]])[] = [
  ['no version', { modelType: 'PyTorch', source: FOLDER }, ['spec: give modelVersion and modelType']],
  ['no type', { modelVersion: '1.0.0', source: FOLDER }, ['spec: give modelVersion and modelType']],
  ['no source', { ...BASE }, ['spec: give template for a model of type Template and source for all others']],
  ['a template without one', { ...BASE, modelType: 'Template' }, ['spec: give template for a model']],
  ['a template with a source', templateSpec({ source: FOLDER }), ['spec: give template for a model']],
  ['a template of another type', modelSpec({ template: TEMPLATE }), ['spec: give template for a model']],
  ['a source of nothing', modelSpec({ source: {} }), ['spec.source: give exactly one of location']],
  [
    'two sources',
    modelSpec({ source: { ...FOLDER, trainingJobRef: { name: 'resnet' } } }),
    ['spec.source: give exactly one of location'],
  ],
  [
    'a folder that is to be copied',
    modelSpec({ source: { ...FOLDER, copy: true } }),
    ['spec.source.copy: only the image of a model of type Image'],
  ],
  [
    'an image that a job has put out',
    modelSpec({ modelType: 'Image', source: { trainingJobRef: { name: 'resnet' } } }),
    ['spec.source.trainingJobRef: a model of type Image is made from an image'],
  ],
  [
    'a folder written as other tools do',
    modelSpec({ source: { location: 'obs://bucket/model/' } }),
    ['spec.source.location: a folder in OBS is written /bucket/folder/'],
  ],
  [
    'a version of a package without what it means',
    packages({ packageName: 'pillow' }, { packageName: 'numpy', packageVersion: '1.19' }),
    ['spec.dependencies[0].packages[numpy]: packageVersion and restraint go together'],
  ],
  [
    'a meaning without a version',
    packages({ packageName: 'numpy', restraint: 'EXACT' }),
    ['spec.dependencies[0].packages[numpy]: packageVersion and restraint go together'],
  ],
  [
    'a configuration that is not JSON',
    modelSpec({ initialConfig: '{health:' }),
    ['spec.initialConfig: it is not JSON'],
  ],
];
