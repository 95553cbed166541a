/** What the CRD's schema cannot say about a Model's spec. Pure; the same rules hold on servers without CEL. */
import { count } from '../fields.ts';
import type { ModelSpec } from './spec.gen.ts';

/** A sentence per bad field, naming it; empty when the model can be created (section 7.3). */
export function validate({
  source,
  modelType,
  template,
  dependencies = [],
  initialConfig,
}: ModelSpec): string[] {
  const problems: string[] = [];
  if (source && count(source.location, source.trainingJobRef) !== 1)
    problems.push('spec.source: give exactly one of location and trainingJobRef');
  const [wanted, other] = modelType === 'Template' ? [template, source] : [source, template];
  if (!wanted || other)
    problems.push('spec: give template for a model of type Template, and source for all others');
  if (source?.copy !== undefined && modelType !== 'Image')
    problems.push('spec.source.copy: only models of type Image can be left uncopied');
  for (const [index, { packages }] of dependencies.entries())
    for (const { packageName, packageVersion, restraint } of packages)
      if (count(packageVersion, restraint) === 1)
        problems.push(
          `spec.dependencies[${index}].packages[${packageName}]: packageVersion and restraint go together`,
        );
  if (initialConfig !== undefined && !isJson(initialConfig))
    problems.push('spec.initialConfig: it is not JSON');
  return problems;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
