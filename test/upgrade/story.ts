/** What a namespace goes through before it is dumped: objects of every kind, in the states that they can rest in. */
import type { Resource } from '../../operator/runtime/object.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { caller } from '../simulator/caller.ts';
import {
  holds,
  INFERENCE_STAGES,
  POOL_FLAVOR,
  RESOURCE_STAGES,
  STAGES,
  specOf,
  WORKFLOW_STAGES,
  type World,
} from '../support/world.ts';
import type { Recorder } from './recorder.ts';

/** Of the operators before and after: names and markers hold it. */
export const CLUSTER_ID = 'upgraded-cluster';

const HOUR = 3_600_000;
/** Long enough for something to be under way when the dump is made. */
const LONG = 100 * HOUR;

/** The simulator before and after. */
export const SIMULATED = {
  durations: {
    ...{ ...STAGES, runningMs: LONG, terminatingMs: HOUR },
    ...{ ...RESOURCE_STAGES, ...INFERENCE_STAGES, ...WORKFLOW_STAGES, stepRunningMs: LONG },
  },
  behaviours: { 'training.holdPhases': false },
} as const;

/** How things come out, before and after. */
export const outcomes = (simulator: Pick<Simulator, 'outcome'>): void =>
  simulator.outcome(/^(failed|retried-[0-9a-f]{8}-1)/, 'Failed', { exitCode: 3, message: 'out of memory' });

type Told = (object: Resource | undefined) => boolean;

const ready: Told = (one) => holds(one, 'Ready') && !holds(one, 'Reconciling') && !holds(one, 'Stalled');
const phase =
  (wanted: string): Told =>
  (one) =>
    one?.status?.phase === wanted;

