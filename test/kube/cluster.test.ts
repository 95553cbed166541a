import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { TRAINING_JOB } from '../../operator/kinds/trainingjob/index.ts';
import type { CommonStatus, Condition, Resource } from '../../operator/runtime/object.ts';
import { keyOf } from '../../operator/runtime/object.ts';
import { drain, kindOf, never, openRoom } from './room.ts';

const room = await openRoom();
const { cluster, namespace } = room;
afterAll(() => room[Symbol.asyncDispose]());

describe('list and watch', () => {
  test('a list comes in pages that hold every object once', async () => {
    const names = ['page-a', 'page-b', 'page-c'];
    for (const name of names) await room.create(name);
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
    await room.create('before');
    const { resourceVersion } = await cluster.list(TRAINING_JOB, { limit: 500 }, never);
    const job = await room.create('watched');
    await cluster.applyStatus(
      TRAINING_JOB,
      keyOf(job),
      job.metadata.resourceVersion,
      { phase: 'Pending' },
      never,
    );
    await room.kubectl('delete', 'trainingjob', 'watched');
    const watch = cluster.watch(TRAINING_JOB, { resourceVersion, timeoutSeconds: 1 }, never);
    const events = (await drain(watch)).filter(({ object }) => object.metadata.namespace === namespace);
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
    const ended = kindOf(drain(watch));
    await room.create('after-the-position');
    stop.abort();
    expect(await ended).toBe('unavailable');
  });
});

describe('a patch of metadata', () => {
  test('changes metadata only, and answers with the new version', async () => {
    const job = await room.create('patched');
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
    const job = await room.create(name);
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
    expect((await room.read(name)).metadata).toEqual(before.metadata);
  });

  test('with something that the server does not take is invalid, not a conflict', async () => {
    const job = await room.create('badly-patched');
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
    expect(await kindOf(cluster.patchMetadata(TRAINING_JOB, room.key('absent'), patch, never))).toBe(
      'not-found',
    );
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
    const job = await room.create('status');
    const write = (from: Resource, status: CommonStatus) =>
      cluster.applyStatus(TRAINING_JOB, keyOf(from), from.metadata.resourceVersion, status, never);
    const first = await write(job, { phase: 'Pending', startTime: '2026-01-01T00:00:00Z', remote });
    const second = await write(first, { phase: 'Running', remote });
    expect(second.status).toEqual({ phase: 'Running', remote });
    expect(second.spec).toEqual(job.spec);
    expect(second.metadata).toMatchObject({ generation: 1, uid: job.metadata.uid });
  });

  test('over an outdated version is a conflict and changes nothing', async () => {
    const job = await room.create('outdated');
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
    expect((await room.read('outdated')).status).toEqual(newer.status);
  });

  test('never makes an object that is not there', async () => {
    const ghost = cluster.applyStatus(TRAINING_JOB, room.key('ghost'), '1', { phase: 'Pending' }, never);
    expect(await kindOf(ghost)).toMatch(/^(not-found|conflict)$/);
    expect(await kindOf(room.read('ghost'))).toBe('not-found');
  });

  test('over an object that was made anew under the same name is a conflict', async () => {
    const { metadata } = await room.create('reborn');
    await room.kubectl('delete', 'trainingjob', 'reborn');
    await room.create('reborn');
    const stale = cluster.applyStatus(
      TRAINING_JOB,
      room.key('reborn'),
      metadata.resourceVersion,
      { phase: 'Running' },
      never,
    );
    expect(await kindOf(stale)).toBe('conflict');
  });

  test('that the schema does not know is invalid', async () => {
    const job = await room.create('bad-status');
    const { resourceVersion } = job.metadata;
    const status = { conditions: [{ ...condition, status: 'Perhaps' as Condition['status'] }] };
    const bad = cluster.applyStatus(TRAINING_JOB, keyOf(job), resourceVersion, status, never);
    expect(await kindOf(bad)).toBe('invalid');
  });
});
