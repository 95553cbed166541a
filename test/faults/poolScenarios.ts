/** Networks, pools and node pools while operators die. */
import type { Resource } from '../../operator/runtime/object.ts';
import { CREATE_INTENT } from '../../operator/runtime/object.ts';
import { CHECKED } from '../../operator/runtime/policy.ts';
import { asSomebody, poolByHand } from '../support/cloud.ts';
import { holds, messageOf, type World } from '../support/world.ts';
import { exists, noted, removeAll, type Scenario, untilEdited } from './scenario.ts';

const NETWORKS = noted('network', { plural: 'networks', operation: 'createNetwork', path: /networks$/ });
const POOLS = noted('pool', {
  plural: 'pools',
  operation: 'createPool',
  path: /modelarts POST .*\/pools$/,
});
const NODE_POOLS = noted('nodePool', {
  plural: 'nodepools',
  operation: 'createNodePool',
  path: /nodepools$/,
});

const peered = (peerVpcId: string) => ({
  connection: { peerConnectionList: [{ peerVpcId, peerSubnetId: 'subnet-1' }] },
});

export const NETWORK: Scenario = {
  name: 'a network whose peers are edited and that is then deleted',
  made: NETWORKS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const { plural } = NETWORKS;
    await world.account();
    await world.network('ml-net', peered('vpc-1'));
    await world.until(plural, 'ml-net', exists, 60);
    await world.patch(plural, 'ml-net', { spec: peered('vpc-2') });
    await untilEdited(world, plural, 'ml-net');
    const [held] = await asSomebody(world, (client, options) => client.networks.search(options));
    if (held?.peers[0]?.vpcId !== 'vpc-2') throw new Error('the edit has not arrived');
    await removeAll(world, ['ml-net'], deleting, plural);
  },
};

/** Until the Pool has so many nodes and nothing is under way; looks after what only a person can tell meanwhile. */
async function untilNodes(world: World, count: number): Promise<void> {
  const { plural } = POOLS;
  const done = (one: Resource | undefined) =>
    exists(one) && one?.status?.nodes === `${count}/${count}` && one.status.journal?.entries?.length === 0;
  const asks = (one: Resource | undefined) => holds(one, 'Stalled', 'CheckOrder');
  const words = (one: Resource | undefined) => messageOf(one, 'Stalled');
  for (;;) {
    const object = await world.until(plural, 'a100', (one) => done(one) || asks(one), 90);
    if (!object || done(object)) return;
    await checkOrder(world, object, count);
    // What is sent then may be lost as well.
    await world.until(plural, 'a100', (one) => !asks(one) || words(one) !== words(object), 60);
  }
}

/** The number of what a person is asked about. */
function askedAbout(pool: Resource | undefined): string | undefined {
  const intent = JSON.parse(pool?.metadata.annotations?.[CREATE_INTENT] ?? '{}') as { nonce?: string };
  return pool?.status?.journal?.entries?.[0]?.id ?? intent.nonce;
}

/** What README tells a person to do: to look into ModelArts, and to release what has come to nothing. */
async function checkOrder(world: World, pool: Resource, count: number): Promise<void> {
  const grown = await asSomebody(world, (client, options) => client.pools.search({}, options));
  const bought = grown.some(({ resources }) => resources[0]?.count === count);
  if (bought) throw new Error('what was bought is there to be seen, and yet a person was asked');
  await world.patch(POOLS.plural, 'a100', { metadata: { annotations: { [CHECKED]: askedAbout(pool) } } });
}

async function playPool(world: World, spec: object, deleting: () => void): Promise<void> {
  const { plural } = POOLS;
  await world.account();
  await world.pool('a100', spec);
  await untilNodes(world, 2);
  await world.scale(plural, 'a100', 3);
  await untilNodes(world, 3);
  await removeAll(world, ['a100'], deleting, plural);
  const [pool] = world.simulator.audit.resources().filter(({ kind }) => kind === 'pool');
  const changes = pool?.history.filter(({ what }) => what === 'update').length;
  if (changes !== 1) throw new Error(`the pool was grown ${changes} times`);
}

export const POOL: Scenario = {
  name: 'a pool that is made, scaled and deleted',
  made: POOLS,
  from: 'start',
  count: 1,
  person: (world, deleting) => playPool(world, {}, deleting),
};

export const PURCHASE: Scenario = {
  name: 'a prepaid pool that is bought, grown and deleted',
  made: POOLS,
  from: 'start',
  count: 1,
  person(world, deleting) {
    const billing = { mode: 'Prepaid', periodType: 'Month', periodNum: 1, autoPay: true, consent: true };
    return playPool(world, { billing, deletionPolicy: 'Delete' }, deleting);
  },
};

export const NODE_POOL: Scenario = {
  name: 'a node pool that is scaled and then deleted',
  made: NODE_POOLS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const { plural } = NODE_POOLS;
    await world.account();
    const poolId = await poolByHand(world, 'pool');
    await world.nodePool('gpus', { poolId });
    await world.until(plural, 'gpus', exists, 60);
    await world.patch(plural, 'gpus', { spec: { replicas: 3 } });
    await untilEdited(world, plural, 'gpus');
    const all = await asSomebody(world, (client, options) => client.nodePools.list(poolId, options));
    if (all[1]?.resources.count !== 3) throw new Error('the edit has not arrived');
    await removeAll(world, ['gpus'], deleting, plural);
  },
};
