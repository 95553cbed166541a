/** The way of an object without a known id: wait out what may have been sent before, look it up, or create (DESIGN 4.1). */
import { randomUUID } from 'node:crypto';
import { admit, admitAmongShards, settleRoom } from './admit.ts';
import { adoptById, adoptOurs } from './adopt.ts';
import { audited, causeOfCreate } from './audit.ts';
import type { AnySession } from './context.ts';
import { createVerdict, firstSight, sighted } from './createRule.ts';
import { digest } from './digest.ts';
import { troubleOf } from './examine.ts';
import { markerOf } from './identity.ts';
import type { Intent, Unbound } from './intent.ts';
import { attemptHeld, bindingOf, isPending } from './intent.ts';
import type { Fault, Remote, Step } from './kind.ts';
import { LostLease } from './lease.ts';
import { untilListed } from './listed.ts';
import { latest, lookUp } from './lookup.ts';
import type { Sight } from './memory.ts';
import { accountChanged, inDoubt, nameHeld, recheck, waiting } from './notYet.ts';
import type { Resource } from './object.ts';
import { isApiError } from './ports.ts';
import type { Next } from './queue.ts';
import { needsUnknown, resolve } from './references.ts';
import type { Run } from './run.ts';
import { timestamp } from './time.ts';

export async function createPass(run: Run, binding: Unbound): Promise<Next> {
  const { memory, object } = run;
  const untouched = binding.intent === undefined && !binding.finalizer;
  if (untouched && isSuspended(run)) return run.finish({ step: { step: 'settled' } }, undefined);
  if (memory.refused?.generation === object.metadata.generation)
    return run.finish({ step: memory.refused.step }, undefined);
  const creates = untouched && run.policy.adoptId === undefined;
  const unknown = creates && needsUnknown(run.context.objects, run.kind.references?.(object) ?? []);
  if (unknown) return run.finish({ step: unknown }, undefined);
  const opened = await run.kind.session(object, run.signal);
  if ('step' in opened) return run.finish({ step: opened }, recheck(opened));
  const { session } = opened;
  if (untouched && run.policy.adoptId !== undefined) return adoptById(run, session, run.policy.adoptId);
  const sight = firstSight(binding, memory, run.now(), run.context.time.wall());
  const verdict = createVerdict(binding, memory, run.now(), run.context.settings);
  switch (verdict.next) {
    case 'wait':
      return run.finish({ step: waiting(run, sight) }, { recheckMs: verdict.untilMs - run.now() });
    case 'look-up':
      return accountChanged(run, binding, session) ?? (await settleByLookUp(run, session, sight));
    case 'create':
      return notToBeCreated(run, session) ?? (await createNow(run, session, sight, 1));
  }
}

const isSuspended = ({ kind, object, policy }: Run): boolean =>
  policy.adoptId === undefined && kind.suspended?.(object) !== undefined;

/** Creates, unless somebody else holds the name. */
export async function createNow(run: Run, session: AnySession, sight: Sight, attempt: number): Promise<Next> {
  return (
    inDoubt(run, sight) ?? nameHeld(run, sight, attempt) ?? (await createResolved(run, session, attempt))
  );
}

/** Creates once every object that the references name is as it has to be. */
async function createResolved(run: Run, session: AnySession, attempt: number): Promise<Next> {
  const { kind, object, context } = run;
  const resolved = resolve(context.objects, object, kind.references?.(object) ?? []);
  if ('step' in resolved) return run.finish({ step: resolved.step }, undefined);
  const refused = admit(run, session);
  if (refused) return run.finish({ step: refused }, recheck(refused));
  const next = await create(run, session, resolved.referred, attempt);
  settleRoom(run);
  return next;
}

/** What an object wants instead of a create, now that it is certain that none is under way. */
function notToBeCreated(run: Run, session: AnySession): Promise<Next> | undefined {
  const { adoptId, observe } = run.policy;
  if (adoptId !== undefined) return adoptById(run, session, adoptId);
  if (isSuspended(run)) return run.finish({ step: { step: 'settled' } }, undefined);
  if (!observe) return undefined;
  const message = `spec.managementPolicy is Observe and there is no ${run.kind.noun} to observe: name one in spec.adopt.id, or set Manage`;
  return run.finish({ step: { step: 'stuck', reason: 'NothingToObserve', message } }, undefined);
}

/** The answer of a create whose id could not be written down in the pass that got it. */
export async function writeDownAnswer(run: Run): Promise<void> {
  const { answered } = run.memory;
  const binding = bindingOf(run.object);
  if (!answered || binding.state === 'foreign' || !isPending(binding)) return;
  if (typeof binding.intent !== 'object' || binding.intent.nonce !== answered.nonce) return;
  await run.bindCreated(answered.id, binding.intent);
  delete run.memory.owing;
}

/** One of the two look-ups. What is ours is adopted; what is not found is counted. */
export async function settleByLookUp(run: Run, session: AnySession, sight: Sight): Promise<Next> {
  const begunMs = run.now();
  const found = await lookUp(run, session).catch((error: unknown) => troubleOf(run, error));
  if ('step' in found) return run.finish({ step: found.step }, found.next);
  const binding = bindingOf(run.object);
  const [kept, ...twins] = latest(run, found, binding.state === 'foreign' ? 0 : attemptHeld(binding));
  if (kept) return adoptOurs(run, session, kept, twins);
  sight.lookups += 1;
  sight.lastLookupMs = begunMs;
  if (found.namesake) sight.namesake = found.namesake;
  else delete sight.namesake;
  if (found.doubtful) sight.doubtful = found.doubtful;
  else delete sight.doubtful;
  return { recheckMs: 0 };
}

