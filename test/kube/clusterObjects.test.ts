import { afterAll, describe, expect, inject, test } from 'vitest';
import { TRAINING_JOB } from '../../operator/kinds/trainingjob/index.ts';
import { keyOf } from '../../operator/runtime/object.ts';
import type { Cluster, EventRecord } from '../../operator/runtime/ports.ts';
import { eventName } from '../../operator/runtime/recorder.ts';
import { SecretWatches } from '../../operator/runtime/secrets.ts';
import { systemTime } from '../../operator/runtime/time.ts';
import { drain, kindOf, never, openRoom, signIn } from './room.ts';

const controlPlane = inject('controlPlane');
const room = await openRoom();
const { cluster, namespace } = room;
afterAll(() => {
  end.abort();
  return room[Symbol.asyncDispose]();
});

const watchSecrets = (of: Cluster) =>
  new SecretWatches({ cluster: of, time: systemTime, failed: () => undefined, signal: end.signal });
const end = new AbortController();

describe('a Lease', () => {
  const record = { holder: 'a', transitions: 0, durationSeconds: 15 };

  test('is absent, then made, then replaced', async () => {
    expect(await cluster.readLease(room.key('lease'), never)).toBeUndefined();
    const made = await cluster.writeLease(room.key('lease'), record, never);
    expect(made).toMatchObject(record);
    const replaced = await cluster.writeLease(
      room.key('lease'),
      { ...made, holder: 'b', transitions: 1 },
      never,
    );
    expect(await cluster.readLease(room.key('lease'), never)).toEqual(replaced);
    expect(replaced).toMatchObject({ holder: 'b', transitions: 1 });
    const released = await cluster.writeLease(room.key('lease'), { ...replaced, holder: '' }, never);
    expect(released.holder).toBe('');
  });

  test('that exists cannot be made again, nor replaced from an outdated version', async () => {
    const made = await cluster.writeLease(room.key('contested'), record, never);
    expect(await kindOf(cluster.writeLease(room.key('contested'), record, never))).toBe('conflict');
    await cluster.writeLease(room.key('contested'), { ...made, holder: 'b' }, never);
    expect(await kindOf(cluster.writeLease(room.key('contested'), { ...made, holder: 'c' }, never))).toBe(
      'conflict',
    );
    expect(await cluster.readLease(room.key('contested'), never)).toMatchObject({ holder: 'b' });
  });

  test('that was deleted and made anew by another is lost for its former holder', async () => {
    const made = await cluster.writeLease(room.key('deleted'), record, never);
    await room.kubectl('delete', 'lease', 'deleted');
    await cluster.writeLease(room.key('deleted'), { ...record, holder: 'b' }, never);
    expect(await kindOf(cluster.writeLease(room.key('deleted'), made, never))).toBe('conflict');
    expect(await cluster.readLease(room.key('deleted'), never)).toMatchObject({ holder: 'b' });
  });
});

