/** What the CRD's schema cannot say about a Model's spec. Pure; the same rules hold on servers without CEL. */
import { count } from '../fields.ts';
import type { ModelSpec } from './spec.gen.ts';

/** A sentence per bad field, naming it; empty when the model can be created (section 7.3). */
export const validate = ({
  source,
  modelType,
  template,
  dependencies,
  initialConfig,
}: ModelSpec): string[] => [
  ...kindOfSource(modelType, source, template),
  ...(source ? checkSource(source, modelType) : []),
  ...(dependencies ?? []).flatMap(checkPackages),
  ...(initialConfig === undefined || isJson(initialConfig) ? [] : ['spec.initialConfig: it is not JSON']),
];

function kindOfSource(
  modelType: string,
  source: ModelSpec['source'],
  template: ModelSpec['template'],
): string[] {
  const [wanted, other] = modelType === 'Template' ? [template, source] : [source, template];
  if (wanted && !other) return [];
  return ['spec: give template for a model of type Template, and source for all others'];
}

function checkSource(
  { location, trainingJobRef, copy }: NonNullable<ModelSpec['source']>,
  modelType: string,
): string[] {
  const problems: string[] = [];
  if (count(location, trainingJobRef) !== 1)
    problems.push('spec.source: give exactly one of location and trainingJobRef');
  if (copy !== undefined && modelType !== 'Image')
    problems.push('spec.source.copy: only the image of a model of type Image is copied or not');
  if (trainingJobRef && modelType === 'Image')
    problems.push('spec.source.trainingJobRef: a model of type Image is made from an image: give location');
  if (location?.startsWith('obs://'))
    problems.push('spec.source.location: a folder in OBS is written /bucket/folder/');
  return problems;
}

type Dependency = NonNullable<ModelSpec['dependencies']>[number];

const checkPackages = ({ packages }: Dependency, index: number): string[] =>
  packages
    .filter(({ packageVersion, restraint }) => count(packageVersion, restraint) === 1)
    .map(
      ({ packageName }) =>
        `spec.dependencies[${index}].packages[${packageName}]: packageVersion and restraint go together`,
    );

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
