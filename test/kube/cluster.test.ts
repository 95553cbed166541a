import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { TRAINING_JOB } from '../../operator/kinds/trainingjob/index.ts';
import { createCluster } from '../../operator/kube/cluster.ts';
import { Rest } from '../../operator/kube/rest.ts';
import type { CommonStatus, Condition, Resource } from '../../operator/runtime/object.ts';
import { keyOf } from '../../operator/runtime/object.ts';
import type { ApiError, WatchEvent } from '../../operator/runtime/ports.ts';
import { installCrds } from '../support/crds.ts';

const controlPlane = inject('controlPlane');
const never = new AbortController().signal;
const namespace = `cluster-${randomBytes(5).toString('hex')}`;
const key = (name: string) => ({ namespace, name });
const sample = load(readFileSync('deploy/samples/trainingjob.yaml', 'utf8')) as Resource;

const restOf = (kubeconfig: string) =>
  new Rest({ kubeconfig, timeoutMs: 20_000, userAgent: 'cluster-test/1' });
const rest = restOf(controlPlane.kubeconfig);
const cluster = createCluster(rest, 'cluster-test_0001');

const jobs = `/apis/modelarts.huaweicloud.com/v1alpha1/namespaces/${namespace}/trainingjobs`;
const created = (name: string): Promise<Resource> => {
  const body = { ...sample, metadata: { name } };
  return rest.json({ method: 'POST', path: jobs, body, signal: never });
};
const read = (name: string): Promise<Resource> =>
  rest.json({ method: 'GET', path: `${jobs}/${name}`, signal: never });
const kubectl = async (...args: string[]) => {
  const options = ['--kubeconfig', controlPlane.kubeconfig, '--namespace', namespace];
  return (await promisify(execFile)(controlPlane.kubectl, [...options, ...args])).stdout;
};
/** Reads a watch to its end. */
const drained = async (events: AsyncIterable<WatchEvent>) => {
  for await (const _ of events);
};
const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: ApiError) => error.kind,
  );

beforeAll(async () => {
  await installCrds(rest);
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await rest.json({ method: 'POST', path: '/api/v1/namespaces', body, signal: never });
});
afterAll(() => rest.close());

describe('list and watch', () => {
  test('a list comes in pages that hold every object once', async () => {
    const names = ['page-a', 'page-b', 'page-c'];
    for (const name of names) await created(name);
    const found: string[] = [];
    for (let token: string | undefined, first = true; first || token; first = false) {
      const query = { limit: 2, ...(token && { continue: token }) };
      const page = await cluster.list(TRAINING_JOB, query, never);
      expect(page.items.length).toBeLessThanOrEqual(2);
      expect(page.resourceVersion).toMatch(/^\d+$/);
      const ours = page.items.filter(({ metadata }) => metadata.namespace === namespace);
      found.push(...ours.map(({ metadata }) => metadata.name));
      token = page.continue;
    }
    expect(found.filter((name) => name.startsWith('page-')).sort()).toEqual(names);
  });

  test('a page token that has no meaning is refused', async () => {
    expect(await kindOf(cluster.list(TRAINING_JOB, { limit: 2, continue: 'nonsense' }, never))).toBe(
      'invalid',
    );
  });

  test('a watch tells what happens after its position, in order, and ends when it should', async () => {
    await created('before');
    const { resourceVersion } = await cluster.list(TRAINING_JOB, { limit: 500 }, never);
    const job = await created('watched');
    await cluster.applyStatus(
      TRAINING_JOB,
      keyOf(job),
      job.metadata.resourceVersion,
      { phase: 'Pending' },
      never,
    );
    await kubectl('delete', 'trainingjob', 'watched');
    const events: WatchEvent[] = [];
    for await (const event of cluster.watch(TRAINING_JOB, { resourceVersion, timeoutSeconds: 1 }, never))
      if (event.object.metadata.namespace === namespace) events.push(event);
    expect(events.map(({ type, object }) => `${type} ${object.metadata.name}`)).toEqual([
      'ADDED watched',
      'MODIFIED watched',
      'DELETED watched',
    ]);
    expect(events[1]?.object).toMatchObject({ kind: 'TrainingJob', status: { phase: 'Pending' } });
  });

  test('a watch ends with its signal', async () => {
    const stop = new AbortController();
    const { resourceVersion } = await cluster.list(TRAINING_JOB, { limit: 1 }, never);
    const watch = cluster.watch(TRAINING_JOB, { resourceVersion, timeoutSeconds: 60 }, stop.signal);
    const ended = kindOf(drained(watch));
    await created('after-the-position');
    stop.abort();
    expect(await ended).toBe('unavailable');
  });
});