describe('an Event', () => {
  type Seen = { items: { type: string; series?: { count: number; lastObservedTime: string } }[] };
  const seen = async (name: string): Promise<Seen> =>
    JSON.parse(
      await room.kubectl('get', 'events', '--field-selector', `involvedObject.name=${name}`, '-o', 'json'),
    );
  const told = (name: string, parts: Partial<EventRecord> = {}): EventRecord => ({
    ...{ name, type: 'Warning', reason: 'QuotaExceeded', note: 'ask for more', action: 'Create' },
    ...{ times: 1, again: false },
    ...parts,
  });

  test('is seen by kubectl at its object', async () => {
    const job = await room.create('told');
    await cluster.event(job, told('told.1'), never);
    const { uid } = job.metadata;
    expect((await seen('told')).items).toMatchObject([
      {
        type: 'Warning',
        reason: 'QuotaExceeded',
        message: 'ask for more',
        involvedObject: { kind: 'TrainingJob', namespace, name: 'told', uid },
      },
    ]);
    expect(await room.kubectl('describe', 'trainingjob', 'told')).toContain('QuotaExceeded');
  });

  test('that is told again is the same one, with a count and the time of the last', async () => {
    const job = await room.create('repeated');
    await cluster.event(job, told('repeated.1'), never);
    expect((await seen('repeated')).items[0]?.series).toBeUndefined();
    const beforeMs = Date.now();
    await cluster.event(job, told('repeated.1', { times: 3, again: true }), never);
    await cluster.event(job, told('repeated.1', { times: 2, again: true }), never);
    const { items } = await seen('repeated');
    expect(items).toMatchObject([{ series: { count: 6 } }]);
    expect(Date.parse(items[0]?.series?.lastObservedTime ?? '')).toBeGreaterThanOrEqual(beforeMs);
    expect(await room.kubectl('describe', 'trainingjob', 'repeated')).toMatch(/QuotaExceeded.*x6 over/);
  });

  test('that another process has told is counted on', async () => {
    const job = await room.create('shared');
    await cluster.event(job, told('shared.1', { times: 4 }), never);
    await cluster.event(job, told('shared.1'), never);
    expect((await seen('shared')).items).toMatchObject([{ series: { count: 5 } }]);
  });

  test.each([
    ['once', 1, undefined],
    ['more than once', 2, { count: 2 }],
  ])('that has expired and was said %s since is made anew', async (_sentence, times, series) => {
    const job = await room.create(`expired-${times}`);
    await cluster.event(job, told(`expired-${times}.1`), never);
    await room.kubectl('delete', 'event', `expired-${times}.1`);
    await cluster.event(job, told(`expired-${times}.1`, { times, again: true }), never);
    const { items } = await seen(`expired-${times}`);
    expect(items).toHaveLength(1);
    if (series) expect(items).toMatchObject([{ series }]);
    else expect(items[0]?.series).toBeUndefined();
  });

  test.each([
    ['however long its note is', 'long-note', '配额不足'.repeat(400)],
    ['however long the name of its object is', `${'a'.repeat(199)}.${'b'.repeat(53)}`, 'short'],
  ])('is taken %s', async (_sentence, name, note) => {
    const job = await room.create(name);
    const news = { type: 'Normal', reason: 'Created', message: note } as const;
    await cluster.event(job, told(eventName(job, news), { note }), never);
    expect((await seen(name)).items).toHaveLength(1);
  });
});

describe.each([
  ['Secret', ['secret', 'generic'], { a: 'MQ==', b: 'w6Q=' }],
  ['ConfigMap', ['configmap'], { a: '1', b: 'ä' }],
] as const)('a %s of an object of ours', (kind, make, held) => {
  type Seen = { metadata: { ownerReferences: object[]; resourceVersion: string }; data?: object };
  const seen = async (name: string): Promise<Seen> =>
    JSON.parse(await room.kubectl('get', kind, name, '-o', 'json'));
  const name = (rest: string) => `${kind.toLowerCase()}-${rest}`;

  test('is made with its owner, written, and emptied', async () => {
    const owner = await room.create(name('owner'));
    const key = room.key(name('own'));
    const made = await cluster.applyData(key, { kind, owner, data: { a: '1', b: 'ä' } }, never);
    expect(await seen(key.name)).toMatchObject({
      metadata: {
        ownerReferences: [{ kind: 'TrainingJob', name: name('owner'), uid: owner.metadata.uid }],
      },
      data: held,
    });
    const { resourceVersion } = made.metadata;
    await cluster.applyData(key, { kind, owner, data: {}, resourceVersion }, never);
    const emptied = await seen(key.name);
    expect([emptied.data ?? {}, emptied.metadata.ownerReferences.length]).toEqual([{}, 1]);
  });

  test('is not written over one that is there, or has changed', async () => {
    const owner = await room.create(name('late'));
    const key = room.key(name('theirs'));
    const content = { kind, owner, data: { b: 'ä' } };
    await room.kubectl('create', ...make, key.name, '--from-literal=a=1');
    expect(await kindOf(cluster.applyData(key, content, never))).toBe('conflict');
    const { resourceVersion } = (await seen(key.name)).metadata;
    await room.kubectl('label', kind, key.name, 'changed=yes');
    expect(await kindOf(cluster.applyData(key, { ...content, resourceVersion }, never))).toBe('conflict');
    expect((await seen(key.name)).data).toEqual({ a: held.a });
  });
});

