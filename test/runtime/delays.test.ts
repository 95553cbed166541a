import { beforeEach, expect, test } from 'vitest';
import { Delays } from '../../operator/runtime/delays.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { Store } from '../../operator/runtime/store.ts';
import { HandTime } from './handTime.ts';
import { thing } from './objects.ts';

let time: HandTime;
let store: Store;
let delays: Delays;
beforeEach(() => {
  time = new HandTime();
  store = new Store();
  delays = new Delays(store, time.monotonic);
});

/** The object of that version and generation, taken in by the store. */
function seen(version: number, generation: number, observedGeneration?: number): Resource {
  const status = observedGeneration === undefined ? undefined : { observedGeneration };
  const object = thing({ resourceVersion: `${version}`, generation }, status);
  store.put(object);
  return object;
}

test('a generation counts from its first sight, and is told once', async () => {
  const object = seen(1, 1);
  await time.advance(300);
  expect([delays.end(object), delays.end(object)]).toEqual([300, undefined]);
});

test('a change that is no new generation does not begin anew', async () => {
  seen(1, 1);
  await time.advance(300);
  const object = seen(2, 1, 1);
  await time.advance(300);
  expect(delays.end(object)).toBe(600);
});

test('an edit begins anew', async () => {
  seen(1, 1);
  await time.advance(300);
  const object = seen(2, 2);
  await time.advance(200);
  expect(delays.end(object)).toBe(200);
});

test('what an earlier term has looked at does not count', () => {
  expect(delays.end(seen(1, 3, 3))).toBeUndefined();
});

test('an answer that is older than what is known by now tells nothing', () => {
  const old = seen(1, 1);
  const object = seen(2, 2);
  expect([delays.end(old), delays.end(object)]).toEqual([undefined, 0]);
});

test('what has gone is forgotten', () => {
  const object = seen(1, 1);
  store.remove(object);
  expect(delays.end(object)).toBeUndefined();
});
