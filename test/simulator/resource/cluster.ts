import { expect } from 'vitest';
import { manualClock } from '../../../operator/simulator/clock.ts';
import { type SimulatorOptions, startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller, jobRequest, type Reply } from '../caller.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const noon = Date.UTC(2026, 0, 1, 12);

/** Jobs: 10 s Creating, 20 s Pending, 5 min Running. */
export const durations = {
  creatingMs: 10 * SECOND,
  pendingMs: 20 * SECOND,
  runningMs: 5 * MINUTE,
  terminatingMs: 5 * SECOND,
  networkMs: 20 * SECOND,
  peerMs: 20 * SECOND,
  poolMs: MINUTE,
  nodeMs: 30 * SECOND,
  driverMs: MINUTE,
  scopeMs: 20 * SECOND,
  leavingMs: MINUTE,
  rebootMs: MINUTE,
};
/** From the creation of a pool until its first node is there. */
export const UNTIL_UP = 90 * SECOND;

export const CPU = 'modelarts.vm.cpu.4ud';
export const GPU = 'modelarts.vm.gpu.tnt004';
export const key = (name: string) => `os.modelarts/${name}`;
export const mergePatch = { headers: { 'content-type': 'application/merge-patch+json' } };

/** A request that creates a network. */
export const networkRequest = (name: string, spec: object = {}, labels: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Network',
  metadata: { labels: { [key('name')]: name, ...labels } },
  spec: { cidr: '192.168.0.0/16', ...spec },
});

/** A request that creates a pool of two CPU nodes, but for `change`. */
export const poolRequest = (
  name: string,
  network: string,
  change: { spec?: object; labels?: object; annotations?: object } = {},
) => ({
  apiVersion: 'v2',
  kind: 'Pool',
  metadata: {
    labels: { [key('name')]: name, ...change.labels },
    ...(change.annotations && { annotations: change.annotations }),
  },
  spec: {
    type: 'Dedicate',
    scope: ['Train'],
    network: { name: network },
    resources: [{ flavor: CPU, count: 2 }],
    ...change.spec,
  },
});

/** A simulator on clocks driven by hand, with one network that is Active. */
export async function cluster(options: SimulatorOptions = {}) {
  const clock = manualClock(noon);
  const wallClock = manualClock(noon);
  const simulator = await startSimulator({ clock, wallClock, durations, ...options });
  const call = caller(simulator, wallClock);
  const at = (version: 'v1' | 'v2', path: string) => `/${version}/${simulator.projectId}${path}`;
  const made = await call('POST', at('v1', '/networks'), networkRequest('net'));
  const network: string = made.body.metadata.name;
  clock.advance(durations.networkMs);
  return {
    simulator,
    clock,
    wallClock,
    network,
    call,
    v1: (method: string, path: string, body?: unknown) =>
      call(method, at('v1', path), body, method === 'PATCH' ? mergePatch : {}),
    v2: (method: string, path: string, body?: unknown) =>
      call(method, at('v2', path), body, method === 'PATCH' ? mergePatch : {}),
    [Symbol.asyncDispose]: simulator.stop,
  };
}

/** The same with a pool; `pool` is its path, `read` what it is like now, `nodes` the names of its nodes. */
export async function withPool(
  change: Parameters<typeof poolRequest>[2] = {},
  options: SimulatorOptions = {},
  name = 'pool',
) {
  const world = await cluster(options);
  const made = await world.v2('POST', '/pools', poolRequest(name, world.network, change));
  expect(made.status, made.text).toBe(200);
  const id: string = made.body.metadata.name;
  const pool = `/pools/${id}`;
  return {
    ...world,
    made,
    id,
    pool,
    read: async () => (await world.v2('GET', pool)).body,
    nodes: async (): Promise<Reply['body'][]> => (await world.v2('GET', `${pool}/nodes`)).body.items,
    job: async (jobName: string, count = 1, more: object = {}) => {
      const spec = { resource: { pool_id: id, node_count: count }, ...more };
      return world.v2('POST', '/training-jobs', jobRequest(jobName, { spec }));
    },
    phaseOf: async (reply: Reply): Promise<string> =>
      (await world.v2('GET', `/training-jobs/${reply.body.metadata.id}`)).body.status.phase,
  };
}

/** Numbers of nodes by state, as `status.resources` tells them. */
export const counts = (pool: Reply['body']): Record<string, number> =>
  Object.fromEntries(
    Object.entries(pool.status.resources as Record<string, { count: number }[]>).map(([state, list]) => [
      state,
      list.reduce((sum, { count }) => sum + count, 0),
    ]),
  );

/** A refusal; chapters 10 and 16 have one code for whatever they dislike. */
export const refused = (said: RegExp, status = 400, error_code = 'ModelArts.50004000') => ({
  status,
  body: { error_code, error_msg: expect.stringMatching(said) },
});
