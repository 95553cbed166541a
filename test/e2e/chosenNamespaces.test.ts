/** An operator that works in some namespaces. */
import type { Dispatcher } from 'undici';
import { expect, inject, test, vi } from 'vitest';
import { Requests } from '../support/requests.ts';
import { holds, World } from '../support/world.ts';

const JOBS = 'trainingjobs';
const { enforcesRbac, restrictedKubeconfig } = inject('controlPlane');

/** Three namespaces on one API server. */
async function worlds() {
  const [a, b, c] = [await World.create(), await World.create(), await World.create()];
  const dispose = () => Promise.all([a, b, c].map((world) => world[Symbol.asyncDispose]()));
  return { a, b, c, [Symbol.asyncDispose]: async () => void (await dispose()) };
}

test('each namespace is listed and watched by itself, nothing in the whole cluster, and no other one is touched', async () => {
  await using all = await worlds();
  const { a, b, c } = all;
  const requests = new Requests();
  const namespaces = [a.namespace, b.namespace];
  const allowedEndpoints = [a.simulator.url, b.simulator.url, c.simulator.url];
  const kinds = ['Account', 'TrainingJob'] as const;
  await a.start({ namespaces, allowedEndpoints, kinds, clusterId: 'c1' }, { wrap: requests.wrap }).leading;
  for (const world of [a, b, c]) {
    await world.account();
    await world.job('resnet');
  }
  for (const world of [a, b]) await world.until(JOBS, 'resnet', (job) => holds(job, 'Complete'));
  const expected = namespaces.flatMap((name) => [`${name}/accounts`, `${name}/trainingjobs`]).sort();
  expect(requests.collections('list')).toEqual(expected);
  expect(requests.collections('watch')).toEqual(expected);
  for (const world of [a, b]) {
    await world.remove(JOBS, 'resnet');
    await world.until(JOBS, 'resnet', (job) => job === undefined);
  }
  const elsewhere = requests.all.filter(
    ({ path }) => !namespaces.some((name) => path.includes(`/namespaces/${name}/`)),
  );
  expect([...new Set(elsewhere.map(({ path }) => path))]).toEqual([
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/trainingjobs.modelarts.huaweicloud.com',
  ]);
  const untouched = await c.get(JOBS, 'resnet');
  expect([untouched?.metadata.finalizers, untouched?.status]).toEqual([undefined, undefined]);
});

test.runIf(inject('controlPlane').enforcesRbac)(
  'without a permission in the whole cluster discovery is all that is asked there',
  async () => {
    await using world = await World.create();
    const requests = new Requests();
    const permissions = { namespaces: [world.namespace], without: ['cluster-reads' as const] };
    await world.start({ clusterId: 'c1' }, { wrap: requests.wrap, permissions }).leading;
    await world.account();
    await world.job('resnet');
    await world.until(JOBS, 'resnet', (job) => job?.status?.remote !== undefined);
    await world.remove(JOBS, 'resnet');
    await world.until(JOBS, 'resnet', (job) => job === undefined);
    expect(world.simulator.jobs()).toEqual([]);
    const elsewhere = requests.all.filter(({ path }) => !path.includes(`/namespaces/${world.namespace}/`));
    expect([...new Set(elsewhere.map(({ path }) => path))]).toEqual([
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/trainingjobs.modelarts.huaweicloud.com',
      '/apis/modelarts.huaweicloud.com/v1alpha1',
    ]);
  },
);

/** Refuses the requests for `part` of a path: all, those that watch, or none. */
class Gap {
  refuses: 'all' | 'watches' | 'none' = 'all';
  readonly #part: string;

  constructor(part: string) {
    this.#part = part;
  }

  readonly wrap = (dispatcher: Dispatcher, api: string): Dispatcher =>
    dispatcher.compose((dispatch) => (options, handler) => {
      const isHit = api === 'kubernetes' && options.path.includes(this.#part);
      const isRefused =
        this.refuses === 'watches' ? options.path.includes('watch=true') : this.refuses === 'all';
      return dispatch(isHit && isRefused ? { ...options, path: '/not-there' } : options, handler);
    });
}

test('a namespace that cannot be listed keeps the operator from beginning; one whose watch breaks disturbs no other', async () => {
  await using all = await worlds();
  const { a, b } = all;
  const gap = new Gap(`/namespaces/${b.namespace}/${JOBS}`);
  const namespaces = [a.namespace, b.namespace];
  const allowedEndpoints = [a.simulator.url, b.simulator.url];
  const operator = a.start({ namespaces, allowedEndpoints }, { wrap: gap.wrap });
  await a.account();
  await a.job('early');
  const broke = `list or watch of ${JOBS} in namespace ${b.namespace} broke`;
  await vi.waitUntil(() => operator.log.some((line) => line.includes(broke)), 20_000);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect((await a.get(JOBS, 'early'))?.status).toBeUndefined();
  gap.refuses = 'watches';
  await operator.leading;
  await a.job('late');
  const broken = operator.log.filter((line) => line.includes(broke)).length;
  for (const name of ['early', 'late']) await a.until(JOBS, name, (job) => holds(job, 'Complete'));
  expect(operator.log.filter((line) => line.includes(broke)).length).toBeGreaterThan(broken);
});

test.skipIf(!enforcesRbac)(
  'one that may not read kube-system says to give --cluster-id, and how to choose it (where permissions are enforced)',
  async () => {
    await using world = await World.create();
    const operator = world.start({ kubeconfig: restrictedKubeconfig });
    const line = await vi.waitUntil(() => operator.log.find((one) => one.includes('--cluster-id')), 20_000);
    expect(JSON.parse(line)).toMatchObject({
      level: 'error',
      msg: expect.stringMatching(/^the operator may not read namespace kube-system, .* give --cluster-id/),
    });
  },
);
