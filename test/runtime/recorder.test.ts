import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { News } from '../../operator/runtime/kind.ts';
import { createLog } from '../../operator/runtime/log.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import type { EventRecord } from '../../operator/runtime/ports.ts';
import { ApiError } from '../../operator/runtime/ports.ts';
import { createRecorder, eventName, type Telling } from '../../operator/runtime/recorder.ts';
import { HandTime, settled } from './handTime.ts';
import { thing } from './objects.ts';

const MINUTE = 60_000;
const created: News = { type: 'Normal', reason: 'Created', message: 'Created training job resnet (job-1)' };
const numbered = (i: number): News => ({ ...created, message: `Created ${i}` });

/** A recorder, what it told the cluster, what it counted, and what it logged. `fails` may change. */
function world(fails: { with?: Error } = {}) {
  const time = new HandTime();
  const told: EventRecord[] = [];
  const counts: Telling[] = [];
  let logged = '';
  const stop = new AbortController();
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  const event = async (_object: unknown, record: EventRecord) => {
    if (fails.with) throw fails.with;
    told.push(record);
  };
  const tell = createRecorder({ event }, time, createLog('warn', sink), stop.signal, (telling) =>
    counts.push(telling),
  );
  const lines = () =>
    logged
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return { time, told, tell, stop, counts, lines };
}

test('news become an Event', async () => {
  const { tell, told, counts } = world();
  tell(thing(), created);
  await settled();
  expect(told).toEqual([
    {
      name: eventName(thing(), created),
      ...{ type: 'Normal', reason: 'Created', action: 'Created', note: created.message },
      ...{ times: 1, again: false },
    },
  ]);
  expect(counts).toEqual(['told']);
});

test('the same words for the same object are written once in ten minutes, and counted meanwhile', async () => {
  const { tell, told, time } = world();
  tell(thing(), created);
  for (let minute = 1; minute < 10; minute++) {
    await time.advance(MINUTE);
    tell(thing(), created);
  }
  expect(told).toHaveLength(1);
  await time.advance(MINUTE);
  tell(thing(), created);
  expect(told).toMatchObject([
    { times: 1, again: false },
    { name: told[0]?.name, times: 10, again: true },
  ]);
});

test('other words, another reason, another type and another object are told at once', () => {
  const { tell, told } = world();
  tell(thing(), created);
  tell(thing(), { ...created, message: 'Created training job resnet (job-2)' });
  tell(thing(), { ...created, reason: 'Adopted' });
  tell(thing(), { ...created, type: 'Warning' });
  tell(thing({ uid: 'uid-2' }), created);
  expect(new Set(told.map(({ name }) => name)).size).toBe(5);
});

test('a long message is cut to what an Event may hold, and what was cut tells nothing new', () => {
  const { tell, told } = world();
  tell(thing(), { ...created, message: 'x'.repeat(5_000) });
  tell(thing(), { ...created, message: 'x'.repeat(6_000) });
  expect(told.map(({ note }) => note.length)).toEqual([1_024]);
});

describe('the name of an Event', () => {
  test.each<[string, Resource, News, boolean]>([
    ['the same, whatever else of the object has changed', thing({ resourceVersion: '11' }), created, true],
    ['another for another object of the same name', thing({ uid: 'uid-2' }), created, false],
    ['another for other words', thing(), { ...created, message: 'no' }, false],
    ['another for another reason', thing(), { ...created, reason: 'No' }, false],
    ['another for another type', thing(), { ...created, type: 'Warning' }, false],
  ])('is %s', (_sentence, object, news, same) => {
    expect(eventName(object, news) === eventName(thing(), created)).toBe(same);
  });

  test.each([
    ['resnet', 'resnet'],
    ['a'.repeat(253), 'a'.repeat(200)],
    [`${'a'.repeat(198)}.-b`, 'a'.repeat(198)],
  ])('begins with that of the object, cut to fit: %s', (name, begin) => {
    expect(eventName(thing({ name }), created)).toMatch(new RegExp(`^${begin}\\.[0-9a-f]{16}$`));
  });
});

