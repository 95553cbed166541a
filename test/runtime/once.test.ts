import { expect, test } from 'vitest';
import type { AnyVerdict } from '../../operator/runtime/context.ts';
import type { Fault, PlanContext } from '../../operator/runtime/kind.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import type { PendingAction, Resource } from '../../operator/runtime/object.ts';
import { FINALIZER, REMOTE_ID } from '../../operator/runtime/object.ts';
import { managedPass } from '../../operator/runtime/pass.ts';
import { CHECKED } from '../../operator/runtime/policy.ts';
import type { HandTime } from './handTime.ts';
import { thing } from './objects.ts';
import { contextOf, kindOf, sessionOf, writesTo } from './passes.ts';

const note = JSON.stringify({ id: 'pool-1', attempt: 1, uid: 'uid-1' });
const bound = (annotations: Record<string, string> = {}): Resource =>
  thing({ finalizers: [FINALIZER], annotations: { [REMOTE_ID]: note, ...annotations } });

/** Grows a pool from 8 to 12 nodes, once: what a plan that keeps the rule would say. */
function plan({ pendingAction, isChecked }: PlanContext, count: string): AnyVerdict {
  if (count === '12') return { step: 'settled' };
  if (!pendingAction || isChecked(pendingAction.id))
    return { step: 'act', action: 'grow', because: 'grows', once: { what: 'grow to 12', seen: count } };
  return pendingAction.accepted
    ? { step: 'wait', reason: 'Growing', message: 'accepted' }
    : { step: 'stuck', reason: 'CheckOrder', message: pendingAction.id };
}

/** Passes over a pool; answers what was noted when each mutation was sent, and the object in the end. */
async function grow({
  object = bound(),
  fault,
  dies = false,
}: {
  object?: Resource;
  fault?: Fault;
  dies?: boolean;
}) {
  const remote = { id: 'pool-1', name: 'n', markedText: '8' };
  const sentUnder: (PendingAction | undefined)[] = [];
  let held = object;
  const writes = writesTo(object);
  const context = contextOf(object, {
    async applyStatus(...call) {
      held = (await writes.applyStatus?.(...call)) as Resource;
      return held;
    },
  });
  const session = sessionOf([], {
    read: async () => ({ ...remote }),
    async act() {
      sentUnder.push(held.status?.pendingAction);
      if (dies) throw new Error('the process is killed');
      if (fault) throw new Error('no');
      return {};
    },
  });
  const kind = kindOf([], {
    session: async () => ({ session }),
    plan: (_object, { markedText }, given) => plan(given, markedText),
    actionDone: ({ seen }, { markedText }) => markedText !== seen,
    ...(fault && { fault: () => fault }),
  });
  const memories = new Memories(new Set());
  const pass = async () => {
    await managedPass(kind, context, memories, 'ml/resnet', new AbortController().signal).catch(() => {});
    await (context.time as HandTime).advance(60_000);
  };
  await pass();
  await pass();
  const after = held;
  remote.markedText = '12';
  await pass();
  return { sentUnder, after: after.status, atLast: held.status };
}

const no = (outcome: Fault['outcome']): Fault => ({
  outcome,
  reason: 'Told',
  message: 'told',
  needsPerson: false,
});

test('what is to take effect once is written down before it is sent, and dropped once it is seen', async () => {
  const { sentUnder, after, atLast } = await grow({});
  expect(sentUnder).toEqual([expect.objectContaining({ what: 'grow to 12', seen: '8' })]);
  expect(after?.pendingAction).toMatchObject({ what: 'grow to 12', accepted: true });
  expect(atLast).not.toHaveProperty('pendingAction');
});

test.each<[Fault['outcome'], number]>([
  ['ambiguous', 1],
  ['retry', 2],
  ['refused', 2],
])('after the answer "%s" it has been sent %i times two passes later', async (outcome, times) => {
  const { sentUnder, after } = await grow({ fault: no(outcome) });
  expect(sentUnder).toHaveLength(times);
  expect(after?.pendingAction !== undefined).toBe(outcome === 'ambiguous');
});

test('a process that dies while it is sent leaves it for a person, who may let it be sent again', async () => {
  const { sentUnder, after } = await grow({ dies: true });
  expect(sentUnder).toHaveLength(1);
  expect(after?.conditions).toContainEqual(
    expect.objectContaining({ type: 'Stalled', reason: 'CheckOrder' }),
  );
  const { id = '' } = after?.pendingAction ?? {};
  const again = await grow({ object: { ...bound({ [CHECKED]: id }), ...(after && { status: after }) } });
  expect(again.sentUnder).toHaveLength(1);
  expect(again.sentUnder[0]?.id).not.toBe(id);
});

test('what an accepted mutation leaves to be known is in status, and nothing of one that was refused', async () => {
  const noted = async (fault?: Fault) => {
    let held = bound();
    const writes = writesTo(held);
    const context = contextOf(held, {
      async applyStatus(...call) {
        held = (await writes.applyStatus?.(...call)) as Resource;
        return held;
      },
    });
    const session = sessionOf([], {
      read: async () => ({ id: 'pool-1', name: 'n', markedText: '' }),
      async act() {
        if (fault) throw new Error('no');
        return {};
      },
    });
    const kind = kindOf([], {
      session: async () => ({ session }),
      plan: () => ({ step: 'act', action: 'set', because: 'differs', noted: { applied: 'hash-1' } }),
      ...(fault && { fault: () => fault }),
    });
    await managedPass(kind, context, new Memories(new Set()), 'ml/resnet', new AbortController().signal);
    return held.status?.applied;
  };
  expect([await noted(), await noted(no('refused'))]).toEqual(['hash-1', undefined]);
});
