import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import type { News } from '../../operator/runtime/kind.ts';
import { createLog } from '../../operator/runtime/log.ts';
import type { EventRecord } from '../../operator/runtime/ports.ts';
import { createRecorder } from '../../operator/runtime/recorder.ts';
import { HandTime, settled } from './handTime.ts';
import { thing } from './objects.ts';

const created: News = { type: 'Normal', reason: 'Created', message: 'Created training job resnet (job-1)' };

/** A recorder, what it told the cluster, and what it logged. */
function world(fail?: Error) {
  const time = new HandTime();
  const told: EventRecord[] = [];
  let logged = '';
  const stop = new AbortController();
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  const event = async (_object: unknown, record: EventRecord) => {
    if (fail) throw fail;
    told.push(record);
  };
  const tell = createRecorder({ event }, time, createLog('warn', sink), stop.signal);
  return { time, told, tell, stop, logged: () => logged };
}

test('news become an Event', () => {
  const { tell, told } = world();
  tell(thing(), created);
  expect(told).toEqual([{ type: 'Normal', reason: 'Created', action: 'Created', note: created.message }]);
});

test('the same words for the same object are told once an hour', async () => {
  const { tell, told, time } = world();
  tell(thing(), created);
  await time.advance(3_599_999);
  tell(thing(), created);
  expect(told).toHaveLength(1);
  await time.advance(1);
  tell(thing(), created);
  expect(told).toHaveLength(2);
});

test('other words, another reason and another object are told at once', () => {
  const { tell, told } = world();
  tell(thing(), created);
  tell(thing(), { ...created, message: 'Created training job resnet (job-2)' });
  tell(thing(), { ...created, reason: 'Adopted' });
  tell(thing({ uid: 'uid-2' }), created);
  expect(told).toHaveLength(4);
});

test('a long message is cut to what an Event may hold', () => {
  const { tell, told } = world();
  tell(thing(), { ...created, message: 'x'.repeat(5_000) });
  expect(told[0]?.note).toHaveLength(1_024);
});

test('an Event that cannot be told is logged and fails nothing', async () => {
  const { tell, logged } = world(new Error('no permission'));
  tell(thing(), created);
  await settled();
  expect(logged()).toContain('an Event could not be told');
  expect(logged()).toContain('no permission');
});

test('an Event that is cut by the stop is not logged', async () => {
  const { tell, logged, stop } = world(new Error('stopped'));
  stop.abort();
  tell(thing(), created);
  await settled();
  expect(logged()).toBe('');
});
