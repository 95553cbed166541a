/** What a person does while operators die: the scenarios of the crash harness. A kind joins by naming its own. */
import type { Resource } from '../../operator/runtime/object.ts';
import { CREATE_INTENT, REMOTE_ID } from '../../operator/runtime/object.ts';
import { CHECKED } from '../../operator/runtime/policy.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { asSomebody, inCloud, poolByHand } from '../support/cloud.ts';
import { holds, sampleSpec, type World } from '../support/world.ts';

/** What the objects of a kind become in the cloud. */
export type Made = {
  plural: string;
  /** The call that makes one, and its path. */
  operation: string;
  path: RegExp;
  /** The names of all ever made, and of those that still exist. */
  ever(simulator: Simulator): string[];
  alive(simulator: Simulator): string[];
};

const JOBS: Made = {
  plural: 'trainingjobs',
  operation: 'createTrainingJob',
  path: /training-jobs$/,
  ever: ({ audit }) => audit.jobs().map(({ name }) => name),
  alive: (simulator) => simulator.jobs().map(({ name }) => name),
};

/** What is made of a kind whose remote objects the simulator notes under `kind`. */
function noted(kind: string, parts: Pick<Made, 'plural' | 'operation' | 'path'>): Made {
  const all = ({ audit }: Simulator) => audit.resources().filter((one) => one.kind === kind);
  return {
    ...parts,
    ever: (simulator) => all(simulator).map(({ name }) => name),
    alive: (simulator) =>
      all(simulator)
        .filter(({ deletedAt }) => deletedAt === undefined)
        .map(({ name }) => name),
  };
}

const ALGORITHMS = noted('algorithm', {
  plural: 'algorithms',
  operation: 'createAlgorithm',
  path: /algorithms$/,
});
const MODELS = noted('model', { plural: 'models', operation: 'createModel', path: /models$/ });

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

/** What `first` and `other` make, as far as the creates of `first` are concerned. */
const both = (first: Made, other: Made): Made => ({
  ...first,
  ever: (simulator) => [...first.ever(simulator), ...other.ever(simulator)],
  alive: (simulator) => [...first.alive(simulator), ...other.alive(simulator)],
});

export type Scenario = {
  name: string;
  made: Made;
  /** Plays the person; ends when everything has come to its end. `deleting` is called before the deletion. */
  person(world: World, deleting: () => void): Promise<void>;
  /** From where on the requests are cut. */
  from: 'start' | 'deletion';
  /** How many remote objects there are to be made. */
  count: number;
  /** How long its jobs run, where that has to outlast a death. */
  runningMs?: number;
};

const KIND = JOBS.plural;
const ended = (job: Resource | undefined) => holds(job, 'Complete');
const running = (job: Resource | undefined) => job?.status?.phase === 'Running';
const LONG_MS = 3_600_000;

/** Deletes the objects that now have these names; what others make anew under them is theirs. */
export async function removeAll(
  world: World,
  names: readonly string[],
  deleting?: () => void,
  plural = KIND,
) {
  const uids = await Promise.all(names.map(async (name) => (await world.get(plural, name))?.metadata.uid));
  deleting?.();
  for (const name of names) await unlessGone(world.remove(plural, name));
  const gone = (uid: string | undefined) => (job: Resource | undefined) => job?.metadata.uid !== uid || !job;
  await Promise.all(names.map((name, index) => world.until(plural, name, gone(uids[index]), 60)));
}

async function playJob(world: World, ripe: (job: Resource | undefined) => boolean, deleting: () => void) {
  await world.account();
  await world.job('resnet');
  await world.until(KIND, 'resnet', ripe, 60);
  await removeAll(world, ['resnet'], deleting);
}

export const COMPLETES: Scenario = {
  name: 'a job that completes and is then deleted',
  made: JOBS,
  from: 'start',
  count: 1,
  person: (world, deleting) => playJob(world, ended, deleting),
};

export const DELETED: Scenario = {
  name: 'a job that is deleted while it runs',
  made: JOBS,
  from: 'deletion',
  count: 1,
  runningMs: LONG_MS,
  person: (world, deleting) => playJob(world, running, deleting),
};