async function create(
  run: Run,
  session: AnySession,
  referred: ReadonlyMap<string, Resource>,
  attempt: number,
): Promise<Next> {
  const { context, kind, memory, object, owner } = run;
  const prepared = await session.prepare(run.signal, referred).catch((error: unknown) => {
    settleRoom(run);
    return troubleOf(run, error);
  });
  if ('next' in prepared) return run.finish({ step: prepared.step }, prepared.next);
  if ('step' in prepared) return run.finish({ step: prepared }, recheck(prepared));
  const full = await admitAmongShards(run, session, attempt);
  if (full) return run.finish({ step: full }, recheck(full));
  const place = kind.placeOf?.(object);
  const intent: Intent = {
    name: run.nameOf(attempt),
    attempt,
    nonce: randomUUID(),
    account: session.account,
    ...(place !== undefined && { place }),
    time: timestamp(context.time.wall()),
    fields: digest(kind.immutable(object)),
    ...(prepared.values && { values: prepared.values }),
    ...(kind.buys?.(object) && { purchase: true as const }),
  };
  const inSlot = session.withSlot(run.signal, async (slot) => {
    context.term.assert();
    context.hold?.();
    const begunMs = run.now();
    await writeIntent(run, intent);
    sighted(memory, intent.nonce, run.now(), context.time.wall());
    const now = bindingOf(run.object);
    if (now.state === 'foreign' || attemptHeld(now) !== attempt - 1) return undefined;
    memory.owing = run.object;
    const wanted = { name: intent.name, marker: markerOf(owner, attempt) };
    return audited(
      run,
      causeOfCreate(intent),
      () => assertFresh(run, begunMs),
      (gate) => session.create(prepared.request, wanted, { signal: run.signal, slot, gate }),
      ({ id, name }) => ({ remoteId: id, remoteName: name }),
    ).then(
      (remote) => ({ remote }),
      (error: unknown) => ({ error }),
    );
  });
  // What the cloud refuses before the intent (a slot, a login) leaves nothing behind.
  const answer = await inSlot.catch((error: unknown) => troubleOf(run, error));
  if (!answer) return { recheckMs: 0 };
  if ('step' in answer) return run.finish({ step: answer.step }, answer.next);
  // The gate is asked in the tick of the send: where it says no, nothing has left.
  if ('error' in answer && answer.error instanceof LostLease) memory.cleared = intent.nonce;
  return 'remote' in answer
    ? created(run, session, intent, answer.remote)
    : notCreated(run, intent, kind.fault(answer.error), answer.error);
}

/** The write before a create. An answer that it was not written leaves nothing to wait out. */
async function writeIntent(run: Run, intent: Intent): Promise<void> {
  const { memory } = run;
  const { intended } = memory;
  memory.intended = true;
  try {
    await run.writeIntent(intent);
  } catch (error) {
    if (isApiError(error, 'conflict', 'not-found')) memory.intended = intended;
    throw error;
  }
}

/** Rule 4.1: only in the term in which the pass began, and while the intent is younger than the lease. */
function assertFresh({ context }: Run, begunMs: number): void {
  context.term.assert();
  if (context.time.monotonic() - begunMs >= context.settings.leaseDurationMs)
    throw new LostLease('the create-intent has grown older than the lease before the create could be sent');
}

async function created(run: Run, session: AnySession, intent: Intent, remote: Remote): Promise<Next> {
  run.memory.answered = { nonce: intent.nonce, id: remote.id };
  run.context.measure?.applied(run.object);
  await run.bindCreated(remote.id, intent);
  delete run.memory.owing;
  delete run.memory.lastAct;
  run.tell({
    type: 'Normal',
    reason: 'Created',
    message: `Created ${run.kind.noun} ${remote.name} (${remote.id})`,
  });
  const step: Step = { step: 'settled' };
  const { afterActMs } = run.context.settings;
  const outcome = { step, ...run.seen(remote, intent, session.account) };
  const next = await run.finish(outcome, untilListed(run, session, remote.id) ?? { recheckMs: afterActMs });
  run.context.reconciled?.('act');
  return next;
}

async function notCreated(run: Run, intent: Intent, fault: Fault, error: unknown): Promise<Next> {
  run.context.term.assert();
  run.log.warn(
    { err: error, outcome: fault.outcome },
    `create of ${run.kind.noun} ${intent.name} did not succeed`,
  );
  const step = stepAfter(fault);
  if (fault.outcome === 'refused' || fault.outcome === 'retry') {
    delete run.memory.owing;
    run.memory.cleared = intent.nonce;
  }
  if (fault.outcome === 'duplicate-name') run.memory.nameTaken = intent.nonce;
  if (fault.outcome === 'refused') run.memory.refused = { generation: run.object.metadata.generation, step };
  else if (run.memory.sight) run.memory.sight.because = step;
  return run.finish({ step }, { recheckMs: Math.max(fault.retryAfterMs ?? 0, 0) });
}

function stepAfter(fault: Fault): Step {
  const { reason, message } = fault;
  switch (fault.outcome) {
    case 'ambiguous':
    case 'duplicate-name':
      return {
        step: 'wait',
        reason,
        message: `${message}. Before anything is sent again it is looked up whether it took effect`,
      };
    case 'retry':
      return fault.needsPerson ? { step: 'stuck', reason, message } : { step: 'wait', reason, message };
    default:
      return { step: 'stuck', reason, message };
  }
}