describe('an object of ours that another one makes', () => {
  const draft = { type: TRAINING_JOB, name: 'made', labels: { made: 'true' } };

  test('goes with that, and is not made over one that is there', async () => {
    const owner = await room.create('maker');
    const { spec } = owner;
    await cluster.create(owner, { ...draft, spec }, never);
    const { apiVersion, kind, metadata } = owner;
    expect(await room.read('made')).toMatchObject({
      metadata: {
        labels: { made: 'true' },
        ownerReferences: [
          { apiVersion, kind, name: 'maker', uid: metadata.uid, controller: true, blockOwnerDeletion: false },
        ],
      },
      spec,
    });
    expect(await kindOf(cluster.create(owner, { ...draft, spec }, never))).toBe('conflict');
  });

  test('is refused where its spec is none', async () => {
    const owner = await room.create('clumsy');
    const bad = { ...draft, name: 'bad', spec: { resource: 'much' } };
    expect(await kindOf(cluster.create(owner, bad, never))).toBe('invalid');
  });
});

describe('other reads', () => {
  test('a Secret is read by key, as text', async () => {
    await room.kubectl(
      'create',
      'secret',
      'generic',
      'full',
      '--from-literal=accessKey=AK',
      '--from-literal=note=ä\n',
    );
    await room.kubectl('create', 'secret', 'generic', 'empty');
    const secrets = watchSecrets(cluster);
    expect(await secrets.read(room.key('full'), never)).toEqual({ accessKey: 'AK', note: 'ä\n' });
    expect(await secrets.read(room.key('empty'), never)).toEqual({});
    expect(await secrets.read(room.key('absent'), never)).toBeUndefined();
  });

  test('a Secret in use is watched: made, changed, deleted and made anew, it is told and read as it is', async () => {
    const secrets = watchSecrets(cluster);
    const told: string[] = [];
    secrets.listen(({ name }) => told.push(name));
    secrets.use('one', [room.key('rotated')]);
    secrets.use('two', [room.key('rotated')]);
    const key = async () => (await secrets.read(room.key('rotated'), never))?.key;
    const until = async (value: string | undefined) => {
      while ((await key()) !== value) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    expect(await key()).toBeUndefined();
    for (const value of ['a', 'b']) {
      await room.kubectl('create', 'secret', 'generic', 'rotated', `--from-literal=key=${value}`);
      await until(value);
      const edit = JSON.stringify({ stringData: { key: `${value}2` } });
      await room.kubectl('patch', 'secret', 'rotated', '--type=merge', '-p', edit);
      await until(`${value}2`);
      secrets.use('one', []);
      await room.kubectl('delete', 'secret', 'rotated');
      await until(undefined);
    }
    expect(new Set(told)).toEqual(new Set(['rotated']));
    expect(told.length).toBeGreaterThanOrEqual(6);
  });

  test('the cluster is known by the UID of its namespace kube-system', async () => {
    const uid = await room.kubectl('get', 'namespace', 'kube-system', '-o', 'jsonpath={.metadata.uid}');
    expect(await cluster.clusterId(never)).toBe(uid);
  });
});

// The stand-in for newer API servers lets everybody do everything.
test.runIf(controlPlane.enforcesRbac)(
  'an account without permissions is denied, and told what it lacks',
  async () => {
    const { rest, cluster: powerless } = signIn(controlPlane.restrictedKubeconfig);
    const job = await room.create('guarded');
    const { resourceVersion } = job.metadata;
    expect(
      await Promise.all([
        kindOf(powerless.list(TRAINING_JOB, { limit: 1 }, never)),
        kindOf(drain(powerless.watch(TRAINING_JOB, { resourceVersion, timeoutSeconds: 1 }, never))),
        kindOf(powerless.patchMetadata(TRAINING_JOB, keyOf(job), [], never)),
        kindOf(powerless.create(job, { type: TRAINING_JOB, name: 'own', labels: {}, spec: {} }, never)),
        kindOf(powerless.applyStatus(TRAINING_JOB, keyOf(job), resourceVersion, {}, never)),
        kindOf(watchSecrets(powerless).read(room.key('full'), never)),
        ...(['Secret', 'ConfigMap'] as const).map((kind) =>
          kindOf(powerless.applyData(room.key('own'), { kind, owner: job, data: {} }, never)),
        ),
        kindOf(powerless.readLease(room.key('lease'), never)),
      ]),
    ).toEqual(Array.from({ length: 9 }, () => 'denied'));
    await expect(powerless.clusterId(never)).rejects.toThrow(/"restricted" cannot get.*"namespaces"/);
    await rest.close();
  },
);
