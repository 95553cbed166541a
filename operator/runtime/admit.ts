/** The last question before a create: whether there is room for it, taken at once if so. */

import type { AnySession } from './context.ts';
import type { Step } from './kind.ts';
import { keyOf } from './object.ts';
import type { Run } from './run.ts';

/** Takes room for the object of `run`; or the step that says why nothing is created. No I/O, one tick. */
export function admit(run: Run, session: AnySession): Step | undefined {
  const { kind, object, context } = run;
  const room = session.admission?.();
  if (!room) return undefined;
  if ('refused' in room) return room.refused;
  const usage = kind.usage?.(object);
  const { plural } = kind.type;
  return usage && context.ledger.admit({ object, plural, noun: kind.noun, usage, room });
}

/** Room is kept only for what now has an intent or an id; for what the cloud refused there is nothing to keep. */
export function settleRoom({ kind, context, object, memory }: Run): void {
  const { store, ledger } = context;
  const now = store.get(keyOf(object));
  if (!kind.usage || !now) return;
  if (memory.refused?.generation === now.metadata.generation) ledger.rest(now);
  else ledger.see(kind.usage, now, now);
}
