/** What the operating guide says is done as it says it, on API servers of its own, with kubectl. */
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { type ControlPlane, startControlPlane } from '../controlplane/controlPlane.ts';
import { run } from '../controlplane/run.ts';
import { holds, STAGES, specOf, World } from '../support/world.ts';
import { isRead } from '../upgrade/recorder.ts';
import { COMMANDS } from './guide.ts';

type Named = Record<'clusters' | 'users' | 'contexts', { name: string }[]>;

/** A kubeconfig of both clusters, as contexts `old` and `new`. */
function both(old: ControlPlane, other: ControlPlane): string {
  const parts = Object.entries({ old, new: other }).map(([name, { kubeconfig }]) => {
    const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Named;
    return {
      clusters: [{ ...clusters[0], name }],
      users: [{ ...users[0], name }],
      contexts: [{ name, context: { cluster: name, user: name } }],
    };
  });
  const all = (key: keyof Named) => parts.flatMap((part) => part[key] as object[]);
  const config = { clusters: all('clusters'), users: all('users'), contexts: all('contexts') };
  return JSON.stringify({ apiVersion: 'v1', kind: 'Config', ...config, 'current-context': 'old' });
}

/** Runs a block of the guide. */
function follow(plane: ControlPlane, name: string): Promise<string> {
  const env = {
    ...process.env,
    PATH: `${plane.directory}:${process.env.PATH}`,
    KUBECONFIG: 'both.kubeconfig',
  };
  const script = `set -eo pipefail\n${COMMANDS.get(name)}`;
  return run('bash', ['-c', script], { cwd: plane.directory, env });
}

const alive = ({ audit }: Simulator) =>
  [...audit.jobs(), ...audit.resources()].filter(({ deletedAt }) => deletedAt === undefined).length;
const changes = ({ audit }: Simulator, from: number) =>
  audit.calls
    .slice(from)
    .filter((call) => !isRead(call))
    .map(({ operation }) => operation);

test('objects move to another cluster, and the operator goes, without a thing lost or made in ModelArts', async () => {
  await using stack = new AsyncDisposableStack();
  const planes = [stack.use(await startControlPlane()), stack.use(await startControlPlane())] as const;
  const [oldPlane, newPlane] = planes;
  const durations = { ...STAGES, networkMs: 100, publishingMs: 100, buildingMs: 100, runningMs: 3_600_000 };
  const simulator = await startSimulator({ durations, behaviours: { 'training.holdPhases': false } });
  const [from, to] = [
    stack.use(await World.around(simulator, oldPlane.kubeconfig, 'ml')),
    stack.use(await World.around(simulator, newPlane.kubeconfig, 'ml')),
  ];
  symlinkSync(oldPlane.kubectl, join(oldPlane.directory, 'kubectl'));
  writeFileSync(join(oldPlane.directory, 'both.kubeconfig'), both(...planes));

  const first = from.start();
  await first.leading;
  await from.account();
  await from.job('resnet');
  await from.network('ml-net');
  await from.model('resnet', { modelName: 'resnet' });
  await from.create('algorithms', 'Algorithm', 'resnet', specOf('algorithm'));
  const kept = [
    ['trainingjobs', 'resnet'],
    ['networks', 'ml-net'],
    ['models', 'resnet'],
    ['algorithms', 'resnet'],
  ] as const;
  for (const [plural, name] of kept)
    await from.until(plural, name, (one) => holds(one, 'Ready') && !holds(one, 'Reconciling'));
  await first.stop();
  const before = simulator.audit.calls.length;

  await follow(oldPlane, 'backup');
  await follow(oldPlane, 'export');
  const { accessKey, secretKey } = simulator;
  await to.secret('huawei', { accessKey, secretKey });
  const looking = to.start({ readOnly: true });
  await looking.leading;
  await follow(oldPlane, 'import');
  for (const [plural, name] of kept)
    await to.until(plural, name, (one) => holds(one, 'Stalled', 'OwnerChanged'));
  await looking.stop();
  expect(changes(simulator, before)).toEqual([]);

  const second = to.start();
  await second.leading;
  await follow(oldPlane, 'takeover');
  for (const [plural, name] of kept)
    await to.until(
      plural,
      name,
      (one) => holds(one, 'Ready') && !holds(one, 'Stalled') && !holds(one, 'Reconciling'),
    );
  await follow(oldPlane, 'forget');
  expect(await follow(oldPlane, 'backup')).toBe('');
  for (const [plural, name] of kept) expect(await from.get(plural, name)).toBeUndefined();
  // The markers, where there is a place for them, now name the new owner.
  expect(new Set(changes(simulator, before))).toEqual(new Set(['updateTrainingJob', 'updateAlgorithm']));
  expect(alive(simulator)).toBe(kept.length);

  await to.job('left');
  await to.until('trainingjobs', 'left', (one) => one?.status?.phase === 'Running');
  const later = simulator.audit.calls.length;
  await follow(oldPlane, 'uninstall');
  expect([changes(simulator, later), alive(simulator)]).toEqual([[], kept.length + 1]);
}, 240_000);

test('what the guide deletes is deleted, but for what was told to stay', async () => {
  await using stack = new AsyncDisposableStack();
  const plane = stack.use(await startControlPlane());
  const simulator = await startSimulator({ durations: { ...STAGES, networkMs: 100, runningMs: 3_600_000 } });
  const world = stack.use(await World.around(simulator, plane.kubeconfig, 'ml'));
  symlinkSync(plane.kubectl, join(plane.directory, 'kubectl'));
  writeFileSync(join(plane.directory, 'both.kubeconfig'), readFileSync(plane.kubeconfig));
  await world.start().leading;
  await world.account();
  await world.job('resnet');
  await world.network('ml-net', { deletionPolicy: 'Retain' });
  for (const [plural, name] of [
    ['trainingjobs', 'resnet'],
    ['networks', 'ml-net'],
  ] as const)
    await world.until(plural, name, (one) => one?.status?.remote !== undefined);
  await follow(plane, 'delete-all');
  expect(simulator.jobs()).toEqual([]);
  expect(alive(simulator)).toBe(1);
  await follow(plane, 'uninstall');
}, 180_000);