export const EDITED: Scenario = {
  name: 'a job whose description is edited while it runs',
  made: JOBS,
  from: 'start',
  count: 1,
  runningMs: LONG_MS,
  async person(world, deleting) {
    await world.account();
    await world.job('resnet', { description: 'first' });
    await world.until(KIND, 'resnet', running, 60);
    await world.patch(KIND, 'resnet', { spec: { description: 'second' } });
    await world.until(
      KIND,
      'resnet',
      () => world.simulator.jobs()[0]?.description.startsWith('second ') ?? false,
      60,
    );
    await removeAll(world, ['resnet'], deleting);
  },
};

export const ADOPTED: Scenario = {
  name: 'a job that somebody made, adopted by id and deleted',
  made: JOBS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    await world.account();
    const id = await inCloud(world, (cloud) => cloud.create('made-by-hand'));
    await world.job('resnet', { adopt: { id }, deletionPolicy: 'Delete' });
    await world.until(KIND, 'resnet', ended, 60);
    await removeAll(world, ['resnet'], deleting);
  },
};

export const SEVERAL: Scenario = {
  name: 'three jobs that wait for one Account',
  made: JOBS,
  from: 'start',
  count: 3,
  runningMs: LONG_MS,
  async person(world, deleting) {
    const names = ['a', 'b', 'c'];
    for (const name of names) await world.job(name);
    await world.account();
    await Promise.all(names.map((name) => world.until(KIND, name, running, 60)));
    await removeAll(world, names, deleting);
  },
};

export const RETRIED: Scenario = {
  name: 'a job that fails once and is tried again',
  from: 'start',
  made: JOBS,
  count: 2,
  async person(world, deleting) {
    world.simulator.outcome(/-1$/, 'Failed', { exitCode: 1 });
    await world.account();
    await world.job('resnet', { backoffLimit: 1 });
    await world.until(KIND, 'resnet', ended, 60);
    await removeAll(world, ['resnet'], deleting);
  },
};

export const SUSPENDED: Scenario = {
  name: 'a job that is suspended while it runs, and resumed',
  from: 'start',
  made: JOBS,
  count: 2,
  runningMs: LONG_MS,
  async person(world, deleting) {
    await world.account();
    await world.job('resnet');
    await world.until(KIND, 'resnet', running, 60);
    await world.patch(KIND, 'resnet', { spec: { suspend: true } });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Suspended'), 60);
    await world.patch(KIND, 'resnet', { spec: { suspend: false } });
    await world.until(KIND, 'resnet', (job) => running(job) && job?.status?.remote?.attempt === 2, 60);
    await removeAll(world, ['resnet'], deleting);
  },
};

export const RECREATED: Scenario = {
  name: 'a job that is made again after an edit',
  from: 'start',
  made: JOBS,
  count: 2,
  runningMs: LONG_MS,
  async person(world, deleting) {
    await world.account();
    const job = await world.job('resnet', { updatePolicy: 'Recreate' });
    await world.until(KIND, 'resnet', running, 60);
    await world.patch(KIND, 'resnet', { spec: { resource: { ...job.spec.resource, nodeCount: 2 } } });
    await world.until(KIND, 'resnet', (one) => running(one) && one?.status?.remote?.attempt === 2, 60);
    await removeAll(world, ['resnet'], deleting);
  },
};

export const RICH: Scenario = {
  name: 'a job with tags, values of a Secret, and a Secret for its endpoints',
  made: JOBS,
  from: 'start',
  count: 1,
  runningMs: LONG_MS,
  async person(world, deleting) {
    const { algorithm } = sampleSpec() as { algorithm: object };
    const environments = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }];
    await world.account();
    await world.secret('hf', { token: 'value' });
    await world.job('resnet', {
      algorithm: { ...algorithm, environments },
      jupyterLab: { enabled: true },
      writeEndpointsTo: { secretName: 'endpoints' },
      tags: [{ key: 'team', value: 'vision' }],
    });
    const rich = ({ status }: Resource) =>
      status?.endpoints !== undefined && JSON.stringify(status.appliedTags) === '["team"]';
    await world.until(KIND, 'resnet', (job) => job !== undefined && rich(job), 60);
    await removeAll(world, ['resnet'], deleting);
  },
};

