import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import type { Page, WatchEvent } from '../../operator/runtime/ports.ts';
import { ApiError } from '../../operator/runtime/ports.ts';
import { thing } from './objects.ts';
import type { WatchLine } from './scriptedWatch.ts';
import { Watching } from './scriptedWatch.ts';

const at = (resourceVersion: string, uid = 'uid-1', name = 'resnet') => thing({ resourceVersion, uid, name });
const page = (resourceVersion: string, items: Resource[], token?: string): Page => ({
  items,
  resourceVersion,
  ...(token && { continue: token }),
});
const event = (type: string, object: Resource): WatchEvent => ({ type, object });
/** What the server sends as ERROR: a Status, which has no metadata worth the name. */
const errorEvent = (code: number): WatchEvent => ({
  type: 'ERROR',
  object: { kind: 'Status', metadata: {}, code, message: 'too old' } as unknown as WatchEvent['object'],
});
const broken = () => new ApiError('unavailable', 'the stream broke');
const expired = () => new ApiError('expired', 'too old', { status: 410 });

test('a list is read page by page; then it is synced, and watched from where the list stands', async () => {
  await using watching = new Watching({
    lists: [page('5', [at('3')], 'next'), page('7', [at('4', 'uid-2', 'bert')])],
  });
  await watching.time.advance(0);
  expect(watching.calls).toEqual(['list', 'list next', 'watch 7']);
  expect(watching.synced).toEqual([['uid-1', 'uid-2']]);
  expect(watching.changes).toEqual(['ml/resnet uid-1 at 3', 'ml/bert uid-2 at 4']);
  expect(watching.timeoutsSeconds).toEqual([290]);
});

test('nothing is synced and nothing removed by a list that breaks between two pages', async () => {
  await using watching = new Watching({ lists: [page('5', [at('3')], 'next'), broken()] });
  await watching.time.advance(0);
  expect(watching.synced).toEqual([]);
  expect(watching.store.size).toBe(1);
  await watching.time.advance(800);
  expect(watching.calls).toEqual(['list', 'list next', 'list']);
});

test('events are taken in and told; a bookmark tells nothing but moves the position', async () => {
  await using watching = new Watching({
    lists: [page('5', [at('3')])],
    watches: [
      [
        event('MODIFIED', at('6')),
        event('ADDED', at('7', 'uid-2', 'bert')),
        event('DELETED', at('8')),
        event('BOOKMARK', at('40', '', '')),
        broken(),
      ],
    ],
  });
  await watching.time.advance(800);
  expect(watching.changes).toEqual([
    'ml/resnet uid-1 at 3',
    'ml/resnet uid-1 at 6',
    'ml/bert uid-2 at 7',
    'ml/resnet gone',
  ]);
  expect([...watching.store.all()].map(({ metadata }) => metadata.name)).toEqual(['bert']);
  expect(watching.calls).toEqual(['list', 'watch 5', 'watch 40']);
});

test('each begin of a list or watch and each event is a sign of life, and silence is none', async () => {
  await using watching = new Watching({
    lists: [page('5', [at('3')])],
    watches: [[{ silentMs: 50_000 }, event('BOOKMARK', at('40', '', '')), { silentMs: 90_000 }, broken()]],
  });
  await watching.time.advance(600_000);
  expect(watching.aliveAtMs).toEqual([0, 0, 50_000, 140_800]);
});

test('a stream that breaks goes on from the last event, without a list', async () => {
  await using watching = new Watching({
    lists: [page('5', [])],
    watches: [
      [event('ADDED', at('6')), broken()],
      [event('MODIFIED', at('7')), event('MODIFIED', at('9'))],
    ],
  });
  await watching.time.advance(10_000);
  expect(watching.calls).toEqual(['list', 'watch 5', 'watch 6']);
  expect(watching.store.get('ml/resnet')?.metadata.resourceVersion).toBe('9');
});

test('a watch that the server ends in order goes on from the last event', async () => {
  await using watching = new Watching({
    lists: [page('5', [])],
    watches: [[event('ADDED', at('6')), { silentMs: 290_000 }, 'end']],
  });
  await watching.time.advance(300_000);
  expect(watching.asked).toEqual([
    { what: 'list', atMs: 0 },
    { what: 'watch 5', atMs: 0 },
    { what: 'watch 6', atMs: 290_000 },
  ]);
  expect(watching.failures).toEqual([]);
});

