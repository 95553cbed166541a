import { describe, expect, test } from 'vitest';
import { createListings } from '../../operator/kinds/listings.ts';
import type { ErrorKind } from '../../operator/modelarts/errors.ts';
import { ModelArtsError } from '../../operator/modelarts/errors.ts';
import type { Remote } from '../../operator/runtime/kind.ts';
import { createLog } from '../../operator/runtime/log.ts';
import { HandTime } from '../runtime/handTime.ts';

const IDLE_MS = 60_000;

/** A list that is polled, and answers with a failure of `kind`; how often it was. */
function failing(kind: ErrorKind, cared: boolean) {
  const time = new HandTime();
  const stop = new AbortController();
  const lists = createListings<Remote>({
    ...{ time, log: createLog('silent'), busyMs: 10_000, idleMs: IDLE_MS, signal: stop.signal },
    ...{ kind: 'WorkflowRun', noun: 'executions', versionOf: ({ name }) => name },
  });
  lists.listen({ changed: () => cared, seen: () => undefined });
  let polls = 0;
  const port = {
    limit: 50,
    fetchPage: () => {
      polls += 1;
      return Promise.reject(new ModelArtsError({ kind, operation: 'listExecutions', detail: 'no' }));
    },
    idOf: ({ id }: Remote) => id,
    isFinished: () => false,
  };
  const open = () => lists.open('account/workflow-1', port);
  return { time, open, polls: () => polls, [Symbol.dispose]: () => stop.abort() };
}

describe('a list that cannot be polled', () => {
  test.each<[string, ErrorKind, boolean, boolean]>([
    ['because what it is listed within is gone is polled no more', 'invalid', false, false],
    ['for that reason is polled on while an object cares for what was in it', 'invalid', true, true],
    ['because the credentials are refused is polled on', 'denied', false, true],
    ['because the cloud is down is polled on', 'unavailable', false, true],
  ])('%s', async (_sentence, kind, cared, goesOn) => {
    using list = failing(kind, cared);
    list.open().follow('execution-1');
    await list.time.advance(IDLE_MS);
    const before = list.polls();
    await list.time.advance(5 * IDLE_MS);
    expect(list.polls() > before).toBe(goesOn);
  });

  test('is polled again when somebody asks for it again', async () => {
    using list = failing('invalid', false);
    const ended = list.open();
    await list.time.advance(5 * IDLE_MS);
    const before = list.polls();
    expect(ended.follow('execution-1')).toBe('unseen');
    list.open();
    await list.time.advance(1_000);
    expect(list.polls()).toBe(before + 1);
  });
});

describe('many lists that each lie within something', () => {
  /** How many polls all of `count` lists make in two hours of rest. */
  async function pollsOf(count: number, within: boolean): Promise<number> {
    const time = new HandTime();
    const stop = new AbortController();
    const lists = createListings<Remote>({
      ...{ time, log: createLog('silent'), busyMs: 10_000, idleMs: IDLE_MS, signal: stop.signal },
      ...{ kind: 'WorkflowRun', noun: 'executions', within, versionOf: ({ name }) => name },
    });
    let polls = 0;
    const port = {
      limit: 50,
      fetchPage: () => {
        polls += 1;
        return Promise.resolve({ items: [], total: 0, count: 0, limit: 50 });
      },
      idOf: ({ id }: Remote) => id,
      isFinished: () => false,
    };
    for (let index = 0; index < count; index += 1) lists.open(`account/workflow-${index}`, port);
    await time.advance(0);
    polls = 0;
    for (let minute = 0; minute < 120; minute += 1) await time.advance(60_000);
    stop.abort();
    return polls;
  }

  test.each<[string, number, boolean, number]>([
    ['are polled once in each interval while they are few', 30, true, 30 * 120],
    ['are together polled 60 times in an interval when they are many', 240, true, 60 * 120],
    ['are polled once in each interval where they are lists of their own', 240, false, 240 * 120],
  ])('%s', async (_sentence, count, within, expected) => {
    const polls = await pollsOf(count, within);
    // Each interval differs by a tenth.
    expect(polls).toBeGreaterThan(expected * 0.88);
    expect(polls).toBeLessThan(expected * 1.12);
  });
});
