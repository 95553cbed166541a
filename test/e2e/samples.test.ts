/**
 * Every shipped sample, applied and brought to its end: what it makes is ready, or complete; then it is deleted, and nothing
 * is left in the cloud. Ids and keys that are for the reader to put in are put in; what a sample takes for granted is made.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { controllerTypes } from '../support/kinds.ts';
import { holds, World } from '../support/world.ts';

type Spec = Record<string, unknown>;

type Play = {
  /** What it takes for granted. */
  before?: (world: World) => Promise<unknown>;
  /** The spec with what the reader has to put in, or to leave out, where they have no more than a simulator. */
  filled?: (spec: Spec, world: World) => Spec | Promise<Spec>;
};

const secretOf = (world: World) => ({
  accessKey: world.simulator.accessKey,
  secretKey: world.simulator.secretKey,
});

/** The simulator's places, and its user in the place of the placeholders. */
const signedIn = (credentials: (world: World) => object) => (spec: Spec, world: World) => {
  const { url, projectId } = world.simulator;
  return {
    ...spec,
    endpoint: url,
    iamEndpoint: url,
    projectId,
    projectName: undefined,
    credentials: credentials(world),
  };
};

const models =
  (...names: string[]) =>
  async (world: World) => {
    for (const name of names) await world.model(name);
  };

const without =
  (...fields: string[]) =>
  (spec: Spec): Spec =>
    Object.fromEntries(Object.entries(spec).filter(([name]) => !fields.includes(name)));

/** Pools of these names, with nodes for inference too. */
const pools =
  (...names: string[]) =>
  async (world: World) => {
    for (const name of names) await world.pool(name, { scope: ['Train', 'Infer'] });
  };

const PLAYS: Readonly<Record<string, Play>> = {
  account: { filled: signedIn(() => ({ secretRef: { name: 'huawei' } })) },
  'account-agency': {
    before: (world) => world.secret('huawei-own', secretOf(world)),
    filled: signedIn((world) => ({
      secretRef: { name: 'huawei-own' },
      agency: { name: 'simulated-agency', domainName: world.simulator.user?.domain },
    })),
  },
  'account-complete': {
    before: (world) => world.secret('huawei-temporary', secretOf(world)),
    filled: signedIn(() => ({ secretRef: { name: 'huawei-temporary' } })),
  },
  'account-password': {
    before: (world) => {
      const { name = '', password = '', domain = '' } = world.simulator.user ?? {};
      return world.secret('huawei-user', { userName: name, password, domainName: domain });
    },
    filled: signedIn(() => ({ secretRef: { name: 'huawei-user' } })),
  },
  algorithm: {},
  'algorithm-complete': {},
  model: {},
  'model-complete': {},
  'model-from-job': {},
  'model-image': {},
  modelservice: { before: models('resnet') },
  'modelservice-batch': { before: models('resnet') },
  'modelservice-canary': { before: models('resnet-1', 'resnet-2') },
  'modelservice-complete': {
    async before(world) {
      await world.secret('hf', { token: 'hugging' });
      await models('resnet-1', 'resnet-2')(world);
      await pools('a100', 'npus')(world);
    },
  },
  'modelservice-hpa': { before: models('resnet') },
  network: {},
  'network-complete': {},
  nodepool: { before: pools('a100') },
  // Whoever pays is asked for elsewhere (test/e2e/poolPurchase.test.ts).
  'nodepool-complete': { before: pools('a100'), filled: without('billing') },
  pool: { before: (world) => world.network('ml-net') },
  'pool-complete': { before: (world) => world.network('ml-net'), filled: without('billing') },
  'pool-hpa': {
    async filled(spec, world) {
      await world.network('ml-net');
      const network = await world.until('networks', 'ml-net', (one) => holds(one, 'Ready'));
      return { ...spec, networkId: network?.status?.remote?.id };
    },
  },
  'pool-to-serve': {},
  'pytorch-example': {},
  'train-to-serve': {},
  trainingjob: {},
  'trainingjob-complete': {
    async before(world) {
      await world.secret('hf', { token: 'hugging' });
      await world.pool('a100');
    },
    async filled(spec, world) {
      const pool = await world.until('pools', 'a100', (one) => holds(one, 'Ready'));
      const resource = { poolId: pool?.status?.remote?.id, nodeCount: 2 };
      return { ...spec, resource };
    },
  },
  workflow: {},
  'workflow-complete': {
    async before(world) {
      await world.algorithm('resnet');
      await world.pool('a100');
    },
  },
  'workflow-conditional': {},
  workflowrun: { before: (world) => world.workflow('nightly') },
  'workflowrun-complete': {
    async before(world) {
      await world.workflow('nightly');
      await world.pool('a100');
    },
    // It takes over a run of the reader's, of a workflow whose scenes and steps are those of the sample.
    filled: (spec) => ({
      ...without(
        'adopt',
        'accountRef',
        'rerun',
        'stepActions',
        'sceneId',
        'sceneName',
        'dataRequirements',
      )(spec),
      parameters: [{ name: 'epochs', value: 90 }],
    }),
  },
};

