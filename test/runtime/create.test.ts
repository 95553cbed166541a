import { expect, test } from 'vitest';
import type { Following, Remote } from '../../operator/runtime/kind.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import { ApiError } from '../../operator/runtime/ports.ts';
import type { Next } from '../../operator/runtime/queue.ts';
import type { HandTime } from './handTime.ts';
import { thing } from './objects.ts';
import { contextOf, kindOf, sessionOf, writesTo } from './passes.ts';

/** Passes over a fresh object; answers when each create was sent, milliseconds after the first pass. */
async function createsAfter(failures: Error[], passesAtMs: number[]): Promise<number[]> {
  const object = thing();
  const context = contextOf(object, writesTo(object, failures));
  const time = context.time as HandTime;
  const creates: number[] = [];
  const created: Remote = { id: 'job-1', name: 'n', markedText: '' };
  const session = sessionOf([], {
    create: async () => {
      creates.push(time.monotonic());
      return created;
    },
    read: async () => created,
  });
  const kind = kindOf([], { session: async () => ({ session }) });
  const memories = new Memories(new Set());
  for (const atMs of passesAtMs) {
    await time.advance(atMs - time.monotonic());
    await managedPass(kind, context, memories, 'ml/resnet', new AbortController().signal).catch(() => {});
  }
  return creates;
}

test('a fresh object is created at once, and only once', async () => {
  expect(await createsAfter([], [0, 1_000, 100_000])).toEqual([0]);
});

test.each<[string, Following | undefined, Next]>([
  ['when a list has had its time to show it', 'expected', { recheckMs: 30_000 }],
  ['soon where no list tells of it', 'unseen', { recheckMs: 1_000 }],
  ['soon where there is no list', undefined, { recheckMs: 1_000 }],
])('what was created is looked at %s', async (_when, following, expected) => {
  const object = thing();
  const session = sessionOf([], {
    create: async () => ({ id: 'job-1', name: 'n', markedText: '' }),
    ...(following && { follow: () => following, latest: () => undefined }),
  });
  const kind = kindOf([], { session: async () => ({ session }) });
  const context = contextOf(object, writesTo(object, []));
  const { signal } = new AbortController();
  expect(await managedPass(kind, context, new Memories(new Set()), 'ml/resnet', signal)).toEqual(expected);
});

test('an intent that was provably not written has not to be waited out', async () => {
  expect(await createsAfter([new ApiError('conflict', 'changed meanwhile')], [0, 500])).toEqual([500]);
});

test('an intent that may have been written has to be waited out, and looked up twice', async () => {
  const lost = new ApiError('unavailable', 'no answer');
  expect(await createsAfter([lost], [0, 500, 59_999, 60_000, 69_999, 70_000, 70_001])).toEqual([70_001]);
});

test('a login or slot that is refused before the intent is told in the status, and nothing is written down', async () => {
  const object = thing();
  const patches: unknown[] = [];
  const told: unknown[] = [];
  const context = contextOf(object, {
    patchMetadata: async (...call) => {
      patches.push(call);
      throw new Error('nothing was to be written');
    },
    applyStatus: async (_type, _key, _version, status) => {
      told.push(status.conditions);
      return { ...object, status };
    },
  });
  const session = sessionOf([], {
    withSlot: async () => {
      throw new Error('the password is wrong');
    },
  });
  const kind = kindOf([], {
    session: async () => ({ session }),
    fault: () => ({
      outcome: 'retry',
      reason: 'AccountRefused',
      message: 'the password is wrong',
      needsPerson: true,
    }),
  });
  const next = await managedPass(
    kind,
    context,
    new Memories(new Set()),
    'ml/resnet',
    new AbortController().signal,
  );
  expect(patches).toEqual([]);
  expect(JSON.stringify(told)).toContain('"Stalled","status":"True","reason":"AccountRefused"');
  expect(next).toMatchObject({ backoff: true });
});