describe('a patch of metadata', () => {
  test('changes metadata only, and answers with the new version', async () => {
    const job = await created('patched');
    const { uid, resourceVersion, generation } = job.metadata;
    const patched = await cluster.patchMetadata(
      TRAINING_JOB,
      keyOf(job),
      [
        { op: 'test', path: '/metadata/uid', value: uid },
        { op: 'test', path: '/metadata/resourceVersion', value: resourceVersion },
        { op: 'add', path: '/metadata/annotations', value: {} },
        { op: 'add', path: '/metadata/annotations/example.com~1note', value: '{"a":1}' },
      ],
      never,
    );
    expect(patched.metadata).toMatchObject({ generation, annotations: { 'example.com/note': '{"a":1}' } });
    expect(patched.metadata.resourceVersion).not.toBe(resourceVersion);
    expect(patched.spec).toEqual(job.spec);
  });

  test.each([
    ['another UID', '/metadata/uid', 'another'],
    ['another version', '/metadata/resourceVersion', '1'],
    ['another value of an annotation', '/metadata/annotations/example.com~1note', 'another'],
    ['an annotation that is not there', '/metadata/annotations/example.com~1none', 'any'],
  ])('that tests for %s is a conflict and changes nothing', async (_sentence, path, value) => {
    const name = `tested-${randomBytes(4).toString('hex')}`;
    const job = await created(name);
    const before = await cluster.patchMetadata(
      TRAINING_JOB,
      keyOf(job),
      [{ op: 'add', path: '/metadata/annotations', value: { 'example.com/note': 'one' } }],
      never,
    );
    const patch = cluster.patchMetadata(
      TRAINING_JOB,
      keyOf(job),
      [
        { op: 'test', path, value },
        { op: 'add', path: '/metadata/annotations/example.com~1note', value: 'two' },
      ],
      never,
    );
    expect(await kindOf(patch)).toBe('conflict');
    expect((await read(name)).metadata).toEqual(before.metadata);
  });

  test('with something that the server does not take is invalid, not a conflict', async () => {
    const job = await created('badly-patched');
    const patch = cluster.patchMetadata(
      TRAINING_JOB,
      keyOf(job),
      [{ op: 'add', path: '/metadata/finalizers', value: ['not a valid name!'] }],
      never,
    );
    expect(await kindOf(patch)).toBe('invalid');
  });

  test('of an object that is not there is not-found', async () => {
    const patch = [{ op: 'test' as const, path: '/metadata/uid', value: 'any' }];
    expect(await kindOf(cluster.patchMetadata(TRAINING_JOB, key('absent'), patch, never))).toBe('not-found');
  });
});

describe('status', () => {
  const condition: Condition = {
    type: 'Ready',
    status: 'True',
    reason: 'Accepted',
    message: '',
    lastTransitionTime: '2026-01-01T00:00:00Z',
  };
  const remote = { id: 'job-1', attempt: 1 };

  test('is written over the version that was read, and what is left out is removed', async () => {
    const job = await created('status');
    const write = (from: Resource, status: CommonStatus) =>
      cluster.applyStatus(TRAINING_JOB, keyOf(from), from.metadata.resourceVersion, status, never);
    const first = await write(job, { phase: 'Pending', startTime: '2026-01-01T00:00:00Z', remote });
    const second = await write(first, { phase: 'Running', remote });
    expect(second.status).toEqual({ phase: 'Running', remote });
    expect(second.spec).toEqual(job.spec);
    expect(second.metadata).toMatchObject({ generation: 1, uid: job.metadata.uid });
  });

  test('over an outdated version is a conflict and changes nothing', async () => {
    const job = await created('outdated');
    const { resourceVersion } = job.metadata;
    const newer = await cluster.applyStatus(
      TRAINING_JOB,
      keyOf(job),
      resourceVersion,
      { phase: 'Pending', remote },
      never,
    );
    const stale = cluster.applyStatus(TRAINING_JOB, keyOf(job), resourceVersion, { phase: 'Running' }, never);
    expect(await kindOf(stale)).toBe('conflict');
    expect((await read('outdated')).status).toEqual(newer.status);
  });

  test('never makes an object that is not there', async () => {
    const ghost = cluster.applyStatus(TRAINING_JOB, key('ghost'), '1', { phase: 'Pending' }, never);
    expect(await kindOf(ghost)).toMatch(/^(not-found|conflict)$/);
    expect(await kindOf(read('ghost'))).toBe('not-found');
  });

  test('over an object that was made anew under the same name is a conflict', async () => {
    const { metadata } = await created('reborn');
    await kubectl('delete', 'trainingjob', 'reborn');
    await created('reborn');
    const stale = cluster.applyStatus(
      TRAINING_JOB,
      key('reborn'),
      metadata.resourceVersion,
      { phase: 'Running' },
      never,
    );
    expect(await kindOf(stale)).toBe('conflict');
  });

  test('that the schema does not know is invalid', async () => {
    const job = await created('bad-status');
    const { resourceVersion } = job.metadata;
    const status = { conditions: [{ ...condition, status: 'Perhaps' as Condition['status'] }] };
    const bad = cluster.applyStatus(TRAINING_JOB, keyOf(job), resourceVersion, status, never);
    expect(await kindOf(bad)).toBe('invalid');
  });
});