/** Those that come to an end; of the others ready is all. */
const ends = (object: Resource): boolean =>
  ['TrainingJob', 'WorkflowRun'].includes(object.kind) || object.spec.inferType === 'batch';

const pluralOf = ({ kind }: Resource) => `${kind.toLowerCase()}s`;

const isDone = (object: Resource | undefined): boolean =>
  object?.status?.observedGeneration === object?.metadata.generation &&
  (object && ends(object) ? holds(object, 'Complete') : holds(object, 'Ready') && !holds(object, 'Stalled'));

test('each sample has its place here', () => {
  const files = globSync('deploy/samples/*.yaml').map((file) => basename(file, '.yaml'));
  expect(Object.keys(PLAYS).sort()).toEqual(files.sort());
});

test.concurrent.each(Object.entries(PLAYS))(
  'the sample %s comes to its end, and leaves nothing behind',
  { timeout: 240_000 },
  async (sample, { before, filled = (spec) => spec }) => {
    await using world = await World.create();
    await world.start().leading;
    await world.account();
    await before?.(world);
    const objects = loadAll(readFileSync(`deploy/samples/${sample}.yaml`, 'utf8')) as Resource[];
    const made: Resource[] = [];
    for (const object of objects.filter(({ apiVersion }) => apiVersion.startsWith('modelarts'))) {
      const { kind, metadata, spec } = object;
      const { name = `${sample}-1` } = metadata;
      // The Account that the others use has the name of the sample.
      const own = kind === 'Account' && name === 'default' ? 'sample' : name;
      made.push(await world.create(pluralOf(object), kind, own, await filled(spec, world)));
    }
    for (const object of made) await world.until(pluralOf(object), object.metadata.name, isDone, 120);
    await removeAll(world);
    const { audit } = world.simulator;
    const left = [...audit.jobs(), ...audit.resources()].filter(({ deletedAt }) => deletedAt === undefined);
    expect(left.filter(({ name }) => !name?.startsWith('net-'))).toEqual([]);
  },
);

/**
 * Deletes all objects of the namespace, whatever protects them, and waits until they are gone. Runs go first: an execution
 * that has ended goes unseen with its workflow.
 */
async function removeAll(world: World): Promise<void> {
  const plurals = controllerTypes().map(({ plural }) => plural);
  const rest = plurals.filter((plural) => !['accounts', 'workflowruns'].includes(plural));
  for (const some of [['workflowruns'], rest]) {
    const all: [string, string][] = [];
    for (const plural of some)
      for (const { metadata } of await world.listed(plural)) {
        const spec = { deletionProtection: false, deletionPolicy: 'Delete' };
        await world.patch(plural, metadata.name, { spec });
        all.push([plural, metadata.name]);
      }
    await Promise.all(all.map(([plural, name]) => world.remove(plural, name)));
    for (const [plural, name] of all) await world.until(plural, name, (one) => one === undefined, 120);
  }
}
