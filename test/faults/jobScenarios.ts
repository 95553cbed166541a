/** Training jobs while operators die. */
import type { Resource } from '../../operator/runtime/object.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, sampleSpec, type World } from '../support/world.ts';
import { type Made, removeAll, type Scenario } from './scenario.ts';

export const JOBS: Made = {
  plural: 'trainingjobs',
  operation: 'createTrainingJob',
  path: /training-jobs$/,
  ever: ({ audit }) => audit.jobs().map(({ name }) => name),
  alive: (simulator) => simulator.jobs().map(({ name }) => name),
};

const KIND = JOBS.plural;
export const ended = (job: Resource | undefined) => holds(job, 'Complete');
export const running = (job: Resource | undefined) => job?.status?.phase === 'Running';
export const LONG_MS = 3_600_000;

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

/** For operators that select by `team=vision`: the job goes out of their sight while it is made, and comes back. */
export const RELABELLED: Scenario = {
  name: 'a job whose labels come and go while it is made',
  made: JOBS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const label = (plural: string, name: string, team: string | null) =>
      world.patch(plural, name, { metadata: { labels: { team } } });
    await world.account();
    await label('accounts', 'default', 'vision');
    await world.job('resnet', {}, { labels: { team: 'vision' } });
    await world.until(KIND, 'resnet', (job) => job?.metadata.finalizers !== undefined, 60);
    await label(KIND, 'resnet', null);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await label(KIND, 'resnet', 'vision');
    await world.until(KIND, 'resnet', ended, 60);
    await removeAll(world, ['resnet'], deleting);
  },
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
