/** Which change is worth a pass over which other object. */

import { hasEnded } from './conditions.ts';
import { hasFinalizer } from './intent.ts';
import type { Ledger, Usage } from './ledger.ts';
import type { Resource } from './object.ts';
import { keyOf, keyText } from './object.ts';
import type { Priority } from './queue.ts';
import type { Objects, Referring } from './references.ts';
import { BY_REFERENCE, concerns, targetText } from './references.ts';
import type { SecretWatches } from './secrets.ts';
import { BY_CONFIG_MAP, BY_SECRET } from './secrets.ts';

export type Wired = Referring & {
  type: { kind: string };
  secrets?(object: Resource): readonly string[];
  configMaps?(object: Resource): readonly string[];
  usage?(object: Resource): Usage;
  /** Passes over others read its Secrets: they are watched in every shard. */
  serves?: boolean;
  /** Asks for a pass over the object under a key (`namespace/name`). */
  ask(key: string, priority: Priority): void;
};

/** What is watched one by one, by its name. */
export type NamedWatches = { secrets: SecretWatches; configMaps: SecretWatches };

const NAMED = [
  ['secrets', BY_SECRET],
  ['configMaps', BY_CONFIG_MAP],
] as const;

export type WireOptions = {
  objects: Objects;
  watches: NamedWatches;
  ledger: Ledger;
  /** Whether an object is this shard's to work on; undefined: all are. */
  mine?: ((object: Resource) => boolean) | undefined;
};

/** Adds the indexes that references, Secrets and ConfigMaps need, and listens. Before any store holds anything. */
export function wire(kinds: readonly Wired[], { objects, watches, ledger, mine }: WireOptions): void {
  const isOurs = ({ serves }: Wired, object: Resource) => serves || !mine || mine(object);
  for (const kind of kinds) {
    const { store, references, usage } = kind;
    if (references)
      store.addIndex(BY_REFERENCE, (object) => references(object).map(({ to }) => targetText(to)));
    for (const [what, index] of NAMED) {
      const names = kind[what];
      if (names) store.addIndex(index, (object) => keysOf(names, object).map(keyText));
    }
    store.listen((now, before) => {
      if (usage) ledger.see(usage, now, before);
      for (const [what] of NAMED) {
        const names = kind[what];
        if (names) use(kind, names, watches[what], now ?? before, now && isOurs(kind, now));
      }
      askUsers(kinds, objects, kind, now, before);
      askReferred(kinds, objects, kind, now, before);
      askOwner(kinds, now, before);
    });
  }
  ledger.listen((plural, key) =>
    kinds.find(({ type }) => type.plural === plural)?.ask(keyText(key), 'change'),
  );
  for (const [what, index] of NAMED)
    watches[what].listen((key) => {
      for (const kind of kinds)
        if (kind[what])
          for (const user of kind.store.by(index, keyText(key))) kind.ask(keyText(user.metadata), 'change');
    });
}

type NamesOf = (object: Resource) => readonly string[];

const keysOf = (namesOf: NamesOf, object: Resource) =>
  [...new Set(namesOf(object))].map((name) => ({ namespace: object.metadata.namespace, name }));

function use(
  { type }: Wired,
  namesOf: NamesOf,
  watches: SecretWatches,
  object: Resource | undefined,
  needs: boolean | undefined,
): void {
  if (object) watches.use(`${type.plural}/${keyText(keyOf(object))}`, needs ? keysOf(namesOf, object) : []);
}

/** Those that refer to the object: they may have waited for this. */
function askUsers(
  kinds: readonly Wired[],
  objects: Objects,
  { type }: Wired,
  now: Resource | undefined,
  before: Resource | undefined,
): void {
  const object = now ?? before;
  if (!object) return;
  for (const user of objects.usersOf(type.plural, keyOf(object)))
    if (!now || concerns(user.object, now, before))
      kinds.find((kind) => kind.type.plural === user.plural)?.ask(keyText(user.object.metadata), 'change');
}

/** Those that the object refers to, where that may matter to them: what holds them has come, or let go. */
function askReferred(
  kinds: readonly Wired[],
  objects: Objects,
  { references }: Wired,
  now: Resource | undefined,
  before: Resource | undefined,
): void {
  const named = [now, before].flatMap((object) => (object && references?.(object)) || []);
  for (const { to, holds, allowedBy } of named) {
    const other = holds && objects.get(to);
    if (!other || (allowedBy && !allowedBy(other))) continue;
    if (other.metadata.deletionTimestamp || !hasFinalizer(other))
      kinds.find((kind) => kind.type.plural === to.plural)?.ask(keyText(to.key), 'change');
  }
}

/** The one that made the object, when that has come, ended or gone: what it keeps of such is decided anew. */
function askOwner(kinds: readonly Wired[], now: Resource | undefined, before: Resource | undefined): void {
  const object = now ?? before;
  const owner = object?.metadata.ownerReferences?.find(({ controller }) => controller);
  if (!object || !owner || (now && before && hasEnded(now) === hasEnded(before))) return;
  const key = { namespace: object.metadata.namespace, name: owner.name };
  kinds.find(({ type }) => type.kind === owner.kind)?.ask(keyText(key), 'change');
}
