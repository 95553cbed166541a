/** Secrets on both sides of a job: those that its environment comes from, and the one that its endpoints go to. */
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { holds, messageOf, ready, STAGES, sampleSpec, type World } from '../support/world.ts';

const KIND = 'trainingjobs';
const HOUR = 3_600_000;
const LONG = { durations: { ...STAGES, runningMs: HOUR } };
const never = new AbortController().signal;

type Secret = { metadata: { ownerReferences?: { uid: string }[] }; data?: Record<string, string> };
const pathOf = ({ namespace }: World, name: string) => `/api/v1/namespaces/${namespace}/secrets/${name}`;
const secret = (world: World, name: string) =>
  world.rest.json<Secret>({ method: 'GET', path: pathOf(world, name), signal: never }).catch(() => undefined);
const patch = (world: World, name: string, body: object) =>
  world.rest.json({
    ...{ method: 'PATCH', path: pathOf(world, name), body, signal: never },
    contentType: 'application/merge-patch+json',
  });
const remove = (world: World, name: string) =>
  world.rest.json({ method: 'DELETE', path: pathOf(world, name), signal: never });
const decoded = ({ data = {} }: Secret) =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, atob(value)]));

async function untilSecret(
  world: World,
  name: string,
  wanted: (secret: Secret | undefined) => boolean,
): Promise<Secret | undefined> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const found = await secret(world, name);
    if (wanted(found)) return found;
    if (performance.now() > deadline) throw new Error(`Secret ${name} is ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

const filled = (found: Secret | undefined) => Object.keys(found?.data ?? {}).length > 0;
const empty = (found: Secret | undefined) => found !== undefined && !filled(found);

describe.concurrent('the endpoints of a job', () => {
  const lab = (secretName: string) => ({ jupyterLab: { enabled: true }, writeEndpointsTo: { secretName } });

  test('stand in status without tokens, and with them in the Secret, which is emptied at the end', async () => {
    await using stage = await ready(LONG);
    const { world, operator } = stage;
    await world.job('resnet', lab('resnet-endpoints'));
    const running = await world.until(KIND, 'resnet', (job) => job?.status?.endpoints !== undefined);
    expect(running?.status?.endpoints).toEqual({ jupyterLab: expect.stringMatching(/^https:/) });
    const written = await untilSecret(world, 'resnet-endpoints', filled);
    expect(written?.metadata.ownerReferences).toMatchObject([{ uid: running?.metadata.uid }]);
    const { jupyterLabUrl, jupyterLabToken = '' } = decoded(written ?? { metadata: {} });
    expect(running?.status?.endpoints).toEqual({ jupyterLab: jupyterLabUrl });
    expect(jupyterLabToken).toMatch(/^\w{8,}$/);
    await world.patch(KIND, 'resnet', { spec: { activeDeadlineSeconds: 1 } });
    const ended = await world.until(KIND, 'resnet', (job) => holds(job, 'Failed'));
    expect(ended?.status?.endpoints).toBeUndefined();
    expect(decoded((await secret(world, 'resnet-endpoints')) ?? { metadata: {} })).toEqual({});
    const told = JSON.stringify([
      await world.get(KIND, 'resnet'),
      await world.events('resnet'),
      operator.log,
    ]);
    for (const token of [jupyterLabToken, btoa(jupyterLabToken)]) expect(told).not.toContain(token);
  });

  test('are written anew where the Secret was changed or deleted, and nowhere else', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.job('resnet', lab('first'));
    const token = (await untilSecret(world, 'first', filled))?.data?.jupyterLabToken;
    await patch(world, 'first', { data: { jupyterLabToken: 'eA==' } });
    await untilSecret(world, 'first', (found) => found?.data?.jupyterLabToken === token);
    await remove(world, 'first');
    await untilSecret(world, 'first', filled);
    await world.patch(KIND, 'resnet', { spec: { writeEndpointsTo: { secretName: 'second' } } });
    await untilSecret(world, 'second', filled);
    await untilSecret(world, 'first', empty);
  });

  test('are never written to a Secret that is not the object’s own; the object says so until it is gone', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.secret('theirs', { password: 'p' });
    await world.job('resnet', lab('theirs'));
    const stalled = await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'SecretConflict'));
    expect(messageOf(stalled, 'Stalled')).toMatch(/spec\.writeEndpointsTo\.secretName: Secret "theirs"/);
    expect(decoded((await secret(world, 'theirs')) ?? { metadata: {} })).toEqual({ password: 'p' });
    await world.untilEvent('resnet', 'SecretConflict');
    await remove(world, 'theirs');
    await untilSecret(world, 'theirs', filled);
    await world.until(KIND, 'resnet', (job) => !holds(job, 'Stalled'));
  });

  test('in a Secret that is in the way do not keep a job from being suspended', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.secret('theirs', { password: 'p' });
    await world.job('resnet', lab('theirs'));
    await world.until(KIND, 'resnet', (job) => holds(job, 'Stalled', 'SecretConflict'));
    await world.patch(KIND, 'resnet', { spec: { suspend: true } });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Suspended'));
  });
});

describe.concurrent('a Secret that the environment comes from', () => {
  const environments = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }];
  const algorithm = { ...(sampleSpec().algorithm as object), environments };
  const VALUES = { old: 'planted-old-value', new: 'planted-new-value' };
  const changed = (job: Resource | undefined) => holds(job, 'SecretChangedNotApplied', 'SecretChanged');

  test('and changes is told as not applied, until it has its old value again; no value shows', async () => {
    await using stage = await ready(LONG);
    const { world, operator } = stage;
    await world.secret('hf', { token: VALUES.old });
    await world.job('resnet', { algorithm });
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await patch(world, 'hf', { stringData: { token: VALUES.new } });
    const told = await world.until(KIND, 'resnet', changed);
    expect(messageOf(told, 'SecretChangedNotApplied')).toMatch(/environments\[TOKEN\].*Secret "hf"/);
    expect([holds(told, 'Stalled'), holds(told, 'Ready')]).toEqual([false, true]);
    const said = JSON.stringify([told, await world.events('resnet'), operator.log]);
    for (const value of Object.values(VALUES)) expect(said).not.toContain(value);
    await patch(world, 'hf', { stringData: { token: VALUES.old } });
    await world.until(KIND, 'resnet', (job) => !changed(job));
  });

  test('and changes while no operator runs is noticed by the next one', async () => {
    await using stage = await ready(LONG);
    const { world, operator } = stage;
    await world.secret('hf', { token: VALUES.old });
    await world.job('resnet', { algorithm });
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await operator.stop();
    await patch(world, 'hf', { stringData: { token: VALUES.new } });
    world.start();
    await world.until(KIND, 'resnet', changed);
  });

  test('is used with its new value by the next attempt, which says nothing', async () => {
    await using stage = await ready(LONG);
    const { world } = stage;
    await world.secret('hf', { token: VALUES.old });
    await world.job('resnet', { algorithm });
    await world.until(KIND, 'resnet', (job) => job?.status?.phase === 'Running');
    await patch(world, 'hf', { stringData: { token: VALUES.new } });
    await world.until(KIND, 'resnet', changed);
    await world.patch(KIND, 'resnet', { spec: { suspend: true } });
    await world.until(KIND, 'resnet', (job) => holds(job, 'Suspended') && !changed(job));
    await world.patch(KIND, 'resnet', { spec: { suspend: false } });
    const again = await world.until(
      KIND,
      'resnet',
      (job) => job?.status?.remote?.attempt === 2 && job.status.phase === 'Running',
    );
    expect(changed(again)).toBe(false);
  });
});
