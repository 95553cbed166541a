/** Which fields nothing was said about: of a request's schema, or of a CRD's spec. */
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { schemas as model } from '../../operator/modelarts/generated/model.gen.ts';
import { schemas as training } from '../../operator/modelarts/generated/training.gen.ts';

type Schema = { $ref?: string; items?: Schema; properties?: Record<string, Schema> };
const schemas: Readonly<Record<string, object>> = { ...training, ...model };

type Crd = { spec: { versions: { schema: { openAPIV3Schema: Schema } }[] } };

/** The paths of the request's schema that none of the bodies has; below a missing one nothing is listed. */
export const missingFrom = (request: string, bodies: readonly unknown[]): string[] =>
  missing({ $ref: `#/$defs/${request}` }, bodies).sort();

/** The paths of the spec in crds/<plural>.yaml that none of the values has; below a missing one nothing is listed. */
export function missingFromSpec(plural: string, values: readonly unknown[]): string[] {
  const crd = load(readFileSync(`crds/${plural}.yaml`, 'utf8')) as Crd;
  const spec = crd.spec.versions[0]?.schema.openAPIV3Schema.properties?.spec as Schema;
  return missing(spec, values).sort();
}

function missing(schema: Schema, values: readonly unknown[], path = ''): string[] {
  const name = schema.$ref?.replace('#/$defs/', '');
  if (name) return missing(schemas[name] as Schema, values, path);
  if (schema.items) return missing(schema.items, values.flat(), path);
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const at = path ? `${path}.${key}` : key;
    const below = values
      .map((value) => (value as Record<string, unknown>)[key])
      .filter((value) => value !== undefined);
    return below.length === 0 ? [at] : missing(inner, below, at);
  });
}
