/** README in Chinese keeps up with the English one, and the links of all documents lead somewhere. */
import { globSync, readFileSync } from 'node:fs';
import { load, loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { KIND_NAMES } from '../operator/kinds/names.ts';
import { anchors, blocks, brokenLinks, codeWords, type Section, sections } from './support/markdown.ts';

const read = (file: string) => readFileSync(file, 'utf8');
const [english, chinese] = [read('README.md'), read('README.zh-CN.md')];

/** The English heading that a Chinese section says that it stands for, in a comment right below its own. */
const standsFor = ({ body }: Section) => /^\n<!-- en: (.+) -->\n/.exec(body)?.[1];

type Schema = {
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
};
type Crd = { spec: { versions: { schema: { openAPIV3Schema: Schema } }[] } };

/** The paths in `value` of which `schema` knows nothing. */
function* unknownFields(value: unknown, schema: Schema | undefined, path: string): Generator<string> {
  if (schema?.['x-kubernetes-preserve-unknown-fields']) return;
  if (!schema || value === undefined) yield path;
  else if (Array.isArray(value))
    for (const item of value) yield* unknownFields(item, schema.items, `${path}[]`);
  else if (value instanceof Object)
    for (const [name, field] of Object.entries(value))
      yield* unknownFields(
        field,
        schema.properties?.[name] ?? schema.additionalProperties,
        `${path}.${name}`,
      );
}

const translations = new Map(sections(chinese).map((section) => [standsFor(section), section]));

test('both begin with a link to the other', () => {
  const beginning = (text: string) => text.split('\n', 3).at(-1);
  expect(beginning(english)).toContain('](README.zh-CN.md)');
  expect(beginning(chinese)).toContain('](README.md)');
});

test('the Chinese one has the same sections in the same order', () => {
  const own = sections(english).map(({ level, heading }) => [level, heading]);
  expect(sections(chinese).map((section) => [section.level, standsFor(section)])).toEqual(own);
});

describe.each(sections(english))('the section $heading', ({ heading, body }) => {
  test('has the same samples and commands in Chinese, but for comments', () => {
    expect(blocks(translations.get(heading)?.body ?? '')).toEqual(blocks(body));
  });
});

describe.each(KIND_NAMES)('the sample of %s', (kind) => {
  const section = sections(english).find(({ heading }) => heading === kind);
  const sample = blocks(section?.body ?? '').find(({ language }) => language === 'yaml');
  const objects = loadAll(sample?.code ?? '') as { kind: string; spec: object }[];
  const crd = load(read(`crds/${kind.toLowerCase()}s.yaml`)) as Crd;
  const { spec } = crd.spec.versions[0]?.schema.openAPIV3Schema.properties ?? {};

  test('has only fields that there are', () => {
    const own = objects.find((object) => object.kind === kind);
    expect([...unknownFields(own?.spec, spec, 'spec')]).toEqual([]);
  });
});

test('what the Chinese one names (fields, flags, reasons, metrics, commands) the English one names too', () => {
  const known = codeWords(english);
  expect([...codeWords(chinese)].filter((word) => !known.has(word))).toEqual([]);
});

test.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', ...globSync('{deploy,crds}/**/*.md')])(
  'the links of %s lead to files and headings that are there',
  (file) => {
    expect(brokenLinks(file)).toEqual([]);
  },
);

describe('these checks', () => {
  test('tell links that lead nowhere from others', () => {
    const text =
      '# One\n[a](crds) [b](#one) [c](#two) [d](nowhere.md) [e](../x) [f](README.md#no) `[g](code)`';
    expect(brokenLinks('made-up.md', text)).toEqual(['#two', 'nowhere.md', '../x', 'README.md#no']);
  });

  test('know the anchors that GitHub makes', () => {
    const text = '# A `b`: c, d\n## 推理服务 Model\n```\n# a comment\n```\n## 推理服务 Model\n';
    expect(anchors(text)).toEqual(['a-b-c-d', '推理服务-model', '推理服务-model-1']);
  });

  test('tell fields that there are not from others', () => {
    const schema: Schema = { properties: { a: { items: { properties: { b: {} } } } } };
    const value = { a: [{ b: 1 }, { c: 2 }], d: 3 };
    expect([...unknownFields(value, schema, 'spec')]).toEqual(['spec.a[].c', 'spec.d']);
    expect([...unknownFields(undefined, schema, 'spec')]).toEqual(['spec']);
  });

  test('see a command and a sample that differ, and no comment', () => {
    const [one, two] = ['npm test   # all', 'npm test   # 全部'].map((line) =>
      blocks(`\`\`\`\n${line}\n\`\`\`\n`),
    );
    expect(one).toEqual(two);
    expect(one).toEqual([{ language: '', code: 'npm test\n' }]);
  });
});
