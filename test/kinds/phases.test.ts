import { globSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { PHASES } from '../../operator/kinds/phases.ts';

type Schema = { description?: string; properties?: Record<string, Schema> };
type Crd = { spec: { names: { kind: string }; versions: { schema: { openAPIV3Schema: Schema } }[] } };

/** By kind, how the CRD describes `status.phase`. */
const described = globSync('crds/*.yaml').flatMap((file) => {
  const { spec } = load(readFileSync(file, 'utf8')) as Crd;
  const text = spec.versions[0]?.schema.openAPIV3Schema.properties?.status?.properties?.phase?.description;
  return text === undefined ? [] : [[spec.names.kind, text] as const];
});

test('every kind whose status has a phase says which there are', () => {
  const kinds = described.map(([kind]) => kind).filter((kind) => kind !== 'Account');
  expect(Object.keys(PHASES).sort()).toEqual(kinds.sort());
});

test.each(Object.entries(PHASES))('the phases of %s hold those that its CRD names', (kind, phases) => {
  const [, text = ''] = described.find(([one]) => one === kind) ?? [];
  // After the colon, or after "such as", up to "or others".
  const named = text.split(/: |such as /)[1]?.split(/,? or |[,.] ?/) ?? [];
  const words = named.filter((word) => /^[A-Za-z_]+$/.test(word) && !/^(another|others|newer)$/.test(word));
  expect(words.length).toBeGreaterThan(2);
  for (const word of words) expect(phases).toContain(word);
});
