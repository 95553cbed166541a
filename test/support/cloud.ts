/** Somebody else at the cloud: a person at the console, the same user with a key of their own. */
import type { Algorithms } from '../../operator/modelarts/algorithms.ts';
import { createClient, type ModelArts } from '../../operator/modelarts/client.ts';
import type { CreateModelRequest } from '../../operator/modelarts/generated/model.gen.ts';
import type { PatchPoolRequest } from '../../operator/modelarts/generated/resource.gen.ts';
import type { UpdateAlgorithmRequest } from '../../operator/modelarts/generated/training.gen.ts';
import type { Tags } from '../../operator/modelarts/jobTags.ts';
import type { Models } from '../../operator/modelarts/models.ts';
import type { Pool } from '../../operator/modelarts/pool.ts';
import type { Services } from '../../operator/modelarts/services.ts';
import type { TrainingJob } from '../../operator/modelarts/trainingJob.ts';
import { networkBody, poolBody } from '../modelarts/clusters.ts';
import { SOMEBODY } from './policy.ts';
import type { World } from './world.ts';

export type Somebody = {
  /** Makes a small job; answers its id. */
  create(name: string): Promise<string>;
  remove(id: string): Promise<void>;
  job(id: string): Promise<TrainingJob>;
  /** Makes a small algorithm; answers its id. */
  createAlgorithm(name: string, metadata?: { description?: string; workspace_id?: string }): Promise<string>;
  changeAlgorithm(id: string, body: UpdateAlgorithmRequest): Promise<void>;
  removeAlgorithm(id: string): Promise<void>;
  algorithm(id: string): ReturnType<Algorithms['get']>;
  /** Makes a service of one model; answers its id. */
  createService(name: string, modelId: string): Promise<string>;
  service(id: string): ReturnType<Services['get']>;
  services: Services;
  /** Makes a network; answers its id. */
  createNetwork(name: string): Promise<string>;
  /** Makes a pool of two CPU nodes in a network, but for `change`; answers its id. */
  createPool(name: string, network: string, change?: Parameters<typeof poolBody>[2]): Promise<string>;
  changePool(id: string, body: PatchPoolRequest): Promise<void>;
  removePool(id: string): Promise<void>;
  pool(id: string): Promise<Pool>;
  /** The names of its nodes. */
  poolNodes(id: string): Promise<string[]>;
  /** Makes a small model; answers its id. */
  createModel(name: string, fields?: Partial<CreateModelRequest>): Promise<string>;
  removeModel(id: string): Promise<void>;
  model(id: string): ReturnType<Models['get']>;
  tag(id: string, tags: Tags): Promise<void>;
  tags(id: string): Promise<Tags>;
};

/** For all that the client can do. */
export async function asSomebody<T>(
  world: World,
  work: (client: ModelArts, options: { signal: AbortSignal; gate: () => undefined }) => Promise<T>,
): Promise<T> {
  const { url: endpoint, projectId } = world.simulator;
  const client = createClient({ endpoint, projectId, credentials: SOMEBODY });
  try {
    return await work(client, { signal: new AbortController().signal, gate: () => undefined });
  } finally {
    await client.close();
  }
}

export const inCloud = <T>(world: World, work: (somebody: Somebody) => Promise<T>): Promise<T> =>
  asSomebody(world, (client, options) =>
    work({
      async create(name) {
        const body = {
          kind: 'job',
          metadata: { name },
          algorithm: { command: 'true', engine: { image_url: 'org/image:1' } },
          spec: { resource: { flavor_id: 'modelarts.vm.cpu.2u', node_count: 1 } },
        };
        return (await client.trainingJobs.create(body, options)).id;
      },
      async remove(id) {
        await client.trainingJobs.remove(id, options);
      },
      job: (id) => client.trainingJobs.get(id, options),
      async createAlgorithm(name, metadata = {}) {
        const job_config = { command: 'true', engine: { image_url: 'org/image:1' } };
        return (await client.algorithms.create({ metadata: { name, ...metadata }, job_config }, options)).id;
      },
      async changeAlgorithm(id, body) {
        await client.algorithms.update(id, body, options);
      },
      async removeAlgorithm(id) {
        await client.algorithms.remove(id, options);
      },
      algorithm: (id) => client.algorithms.get(id, options),
      async createService(name, model_id) {
        const config = [{ model_id, weight: 100, specification: 'modelarts.vm.cpu.2u', instance_count: 1 }];
        const body = { infer_type: 'real-time' as const, service_name: name, config };
        return (await client.services.create(body, options)).id;
      },
      service: (id) => client.services.get(id, options),
      services: client.services,
      createNetwork: async (name) => (await client.networks.create(networkBody(name), options)).id,
      createPool: async (name, network, change) =>
        (await client.pools.create(poolBody(name, network, change), options)).id,
      async changePool(id, body) {
        await client.pools.patch(id, body, options);
      },
      async removePool(id) {
        await client.pools.remove(id, options);
      },
      pool: (id) => client.pools.get(id, options),
      poolNodes: async (id) => (await client.pools.nodes.list(id, options)).map(({ name }) => name),
      async createModel(name, fields = {}) {
        const body = {
          ...{ model_name: name, model_version: '1.0.0', model_type: 'PyTorch' as const },
          source_location: '/ml-bucket/by-hand/',
          ...fields,
        };
        return (await client.models.create(body, options)).id;
      },
      async removeModel(id) {
        await client.models.remove(id, options);
      },
      model: (id) => client.models.get(id, options),
      async tag(id, tags) {
        await client.trainingJobs.tags.add(id, tags, options);
      },
      tags: (id) => client.trainingJobs.tags.list(id, options),
    }),
  );

/** Makes a pool of two CPU nodes in a network of its own, and waits until it is in that phase; answers its id. */
export const poolByHand = (
  world: World,
  name: string,
  change: Parameters<typeof poolBody>[2] = {},
  phase = 'Running',
): Promise<string> =>
  asSomebody(world, async (client, options) => {
    const { id: network } = await client.networks.create(networkBody(`${name}-net`), options);
    const { id } = await client.pools.create(poolBody(name, network, change), options);
    while ((await client.pools.get(id, options)).phase !== phase)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return id;
  });
