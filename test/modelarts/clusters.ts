import type {
  CreateNetworkRequest,
  CreatePoolRequest,
} from '../../operator/modelarts/generated/resource.gen.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { mayMutate } from './server.ts';
import { MINUTE, simulated } from './simulated.ts';

export const CPU = 'modelarts.vm.cpu.4ud';
export const GPU = 'modelarts.vm.gpu.tnt004';

/** A request that creates a network. */
export const networkBody = (name: string, spec: object = {}): CreateNetworkRequest => ({
  apiVersion: 'v1',
  kind: 'Network',
  metadata: { labels: { 'os.modelarts/name': name } as CreateNetworkRequest['metadata']['labels'] },
  spec: { cidr: '192.168.0.0/16', ...spec },
});

/** A request that creates a pool of two CPU nodes, but for `change`. */
export const poolBody = (
  name: string,
  network: string,
  change: { spec?: object; labels?: object; annotations?: object } = {},
) =>
  ({
    apiVersion: 'v2',
    kind: 'Pool',
    metadata: {
      labels: { 'os.modelarts/name': name, ...change.labels },
      annotations: { 'os.modelarts/description': 'ours', ...change.annotations },
    },
    spec: {
      type: 'Dedicate',
      scope: ['Train'],
      network: { name: network },
      resources: [{ flavor: CPU, count: 2 }],
      ...change.spec,
    },
  }) as CreatePoolRequest;

/** A simulator with a network that is Active, and a client of it; `pool` makes a pool and answers its id. */
export async function clustered(behaviours: Partial<Behaviours> = {}) {
  const world = await simulated(behaviours);
  const network = await world.client.networks.create(networkBody('net'), mayMutate());
  world.advance(MINUTE);
  return {
    ...world,
    network: network.id,
    pool: async (name = 'pool', change: Parameters<typeof poolBody>[2] = {}) =>
      (await world.client.pools.create(poolBody(name, network.id, change), mayMutate())).id,
  };
}
