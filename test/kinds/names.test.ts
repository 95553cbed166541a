import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { KIND_NAMES, KINDS, parseKinds } from '../../operator/kinds/names.ts';
import { controllerTypes } from '../support/kinds.ts';

const root = join(import.meta.dirname, '../..');

test('every kind is named as its CRD names it', () => {
  type Crd = { spec: { names: { kind: string; plural: string; shortNames: string[] } } };
  const named = globSync('crds/*.yaml', { cwd: root }).map((file) => {
    const { kind, plural, shortNames } = (load(readFileSync(join(root, file), 'utf8')) as Crd).spec.names;
    return { kind, plural, shortName: shortNames[0] };
  });
  const byKind = (a: { kind: string }, b: { kind: string }) => a.kind.localeCompare(b.kind);
  expect(named.sort(byKind)).toEqual([...KINDS].sort(byKind));
});

test('every kind that has a name is run, and in the same order', () => {
  expect(controllerTypes().map(({ kind, plural }) => ({ kind, plural }))).toEqual(
    KINDS.map(({ kind, plural }) => ({ kind, plural })),
  );
});

test('a kind that is not chosen is not made at all: nothing watches it, nothing is held of it', () => {
  const only = parseKinds('mtj,pools');
  expect(controllerTypes(only).map(({ kind }) => kind)).toEqual(['Account', 'TrainingJob', 'Pool']);
});

test.each([
  ['TrainingJob', ['Account', 'TrainingJob']],
  ['TrainingJob,Pool', ['Account', 'TrainingJob', 'Pool']],
  ['pools,trainingjobs', ['Account', 'TrainingJob', 'Pool']],
  ['mtj, mpool', ['Account', 'TrainingJob', 'Pool']],
  ['MODEL,model,mmodel,models', ['Account', 'Model']],
  ['account', ['Account']],
  [KIND_NAMES.join(','), KIND_NAMES],
])('--kinds %s chooses %j', (text, expected) => {
  expect(parseKinds(text)).toEqual(expected);
});

test.each([
  ['', ''],
  ['TrainingJob,', ''],
  ['TrainingJob,Pod', 'Pod'],
  ['*', '*'],
  ['TrainingJob;Pool', 'TrainingJob;Pool'],
])('--kinds "%s" is refused with the list of those that there are', (text, word) => {
  expect(() => parseKinds(text)).toThrow(
    `"${word}" is no kind: there are Account, TrainingJob, Algorithm, Network, NodePool, Pool, Model, ModelService, Workflow, WorkflowRun`,
  );
});
