import type { Answer, Request } from '../exchange.ts';
import { changed, phaseAt } from './life.ts';
import { bad, paged, selects } from './listing.ts';
import { exists, isCidr, type Network, type Peer } from './networks.ts';
import { networkView } from './networkView.ts';
import { isThere } from './pool.ts';
import { checkName } from './poolRules.ts';
import { listing, networkOf, outcomeFor, type ResourceWorld, serverName } from './world.ts';

/** What the server takes where the example of 10.7 gives no spec. */
const DEFAULT_CIDR = '192.168.128.0/17';
/** The characters that no description may have (table 10-44 and others). */
const SPECIAL = /[!<>=&"']/;
/** How requests of the reference spell the two fields. */
const VPC = ['peerVpclId', 'peerVpcId', 'peerVpclid', 'peerVpId'];
const GATEWAY = ['defaultGateway', 'defaultGateWay'];

type Spec = { cidr?: string; connection?: { peerConnectionList?: readonly Record<string, unknown>[] } };
type CreateBody = { metadata: { labels: Record<string, string> }; spec?: Spec };
type PatchBody = { metadata?: { annotations?: Record<string, string> }; spec?: Spec };

/** createNetwork, section 10.7. */
export function createNetwork(world: ResourceWorld, { body, caller, touched }: Request): Answer {
  const { metadata, spec = {} } = body as CreateBody;
  const name = metadata.labels['os.modelarts/name'] ?? '';
  checkName(name);
  const { cidr = DEFAULT_CIDR, connection } = spec;
  if (!isCidr(cidr)) throw bad('spec.cidr must lie in 172.16.0.0/12~24 or 192.168.0.0/16~24');
  const now = world.clock.now();
  const live = world.networks.filter((one) => exists(one, now));
  if (world.behaviours['network.duplicateName'] === 'refuse' && live.some((one) => one.name === name))
    throw bad(`a network with the name ${name} exists`);
  const { networkMs } = world.durations;
  const outcome = outcomeFor(world, name);
  const network: Network = {
    id: serverName(world, name),
    name,
    user: caller.name,
    workspaceId: metadata.labels['os.modelarts/workspace.id'] ?? '0',
    cidr,
    createdAt: now,
    madeAt: world.wallClock.now(),
    outcome,
    description: undefined,
    peers: peersOf(connection?.peerConnectionList ?? [], [], now + networkMs),
    life: [
      { phase: 'Creating', at: now },
      { phase: outcome.ending === 'Completed' ? 'Active' : 'Abnormal', at: now + networkMs },
    ],
  };
  world.networks.push(network);
  world.resources.add('network', network.id, name, caller.name, now);
  Object.assign(touched, {
    resource: `network/${network.id}`,
    phase: 'Creating',
    ...spellingsOf(network.peers),
  });
  const view = networkView(network, now, world);
  return { status: 200, body: { ...view, status: { phase: world.behaviours['network.createPhase'] } } };
}

/** listNetworks, section 10.8: of all workspaces. */
export function listNetworks(world: ResourceWorld, { query }: Request): Answer {
  const { moment, shows } = listing(world);
  const live = world.networks.filter((one) => shows(one) && exists(one, moment));
  const selected = live.map((one) => networkView(one, moment, world)).filter(selects(query));
  const { items, metadata } = paged(selected, query);
  return { status: 200, body: { kind: 'NetworkList', apiVersion: 'v1', metadata, items } };
}

/** getNetwork, section 10.9. */
export const getNetwork = (world: ResourceWorld, request: Request): Answer =>
  answer(world, networkOf(world, request));

/** patchNetwork, section 10.11: as a merge patch, the list of peers is replaced whole. */
export function patchNetwork(world: ResourceWorld, request: Request): Answer {
  const network = networkOf(world, request);
  const { metadata, spec } = (request.body ?? {}) as PatchBody;
  const now = world.clock.now();
  if (phaseAt(network.life, now) !== 'Active') throw bad(`the network is ${phaseAt(network.life, now)}`);
  const list = spec?.connection?.peerConnectionList;
  const peers = list && peersOf(list, network.peers, now);
  network.description = describe(metadata?.annotations) ?? network.description;
  network.peers = peers ?? network.peers;
  Object.assign(request.touched, spellingsOf(peers ?? []));
  world.resources.note('network', network.id, 'update', request.caller.name, now);
  return answer(world, network);
}

/** deleteNetwork, section 10.10. */
export function deleteNetwork(world: ResourceWorld, request: Request): Answer {
  const network = networkOf(world, request);
  const now = world.clock.now();
  const user = world.pools.find((one) => one.networkId === network.id && isThere(one, now, world.scale));
  if (user && world.behaviours['network.deleteInUse'] === 'refuse')
    throw bad(`the network is used by the pool ${user.id}`);
  if (network.deletedAt === undefined) {
    network.deletedAt = now;
    const phase = phaseAt(network.life, now);
    network.life = changed(
      network.life,
      now,
      { phase, at: 0 },
      { phase: 'Gone', at: world.durations.networkMs },
    );
    world.resources.note('network', network.id, 'delete', request.caller.name, now);
  }
  return answer(world, network);
}

const answer = (world: ResourceWorld, network: Network): Answer => ({
  status: 200,
  body: networkView(network, world.clock.now(), world),
});

function describe(annotations: Readonly<Record<string, string>> | undefined): string | undefined {
  const description = annotations?.['os.modelarts/description'];
  if (SPECIAL.test(description ?? '')) throw bad('os.modelarts/description has special characters');
  return description;
}

/** A peer that was there before keeps its connection. */
function peersOf(list: readonly Record<string, unknown>[], before: readonly Peer[], since: number): Peer[] {
  return list.map((wire, index) => {
    const vpc = pick(wire, VPC) as string | undefined;
    if (!vpc) throw bad(`spec.connection.peerConnectionList[${index}]: the id of the VPC is missing`);
    const peer = { vpc, subnet: String(wire.peerSubnetId), gateway: pick(wire, GATEWAY) === true };
    const old = before.find((one) => one.vpc === peer.vpc && one.subnet === peer.subnet);
    return { ...peer, wire, since: old?.since ?? since };
  });
}

const pick = (wire: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  names.map((name) => wire[name]).find((value) => value !== undefined);

/** How the request spelled its peers, for the audit log. */
function spellingsOf(peers: readonly Peer[]) {
  const used = [...VPC, ...GATEWAY].filter((name) => peers.some(({ wire }) => name in wire));
  return used.length > 0 ? { spellings: used } : {};
}
