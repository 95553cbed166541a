/** What the CRD's schema cannot say about a Model's spec. Pure; the same rules hold on servers without CEL. */
import { count } from '../fields.ts';
import type { ModelSpec } from './spec.gen.ts';

/** A sentence per bad field, naming it; empty when the model can be created (section 7.3) or adopted. */
export const validate = (spec: ModelSpec): string[] => [
  ...(spec.adopt ? [] : lacking(spec)),
  ...(spec.source ? checkSource(spec.source, spec.modelType) : []),
  ...(spec.dependencies ?? []).flatMap(checkPackages),
  ...(spec.initialConfig === undefined || isJson(spec.initialConfig)
    ? []
    : ['spec.initialConfig: it is not JSON']),
];

const UNLESS = ', unless adopt names an existing model';

/** What has to be said before a model can be created. */
export function lacking({ modelVersion, modelType, source, template }: ModelSpec): string[] {
  if (modelVersion === undefined || modelType === undefined)
    return [`spec: give modelVersion and modelType${UNLESS}`];
  const [wanted, other] = modelType === 'Template' ? [template, source] : [source, template];
  if (wanted && !other) return [];
  return [`spec: give template for a model of type Template and source for all others${UNLESS}`];
}

function checkSource(
  { location, trainingJobRef, copy }: NonNullable<ModelSpec['source']>,
  modelType: ModelSpec['modelType'],
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