describe('a Lease', () => {
  const record = { holder: 'a', transitions: 0, durationSeconds: 15 };

  test('is absent, then made, then replaced', async () => {
    expect(await cluster.readLease(key('lease'), never)).toBeUndefined();
    const made = await cluster.writeLease(key('lease'), record, never);
    expect(made).toMatchObject(record);
    const replaced = await cluster.writeLease(key('lease'), { ...made, holder: 'b', transitions: 1 }, never);
    expect(await cluster.readLease(key('lease'), never)).toEqual(replaced);
    expect(replaced).toMatchObject({ holder: 'b', transitions: 1 });
    const released = await cluster.writeLease(key('lease'), { ...replaced, holder: '' }, never);
    expect(released.holder).toBe('');
  });

  test('that exists cannot be made again, nor replaced from an outdated version', async () => {
    const made = await cluster.writeLease(key('contested'), record, never);
    expect(await kindOf(cluster.writeLease(key('contested'), record, never))).toBe('conflict');
    await cluster.writeLease(key('contested'), { ...made, holder: 'b' }, never);
    expect(await kindOf(cluster.writeLease(key('contested'), { ...made, holder: 'c' }, never))).toBe(
      'conflict',
    );
    expect(await cluster.readLease(key('contested'), never)).toMatchObject({ holder: 'b' });
  });

  test('that was deleted and made anew by another is lost for its former holder', async () => {
    const made = await cluster.writeLease(key('deleted'), record, never);
    await kubectl('delete', 'lease', 'deleted');
    await cluster.writeLease(key('deleted'), { ...record, holder: 'b' }, never);
    expect(await kindOf(cluster.writeLease(key('deleted'), made, never))).toBe('conflict');
    expect(await cluster.readLease(key('deleted'), never)).toMatchObject({ holder: 'b' });
  });
});

describe('an Event', () => {
  const seen = async (name: string) =>
    JSON.parse(
      await kubectl('get', 'events', '--field-selector', `involvedObject.name=${name}`, '-o', 'json'),
    );

  test('is seen by kubectl at its object', async () => {
    const job = await created('told');
    const event = {
      type: 'Warning' as const,
      reason: 'QuotaExceeded',
      note: 'ask for more',
      action: 'Create',
    };
    await cluster.event(job, event, never);
    const { uid } = job.metadata;
    expect((await seen('told')).items).toMatchObject([
      {
        type: 'Warning',
        reason: 'QuotaExceeded',
        message: 'ask for more',
        involvedObject: { kind: 'TrainingJob', namespace, name: 'told', uid },
      },
    ]);
    expect(await kubectl('describe', 'trainingjob', 'told')).toContain('QuotaExceeded');
  });

  test.each([
    ['however long its note is', 'long-note', '配额不足'.repeat(400)],
    ['however long the name of its object is', `${'a'.repeat(199)}.${'b'.repeat(53)}`, 'short'],
  ])('is taken %s', async (_sentence, name, note) => {
    const job = await created(name);
    await cluster.event(job, { type: 'Normal', reason: 'Created', note, action: 'Created' }, never);
    expect((await seen(name)).items).toHaveLength(1);
  });
});

describe('other reads', () => {
  test('a Secret is read by key, as text', async () => {
    await kubectl(
      'create',
      'secret',
      'generic',
      'full',
      '--from-literal=accessKey=AK',
      '--from-literal=note=ä\n',
    );
    await kubectl('create', 'secret', 'generic', 'empty');
    expect(await cluster.secret(key('full'), never)).toEqual({ accessKey: 'AK', note: 'ä\n' });
    expect(await cluster.secret(key('empty'), never)).toEqual({});
    expect(await cluster.secret(key('absent'), never)).toBeUndefined();
  });

  test('the cluster is known by the UID of its namespace kube-system', async () => {
    const uid = await kubectl('get', 'namespace', 'kube-system', '-o', 'jsonpath={.metadata.uid}');
    expect(await cluster.clusterId(never)).toBe(uid);
  });
});

// The stand-in for newer API servers lets everybody do everything.
test.runIf(controlPlane.enforcesRbac)(
  'an account without permissions is denied, and told what it lacks',
  async () => {
    const restricted = restOf(controlPlane.restrictedKubeconfig);
    const powerless = createCluster(restricted, 'cluster-test_0002');
    const job = await created('guarded');
    const { resourceVersion } = job.metadata;
    expect(
      await Promise.all([
        kindOf(powerless.list(TRAINING_JOB, { limit: 1 }, never)),
        kindOf(drained(powerless.watch(TRAINING_JOB, { resourceVersion, timeoutSeconds: 1 }, never))),
        kindOf(powerless.patchMetadata(TRAINING_JOB, keyOf(job), [], never)),
        kindOf(powerless.applyStatus(TRAINING_JOB, keyOf(job), resourceVersion, {}, never)),
        kindOf(powerless.secret(key('full'), never)),
        kindOf(powerless.readLease(key('lease'), never)),
      ]),
    ).toEqual(Array.from({ length: 6 }, () => 'denied'));
    await expect(powerless.clusterId(never)).rejects.toThrow(/"restricted" cannot get.*"namespaces"/);
    await restricted.close();
  },
);
