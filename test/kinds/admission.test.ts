/** What the API server itself says about an object: the schema on every server, the rules where it knows CEL. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Rest } from '../../operator/kube/rest.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { installCrds } from '../support/crds.ts';
import { controllerTypes } from '../support/kinds.ts';
import { ADMISSIONS } from './admission.ts';

const { kubeconfig, version } = inject('controlPlane');
const knowsCel = Number(version.split('.')[1]) >= 25;
const signal = new AbortController().signal;
const rest = new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'test' });
const namespace = `admission-${randomBytes(5).toString('hex')}`;

beforeAll(async () => {
  await installCrds(rest);
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await rest.json({ method: 'POST', path: '/api/v1/namespaces', body, signal });
});
afterAll(() => rest.close());

test('every kind that owns a remote object is tried', () => {
  const plurals = controllerTypes().map(({ plural }) => plural);
  expect(ADMISSIONS.map(({ plural }) => plural).sort()).toEqual(
    plurals.filter((plural) => plural !== 'accounts').sort(),
  );
});

describe.each(ADMISSIONS)('$kind', (admission) => {
  const { plural, kind, noun, sample, complete, defaults, taken, refused, byOperator, lets } = admission;
  const objects = `/apis/modelarts.huaweicloud.com/v1alpha1/namespaces/${namespace}/${plural}`;

  const apply = (name: string, spec: object, query = '?dryRun=All'): Promise<Resource> =>
    rest.json({
      method: 'POST',
      path: `${objects}${query}`,
      body: { apiVersion: 'modelarts.huaweicloud.com/v1alpha1', kind, metadata: { name }, spec },
      signal,
    });
  const patch = (path: string, body: object): Promise<Resource> =>
    rest.json({
      method: 'PATCH',
      path: `${objects}/${path}`,
      body,
      contentType: 'application/merge-patch+json',
      signal,
    });
  const edit = (name: string, spec: object) => patch(`${name}?dryRun=All`, { spec });

  test('the complete sample is taken as it is', async () => {
    expect((await apply('complete', complete)).spec).toEqual(complete);
  });

  test('what is left out stays so, but for the fields with a default', async () => {
    expect((await apply('smallest', sample)).spec).toEqual({ ...sample, ...defaults });
  });

  test.each(taken)('%s is taken', async (_sentence, spec) => {
    await apply('taken', spec);
  });

  const isLeft = ([, , said]: (typeof refused)[number]) => byOperator.test(said.join());

  test.runIf(knowsCel).each(refused.filter((row) => !isLeft(row)))(
    '%s is refused',
    async (_sentence, spec, [first = '']) => {
      const [, ...words] = first.split(': ');
      await expect(apply('refused', spec)).rejects.toThrow(words.join(': '));
    },
  );

  test.each(refused.filter(isLeft))('%s is left to the operator to refuse', async (_sentence, spec) => {
    await apply('taken', spec);
  });

  test.each(admission.bySchema)('%s is refused by the schema', async (_sentence, change) => {
    await expect(apply('refused', { ...sample, ...change })).rejects.toThrow(
      /[Ii]nvalid|Unsupported|Duplicate/,
    );
  });

  describe.runIf(knowsCel)('once its remote object exists', () => {
    beforeAll(async () => {
      await apply('made', complete, '');
      await apply('planned', complete, '');
      await patch('made/status', { status: { remote: { id: 'remote-1' } } });
    });

    test.each(admission.fixed)('%s cannot change, by %j', async (field, change) => {
      const refusal = `spec.${field}: ${noun} cannot change after it was created`;
      await expect(edit('made', change)).rejects.toThrow(refusal);
      if (lets) await edit('made', { ...change, ...lets });
      await edit('planned', change);
    });

    test.each(admission.free)('%s can', async (_sentence, change) => {
      await edit('made', change);
    });
  });
});
