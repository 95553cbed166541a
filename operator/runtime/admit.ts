/** The last question before a create: whether there is room for it, taken at once if so. */

import { claimRoom, type RoomClaim } from './claims.ts';
import type { AnySession } from './context.ts';
import { attemptHeld, bindingOf } from './intent.ts';
import type { Step } from './kind.ts';
import type { Claim } from './ledger.ts';
import { keyOf } from './object.ts';
import type { Run } from './run.ts';

/** Takes room for the object of `run`; or the step that says why nothing is created. No I/O, one tick. */
export function admit(run: Run, session: AnySession): Step | undefined {
  const claim = claimOf(run, session);
  return claim && ('step' in claim ? claim : run.context.ledger.admit(claim));
}

/**
 * Where several shards share the limits: the same once more with what the others have claimed and the caches do not show yet.
 *
 * @throws ApiError `conflict` when another shard claimed at once
 */
export async function admitAmongShards(
  run: Run,
  session: AnySession,
  attempt: number,
): Promise<Step | undefined> {
  const { context, object } = run;
  const claim = claimOf(run, session);
  if (!context.roomLease || !claim || 'step' in claim || !isShared(claim)) return undefined;
  const { plural, usage, room } = claim;
  return claimRoom(
    {
      cluster: context.cluster,
      key: context.roomLease(usage.of),
      claim: { uid: object.metadata.uid, plural, key: keyOf(object), attempt, nodes: usage.nodes },
      shown: (other) => attemptShown(run, other),
      counted: ({ uid }) => context.ledger.counts(uid),
      now: context.time.wall(),
      counts: room.counts,
    },
    (beside) => context.ledger.refusedBeside(claim, beside),
    run.signal,
  );
}

function claimOf({ kind, object }: Run, session: AnySession): Claim | Step | undefined {
  const room = session.admission?.();
  if (!room) return undefined;
  if ('refused' in room) return room.refused;
  const usage = kind.usage?.(object);
  return usage && { object, plural: kind.type.plural, noun: kind.noun, usage, room };
}

/** What is said of each object alone needs no look at others. */
const isShared = ({ room }: Claim): boolean => room.limits.some(({ of }) => of !== 'nodes-each');

function attemptShown({ context }: Run, { uid, plural, key }: RoomClaim): number | undefined {
  const object = context.objects.get({ plural, key });
  if (object?.metadata.uid !== uid) return undefined;
  const binding = bindingOf(object);
  if (binding.state === 'foreign') return 0;
  const { intent } = binding;
  return intent === 'unreadable' ? Infinity : Math.max(attemptHeld(binding), intent?.attempt ?? 0);
}

/** Room is kept only for what now has an intent or an id; for what the cloud refused there is nothing to keep. */
export function settleRoom({ kind, context, object, memory }: Run): void {
  const { store, ledger } = context;
  const now = store.get(keyOf(object));
  if (!kind.usage || !now) return;
  if (memory.refused?.generation === now.metadata.generation) ledger.rest(now);
  else ledger.see(kind.usage, now, now);
}