export const LIMITED: Scenario = {
  name: 'two jobs of which only one may run at a time',
  made: JOBS,
  from: 'start',
  count: 2,
  async person(world, deleting) {
    await world.account({ limits: { maxJobs: 1 } });
    for (const name of ['a', 'b']) await world.job(name);
    for (const name of ['a', 'b']) await world.until(KIND, name, ended, 60);
    await removeAll(world, ['a', 'b'], deleting);
  },
};

export const EXPIRED: Scenario = {
  name: 'a job that is deleted some time after its end',
  from: 'start',
  made: JOBS,
  count: 1,
  async person(world) {
    await world.account();
    await world.job('resnet', { ttlSecondsAfterFinished: 0 });
    await world.until(KIND, 'resnet', (job) => job === undefined, 60);
  },
};

export const TOGETHER: Scenario = {
  name: 'an Account, its Secret and a job that are deleted at once',
  from: 'deletion',
  made: JOBS,
  count: 1,
  runningMs: LONG_MS,
  async person(world, deleting) {
    await world.account();
    await world.job('resnet');
    await world.until(KIND, 'resnet', running, 60);
    deleting();
    await world.removeSecret('huawei');
    await world.remove('accounts', 'default');
    await world.remove(KIND, 'resnet');
    await world.until('accounts', 'default', (account) => account === undefined, 60);
    await world.until(KIND, 'resnet', (job) => job === undefined, 60);
  },
};

const exists = (object: Resource | undefined) => holds(object, 'Ready') && !holds(object, 'Reconciling');

/** The description of an object's algorithm in the cloud. */
const described = (world: World, name: string) =>
  inCloud(world, async (cloud) => {
    const id = (await world.get(ALGORITHMS.plural, name))?.status?.remote?.id;
    return id === undefined ? '' : (await cloud.algorithm(id)).description;
  });

export const ALGORITHM: Scenario = {
  name: 'an algorithm that is edited and then deleted',
  made: ALGORITHMS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const { plural } = ALGORITHMS;
    await world.account();
    await world.algorithm('resnet', { description: 'first' });
    await world.until(plural, 'resnet', exists, 60);
    await world.patch(plural, 'resnet', { spec: { description: 'second' } });
    const edited = (object: Resource | undefined) =>
      object?.status?.observedGeneration === 2 && exists(object);
    await world.until(plural, 'resnet', edited, 60);
    const description = await described(world, 'resnet');
    if (!description.startsWith('second ')) throw new Error(`the edit has not arrived: ${description}`);
    await removeAll(world, ['resnet'], deleting, plural);
  },
};

/** Until the object is as its second generation wants it. */
const untilEdited = (world: World, plural: string, name: string) =>
  world.until(
    plural,
    name,
    (object) =>
      object?.status?.observedGeneration === 2 && object.status.syncedGeneration === 2 && exists(object),
    60,
  );

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
    exists(one) && one?.status?.nodes === `${count}/${count}` && one.status.pendingAction === undefined;
  const asks = (one: Resource | undefined) => holds(one, 'Stalled', 'CheckOrder');
  for (;;) {
    const object = await world.until(plural, 'a100', (one) => done(one) || asks(one), 90);
    if (!object || done(object)) return;
    await checkOrder(world, object, count);
    await world.until(plural, 'a100', (one) => !asks(one), 60);
  }
}

