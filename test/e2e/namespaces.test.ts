/** Accounts across namespaces: an operator that sees them all, on an API server of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FINALIZER } from '../../operator/runtime/object.ts';
import { type ControlPlane, startControlPlane } from '../controlplane/controlPlane.ts';
import { holds, messageOf, World } from '../support/world.ts';

const KIND = 'trainingjobs';
const LONG = { durations: { creatingMs: 100, pendingMs: 100, runningMs: 600_000, terminatingMs: 100 } };

let server: ControlPlane;
let platform: World;
let team: World;
beforeAll(async () => {
  server = await startControlPlane();
  [platform, team] = [
    await World.create(LONG, server.kubeconfig),
    await World.create(LONG, server.kubeconfig),
  ];
  await platform.start({ namespaces: undefined, concurrency: 8 }).leading;
  await platform.account({ allowedNamespaces: [team.namespace] });
});
afterAll(async () => {
  await platform?.[Symbol.asyncDispose]();
  await team?.[Symbol.asyncDispose]();
  await server?.stop();
});

const ref = () => ({ accountRef: { name: 'default', namespace: platform.namespace } });

test('an Account that allows it pays for jobs of another namespace, and stays as long as they need it', async () => {
  await team.job('resnet', ref());
  const running = await team.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
  expect(running?.status?.remote?.account).toContain(new URL(platform.simulator.url).host);
  expect(team.simulator.audit.calls).toEqual([]);
  const used = await platform.get('accounts', 'default');
  expect(used?.metadata.finalizers).toEqual([FINALIZER]);
  await platform.remove('accounts', 'default');
  const held = await platform.until('accounts', 'default', (account) =>
    holds(account, 'Reconciling', 'InUse'),
  );
  expect(messageOf(held, 'Reconciling')).toBe(
    `still in use by TrainingJob ${team.namespace}/resnet: delete it first`,
  );
  await team.remove(KIND, 'resnet');
  await team.until(KIND, 'resnet', (job) => job === undefined);
  await platform.until('accounts', 'default', (account) => account === undefined);
  expect(platform.simulator.jobs()).toEqual([]);
});

test('one that does not, and one that is not there, are refused in the same words; once it does, the job goes on', async () => {
  const credentials = { secretRef: { name: 'huawei' } };
  const { url: endpoint, projectId } = platform.simulator;
  await platform.create('accounts', 'Account', 'closed', {
    endpoint,
    projectId,
    credentials,
    iamEndpoint: 'none',
  });
  const told = async (name: string, account: string) => {
    await team.job(name, { accountRef: { name: account, namespace: platform.namespace } });
    const job = await team.until(KIND, name, (one) => holds(one, 'Stalled', 'AccountNotAllowed'));
    return messageOf(job, 'Stalled').replace(`"${account}"`, '"…"');
  };
  expect(await told('one', 'closed')).toBe(await told('two', 'nowhere'));
  expect((await platform.get('accounts', 'closed'))?.metadata.finalizers).toBeUndefined();
  await platform.patch('accounts', 'closed', { spec: { allowedNamespaces: ['*'] } });
  await team.until(KIND, 'one', (job) => job?.status?.remote !== undefined, 20);
});

test('an Account that allows it no longer is not used any more, and does not wait for what it has refused', async () => {
  await team.until(KIND, 'one', (job) => job?.status?.phase === 'Running');
  await platform.patch('accounts', 'closed', { spec: { allowedNamespaces: [] } });
  await team.until(KIND, 'one', (job) => holds(job, 'Stalled', 'AccountNotAllowed'));
  await platform.remove('accounts', 'closed');
  await platform.until('accounts', 'closed', (account) => account === undefined);
  expect(await team.get(KIND, 'one')).toBeDefined();
});

test('the API server takes names of namespaces, and * for all, and nothing else', async () => {
  const made = (allowedNamespaces: string[]) =>
    platform.create('accounts', 'Account', `a-${Math.random().toString(36).slice(2)}`, {
      region: 'cn-north-4',
      credentials: { secretRef: { name: 'huawei' } },
      allowedNamespaces,
    });
  await made(['*', 'team-a']);
  for (const wrong of [['team-*'], [''], ['Team'], ['a', 'a']])
    await expect(made(wrong)).rejects.toMatchObject({ kind: 'invalid' });
  await expect(team.job('wrong', { accountRef: { name: 'a', namespace: '*' } })).rejects.toMatchObject({
    kind: 'invalid',
  });
});
