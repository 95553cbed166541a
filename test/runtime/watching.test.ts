import { expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import type { Cluster, Page, Scope } from '../../operator/runtime/ports.ts';
import { ApiError } from '../../operator/runtime/ports.ts';
import { Store } from '../../operator/runtime/store.ts';
import { scopesOf, watchScopes } from '../../operator/runtime/watching.ts';
import { HandTime } from './handTime.ts';
import { TYPE, thing } from './objects.ts';

test('everything is one list and watch; each namespace has its own, with the same labels', () => {
  expect(scopesOf({})).toEqual([{}]);
  expect(scopesOf({ labelSelector: 'a=b' })).toEqual([{ labelSelector: 'a=b' }]);
  expect(scopesOf({ namespaces: ['ml', 'ops'], labelSelector: 'a=b' })).toEqual([
    { namespace: 'ml', labelSelector: 'a=b' },
    { namespace: 'ops', labelSelector: 'a=b' },
  ]);
});

/** Watches of namespaces `ml` and `ops`, whose lists come from `answers`, in order; then they are silent. */
function watched(answers: Record<string, (Page | Error)[]>) {
  const time = new HandTime();
  const store = new Store();
  const stop = new AbortController();
  const synced: string[][] = [];
  const broken: Scope[] = [];
  const cluster: Pick<Cluster, 'list' | 'watch'> = {
    async list(_type, { namespace = '' }) {
      const answer = answers[namespace]?.shift() ?? new Error('no more lists');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    async *watch(_type, { namespace = '' }, signal) {
      if (answers[namespace]?.length) throw new ApiError('expired', 'too old', { status: 410 });
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  };
  const done = watchScopes(
    scopesOf({ namespaces: ['ml', 'ops'] }),
    {
      ...{ cluster, type: TYPE, time, store, changed: () => {} },
      synced: (uids) => void synced.push([...uids].sort()),
      fares: (scope) => ({ failed: () => void broken.push(scope) }),
    },
    stop.signal,
  );
  const end = () => {
    stop.abort();
    return done;
  };
  return { time, store, synced, broken, [Symbol.asyncDispose]: end };
}

const page = (...items: Resource[]): Page => ({ items, resourceVersion: '9' });
const inMl = thing({ namespace: 'ml', uid: 'uid-1' });
const inOps = thing({ namespace: 'ops', uid: 'uid-2' });
const namesIn = (store: Store) => [...store.all()].map(({ metadata }) => metadata.namespace).sort();

test('a type is synced once all its namespaces are, with what all of them held', async () => {
  await using all = watched({ ml: [page(inMl)], ops: [new Error('not allowed'), page(inOps)] });
  await all.time.advance(0);
  expect([all.synced, all.broken, namesIn(all.store)]).toEqual([[], [{ namespace: 'ops' }], ['ml']]);
  await all.time.advance(1_000);
  expect([all.synced, namesIn(all.store)]).toEqual([[['uid-1', 'uid-2']], ['ml', 'ops']]);
});

test('a namespace that is listed anew takes nothing of another one away', async () => {
  await using all = watched({ ml: [page(inMl), page()], ops: [page(inOps)] });
  await all.time.advance(0);
  expect([all.synced.length, namesIn(all.store)]).toEqual([1, ['ops']]);
});
