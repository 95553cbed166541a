/** Remote objects of one name that are told apart by versions. Pure. */
import { digest } from './digest.ts';
import { bindingOf, intentOf } from './intent.ts';
import type { ManagedKind, Remote } from './kind.ts';
import type { Resource } from './object.ts';

/** What the versions of remote objects that share a name are chosen by. */
export type Versions = {
  /** The field of the spec, one of those that cannot change. */
  field: string;
  /** Undefined where the spec leaves it open, which is so only of what it adopts. */
  of(object: Resource): string | undefined;
};

type Versioned = Pick<ManagedKind<Remote, unknown, unknown>, 'versions'>;

/** Whether `remote` may be of the version that the spec wants; always where there are no versions, or none was told. */
export const isWantedVersion = ({ versions }: Versioned, object: Resource, { version }: Remote): boolean =>
  !versions || !version || version === versions.of(object);

/**
 * Whether it may be of that version, or of the one that the last create asked for: before there is an id, the spec may
 * change. People make other versions from ours: such a one is not ours, whatever its name and marker say. But where
 * neither id nor intent is left to tell (annotations were stripped), name and marker prove it.
 */
export function isKnownVersion(kind: Versioned, object: Resource, remote: Remote): boolean {
  const { versions } = kind;
  if (!versions || isWantedVersion(kind, object, remote)) return true;
  const { field } = versions;
  const intent = intentOf(object);
  if (!intent) return bindingOf(object).state === 'none';
  const asked = intent.fields[field];
  return asked !== undefined && asked === digest([{ path: field, value: remote.version }])[field];
}
