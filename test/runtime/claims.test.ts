import { describe, expect, test } from 'vitest';
import type { Claims, RoomClaim } from '../../operator/runtime/claims.ts';
import { claimed, claimRoom, withClaim } from '../../operator/runtime/claims.ts';
import type { Load } from '../../operator/runtime/limits.ts';
import { LeaseNamespace } from './leaseNamespace.ts';

const NOW = 10_000_000;
const MINUTE = 60_000;

const claim = (uid: string, parts: Partial<RoomClaim> = {}): RoomClaim => ({
  ...{ uid, plural: 'trainingjobs', key: { namespace: 'ml', name: uid }, attempt: 1, nodes: 4 },
  ...parts,
});

/** What the caches show of each object: the attempt, or that it is not there. */
const caches = (shown: Record<string, number> = {}, counted: string[] = []) => ({
  shown: ({ uid }: RoomClaim) => shown[uid],
  counted: ({ uid }: RoomClaim) => counted.includes(uid),
  counts: (namespace: string) => namespace !== 'elsewhere',
  now: NOW,
});

const one = (parts: Partial<Claims[string]>): Claims => ({
  a: { ...claim('a'), time: NOW - 1_000, ...parts },
});

describe('what another shard has claimed', () => {
  test.each<[string, Claims, ReturnType<typeof caches>, Load]>([
    ['counts while its object shows no create', one({}), caches({ a: 0 }), { nodes: 4, objects: 1 }],
    ['counts while its object has not come yet', one({}), caches(), { nodes: 4, objects: 1 }],
    [
      'counts no more when that has not come for a minute',
      one({ time: NOW - MINUTE }),
      caches(),
      { nodes: 0, objects: 0 },
    ],
    ['counts no more when the object itself shows it', one({}), caches({ a: 1 }), { nodes: 0, objects: 0 }],
    [
      'counts for a second attempt beside the first',
      one({ attempt: 2 }),
      caches({ a: 1 }),
      { nodes: 4, objects: 1 },
    ],
    ['counts no more when it is counted here', one({}), caches({ a: 0 }, ['a']), { nodes: 0, objects: 0 }],
    [
      'is void when no create came of it',
      one({ time: NOW - 15 * MINUTE }),
      caches({ a: 0 }),
      { nodes: 0, objects: 0 },
    ],
    [
      'does not count for namespaces that do not',
      one({ key: { namespace: 'elsewhere', name: 'a' } }),
      caches({ a: 0 }),
      { nodes: 0, objects: 0 },
    ],
  ])('%s', (_sentence, claims, options, load) => {
    expect(claimed(claims, 'me', options)).toEqual(load);
  });

  test('does not stand in the way of the object that it is for', () => {
    expect(claimed(one({}), 'a', caches({ a: 0 }))).toEqual({ nodes: 0, objects: 0 });
  });
});

test('claims are kept until every cache can be expected to know of them', () => {
  const claims: Claims = {
    fresh: { ...claim('fresh'), time: NOW - 30_000 },
    known: { ...claim('known'), time: NOW - 2 * MINUTE },
    unseen: { ...claim('unseen'), time: NOW - 2 * MINUTE },
    dead: { ...claim('dead'), time: NOW - 16 * MINUTE },
  };
  const kept = withClaim(claims, claim('new'), caches({ fresh: 1, known: 1, unseen: 0, dead: 0 }));
  expect(Object.keys(kept)).toEqual(['fresh', 'unseen', 'new']);
  expect(kept.new).toMatchObject({ nodes: 4, attempt: 1, time: NOW });
});

describe('of two shards that claim the last room', () => {
  const key = { namespace: 'ml', name: 'room' };
  const signal = new AbortController().signal;
  const full = ({ nodes }: Load) => (nodes > 0 ? 'full' : undefined);

  test('the second is refused', async () => {
    const cluster = new LeaseNamespace().port(() => false);
    const ask = (uid: string) =>
      claimRoom({ cluster, key, claim: claim(uid), ...caches({ a: 0, b: 0 }) }, full, signal);
    expect([await ask('a'), await ask('b'), await ask('a')]).toEqual([undefined, 'full', undefined]);
  });

  test('at once, one fails and has to look again', async () => {
    const cluster = new LeaseNamespace().port(() => false);
    const ask = (uid: string) =>
      claimRoom({ cluster, key, claim: claim(uid), ...caches({ a: 0, b: 0 }) }, full, signal);
    const [a, b] = await Promise.allSettled([ask('a'), ask('b')]);
    expect([a?.status, b?.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect(b).toMatchObject({ reason: { kind: 'conflict' } });
  });

  test('what somebody has spoilt holds nothing', async () => {
    const server = new LeaseNamespace();
    server.write('room', {
      holder: '',
      transitions: 0,
      durationSeconds: 1,
      note: '{"a":1,"b":{"nodes":"4"}}',
    });
    const cluster = server.port(() => false);
    expect(
      await claimRoom({ cluster, key, claim: claim('b'), ...caches({ b: 0 }) }, full, signal),
    ).toBeUndefined();
  });
});