/** Plays it all to the moment of the dump, with an operator that leads. */
export async function play(world: World, recorder: Recorder): Promise<void> {
  /** Until that is so; `tick`: how fast the simulation goes meanwhile, in milliseconds each time it is looked. */
  const until = (plural: string, name: string, wanted: Told, tick: number) =>
    world.until(
      plural,
      name,
      (one) => {
        if (wanted(one)) return true;
        recorder.clock.advance(tick);
        return false;
      },
      60,
    );
  const slowly = (plural: string, name: string, wanted: Told) => until(plural, name, wanted, 20);

  await world.account();
  await world.secret('hf', { token: 'not-a-token' });
  const env = { name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } };
  const algorithm = { ...(specOf('trainingjob').algorithm as object), environments: [env] };

  // What comes to an end.
  await world.job('complete', { algorithm, tags: [{ key: 'team', value: 'vision' }] });
  await until('trainingjobs', 'complete', (one) => holds(one, 'Complete'), LONG / 4);
  await world.job('failed');
  await until('trainingjobs', 'failed', (one) => holds(one, 'Failed'), LONG / 4);
  await world.workflow('nightly', {
    schedules: [{ name: 'leap-day', content: { cron: '0 0 2 29 2 ?', method: 'fixed' } }],
  });
  await slowly('workflows', 'nightly', (one) => ready(one) && one?.status?.syncedGeneration === 1);
  await world.run('complete', { workflowRef: { name: 'nightly' } });
  await until('workflowruns', 'complete', (one) => holds(one, 'Complete'), LONG / 4);
  await world.model('resnet', { modelName: 'resnet' });
  await slowly('models', 'resnet', ready);
  await world.create('modelservices', 'ModelService', 'batch', specOf('modelservice-batch'));
  await until('modelservices', 'batch', (one) => holds(one, 'Complete'), 500);

  // What stays.
  await world.algorithm('resnet');
  await slowly('algorithms', 'resnet', ready);
  await world.network('ml-net');
  await slowly('networks', 'ml-net', ready);
  const pool = {
    scope: ['Train'],
    networkRef: { name: 'ml-net' },
    resources: [{ flavor: POOL_FLAVOR, count: 2 }],
  };
  await world.create('pools', 'Pool', 'gpus', { ...pool, replicas: 2 });
  await slowly('pools', 'gpus', ready);
  await world.nodePool('more', { poolRef: { name: 'gpus' } });
  await slowly('nodepools', 'more', ready);
  await world.create('modelservices', 'ModelService', 'resnet', {
    ...specOf('modelservice'),
    writeConnectionTo: { configMapName: 'resnet-connection' },
  });
  await slowly('modelservices', 'resnet', phase('running'));

  // What is under way, or waits for somebody.
  await world.job('retried', { backoffLimit: 1 });
  await until('trainingjobs', 'retried', (one) => one?.status?.attempts?.length === 1, LONG / 4);
  await slowly(
    'trainingjobs',
    'retried',
    (one) => phase('Running')(one) && one?.status?.remote?.attempt === 2,
  );
  for (const name of ['running', 'paused', 'stopped', 'leaving']) await world.job(name);
  for (const name of ['running', 'paused', 'stopped', 'leaving'])
    await slowly('trainingjobs', name, phase('Running'));
  await world.patch('trainingjobs', 'paused', {
    metadata: { annotations: { 'modelarts.huaweicloud.com/paused': 'true' } },
  });
  await world.until('trainingjobs', 'paused', (one) => holds(one, 'Paused'));
  await world.patch('trainingjobs', 'stopped', { spec: { suspend: true } });
  await until(
    'trainingjobs',
    'stopped',
    (one) => holds(one, 'Suspended', 'Suspended') && phase('Terminated')(one),
    HOUR / 4,
  );
  await world.job('suspended', { suspend: true });
  await world.until('trainingjobs', 'suspended', (one) => holds(one, 'Suspended'));
  await world.job('waiting', { accountRef: { name: 'missing' } });
  await world.until('trainingjobs', 'waiting', (one) => holds(one, 'Reconciling'));
  await world.run('running', { workflowRef: { name: 'nightly' } });
  await slowly('workflowruns', 'running', phase('running'));
  world.simulator.faults.add({ operation: 'createPool', times: 1, kind: 'drop-before' });
  const billing = { mode: 'Prepaid', periodType: 'Month', periodNum: 1, consent: true };
  await world.create('pools', 'Pool', 'ordered', {
    ...pool,
    resources: [{ flavor: POOL_FLAVOR, count: 1 }],
    billing,
  });
  await world.until('pools', 'ordered', (one) => holds(one, 'Stalled', 'CheckOrder'));

  // What somebody else has made.
  const id = await byHand(world, recorder);
  await world.create('trainingjobs', 'TrainingJob', 'adopted', { ...specOf('trainingjob'), adopt: { id } });
  await slowly('trainingjobs', 'adopted', (one) => ready(one) || phase('Pending')(one));
  // The older one keeps it, and ages are whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await world.create('trainingjobs', 'TrainingJob', 'also-adopted', {
    ...specOf('trainingjob'),
    adopt: { id },
  });
  await world.until('trainingjobs', 'also-adopted', (one) => holds(one, 'Stalled', 'AlreadyAdopted'));

  await world.remove('trainingjobs', 'leaving');
  await world.until('trainingjobs', 'leaving', phase('Terminating'));
}

/** A job that a person has made at the console; answers its id. */
async function byHand({ simulator }: World, recorder: Recorder): Promise<string> {
  const body = JSON.stringify({
    kind: 'job',
    metadata: { name: 'by-hand' },
    algorithm: { command: 'true', engine: { image_url: 'org/image:1' } },
    spec: { resource: { flavor_id: 'modelarts.vm.cpu.2u', node_count: 1 } },
  });
  const path = `/v2/${simulator.projectId}/training-jobs`;
  recorder.sends('POST', path, { type: 'application/json', body });
  const { body: made } = await caller(simulator)('POST', path, body);
  return made.metadata.id;
}
