/** The present operator takes over what an older one has left: with the CRDs, objects and cloud of that time. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import type { Rest } from '../../operator/kube/rest.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { startControlPlane } from '../controlplane/controlPlane.ts';
import { unlessGone } from '../faults/scenario.ts';
import { applyCrds, crds } from '../support/crds.ts';
import { holds, World } from '../support/world.ts';
import { ADDRESS } from './dump.ts';
import { putIntoEtcd } from './etcd.ts';
import { isRead } from './recorder.ts';
import { type Cloud, replay } from './replay.ts';
import { CLUSTER_ID, outcomes, SIMULATED } from './story.ts';

const STATES = join(import.meta.dirname, 'states');
const read = (path: string) => readFileSync(path, 'utf8');
const pluralOf = ({ kind }: Resource) => `${kind.toLowerCase()}s`;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The world as a version left it, with the CRDs of the present. */
async function upgraded(version: string) {
  const stack = new AsyncDisposableStack();
  const plane = stack.use(await startControlPlane());
  const folder = join(STATES, version);
  const cloud = load(read(join(folder, 'cloud.yaml'))) as Cloud;
  const { simulator, advance } = await replay(cloud, SIMULATED, outcomes);
  const text = read(join(folder, 'objects.yaml')).replaceAll(ADDRESS, new URL(simulator.url).host);
  const objects = load(text) as Resource[];
  const old = globSync(join(folder, 'crds/*.yaml')).map((file) => load(read(file)) as Resource);
  const install = (rest: Rest) => applyCrds(rest, old);
  const namespace = objects[0]?.metadata.namespace ?? '';
  const world = stack.use(await World.around(simulator, plane.kubeconfig, namespace, install));
  const known = await world.create('accounts', 'Account', 'known', {
    credentials: { machine: true },
    region: 'cn-north-4',
  });
  await putIntoEtcd(plane.etcdUrl, objects, known);
  await world.remove('accounts', 'known');
  await applyCrds(world.rest, crds());
  const customs = objects.filter(({ apiVersion }) => apiVersion !== 'v1');
  return { world, advance, stack, objects: customs, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

const mutations = ({ simulator }: World, from: number) =>
  simulator.audit.calls.slice(from).filter((call) => !isRead(call));

/** All that an operator writes of an object, but for when: an order that nobody knows of is looked for again. */
const written = ({ metadata: { annotations, finalizers, deletionTimestamp }, status = {} }: Resource) => ({
  ...{ annotations, finalizers, deletionTimestamp },
  status: { ...status, conditions: status.conditions?.map(({ lastTransitionTime: _, ...rest }) => rest) },
});

test.each(globSync(join(STATES, '*')).map((path) => basename(path)))(
  'what %s has left is taken over without a change in the cloud and without a loss, and goes on',
  async (version) => {
    await using left = await upgraded(version);
    const { world, objects, advance } = left;
    const before = world.simulator.audit.calls.length;
    const operator = world.start({ clusterId: CLUSTER_ID });
    await operator.leading;
    // Until each has been looked at, and the settle window of what is in doubt has passed.
    await pause(5_000);
    for (const object of objects)
      await world.until(
        pluralOf(object),
        object.metadata.name,
        (now) => now !== undefined && isDeepStrictEqual(written(now), written(object)),
      );
    expect(mutations(world, before)).toEqual([]);

    // What was under way comes to its end, and what is wanted from now on is done.
    advance(200 * 3_600_000);
    const ticking = setInterval(advance, 100, 1_000);
    left.stack.defer(() => clearInterval(ticking));
    for (const name of ['running', 'retried'])
      await world.until('trainingjobs', name, (job) => holds(job, 'Complete'));
    await world.until('workflowruns', 'running', (run) => holds(run, 'Complete'));
    await world.until('trainingjobs', 'leaving', (job) => job === undefined);
    await world.scale('pools', 'gpus', 3);
    await world.until('pools', 'gpus', (pool) => pool?.status?.nodes === '5/5');
    const deletions = ['deleteTrainingJob', 'patchPool'];
    expect(new Set(mutations(world, before).map(({ operation }) => operation))).toEqual(new Set(deletions));

    const annotations = { 'modelarts.huaweicloud.com/paused': null };
    await world.patch('trainingjobs', 'paused', { metadata: { annotations } });
    for (const object of objects) await unlessGone(world.remove(pluralOf(object), object.metadata.name));
    for (const object of objects)
      await world.until(pluralOf(object), object.metadata.name, (one) => one === undefined, 90);
    const { audit } = world.simulator;
    const alive = [...audit.jobs(), ...audit.resources()].filter(({ deletedAt }) => deletedAt === undefined);
    // It was made at the console, and adopted: deleting the object leaves it.
    expect(alive.map(({ name }) => name)).toEqual(['by-hand']);
  },
  180_000,
);