describe('a position that is refused leads to a new list', () => {
  test.each<[string, WatchLine]>([
    ['410 as a status', expired()],
    ['410 as an ERROR event', errorEvent(410)],
    ['any other ERROR event', errorEvent(500)],
    ['an event of an unknown type', event('SURPRISE', at('6'))],
  ])('at once after %s', async (_sentence, line) => {
    await using watching = new Watching({
      lists: [page('5', [at('3')]), page('50', [at('3')])],
      watches: [[line]],
    });
    await watching.time.advance(0);
    expect(watching.asked).toEqual(
      ['list', 'watch 5', 'list', 'watch 50'].map((what) => ({ what, atMs: 0 })),
    );
    expect(watching.failures.map(({ retryMs }) => retryMs)).toEqual([0]);
  });

  const relisted = (second: Resource[], ...before: Resource[]) =>
    new Watching({ lists: [page('5', before), page('50', second)], watches: [[expired()]] });

  test('what vanished during the gap is removed and told', async () => {
    await using watching = relisted([at('4', 'uid-2', 'bert')], at('3'), at('4', 'uid-2', 'bert'));
    await watching.time.advance(0);
    expect(watching.changes.slice(2)).toEqual(['ml/resnet gone']);
    expect(watching.store.size).toBe(1);
  });

  test('what was deleted and made anew during the gap is told with its new UID', async () => {
    await using watching = relisted([at('30', 'uid-2')], at('3', 'uid-1'));
    await watching.time.advance(0);
    expect(watching.changes.slice(1)).toEqual(['ml/resnet uid-2 at 30']);
  });

  test('what did not change is not told again', async () => {
    await using watching = relisted([at('3')], at('3'));
    await watching.time.advance(0);
    expect(watching.changes).toEqual(['ml/resnet uid-1 at 3']);
  });

  test('it is synced only once', async () => {
    await using watching = relisted([at('30', 'uid-2')], at('3'));
    await watching.time.advance(0);
    expect(watching.synced).toEqual([['uid-1']]);
  });
});

test('an older object never takes the place of a newer one, in a list or in a watch', async () => {
  await using watching = new Watching({
    lists: [page('5', [at('3')]), page('50', [at('7')])],
    watches: [[event('MODIFIED', at('9')), expired()], [event('MODIFIED', at('8'))]],
  });
  await watching.time.advance(0);
  expect(watching.changes).toEqual(['ml/resnet uid-1 at 3', 'ml/resnet uid-1 at 9']);
  expect(watching.store.get('ml/resnet')?.metadata.resourceVersion).toBe('9');
});

describe('the pause before the next try', () => {
  test('grows from 0.8 s to 30 s', async () => {
    await using watching = new Watching({ lists: Array.from({ length: 9 }, broken) });
    await watching.time.advance(400_000);
    const pauses = watching.failures.map(({ retryMs }) => retryMs);
    expect(pauses.slice(0, 9)).toEqual([800, 1600, 3200, 6400, 12800, 25600, 30000, 30000, 30000]);
  });

  test('grows also when each list succeeds and each position is refused', async () => {
    await using watching = new Watching({
      lists: Array.from({ length: 20 }, () => page('5', [])),
      watches: Array.from({ length: 20 }, () => [expired()]),
    });
    await watching.time.advance(60_000);
    expect(watching.failures.slice(0, 5).map(({ retryMs }) => retryMs)).toEqual([0, 1600, 3200, 6400, 12800]);
    expect(watching.calls.filter((call) => call === 'list').length).toBeLessThan(10);
  });

  test.each<[string, WatchLine[]]>([
    ['a watch that ended in order', ['end']],
    ['a watch that broke after it had lasted for two minutes', [{ silentMs: 120_001 }, broken()]],
  ])('is short again after %s', async (_sentence, recovery) => {
    await using watching = new Watching({
      lists: [page('5', [])],
      watches: [[broken()], [broken()], [broken()], recovery, [broken()]],
    });
    await watching.time.advance(200_000);
    const pauses = watching.failures.map(({ retryMs }) => retryMs);
    expect(pauses.slice(0, 3)).toEqual([800, 1600, 3200]);
    expect(pauses[3]).toBe(800);
  });
});

test('a server that ends each watch at once is not asked more than once a second', async () => {
  await using watching = new Watching({
    lists: [page('5', [])],
    watches: Array.from({ length: 100 }, () => ['end' as const]),
  });
  await watching.time.advance(10_500);
  expect(watching.calls.length).toBe(1 + 11);
});

test('nothing is asked, told or slept on once it is stopped', async () => {
  const watching = new Watching({ lists: [broken(), page('5', [])] });
  await watching.time.advance(0);
  await watching[Symbol.asyncDispose]();
  await watching.time.advance(100_000);
  expect(watching.calls).toEqual(['list']);
  expect(watching.time.sleeping).toBe(0);
});

test('a watch that is cut by the stop is no failure', async () => {
  const watching = new Watching({ lists: [page('5', [])] });
  await watching.time.advance(0);
  await watching[Symbol.asyncDispose]();
  expect(watching.failures).toEqual([]);
});