describe('an object that tells too much', () => {
  test('gets 25 Events at once and one more in five minutes; the rest is held back, with a line for each', async () => {
    const { tell, told, time, counts, lines } = world();
    for (let i = 0; i < 30; i++) tell(thing(), numbered(i));
    expect(told).toHaveLength(25);
    await time.advance(5 * MINUTE);
    for (let i = 30; i < 33; i++) tell(thing(), numbered(i));
    await settled();
    expect(told).toHaveLength(26);
    expect(counts.filter((count) => count === 'held-back')).toHaveLength(7);
    expect(lines()).toHaveLength(7);
    expect(lines()[0]).toMatchObject({ object: 'Thing ml/resnet', reason: 'Created' });
  });

  test('leaves the others theirs', () => {
    const { tell, told } = world();
    for (let i = 0; i < 30; i++) tell(thing(), numbered(i));
    tell(thing({ uid: 'uid-2' }), created);
    expect(told).toHaveLength(26);
  });

  test('has what was held back counted when the same is said later', async () => {
    const { tell, told, time } = world();
    for (let i = 0; i < 25; i++) tell(thing(), numbered(i));
    tell(thing(), created);
    await time.advance(10 * MINUTE);
    tell(thing(), created);
    expect(told.at(-1)).toMatchObject({ note: created.message, times: 2, again: false });
  });

  test('has no more than 25 after a long time of silence', async () => {
    const { tell, told, time } = world();
    tell(thing(), created);
    await time.advance(100 * 60 * MINUTE);
    for (let i = 0; i < 30; i++) tell(thing(), numbered(i));
    expect(told).toHaveLength(26);
  });
});

describe('an Event that cannot be told', () => {
  test('is logged in one line with its object, and fails nothing', async () => {
    const { tell, lines, counts } = world({ with: new Error('no permission') });
    tell(thing(), created);
    await settled();
    expect(lines()).toMatchObject([
      {
        msg: 'an Event could not be told',
        object: 'Thing ml/resnet',
        reason: 'Created',
        err: { message: 'no permission' },
      },
    ]);
    expect(counts).toEqual(['failed']);
  });

  test('because the API server does not answer is tried again, three times', async () => {
    const fails: { with?: Error } = { with: new ApiError('unavailable', 'no answer') };
    const { tell, told, time, lines, counts } = world(fails);
    tell(thing(), created);
    await time.advance(5_999);
    expect([told, lines()]).toEqual([[], []]);
    delete fails.with;
    await time.advance(1);
    expect([told.length, counts]).toEqual([1, ['told']]);
    fails.with = new ApiError('unavailable', 'no answer');
    tell(thing(), numbered(1));
    await time.advance(MINUTE);
    expect([told.length, lines().length, counts]).toEqual([1, 1, ['told', 'failed']]);
  });

  test('is not tried again within the window, and then told with its count as one that is not there yet', async () => {
    const fails: { with?: Error } = { with: new Error('no permission') };
    const { tell, told, time, lines } = world(fails);
    tell(thing(), created);
    await time.advance(9 * MINUTE);
    tell(thing(), created);
    delete fails.with;
    await time.advance(MINUTE);
    tell(thing(), created);
    expect(told).toMatchObject([{ times: 3, again: false }]);
    expect(lines()).toHaveLength(1);
  });

  test('because we are stopped is neither logged nor counted', async () => {
    const { tell, lines, counts, stop } = world({ with: new Error('stopped') });
    stop.abort();
    tell(thing(), created);
    await settled();
    expect(lines()).toEqual([]);
    expect(counts).toEqual([]);
  });
});

test('what is retold leaves room for the operator’s own words', async () => {
  const { tell, told, counts } = world();
  for (let i = 0; i < 20; i++) tell(thing(), { ...numbered(i), retold: true });
  tell(thing(), created);
  await settled();
  expect(told).toHaveLength(16);
  expect(told.at(-1)?.note).toBe(created.message);
  expect(counts.filter((telling) => telling === 'held-back')).toHaveLength(5);
});