/** What README tells a person to do: to look into ModelArts, and to release what has come to nothing. */
async function checkOrder(world: World, { metadata, status }: Resource, count: number): Promise<void> {
  const grown = await asSomebody(world, (client, options) => client.pools.search({}, options));
  const bought = grown.some(({ resources }) => resources[0]?.count === count);
  if (bought) throw new Error('what was bought is there to be seen, and yet a person was asked');
  const intent = JSON.parse(metadata.annotations?.[CREATE_INTENT] ?? '{}') as { nonce?: string };
  const id = status?.pendingAction?.id ?? intent.nonce;
  await world.patch(POOLS.plural, 'a100', { metadata: { annotations: { [CHECKED]: id } } });
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

export const CHAIN: Scenario = {
  name: 'a job that names an algorithm, made and deleted in the wrong order',
  made: both(JOBS, ALGORITHMS),
  from: 'start',
  count: 2,
  runningMs: LONG_MS,
  async person(world, deleting) {
    await world.account();
    await world.job('resnet', { algorithm: { algorithmRef: { name: 'trainer' } } });
    await world.algorithm('trainer');
    await world.until(KIND, 'resnet', running, 60);
    deleting();
    await world.remove(ALGORITHMS.plural, 'trainer');
    await removeAll(world, ['resnet']);
    await world.until(ALGORITHMS.plural, 'trainer', (one) => one === undefined, 60);
  },
};

export const MODEL: Scenario = {
  name: 'a model with a chosen name that is published and then deleted',
  made: MODELS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const { plural } = MODELS;
    await world.account();
    await world.model('resnet', { modelName: 'resnet' });
    await world.until(plural, 'resnet', exists, 60);
    await removeAll(world, ['resnet'], deleting, plural);
  },
};

export const REMADE: Scenario = {
  name: 'a model that others delete, and that is made again',
  made: MODELS,
  from: 'start',
  count: 2,
  async person(world, deleting) {
    const { plural } = MODELS;
    await world.account();
    await world.model('resnet');
    const made = await world.until(plural, 'resnet', exists, 60);
    await inCloud(world, (cloud) => cloud.removeModel(made?.status?.remote?.id ?? ''));
    await world.until(plural, 'resnet', (one) => exists(one) && one?.status?.remote?.attempt === 2, 60);
    await removeAll(world, ['resnet'], deleting, plural);
  },
};

export const OUTPUT: Scenario = {
  name: 'a model of the output of a job, made and deleted in the wrong order',
  made: both(MODELS, JOBS),
  from: 'start',
  count: 2,
  async person(world, deleting) {
    const { plural } = MODELS;
    await world.account();
    await world.model('resnet', { source: { trainingJobRef: { name: 'resnet' } } });
    await world.job('resnet');
    await world.until(plural, 'resnet', exists, 60);
    deleting();
    await removeAll(world, ['resnet']);
    await removeAll(world, ['resnet'], undefined, plural);
  },
};

/** What else happens while nobody watches: done between the lives, to the object of the scenario. */
export const MEDDLING: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'the status is wiped': (world) => unlessGone(wipeStatus(world)),
  'a replace strips annotations and finalizers': (world) => unlessGone(strip(world)),
  'a replace strips annotations and finalizers, and the status is wiped': (world) =>
    unlessGone(strip(world).then(() => wipeStatus(world))),
  'the object is deleted and made anew under the same name': recreate,
};

async function strip(world: World): Promise<void> {
  const job = await world.get(KIND, 'resnet');
  if (!job) return;
  // Stripping the finalizer and deleting at once is the one thing that README says can leave a job behind.
  const safe = !job.metadata.deletionTimestamp && !ended(job);
  const annotations = { [CREATE_INTENT]: null, [REMOTE_ID]: null };
  const { resourceVersion } = job.metadata;
  await world.patch(KIND, 'resnet', {
    metadata: { resourceVersion, annotations, ...(safe && { finalizers: null }) },
  });
}

const wipeStatus = (world: World): Promise<unknown> => world.patch(KIND, 'resnet/status', { status: null });

async function recreate(world: World): Promise<void> {
  const job = await world.get(KIND, 'resnet');
  if (!job || job.metadata.deletionTimestamp || ended(job)) return;
  await unlessGone(world.remove(KIND, 'resnet'));
  await world.until(KIND, 'resnet', (held) => held?.metadata.uid !== job.metadata.uid, 60);
  await world.job('resnet').catch(() => undefined);
}

/** Others may be quicker: the person of the scenario, or an operator. */
async function unlessGone(work: Promise<unknown>): Promise<void> {
  await work.catch((error: { kind?: string }) => {
    if (error.kind !== 'not-found' && error.kind !== 'conflict') throw error;
  });
}
