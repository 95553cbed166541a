import { describe, expect, test } from 'vitest';
import { ownerOf } from '../../operator/runtime/identity.ts';
import type { Remote, Renewal, Step } from '../../operator/runtime/kind.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import { CREATE_INTENT, FINALIZER, REMOTE_ID } from '../../operator/runtime/object.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import type { Cluster } from '../../operator/runtime/ports.ts';
import type { HandTime } from './handTime.ts';
import { thing } from './objects.ts';
import { CLUSTER_ID, contextOf, kindOf, sessionOf } from './passes.ts';

const intent = (attempt: number) =>
  JSON.stringify({
    name: `n-${attempt}`,
    attempt,
    nonce: `nonce-${attempt}`,
    account: 'host/project/ak-1',
    time: '2026-01-01T00:00:00Z',
    fields: {},
  });

/** An object at its first attempt, whose end status tells; `begun` is the attempt of its intent. */
const object = (begun = 1): Resource =>
  thing(
    {
      finalizers: [FINALIZER],
      annotations: {
        [REMOTE_ID]: JSON.stringify({ id: 'job-1', attempt: 1, uid: 'uid-1' }),
        [CREATE_INTENT]: intent(begun),
      },
    },
    { attempts: [{ attempt: 1, id: 'job-1', reason: 'JobFailed', counted: true }] },
  );

/** Writes that are taken as they come. */
function writesTo(first: Resource): Partial<Cluster> {
  let held = first;
  return {
    async patchMetadata(_type, _key, patch) {
      const annotations = { ...held.metadata.annotations };
      for (const operation of patch) {
        const [, name] = /^\/metadata\/annotations\/(.+)$/.exec(operation.path) ?? [];
        if (name && operation.op === 'add')
          annotations[name.replaceAll('~1', '/')] = operation.value as string;
      }
      const resourceVersion = String(Number(held.metadata.resourceVersion) + 1);
      held = { ...held, metadata: { ...held.metadata, annotations, resourceVersion } };
      return held;
    },
    async applyStatus(_type, _key, _version, status) {
      const resourceVersion = String(Number(held.metadata.resourceVersion) + 1);
      held = { ...held, metadata: { ...held.metadata, resourceVersion }, status };
      return held;
    },
  };
}

const renew: Renewal = { step: 'renew', reason: 'JobFailed', message: 'it failed', counted: true };
const first: Remote = { id: 'job-1', name: 'n-1', markedText: '' };

type Given = { of?: Resource; plans?: (atMs: number) => Step | Renewal; found?: Remote[] };

/** Passes at these times, milliseconds; answers when look-ups were begun and creates were sent, and the object's id. */
async function passes(times: readonly number[], { of = object(), plans = () => renew, found = [] }: Given) {
  const context = contextOf(of, writesTo(of));
  const time = context.time as HandTime;
  const lookups: number[] = [];
  const creates: number[] = [];
  const session = sessionOf([], {
    read: async (id) => ({ ...first, id }),
    find: async () => {
      if (lookups.at(-1) !== time.monotonic()) lookups.push(time.monotonic());
      return found;
    },
    create: async () => {
      creates.push(time.monotonic());
      return { id: 'job-2', name: 'n-2', markedText: '' };
    },
  });
  const kind = kindOf([], {
    session: async () => ({ session }),
    plan: (_object, { id }) => (id === 'job-1' ? plans(time.monotonic()) : { step: 'settled' }),
    chosenName: () => 'n',
  });
  const memories = new Memories(new Set(['uid-1']));
  for (const atMs of times) {
    await time.advance(atMs - time.monotonic());
    await managedPass(kind, context, memories, 'ml/resnet', new AbortController().signal);
  }
  const note = context.store.get('ml/resnet')?.metadata.annotations?.[REMOTE_ID] ?? '{}';
  return { lookups, creates, id: (JSON.parse(note) as { id: string }).id };
}

const OWNER_HASH = ownerOf(CLUSTER_ID, thing().metadata).hash;
const EVERY_SECOND = Array.from({ length: 201 }, (_, second) => second * 1_000);

describe('another attempt', () => {
  test('begun in a new term waits a settle window from the first sight, and for two look-ups', async () => {
    const { lookups, creates, id } = await passes(EVERY_SECOND, {});
    expect([lookups, creates, id]).toEqual([[60_000, 70_000], [71_000], 'job-2']);
  });

  test('due long after the first sight waits for two look-ups of its own', async () => {
    const plans = (atMs: number) => (atMs < 100_000 ? ({ step: 'settled' } as const) : renew);
    const { lookups, creates } = await passes(EVERY_SECOND, { plans });
    expect([lookups, creates]).toEqual([[100_000, 110_000], [111_000]]);
  });

  test('that is found was begun by somebody before: it is adopted, not made again', async () => {
    const found = [{ id: 'job-9', name: 'n-2', markedText: '' }, first];
    const ours = found.map((remote) => ({
      ...remote,
      name: `x-${OWNER_HASH}-${remote.id === 'job-9' ? 2 : 1}`,
    }));
    const { creates, id } = await passes(EVERY_SECOND, { found: ours });
    expect([creates, id]).toEqual([[], 'job-9']);
  });

  test('that was begun is looked for, also when it is not due any more', async () => {
    const plans = () => ({ step: 'settled' }) as const;
    const { lookups, creates } = await passes(EVERY_SECOND, { of: object(2), plans });
    expect([lookups, creates]).toEqual([[60_000, 70_000], []]);
  });

  test('is not begun before its time', async () => {
    const notBeforeMs = Date.UTC(2026, 0, 1) + 150_000;
    const { lookups } = await passes(EVERY_SECOND, { plans: () => ({ ...renew, notBeforeMs }) });
    expect(lookups).toEqual([150_000, 160_000]);
  });
});
