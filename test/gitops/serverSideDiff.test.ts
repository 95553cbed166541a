/** What Argo CD's server-side diff and Flux compare: an apply of what was applied before changes nothing. */
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { controllerTypes } from '../support/kinds.ts';
import { GROUP_PATH, holds, ready, type World } from '../support/world.ts';

const signal = new AbortController().signal;

type Managed = Resource & { metadata: { managedFields: { manager: string; fieldsV1: object }[] } };

/** `kubectl apply --server-side --field-manager=gitops`. */
const apply = (world: World, object: Resource, query: Record<string, string> = {}): Promise<Managed> =>
  world.rest.json({
    method: 'PATCH',
    path: `${GROUP_PATH}/namespaces/${world.namespace}/${object.kind.toLowerCase()}s/${object.metadata.name}`,
    query: { fieldManager: 'gitops', ...query },
    contentType: 'application/apply-patch+yaml',
    body: object,
    signal,
  });

const sample = (name: string): Resource =>
  load(readFileSync(`deploy/samples/${name}.yaml`, 'utf8')) as Resource;

/** One of each kind, which go together. */
function manifests({ simulator }: World): Resource[] {
  const { url, projectId } = simulator;
  const account = {
    ...{ apiVersion: 'modelarts.huaweicloud.com/v1alpha1', kind: 'Account', metadata: { name: 'default' } },
    spec: { endpoint: url, region: 'cn-north-4', projectId, credentials: { secretRef: { name: 'huawei' } } },
  } as Resource;
  const run = sample('workflowrun');
  const samples = ['trainingjob', 'algorithm', 'network', 'nodepool', 'model', 'modelservice', 'workflow'];
  const pool = sample('pool');
  return [
    ...[account, ...samples.map(sample), pool],
    { ...run, metadata: { name: 'nightly-1' } as Resource['metadata'] },
  ];
}

const settled = (one: Resource | undefined) =>
  one?.status?.observedGeneration === one?.metadata.generation &&
  holds(one, 'Ready') &&
  !holds(one, 'Reconciling');

test('once the operator has done its work, applying each kind again changes nothing, and no field of spec is the operator’s', async () => {
  await using stage = await ready();
  const { world } = stage;
  await world.remove('accounts', 'default');
  const all = manifests(world);
  expect(all.map(({ kind }) => kind).sort()).toEqual(
    controllerTypes()
      .map(({ kind }) => kind)
      .sort(),
  );
  await world.until('accounts', 'default', (one) => one === undefined);
  for (const object of all) await apply(world, object);
  for (const { kind, metadata } of all)
    await world.until(`${kind.toLowerCase()}s`, metadata.name, settled, 90);
  for (const object of all) {
    const name = `${object.kind} ${object.metadata.name}`;
    const now = (await world.get(`${object.kind.toLowerCase()}s`, object.metadata.name)) as Managed;
    const again = await apply(world, object, { dryRun: 'All' });
    // But for when it was applied, nothing may differ: neither a field nor who owns it.
    const bare = ({ metadata: { managedFields: _, ...metadata }, ...rest }: Managed) => ({
      ...rest,
      metadata,
    });
    expect([name, bare(again)]).toEqual([name, bare(now)]);
    const owners = now.metadata.managedFields.filter(({ fieldsV1 }) => 'f:spec' in fieldsV1);
    expect([name, owners.map(({ manager }) => manager)]).toEqual([name, ['gitops']]);
  }
}, 180_000);
