/** Which fields nothing was said about: of a request's schema, or of a CRD's spec. */
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { schemas } from '../../operator/modelarts/generated/training.gen.ts';

type Schema = { $ref?: string; items?: Schema; properties?: Record<string, Schema> };
type Crd = { spec: { versions: { schema: { openAPIV3Schema: Schema } }[] } };

/**
 * The paths of the request's schema that none of the bodies has; below a missing one nothing is listed.
 *
 * @param known the schemas of its chapter
 */
export const missingFrom = (
  request: string,
  bodies: readonly unknown[],
  known: Readonly<Record<string, object>> = schemas,
): string[] => missing({ $ref: `#/$defs/${request}` }, bodies, known).sort();

/** The paths of the spec in crds/<plural>.yaml that none of the values has; below a missing one nothing is listed. */
export function missingFromSpec(plural: string, values: readonly unknown[]): string[] {
  const crd = load(readFileSync(`crds/${plural}.yaml`, 'utf8')) as Crd;
  const spec = crd.spec.versions[0]?.schema.openAPIV3Schema.properties?.spec as Schema;
  return missing(spec, values, {}).sort();
}

function missing(
  schema: Schema,
  values: readonly unknown[],
  known: Readonly<Record<string, object>>,
  path = '',
): string[] {
  const name = schema.$ref?.replace('#/$defs/', '');
  if (name) return missing(known[name] as Schema, values, known, path);
  if (schema.items) return missing(schema.items, values.flat(), known, path);
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const at = path ? `${path}.${key}` : key;
    const below = values
      .map((value) => (value as Record<string, unknown>)[key])
      .filter((value) => value !== undefined);
    return below.length === 0 ? [at] : missing(inner, below, known, at);
  });
}
