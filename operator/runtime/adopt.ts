/** Taking over a remote object: one of an earlier create of ours, or the one that `spec.adopt.id` names. */

import type { AnySession } from './context.ts';
import { heldBy, otherHolder } from './holder.ts';
import { attemptOf } from './identity.ts';
import { journalOfAdopted } from './journal.ts';
import type { Remote, Step } from './kind.ts';
import type { WrittenJournal } from './object.ts';
import type { Next } from './queue.ts';
import type { Run } from './run.ts';

/** How often it is looked whether the id can be had by now. */
const RETRY_MS = 60_000;

/** What is taken over may be far from what the spec wants: it is not settled before the next pass has looked. */
const COMPARING: Step = {
  step: 'wait',
  reason: 'Acting',
  message: 'taken over; it is compared with the spec next',
};

/** Binds to `kept`, ours by hash or marker; the ids of `twins` are remembered until deletion (DESIGN 4.5). */
export async function adoptOurs(run: Run, session: AnySession, kept: Remote, twins: Remote[]): Promise<Next> {
  run.memory.twins = twins.map(({ id }) => id);
  return bindTo(run, session, kept, `Found ${run.kind.noun} ${kept.name} (${kept.id}) of an earlier create`);
}

/** Binds to the id that the spec names, if it exists and no other object holds it (DESIGN 4.8). */
export async function adoptById(run: Run, session: AnySession, id: string): Promise<Next> {
  const { kind } = run;
  const holder = otherHolder(run, id);
  if (holder) return stuck(run, 'AlreadyAdopted', heldBy(kind.noun, id, holder));
  try {
    const remote = await session.read(id, run.signal);
    const begin = (attempt: number) => journalOfAdopted(kind, run.object, { id, attempt });
    return await bindTo(run, session, remote, `Adopted ${kind.noun} ${remote.name} (${id})`, begin);
  } catch (error) {
    run.context.term.assert();
    const { outcome, reason, message } = kind.fault(error);
    if (outcome === 'not-found')
      return stuck(run, 'AdoptNotFound', `spec.adopt.id: there is no ${kind.noun} "${id}" in this account`);
    return stuck(run, reason, message);
  }
}

async function bindTo(
  run: Run,
  session: AnySession,
  remote: Remote,
  message: string,
  journal: (attempt: number) => WrittenJournal | undefined = () => undefined,
): Promise<Next> {
  const attempt = attemptOf(remote, run.owner);
  await run.bind(remote.id, attempt, journal(attempt));
  if (!run.ghost) delete run.memory.owing;
  run.log.info(
    { remoteId: remote.id, remoteName: remote.name, twins: run.memory.twins },
    `adopted ${run.kind.noun}`,
  );
  run.tell({ type: 'Normal', reason: 'Adopted', message });
  const seen = run.seen(remote, { attempt }, session.account);
  return run.finish({ step: seen.report.end ? { step: 'settled' } : COMPARING, ...seen }, { recheckMs: 0 });
}

const stuck = (run: Run, reason: string, message: string): Promise<Next> => {
  const step: Step = { step: 'stuck', reason, message };
  return run.finish({ step }, { recheckMs: RETRY_MS });
};
