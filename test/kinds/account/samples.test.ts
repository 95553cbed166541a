import { globSync, readFileSync } from 'node:fs';
import { load, loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { sourceFrom, specProblem } from '../../../operator/kinds/account/source.ts';
import type { AccountSpec } from '../../../operator/kinds/account/spec.gen.ts';
import { Rest } from '../../../operator/kube/rest.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import { installCrds } from '../../support/crds.ts';

type Schema = { properties?: Record<string, Schema> };
type Crd = { spec: { versions: { schema: { openAPIV3Schema: { properties: { spec: Schema } } } }[] } };
type Secret = { stringData: Record<string, string> };

const crd = load(readFileSync('crds/accounts.yaml', 'utf8')) as Crd;
const files = globSync('deploy/samples/account*.yaml').sort();
const read = (file: string) => {
  const [secret, account] = loadAll(readFileSync(file, 'utf8')) as [Secret, Resource<AccountSpec>];
  // Ids are for the reader to put in.
  const spec = JSON.parse(JSON.stringify(account.spec).replaceAll(/<[^>]*id[^>]*>/g, 'id')) as AccountSpec;
  return { secret, account: { ...account, spec } };
};

const rest = new Rest({
  kubeconfig: inject('controlPlane').kubeconfig,
  timeoutMs: 20_000,
  userAgent: 'test',
});
const signal = new AbortController().signal;
beforeAll(() => installCrds(rest));
afterAll(() => rest.close());

describe.each(files)('the sample %s', (file) => {
  test('is taken by the API server', async () => {
    const { account } = read(file);
    const { namespace: _, ...metadata } = account.metadata;
    const path = '/apis/modelarts.huaweicloud.com/v1alpha1/namespaces/default/accounts?dryRun=All';
    const answer = await rest.json<Resource>({
      method: 'POST',
      path,
      body: { ...account, metadata },
      signal,
    });
    expect(answer.spec).toEqual(account.spec);
  });

  test('has a Secret with all that its way to sign in needs', () => {
    const { secret, account } = read(file);
    expect(specProblem(account.spec)).toBeUndefined();
    expect(sourceFrom(secret.stringData, account.spec.credentials.agency)).not.toBeTypeOf('string');
  });
});

test('the samples show every field together, but for the machine’s own credentials', () => {
  const specs: object[] = files.map((file) => read(file).account.spec);
  const missing = ({ properties = {} }: Schema, values: readonly object[], path: string): string[] =>
    Object.entries(properties).flatMap(([name, inner]) => {
      const held = values
        .map((value) => (value as Record<string, object>)[name])
        .filter((one) => one !== undefined);
      return held.length === 0 ? [`${path}.${name}`] : missing(inner, held, `${path}.${name}`);
    });
  const schema = crd.spec.versions[0]?.schema.openAPIV3Schema.properties.spec as Schema;
  expect(missing(schema, specs, 'spec')).toEqual(['spec.credentials.machine']);
});
