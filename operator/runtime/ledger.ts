/**
 * What the unfinished objects take of what they share (DESIGN 4: decided before the intent).
 *
 * Guarantees: decision and reservation happen in the same tick, so that workers who decide at once never overbook.
 * A reservation is for the version of the object that was read; the intent is bound to that version, so any later
 * one tells by itself whether it counts. Kept by adding and subtracting: a decision costs nothing per object.
 */
import { hasEnded } from './conditions.ts';
import { bindingOf, isPending } from './intent.ts';
import type { Step } from './kind.ts';
import type { Limit, Load } from './limits.ts';
import { limitStep } from './limits.ts';
import type { Key, Resource } from './object.ts';
import { keyOf } from './object.ts';
import { policyOf } from './policy.ts';

/** What an object takes once it has a remote object; must follow from the object alone. */
export type Usage = {
  /** What it is shared in: the text of the reference to an Account, say. */
  of: string;
  nodes: number;
};

/** What stands between an object and its create. */
export type Room = {
  limits: readonly Limit[];
  /** Whether what objects of a namespace take counts. */
  counts(namespace: string): boolean;
};

/** An object that asks for room. */
export type Claim = { object: Resource; plural: string; noun: string; usage: Usage; room: Room };

type Share = Usage & { namespace: string };
type Idle = { remoteId: string | undefined; waits?: Claim };

export class Ledger {
  readonly #shares = new Map<string, Share>();
  /** `of` -> namespace -> what is taken there. */
  readonly #loads = new Map<string, Map<string, Load>>();
  /** Objects of which this process knows that nothing runs, the longest waiting first, by UID. */
  readonly #idle = new Map<string, Idle>();
  #ask: (plural: string, key: Key) => void = () => undefined;

  /** From now on `ask` is told of every object that waits for room and would have it now. */
  listen(ask: (plural: string, key: Key) => void): void {
    this.#ask = ask;
  }

  /** The version `now` of an object has been seen (undefined: it is gone); `before` is what it replaces. */
  see(usageOf: (object: Resource) => Usage, now: Resource | undefined, before: Resource | undefined): void {
    if (before && before.metadata.uid !== now?.metadata.uid) {
      this.#idle.delete(before.metadata.uid);
      this.#set(before.metadata.uid, undefined);
    }
    if (!now) return;
    const { uid, namespace } = now.metadata;
    const idle = this.#idle.get(uid);
    if (idle && idle.remoteId !== idOf(now)) this.#idle.delete(uid);
    else if (idle?.waits && !stillWaits(idle.waits, now)) delete idle.waits;
    const counts = takesRoom(now) && !this.#idle.has(uid);
    this.#set(uid, counts ? { ...usageOf(now), namespace } : undefined);
  }

  /** Takes room for the object; or the step that says why there is none: then it takes none until it asks again. */
  admit(claim: Claim): Step | undefined {
    const { object, usage, room, noun } = claim;
    const { uid, namespace } = object.metadata;
    const own = this.#shares.get(uid);
    const others = this.#others(usage.of, room, own);
    const step = limitStep(noun, usage.nodes, others, room.limits);
    if (step) {
      this.rest(object, claim);
      return step;
    }
    this.#idle.delete(uid);
    this.#set(uid, { ...usage, namespace });
    return undefined;
  }

  /** Whether what the object takes is counted here. */
  counts(uid: string): boolean {
    return this.#shares.has(uid);
  }

  /** Why what was admitted does not fit beside what others have claimed, of which nothing is to be seen yet. */
  refusedBeside(claim: Claim, beside: Load): Step | undefined {
    const { object, usage, room, noun } = claim;
    const seen = this.#others(usage.of, room, this.#shares.get(object.metadata.uid));
    const others = { nodes: seen.nodes + beside.nodes, objects: seen.objects + beside.objects };
    const step = limitStep(noun, usage.nodes, others, room.limits);
    if (step) this.rest(object, claim);
    return step;
  }

  /** Nothing of the object runs, and nothing will until it is admitted; `waits`: it wants to be. */
  rest(object: Resource, waits?: Claim): void {
    const { uid } = object.metadata;
    this.#idle.set(uid, { remoteId: idOf(object), ...(waits && { waits }) });
    this.#set(uid, undefined);
  }

  /** What is taken of `of`, without `own`. */
  #others(of: string, { counts }: Room, own?: Share): Load {
    const mine = own?.of === of && counts(own.namespace);
    const sum: Load = mine ? { nodes: -own.nodes, objects: -1 } : { nodes: 0, objects: 0 };
    for (const [namespace, load] of this.#loads.get(of) ?? []) {
      if (!counts(namespace)) continue;
      sum.nodes += load.nodes;
      sum.objects += load.objects;
    }
    return sum;
  }

  #set(uid: string, share: Share | undefined): void {
    const held = this.#shares.get(uid);
    if (held) this.#add(held, -1);
    if (share) this.#add(share, 1);
    if (share) this.#shares.set(uid, share);
    else this.#shares.delete(uid);
    if (held && (!share || share.nodes < held.nodes || share.of !== held.of)) this.#wake(held.of);
  }

  #add({ of, namespace, nodes }: Share, sign: 1 | -1): void {
    const loads = this.#loads.get(of) ?? new Map<string, Load>();
    const load = loads.get(namespace) ?? { nodes: 0, objects: 0 };
    const next = { nodes: load.nodes + sign * nodes, objects: load.objects + sign };
    if (next.objects === 0) loads.delete(namespace);
    else loads.set(namespace, next);
    if (loads.size === 0) this.#loads.delete(of);
    else this.#loads.set(of, loads);
  }

  /** As many of those that wait as fit together, the longest waiting first. */
  #wake(of: string): void {
    const promised: Load = { nodes: 0, objects: 0 };
    for (const { waits } of this.#idle.values()) {
      if (waits?.usage.of !== of) continue;
      const { nodes, objects } = this.#others(of, waits.room);
      const others = { nodes: nodes + promised.nodes, objects: objects + promised.objects };
      if (limitStep(waits.noun, waits.usage.nodes, others, waits.room.limits)) continue;
      promised.nodes += waits.usage.nodes;
      promised.objects += 1;
      this.#ask(waits.plural, keyOf(waits.object));
    }
  }
}

/** What is asked for by an object that has been changed, paused or deleted since is not kept free for it. */
const stillWaits = ({ object }: Claim, now: Resource): boolean =>
  now.metadata.generation === object.metadata.generation &&
  now.metadata.deletionTimestamp === undefined &&
  !policyOf(now).paused;

const idOf = (object: Resource): string | undefined => {
  const binding = bindingOf(object);
  return binding.state === 'none' ? undefined : binding.id;
};

/** What has an intent or an id, and has not ended; a create under way counts whatever an older status says. */
export function takesRoom(object: Resource): boolean {
  const binding = bindingOf(object);
  if (binding.state === 'foreign' || hasEnded(object)) return false;
  if (binding.state === 'none') return binding.intent !== undefined || binding.finalizer;
  const told = object.status?.remote?.attempt === binding.attempt;
  return isPending(binding) || !(told && isSuspended(object));
}

const isSuspended = ({ status }: Resource): boolean =>
  status?.conditions?.some(({ type, status: is }) => type === 'Suspended' && is === 'True') ?? false;
