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
