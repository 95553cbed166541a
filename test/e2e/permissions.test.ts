/**
 * What the operator says when one permission is missing. Only on an API server that enforces them: the stand-in for
 * newer ones lets everybody do everything (DESIGN 9). That all of them together suffice is what every other
 * end-to-end test shows there.
 */
import { describe, expect, inject, test } from 'vitest';
import type { Lacking } from '../support/account.ts';
import { holds, messageOf, STAGES, sampleSpec, World } from '../support/world.ts';

const KIND = 'trainingjobs';
const LONG = { durations: { ...STAGES, runningMs: 3_600_000 } };
const MISSING = 'ClusterPermissionMissing';
const { enforcesRbac } = inject('controlPlane');

async function without(lacking: Lacking, options = LONG) {
  const world = await World.create(options);
  const permissions = { namespaces: [world.namespace], lacking };
  const operator = world.start({}, { permissions });
  return { world, operator, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

async function untilLogged(log: readonly string[], wanted: RegExp): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!log.some((line) => wanted.test(line))) {
    if (performance.now() > deadline)
      throw new Error(`not in the log: ${wanted}\n${log.slice(-20).join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What kube-apiserver says, in the log's JSON. */
const forbidden = ({ verb, resource }: Lacking) => {
  const [plain = '', subresource] = resource.split('/');
  return `cannot ${verb} resource \\\\"${plain}${subresource ? `/${subresource}` : ''}\\\\"`;
};

describe.runIf(enforcesRbac)('without permission to', { concurrent: true }, () => {
  test.each<[string, string, string]>([
    ['list', KIND, 'list or watch of trainingjobs.* broke'],
    ['watch', KIND, 'list or watch of trainingjobs.* broke'],
    ['get', 'leases', 'the lease could not be read or written'],
    ['create', 'leases', 'the lease could not be read or written'],
    ['update', 'leases', 'the lease could not be read or written'],
    ['get', 'namespaces', '--cluster-id'],
  ])('%s %s the log says so', async (verb, resource, words) => {
    await using stage = await without({ verb, resource });
    await untilLogged(stage.operator.log, new RegExp(`${forbidden({ verb, resource })}.*${words}`));
  });

  test('patch the objects, each of them says so, and goes on once it is given', async () => {
    await using stage = await without({ verb: 'patch', resource: KIND });
    const { world, operator } = stage;
    await world.account();
    await world.job('resnet');
    const stuck = await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', MISSING));
    expect(messageOf(stuck, 'Stalled')).toMatch(
      /lacks a permission.*rbac.*cannot patch resource "trainingjobs"/,
    );
    await untilLogged(operator.log, /lacks a permission/);
    await world.untilEvent('resnet', MISSING);
    expect(world.simulator.audit.jobs()).toEqual([]);
    await operator.stop();
    world.start();
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
  });

  test('write status, the log says so, and no job is bought twice', async () => {
    await using stage = await without({ verb: 'patch', resource: `${KIND}/status` });
    const { world, operator } = stage;
    await world.account();
    await world.job('resnet');
    await untilLogged(operator.log, /cannot patch resource \\"trainingjobs\/status\\"/);
    await operator.stop();
    world.start();
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    expect(world.simulator.audit.jobs()).toHaveLength(1);
  });

  test('get Secrets, the Account says so', async () => {
    const lacking = { verb: 'get', resource: 'secrets' };
    await using stage = await without(lacking);
    const { world, operator } = stage;
    await world.account();
    const stuck = await world.until('accounts', 'default', (one) => holds(one, 'Stalled', MISSING));
    expect(messageOf(stuck, 'Stalled')).toMatch(/cannot get resource "secrets"/);
    await untilLogged(operator.log, new RegExp(forbidden(lacking)));
  });

  test('watch Secrets, the log says so, and credentials are read all the same', async () => {
    const lacking = { verb: 'watch', resource: 'secrets' };
    await using stage = await without(lacking);
    const { world, operator } = stage;
    await world.account();
    await world.until('accounts', 'default', (one) => holds(one, 'Ready'));
    await untilLogged(operator.log, new RegExp(`${forbidden(lacking)}.*a Secret could not be watched`));
  });

  test('patch Secrets, they are not protected, the log says so, and the job runs', async () => {
    const lacking = { verb: 'patch', resource: 'secrets' };
    await using stage = await without(lacking);
    const { world, operator } = stage;
    await world.account();
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await untilLogged(
      operator.log,
      new RegExp(`${forbidden(lacking)}.*a Secret in use could not be protected`),
    );
  });

  test('create Secrets, the job that writes one says so, and runs', async () => {
    await using stage = await without({ verb: 'create', resource: 'secrets' });
    const { world } = stage;
    await world.account();
    const lab = { jupyterLab: { enabled: true }, writeEndpointsTo: { secretName: 'where' } };
    await world.job('resnet', lab);
    const stalled = await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'SecretNotWritable'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/spec\.writeEndpointsTo.*cannot create resource "secrets"/);
    expect(holds(stalled, 'Ready')).toBe(true);
  });

  test('tell Events, the log says so, and the job runs', async () => {
    const lacking = { verb: 'create', resource: 'events' };
    await using stage = await without(lacking);
    const { world, operator } = stage;
    await world.account();
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await untilLogged(operator.log, new RegExp(`${forbidden(lacking)}.*an Event could not be told`));
  });

  test('delete, an object whose time is up says so', async () => {
    await using stage = await without({ verb: 'delete', resource: KIND }, { durations: STAGES });
    const { world } = stage;
    await world.account();
    await world.job('resnet', { ttlSecondsAfterFinished: 1 });
    const ended = await world.until(KIND, 'resnet', (job) => holds(job, 'Reconciling', MISSING), 60);
    expect(messageOf(ended, 'Reconciling')).toMatch(/cannot delete resource "trainingjobs"/);
    expect(holds(ended, 'Complete')).toBe(true);
  });

  test('read its CRD it still deletes, after asking discovery', async () => {
    await using stage = await without({ verb: 'get', resource: 'customresourcedefinitions' });
    const { world } = stage;
    await world.account();
    await world.job('resnet');
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await world.remove(KIND, 'resnet');
    await world.until(KIND, 'resnet', (job) => job === undefined);
    expect(world.simulator.jobs()).toEqual([]);
  });
});

test.runIf(enforcesRbac)('Roles alone do, in the one namespace that they are for', async () => {
  await using world = await World.create();
  await using other = await World.create();
  const permissions = { namespaces: [world.namespace], without: ['cluster-reads'] as const };
  const operator = world.start({ clusterId: 'roles-only' }, { permissions });
  await operator.leading;
  await world.account();
  const environments = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }];
  const algorithm = { ...(sampleSpec().algorithm as object), environments };
  await world.secret('hf', { token: 'planted' });
  await world.job('resnet', { algorithm });
  await world.until(KIND, 'resnet', (job) => holds(job, 'Complete'));
  await world.remove(KIND, 'resnet');
  await world.until(KIND, 'resnet', (job) => job === undefined);
  const kubeconfig = await world.accountKubeconfig(permissions);
  const elsewhere = other.start({
    kubeconfig,
    clusterId: 'roles-only',
    leaseNamespace: world.namespace,
    leaseName: 'b',
  });
  await untilLogged(elsewhere.log, /cannot list resource .*in the namespace/);
});
