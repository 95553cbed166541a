/** What stands beside a service in the cluster: Secrets that it takes from, what it writes to, the Pool it runs in. */

import { describe, expect, inject, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { holds, messageOf, ready, World } from '../support/world.ts';
import {
  changes,
  deployed,
  edit,
  held,
  KIND,
  models,
  realTime,
  remove,
  service,
  settled,
  variant,
} from './services.ts';

type Held = { metadata: { ownerReferences?: { uid: string }[] }; data?: Record<string, string> };
type Plural = 'secrets' | 'configmaps';
const never = new AbortController().signal;

const at = ({ namespace }: World, plural: Plural, name = '') =>
  `/api/v1/namespaces/${namespace}/${plural}${name && `/${name}`}`;
const read = (world: World, plural: Plural, name: string) =>
  world.rest
    .json<Held>({ method: 'GET', path: at(world, plural, name), signal: never })
    .catch(() => undefined);
const erase = (world: World, plural: Plural, name: string) =>
  world.rest.json({ method: 'DELETE', path: at(world, plural, name), signal: never });

/** Until the data are as wanted, as text. */
async function untilData(
  world: World,
  plural: Plural,
  name: string,
  wanted: (data: Record<string, string> | undefined) => boolean,
) {
  const deadline = performance.now() + 50_000;
  for (;;) {
    const found = await read(world, plural, name);
    const { data = {} } = found ?? {};
    const texts = Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, plural === 'secrets' ? atob(value) : value]),
    );
    if (wanted(found && texts)) return { ...found, data: texts };
    if (performance.now() > deadline) throw new Error(`${plural}/${name} is ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

const filled = (data: object | undefined) => Object.keys(data ?? {}).length > 0;
const empty = (data: object | undefined) => data !== undefined && !filled(data);

describe.concurrent('where a service is called', () => {
  test.each([
    ['ConfigMap', 'configmaps', 'configMapName'],
    ['Secret', 'secrets', 'secretName'],
  ] as const)(
    'is written to a %s of its own, anew where that is deleted, and taken out where another is named',
    async (_kind, plural, field) => {
      await using stage = await ready();
      const { world } = stage;
      const { id } = await deployed(world, { writeConnectionTo: { [field]: 'first' } });
      const { metadata, status } = (await world.get(KIND, 'resnet')) ?? {};
      const written = await untilData(world, plural, 'first', filled);
      const { name } = status?.remote ?? {};
      expect(written.data).toEqual({ url: status?.url, serviceId: id, serviceName: name });
      expect(written.metadata?.ownerReferences).toMatchObject([{ uid: metadata?.uid }]);
      await erase(world, plural, 'first');
      await untilData(world, plural, 'first', filled);
      await edit(world, { writeConnectionTo: { [field]: 'second' } });
      await untilData(world, plural, 'second', filled);
      await untilData(world, plural, 'first', empty);
      expect(changes(world)).toEqual({ scales: 0, patches: 0, puts: 0 });
    },
  );

  test('moves from a Secret to a ConfigMap', async () => {
    await using stage = await ready();
    const { world } = stage;
    await deployed(world, { writeConnectionTo: { secretName: 'where' } });
    await untilData(world, 'secrets', 'where', filled);
    await edit(world, { writeConnectionTo: { secretName: null, configMapName: 'where' } });
    await untilData(world, 'configmaps', 'where', filled);
    await untilData(world, 'secrets', 'where', empty);
  });

  test('is never written to a ConfigMap that is somebody else’s; the object says so until that is gone', async () => {
    await using stage = await ready();
    const { world } = stage;
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'theirs' }, data: { a: '1' } };
    await world.rest.json({ method: 'POST', path: at(world, 'configmaps'), body, signal: never });
    const [model = ''] = await models(world, 'mnist');
    await service(world, { ...realTime(variant(model)), writeConnectionTo: { configMapName: 'theirs' } });
    const stalled = await world.until(
      KIND,
      'resnet',
      (one) => holds(one, 'Stalled', 'ConfigMapConflict'),
      60,
    );
    expect(messageOf(stalled, 'Stalled')).toContain(
      'spec.writeConnectionTo.configMapName: ConfigMap "theirs"',
    );
    expect(holds(stalled, 'Ready')).toBe(true);
    expect((await read(world, 'configmaps', 'theirs'))?.data).toEqual({ a: '1' });
    await erase(world, 'configmaps', 'theirs');
    await untilData(world, 'configmaps', 'theirs', (data) => data?.serviceId !== undefined);
    await settled(world);
  });
});

// The stand-in for newer API servers lets everybody do everything.
test.runIf(inject('controlPlane').enforcesRbac)(
  'a ConfigMap that the operator may not write is told; the service serves',
  async () => {
    await using world = await World.create();
    const permissions = { namespaces: [world.namespace], without: ['write-configmaps'] as const };
    await world.start({}, { permissions }).leading;
    await world.account();
    const [model = ''] = await models(world, 'mnist');
    await service(world, { ...realTime(variant(model)), writeConnectionTo: { configMapName: 'where' } });
    const stalled = await world.until(
      KIND,
      'resnet',
      (one) => holds(one, 'Stalled', 'ConfigMapNotWritable'),
      50,
    );
    expect(messageOf(stalled, 'Stalled')).toMatch(
      /spec\.writeConnectionTo\.configMapName: ConfigMap "where": .*configmaps/,
    );
    expect(holds(stalled, 'Ready')).toBe(true);
  },
);

describe.concurrent('a Secret that a variable comes from', () => {
  const envs = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }];
  const VALUES = ['planted-old-value', 'planted-new-value'] as const;
  const tokenOf = async (world: World, id: string) =>
    (await held(world, id)).variants[0]?.envs.TOKEN?.reveal();

  test('and changes rolls the service out, and no value is told anywhere', async () => {
    await using stage = await ready();
    const { world, operator } = stage;
    await world.secret('hf', { token: VALUES[0] });
    const { id } = await deployed(world, {}, { envs });
    expect(await tokenOf(world, id)).toBe(VALUES[0]);
    const hashIn = (one: Resource | undefined) =>
      (one?.status?.variants as { environmentHash?: string }[] | undefined)?.[0]?.environmentHash;
    const before = hashIn(await world.get(KIND, 'resnet'));
    expect(before).toMatch(/^[0-9a-f]{12}$/);
    await world.patchSecret('hf', { token: VALUES[1] });
    await world.until(KIND, 'resnet', () => changes(world).patches === 1, 60);
    await world.untilEvent('resnet', 'Deploying', 50);
    // The change is sent before it is told: the status of before says Ready until then.
    await world.until(KIND, 'resnet', (one) => hashIn(one) !== before, 60);
    await settled(world);
    expect(await tokenOf(world, id)).toBe(VALUES[1]);
    const told = JSON.stringify([
      await world.get(KIND, 'resnet'),
      await world.events('resnet'),
      operator.log,
    ]);
    for (const value of VALUES) for (const said of [value, btoa(value)]) expect(told).not.toContain(said);
  });

  test('is not told either when ModelArts repeats it in a refusal', async () => {
    await using stage = await ready();
    const { world, operator } = stage;
    await world.secret('hf', { token: VALUES[0] });
    await deployed(world, {}, { envs });
    const refusal = { kind: 'status', status: 400, code: 'ModelArts.0104' } as const;
    const message = `bad value ${VALUES[1]}`;
    world.simulator.faults.add({ operation: 'patchService', times: 1, ...refusal, message });
    await world.patchSecret('hf', { token: VALUES[1] });
    await world.until(KIND, 'resnet', () => changes(world).patches > 0, 60);
    await world.until(KIND, 'resnet', (one) => !holds(one, 'Stalled') && changes(world).patches > 1, 60);
    const told = JSON.stringify([
      await world.get(KIND, 'resnet'),
      await world.events('resnet'),
      operator.log,
    ]);
    expect(told).not.toContain(VALUES[1]);
  });

  test('and is missing is waited for by its name and key', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    await service(world, realTime(variant(model, { envs })));
    const waiting = await world.until(
      KIND,
      'resnet',
      (one) => holds(one, 'Reconciling', 'SecretMissing'),
      60,
    );
    expect(messageOf(waiting, 'Reconciling')).toContain('no key "token" in a Secret "hf"');
    await world.secret('hf', { token: VALUES[0] });
    await settled(world);
  });
});

describe.concurrent('the Pool that a service runs in', () => {
  test('is waited for, and kept while the service exists', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [model = ''] = await models(world, 'mnist');
    const custom = { specification: 'custom', customSpec: { cpu: 1, memory: 1024 } };
    await service(world, { ...realTime(variant(model, custom)), poolRef: { name: 'a100' } });
    await world.until(KIND, 'resnet', (one) => messageOf(one, 'Reconciling').includes('spec.poolRef'), 60);
    await world.pool('a100', { scope: ['Infer'] });
    const id = await settled(world);
    const pool = (await world.get('pools', 'a100'))?.status?.remote?.id;
    expect((await held(world, id)).content.poolName).toBe(pool);
    await world.remove('pools', 'a100');
    const kept = await world.until('pools', 'a100', (one) => holds(one, 'Reconciling', 'InUse'), 60);
    expect(messageOf(kept, 'Reconciling')).toContain('ModelService resnet');
    await remove(world);
    await world.until('pools', 'a100', (one) => one === undefined, 60);
  });
});

describe.concurrent('a service of several variants', () => {
  test('is scaled in the one that scaleTarget names', async () => {
    await using stage = await ready();
    const { world } = stage;
    const [one = '', two = ''] = await models(world, 'one', 'two');
    const variants = [variant(one, { weight: 90 }), variant(two, { name: 'canary', weight: 10 })];
    await service(world, { ...realTime(...variants), scaleTarget: 'canary' });
    const id = await settled(world);
    expect((await world.get(KIND, 'resnet'))?.status?.replicas).toBe(1);
    await world.scale(KIND, 'resnet', 4);
    await settled(world, 2);
    expect((await held(world, id)).variants.map(({ instanceCount }) => instanceCount)).toEqual([1, 4]);
    expect((await world.get(KIND, 'resnet'))?.status).toMatchObject({ replicas: 4, instances: '5/5' });
    expect(changes(world)).toEqual({ scales: 1, patches: 0, puts: 0 });
  });
});
