import { describe, expect, test } from 'vitest';
import type { AnyVerdict } from '../../operator/runtime/context.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import type { OwnObjects } from '../../operator/runtime/ownObjects.ts';
import { withOwnObjects } from '../../operator/runtime/ownObjects.ts';
import { ApiError, type Cluster } from '../../operator/runtime/ports.ts';
import { Objects } from '../../operator/runtime/references.ts';
import { parseSelector } from '../../operator/runtime/selector.ts';
import { Store } from '../../operator/runtime/store.ts';
import { ownedBy, TYPE, thing } from './objects.ts';
import { contextOf, kindOf, runOf } from './passes.ts';

const remote = { id: 'r1', name: 'r', markedText: '' };
const SETTLED: AnyVerdict = { step: 'settled', recheckMs: 10, dueMs: 5 };
const PART = { group: 'example.com', version: 'v1', plural: 'parts', kind: 'Part' };

const draft = (name: string) => ({ name, labels: { made: 'true' }, spec: { of: name } });
const part = (name: string, ownerReferences = [ownedBy('uid-1')], deletionTimestamp?: string): Resource => ({
  ...thing({ name, uid: `uid-${name}`, ownerReferences, ...(deletionTimestamp && { deletionTimestamp }) }),
  kind: 'Part',
});

type Given = {
  wanted?: Partial<OwnObjects>;
  held?: Resource[];
  planned?: AnyVerdict;
  spec?: object;
  readOnly?: boolean;
  fails?: Error;
  /** The kind of what it wants is watched. */
  enabled?: boolean;
  /** The labels of the only objects that are seen. */
  selector?: string;
};

/** What a pass that wants `wanted` makes of its plan, and what it writes, where `held` is there. */
async function pass({
  wanted,
  held = [],
  planned = SETTLED,
  spec = {},
  readOnly = false,
  fails,
  enabled = true,
  selector,
}: Given) {
  const written: string[] = [];
  const write = (what: string) => {
    written.push(what);
    if (fails) throw fails;
  };
  const cluster: Partial<Cluster> = {
    async create({ metadata }, { type, name, labels, spec }) {
      write(`create ${type.plural} ${metadata.namespace}/${name} ${JSON.stringify({ labels, spec })}`);
      return part(name);
    },
    async remove({ plural }, { namespace, name }, { uid, resourceVersion }) {
      write(`remove ${plural} ${namespace}/${name} ${uid} ${resourceVersion}`);
    },
  };
  const object = { ...thing({ labels: { team: 'vision', app: 'x' } }), spec };
  const parts = new Store();
  for (const one of held) parts.put(one);
  const context = contextOf(object, cluster);
  const objects = new Objects([
    { type: TYPE, store: context.store },
    ...(enabled ? [{ type: PART, store: parts }] : []),
  ]);
  const asked = { type: PART, field: 'spec.parts', create: [], remove: [], ...wanted };
  const kind = kindOf([], { ownObjects: () => (wanted ? asked : undefined) });
  const run = runOf(kind, object, {
    ...{ ...context, objects, readOnly },
    selector: selector === undefined ? undefined : parseSelector(selector),
  });
  return { verdict: await withOwnObjects(run, remote, planned), written };
}

describe('objects that an object keeps beside it', () => {
  const CREATED = 'create parts ml/a {"labels":{"made":"true"},"spec":{"of":"a"}}';
  test.each<[string, Given, string[]]>([
    ['that are not there are made in its namespace', { wanted: { create: [draft('a')] } }, [CREATED]],
    ['that are there are left as they are', { wanted: { create: [draft('a')] }, held: [part('a')] }, []],
    ['that nobody wants are none', {}, []],
    [
      'that are surplus are removed as they were seen',
      { wanted: { remove: [part('b')] } },
      ['remove parts ml/b uid-b 10'],
    ],
    ['that go already are left to go', { wanted: { remove: [part('b', undefined, 'now')] } }, []],
    ['that somebody else owns are not removed', { wanted: { remove: [part('b', [ownedBy('uid-2')])] } }, []],
    ['that nobody owns are not removed', { wanted: { remove: [part('b', [])] } }, []],
    [
      'are not touched by an operator that only reads',
      { wanted: { create: [draft('a')], remove: [part('b')] }, readOnly: true },
      [],
    ],
    [
      'are not touched for an object that only observes',
      { wanted: { create: [draft('a')], remove: [part('b')] }, spec: { managementPolicy: 'Observe' } },
      [],
    ],
  ])('%s', async (_sentence, given, expected) => {
    const { verdict, written } = await pass(given);
    expect(written).toEqual(expected);
    expect(verdict).toBe(SETTLED);
  });

  test.each<[string, Partial<OwnObjects>, ApiError]>([
    ['were made a moment ago', { create: [draft('a'), draft('c')] }, new ApiError('conflict', 'there')],
    ['have gone a moment ago', { remove: [part('b'), part('d')] }, new ApiError('not-found', 'gone')],
  ])('that %s keep the others from nothing', async (_sentence, wanted, fails) => {
    const { verdict, written } = await pass({ wanted, fails });
    expect([verdict, written.length]).toEqual([SETTLED, 2]);
  });

  test.each([['denied'], ['invalid']] as const)('that may not be written (%s) are told', async (kind) => {
    const wanted = { create: [draft('a')] };
    const fails = new ApiError(kind, 'you may not create parts');
    expect((await pass({ wanted, fails })).verdict).toEqual({
      ...{ step: 'stuck', reason: 'PartNotWritable', recheckMs: 10, dueMs: 5 },
      message: 'spec.parts: you may not create parts',
    });
    const idle = (await pass({ wanted, fails, planned: { step: 'settled' } })).verdict;
    expect(idle).toMatchObject({ step: 'stuck', dueMs: 60_000 });
    const planned = { step: 'act', action: 'stop', because: 'b' } as const;
    expect((await pass({ wanted, fails, planned })).verdict).toBe(planned);
  });

  test('that have changed before they were removed drop the pass, as does what is no answer', async () => {
    const changed = pass({ wanted: { remove: [part('b')] }, fails: new ApiError('conflict', 'changed') });
    await expect(changed).rejects.toThrow('changed');
    const lost = pass({ wanted: { create: [draft('a')] }, fails: new ApiError('unavailable', 'no answer') });
    await expect(lost).rejects.toThrow('no answer');
  });
});

test('an object whose kind is not watched is not made, as nobody would see it, and that is told', async () => {
  const wanted = { create: [draft('a')] };
  const { verdict, written } = await pass({ wanted, enabled: false });
  expect(written).toEqual([]);
  expect(verdict).toMatchObject({ step: 'wait', reason: 'KindNotEnabled', recheckMs: 10 });
  expect(verdict).toMatchObject({ message: expect.stringMatching(/^spec\.parts: kind Part is not enabled/) });
  const act: AnyVerdict = { step: 'act', action: {}, because: 'drift' };
  expect((await pass({ wanted, enabled: false, planned: act })).verdict).toBe(act);
});

test('where labels select what is seen, an object is made with those of its owner that are asked about', async () => {
  const { written } = await pass({
    wanted: { create: [draft('a')] },
    selector: 'team in (vision,audio),!legacy',
  });
  expect(written).toEqual(['create parts ml/a {"labels":{"team":"vision","made":"true"},"spec":{"of":"a"}}']);
});
