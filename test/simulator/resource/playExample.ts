import { operations as nodePool } from '../../../operator/modelarts/generated/nodepool.gen.ts';
import { operations as resource } from '../../../operator/modelarts/generated/resource.gen.ts';
import { EXAMPLES as NODE_POOL_EXAMPLES } from '../nodepoolExamples.gen.ts';
import { EXAMPLES as RESOURCE_EXAMPLES } from '../resourceExamples.gen.ts';
import { CPU, MINUTE, networkRequest, withPool } from './cluster.ts';

/** Every operation of chapters 10 and 16. */
export const OPERATIONS = { ...resource, ...nodePool };
export type Id = keyof typeof OPERATIONS;
export const IDS = Object.keys(OPERATIONS) as Id[];

/** Every request example of the two chapters. */
export const EXAMPLES = [...RESOURCE_EXAMPLES, ...NODE_POOL_EXAMPLES];

const DCC = 'modelarts.vm.2u4g.dcc';

/** A simulator in which there is what the examples speak of. */
async function furnished(id: Id) {
  const spec = {
    resources: [
      { flavor: CPU, count: 2 },
      { flavor: DCC, count: 1 },
    ],
  };
  const world = await withPool({ spec }, {}, 'auto-pool-os');
  const other = await world.v1('POST', '/networks', networkRequest('other'));
  world.clock.advance(5 * MINUTE);
  const nodePoolRequest = EXAMPLES.find(({ operation }) => operation === 'createNodePool')?.body;
  if (id !== 'createNodePool') await world.v2('POST', `${world.pool}/nodepools`, nodePoolRequest);
  await world.job('runs');
  world.clock.advance(2 * MINUTE);
  const [node] = await world.nodes();
  return { world, other: other.body.metadata.name as string, node: node.metadata.name as string };
}

/**
 * Sends the example of an operation to a simulator of its own, which has what it speaks of. The ids of the examples are
 * those of somebody's resources, so that each is replaced by the id of one that exists, of the same kind.
 */
export async function play(id: Id) {
  const { world, other, node } = await furnished(id);
  await using _ = world;
  const { method, path } = OPERATIONS[id];
  const names: Record<string, string> = {
    project_id: world.simulator.projectId,
    pool_name: world.id,
    network_name: other,
    nodepool_name: id === 'patchNodePool' ? `${DCC}-Default` : 'nodepool-1',
    plugintemplate_name: 'npu-driver',
  };
  const target = path.replace(/\{(\w+)\}/g, (_match, name: string) => names[name] ?? '');
  const query = id === 'listEvents' ? `?name=${world.id}&resource=pools` : '';
  const body = EXAMPLES.find(({ operation }) => operation === id)?.body;
  const text = JSON.stringify(body)
    ?.replace(/net-0123-\w+/, world.network)
    .replaceAll(/os-node-created-\w+/g, node);
  const [contentType = ''] = OPERATIONS[id].contentTypes;
  const headers = { 'content-type': contentType };
  const reply = await world.call(method, `${target}${query}`, text, text ? { headers } : {});
  return { ...reply, call: world.simulator.audit.calls.at(-1) };
}
