import { expect, test } from 'vitest';
import { Memories } from '../../operator/runtime/memory.ts';
import type { CommonStatus } from '../../operator/runtime/object.ts';
import { FINALIZER, REMOTE_ID } from '../../operator/runtime/object.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import type { HandTime } from './handTime.ts';
import { thing } from './objects.ts';
import { contextOf, kindOf, sessionOf, writesTo } from './passes.ts';

const HOUR = 3_600_000;

/** Passes over a deleted object whose id the cloud does not know; answers the last status and the metadata writes. */
async function passesOver(sameProject: boolean) {
  const fresh = thing();
  const note = JSON.stringify({ id: 'job-1', attempt: 1, uid: fresh.metadata.uid });
  const object = {
    ...fresh,
    metadata: {
      ...fresh.metadata,
      finalizers: [FINALIZER],
      annotations: { [REMOTE_ID]: note },
      deletionTimestamp: '2026-01-01T00:00:00Z',
    },
    status: { remote: { id: 'job-1', attempt: 1, account: 'host/former/user-1' } },
  };
  let status: CommonStatus = object.status;
  let writes = 0;
  const context = contextOf(object, {
    applyStatus: async (_type, _key, _version, next) => {
      status = next;
      return object;
    },
    patchMetadata: async () => {
      writes += 1;
      return object;
    },
  });
  const session = sessionOf([], {
    sameProject: () => sameProject,
    read: async () => {
      throw new Error('not found');
    },
  });
  const kind = kindOf([], {
    session: async () => ({ session }),
    fault: () => ({ outcome: 'not-found', reason: 'NotFound', message: 'not found', needsPerson: false }),
  });
  const memories = new Memories(new Set());
  for (let pass = 0; pass < 4; pass += 1) {
    await managedPass(kind, context, memories, 'ml/resnet', new AbortController().signal);
    await (context.time as HandTime).advance(HOUR);
  }
  return { status, writes };
}

test('"not found" in another project than the recorded one never lifts the finalizer, and says why', async () => {
  const { status, writes } = await passesOver(false);
  expect(writes).toBe(0);
  expect(status.conditions).toContainEqual(
    expect.objectContaining({ type: 'Stalled', reason: 'AccountIdentityChanged' }),
  );
});

test('"not found" twice in the recorded project lifts it', async () => {
  expect((await passesOver(true)).writes).toBeGreaterThan(0);
});

test('a deletion that is refused again and again is told once: a write would bring on the next try', async () => {
  const fresh = thing();
  const note = JSON.stringify({ id: 'job-1', attempt: 1, uid: fresh.metadata.uid });
  const annotations = { [REMOTE_ID]: note };
  const deletionTimestamp = '2026-01-01T00:00:00Z';
  const object = {
    ...fresh,
    metadata: { ...fresh.metadata, finalizers: [FINALIZER], annotations, deletionTimestamp },
  };
  let tries = 0;
  let writes = 0;
  const { applyStatus } = writesTo(object);
  const context = contextOf(object, {
    async applyStatus(...call) {
      writes += 1;
      return (await applyStatus?.(...call)) ?? object;
    },
  });
  const session = sessionOf([], {
    read: async () => ({ id: 'job-1', name: 'resnet', markedText: '' }),
    async act() {
      tries += 1;
      throw new Error('in use');
    },
  });
  const kind = kindOf([], {
    session: async () => ({ session }),
    planDelete: () => ({ step: 'act', action: 'delete', because: 'the object is deleted' }),
    fault: () => ({
      ...{ outcome: 'retry', reason: 'InUse', needsPerson: false },
      message: `in use (request ${tries})`,
    }),
  });
  const memories = new Memories(new Set());
  for (let pass = 0; pass < 4; pass += 1)
    await managedPass(kind, context, memories, 'ml/resnet', new AbortController().signal);
  expect([tries, writes]).toEqual([4, 1]);
});
