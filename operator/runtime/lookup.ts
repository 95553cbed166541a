/** The look-up that decides what became of an earlier create (DESIGN 4.1, 4.5). */

import type { AnySession } from './context.ts';
import type { Relation } from './identity.ts';
import { attemptOf, earliestFirst, relationOf } from './identity.ts';
import { attemptHeld, bindingOf, intentOf } from './intent.ts';
import type { Remote } from './kind.ts';
import type { Run } from './run.ts';
import { isKnownVersion, isWantedVersion } from './versions.ts';

export type Found = {
  /** All that is provably ours and not known to be gone, the earliest first. */
  ours: Remote[];
  /** Who holds the name that the next attempt would get, if it is not us. */
  namesake?: Exclude<Relation, 'ours'>;
  /** Of a kind without markers: what has a name that we chose, and may be ours or not. */
  doubtful?: { id: string; name: string };
};

/** Of what is ours the latest attempt, the earliest of its twins first; nothing up to the attempt `after`. */
export function latest(run: Run, { ours }: Found, after: number): Remote[] {
  const attempts = ours.map((remote) => attemptOf(remote, run.owner));
  const last = Math.max(...attempts, after);
  return last === after ? [] : ours.filter((_, index) => attempts[index] === last);
}

/** Everything in the cloud that is ours by hash or marker, and who else holds the name that the spec wants. */
export async function lookUp(run: Run, session: AnySession): Promise<Found> {
  const binding = bindingOf(run.object);
  const chosen = run.kind.chosenName(run.object);
  const wanted = binding.state === 'foreign' ? chosen : run.nameOf(attemptHeld(binding) + 1);
  const found = [...(await findAll(run, session, chosen)).values()];
  const isOurs = (remote: Remote) =>
    relationOf(remote, run.owner) === 'ours' && isKnownVersion(run.kind, run.object, remote);
  const strangers = found.filter((remote) => !isOurs(remote));
  const ours = earliestFirst(found.filter(isOurs)).filter(({ id }) => !run.memory.gone.includes(id));
  const sent = run.kind.unmarked ? [wanted, intentOf(run.object)?.name] : [];
  const doubtful = strangers.find(({ name }) => sent.includes(name));
  const other = strangers.find(
    (remote) => remote.name === wanted && isWantedVersion(run.kind, run.object, remote),
  );
  if (doubtful) return { ours, doubtful: { id: doubtful.id, name: doubtful.name } };
  const namesake = other && relationOf(other, run.owner);
  return { ours, ...(namesake && namesake !== 'ours' && { namesake }) };
}

async function findAll(run: Run, session: AnySession, chosen: string | undefined) {
  const found = new Map<string, Remote>();
  for (const place of places(run))
    for (const fragment of fragments(run, chosen))
      for (const remote of await session.find(fragment, run.signal, place)) found.set(remote.id, remote);
  return found;
}

/** The hash, the name that the spec chooses, and the one that it chose when the last create was sent. */
function fragments({ object, owner }: Run, chosen: string | undefined): Set<string> {
  const names = [chosen, intentOf(object)?.name].filter((name) => name !== undefined);
  return new Set([owner.hash, ...names.filter((name) => !name.includes(owner.hash))]);
}

/** Where the spec wants it, and where the last create was sent to: until there is an id, the spec may change. */
const places = ({ kind, object }: Run): Set<string | undefined> => {
  const now = kind.placeOf?.(object);
  return new Set([now, intentOf(object)?.place ?? now]);
};
