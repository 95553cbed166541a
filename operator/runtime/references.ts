/** Objects that name other objects, mostly of their namespace: what a reference waits for, and what it keeps from going. */
import { hasEnded, isSettled } from './conditions.ts';
import { hasFinalizer } from './intent.ts';
import type { Step } from './kind.ts';
import type { Key, Resource } from './object.ts';
import { keyText } from './object.ts';
import type { Store } from './store.ts';

/** A field that names another object. */
export type Reference = {
  /** `spec.resource.poolRef`. */
  field: string;
  to: { plural: string; kind: string; key: Key };
  /**
   * The condition that the other must have before anything is created here, or that it is `Created`: that it has an id in
   * the cloud, whatever its state. Without it, the kind looks itself.
   */
  needs?: 'Ready' | 'Complete' | 'Created';
  /**
   * While the other is kept from being deleted for this one's sake: as long as something of this one may exist in
   * the cloud, or until this one has ended. Such a one is created only once the other has our finalizer.
   */
  holds?: 'while-it-exists' | 'until-it-ends';
  /** Why this one can't have what it names whatever becomes of that: asked before `needs`, and again when it changes. */
  check?(other: Resource): Step | undefined;
  /** Whether the other lets this one refer to it; without it, always. Who may not keeps nothing from going. */
  allowedBy?(other: Resource): boolean;
};

/** An object and its reference to the one that was asked about. */
export type User = { object: Resource; reference: Reference };

/** What a kind contributes. `references` must follow from the object alone. */
export type Referring = {
  type: { plural: string };
  store: Store;
  references?(object: Resource): readonly Reference[];
};

/** The index of a store over what its objects refer to. */
export const BY_REFERENCE = 'reference';

/** The value of that index for one target. */
export const targetText = ({ plural, key }: { plural: string; key: Key }): string =>
  `${plural}/${keyText(key)}`;

const NAMED = 5;

/** All objects of all kinds, as far as references need them. */
export class Objects {
  readonly #kinds: readonly Referring[];
  /** What an object that is not seen may lack all the same, for messages; mostly empty. */
  readonly lacking: string;

  /** @param selector the labels of the only objects that are seen; undefined: all are */
  constructor(kinds: readonly Referring[], selector?: string) {
    this.#kinds = kinds;
    this.lacking = selector === undefined ? '' : unseen(selector);
  }

  /** Whether objects of `plural` are watched at all: an operator may be started for some kinds only. */
  knows(plural: string): boolean {
    return this.#kinds.some(({ type }) => type.plural === plural);
  }

  get({ plural, key }: { plural: string; key: Key }): Resource | undefined {
    return this.#kinds.find(({ type }) => type.plural === plural)?.store.get(key);
  }

  referencesOf(plural: string, object: Resource): readonly Reference[] {
    return this.#kinds.find(({ type }) => type.plural === plural)?.references?.(object) ?? [];
  }

  /** All that refer to the object of `plural` under `key`. */
  usersOf(plural: string, key: Key): (User & { plural: string })[] {
    const target = targetText({ plural, key });
    return this.#kinds.flatMap(({ type, store, references }) =>
      references
        ? store.by(BY_REFERENCE, target).flatMap((object) =>
            references(object)
              .filter(({ to }) => targetText(to) === target)
              .map((reference) => ({ object, reference, plural: type.plural })),
          )
        : [],
    );
  }

  /** Those of them that may; all while it is not there. */
  allowedUsersOf(plural: string, key: Key): User[] {
    const other = this.get({ plural, key });
    return this.usersOf(plural, key).filter(
      ({ reference: { allowedBy } }) => !other || !allowedBy || allowedBy(other),
    );
  }

  /** Those of them that keep it from being deleted. */
  holdersOf(plural: string, key: Key): User[] {
    return this.allowedUsersOf(plural, key).filter(({ object, reference }) => isHolding(object, reference));
  }
}

/** Whether `object` keeps what `reference` names from being deleted. */
export const isHolding = (object: Resource, { holds }: Reference): boolean =>
  (holds === 'while-it-exists' && hasFinalizer(object)) || (holds === 'until-it-ends' && !hasEnded(object));

/** The first of `users` by name, with their namespace where it is another one than that of what they refer to. */
export function namesOf(users: readonly User[]): string {
  const names = users.slice(0, NAMED).map(({ object: { kind, metadata }, reference }) => {
    const here = metadata.namespace === reference.to.key.namespace;
    return `${kind} ${here ? metadata.name : keyText(metadata)}`;
  });
  return names.join(', ') + (users.length > NAMED ? ` and ${users.length - NAMED} more` : '');
}

/** The step of an object whose deletion waits for `holders`; undefined when there are none. */
export function heldStep(holders: readonly User[]): Step | undefined {
  if (holders.length === 0) return undefined;
  const untilEnd = holders.every(({ reference }) => reference.holds === 'until-it-ends');
  const message = `still in use by ${namesOf(holders)}: delete ${holders.length > 1 ? 'them' : 'it'} first${untilEnd ? ', or wait for the end' : ''}`;
  return { step: 'wait', reason: 'InUse', message };
}

/** The objects that the fields of an object name, by field; or the step of an object that has to wait for one. */
export function resolve(
  objects: Objects,
  object: Resource,
  references: readonly Reference[],
): { step: Step } | { referred: ReadonlyMap<string, Resource> } {
  const referred = new Map<string, Resource>();
  for (const reference of references) {
    const other = objects.get(reference.to);
    const step = other
      ? unready(objects, object, reference, other)
      : (unknowable(objects, reference) ?? missing(reference, objects.lacking));
    if (step) return { step };
    if (other) referred.set(reference.field, other);
  }
  return { referred };
}

/** The step of an object that needs one of a kind which is not watched; undefined when it needs none. */
export function needsUnknown(objects: Objects, references: readonly Reference[]): Step | undefined {
  return references.map((reference) => unknowable(objects, reference)).find((step) => step !== undefined);
}

function unknowable(objects: Objects, { field, needs, to }: Reference): Step | undefined {
  return needs && !objects.knows(to.plural) ? notEnabled(field, to.kind) : undefined;
}

/** What is told of a field that is about a kind which is not watched. */
export const notEnabled = (field: string, kind: string): Extract<Step, { step: 'wait' }> => ({
  step: 'wait',
  reason: 'KindNotEnabled',
  message: `${field}: kind ${kind} is not enabled in this operator: ask its administrator to add it to --kinds, or do without this field`,
});

/** Said of an object that is not there, or not seen. */
export const unseen = (selector: string): string => ` that has the labels ${selector}`;

function missing({ field, needs, to }: Reference, lacking: string): Step | undefined {
  if (!needs) return undefined;
  const message = `${field}: there is no ${to.kind} "${to.key.name}" in namespace ${to.key.namespace} yet${lacking}`;
  return { step: 'wait', reason: 'ReferenceMissing', message };
}

function unready(
  objects: Objects,
  object: Resource,
  reference: Reference,
  other: Resource,
): Step | undefined {
  const { field, needs, to, holds } = reference;
  const name = `${to.kind} "${to.key.name}"`;
  if (other.metadata.deletionTimestamp)
    return { step: 'wait', reason: 'ReferenceDeleted', message: `${field}: ${name} is being deleted` };
  const refused = reference.check?.(other);
  if (refused) return refused;
  if (needs && !meets(other, needs)) {
    const circle = circleOf(objects, object, reference);
    if (circle)
      return { step: 'stuck', reason: 'ReferenceCycle', message: `${field}: in a circle: ${circle}` };
    const failed = needs === 'Complete' && isTrue(other, 'Failed');
    const message = `${field}: ${name} ${failed ? 'has failed' : LACKING[needs]}${wordsOf(other)}`;
    if (failed) return { step: 'stuck', reason: 'ReferenceFailed', message };
    return { step: 'wait', reason: 'ReferenceNotReady', message };
  }
  if (holds && !hasFinalizer(other))
    return {
      step: 'wait',
      reason: 'ReferenceNotReady',
      message: `${field}: ${name} has not been looked at yet`,
    };
  return undefined;
}

const LACKING = {
  Ready: 'is not ready',
  Complete: 'is not ready',
  Created: 'has no id in ModelArts yet',
} as const;

const meets = (other: Resource, needs: NonNullable<Reference['needs']>): boolean =>
  needs === 'Created' ? other.status?.remote?.id !== undefined : isTrue(other, needs);

const isTrue = ({ status }: Resource, type: string): boolean =>
  status?.conditions?.some((one) => one.type === type && one.status === 'True') ?? false;

/** What the other says of itself, in its own words. */
function wordsOf({ status }: Resource): string {
  const { conditions = [] } = status ?? {};
  const told = ['Failed', 'Stalled', 'Reconciling', 'Ready'].map((type) =>
    conditions.find((one) => one.type === type && (one.status === 'True' || type === 'Ready')),
  );
  const first = told.find((one) => one !== undefined);
  return first?.message ? `: ${first.message}` : '';
}

/** The way along waiting references that leads back to `object`. */
function circleOf(objects: Objects, object: Resource, first: Reference): string | undefined {
  const home = object.metadata.uid;
  const seen = new Set<string>();
  const walk = ({ to }: Reference, way: readonly string[]): readonly string[] | undefined => {
    const other = objects.get(to);
    const here = [...way, `${to.kind} ${to.key.name}`];
    if (!other || seen.has(other.metadata.uid)) return undefined;
    if (other.metadata.uid === home) return here;
    seen.add(other.metadata.uid);
    for (const next of objects.referencesOf(to.plural, other)) {
      const found = next.needs ? walk(next, here) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  return walk(first, [`${object.kind} ${object.metadata.name}`])?.join(' -> ');
}

/**
 * Whether a change of an object is worth a pass over one that refers to it: any change for one that is not settled,
 * else only what a settled one can depend on.
 */
export function concerns(user: Resource, now: Resource, before: Resource | undefined): boolean {
  if (!isSettled(user)) return true;
  return (
    before === undefined ||
    before.metadata.uid !== now.metadata.uid ||
    before.metadata.generation !== now.metadata.generation ||
    before.metadata.deletionTimestamp !== now.metadata.deletionTimestamp ||
    before.status?.remote?.id !== now.status?.remote?.id
  );
}
