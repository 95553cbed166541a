/** What a person asks of an object beside its spec proper: who manages it, what deletion means, when to look. Pure. */
import { isRemoteId } from './intent.ts';
import type { Resource } from './object.ts';
import { GROUP } from './object.ts';

/** `"true"`: nothing is done for the object until it is taken away again. */
export const PAUSED = `${GROUP}/paused`;
/** Any new value asks for a pass now, and for a refused create to be tried again. */
export const RECONCILE_AT = `${GROUP}/reconcile-at`;
/** How often the remote object is looked at while it is in flight: `500ms`, `10s`, `5m`, `1h`. */
export const POLL_INTERVAL = `${GROUP}/poll-interval`;

/**
 * A person has looked what became of the create or purchase whose number this is, and nothing is to come of it any
 * more: `CheckRemote` and `CheckOrder` wait for it (DESIGN 4.5).
 */
export const CHECKED = `${GROUP}/checked`;

/** The number under which a journal that is lost is looked into. */
export const UNKNOWN_JOURNAL = 'none';

export type Policy = {
  paused: boolean;
  /** `managementPolicy: Observe`: the cloud is read, never changed. */
  observe: boolean;
  /** Deletion leaves the remote object: `deletionPolicy: Retain`; where it says nothing, for adopted ones and by default. */
  retain: boolean;
  /** `deletionProtection`: a deletion waits until it is taken away. */
  protected: boolean;
  /** The id of an existing remote object to take over instead of creating one. */
  adoptId?: string;
  reconcileAt?: string;
  /** The number in the annotation `checked`. */
  checked?: string;
  pollMs?: number;
  /** A sentence per field that cannot be followed. */
  problems: string[];
};

/** The part of a spec that every kind has. */
type CommonSpec = {
  managementPolicy?: string;
  deletionPolicy?: string;
  deletionProtection?: boolean;
  adopt?: { id?: unknown };
};

/** @param retains whether objects of this kind and spec are retained where `deletionPolicy` says nothing */
export function policyOf({ metadata, spec }: Resource, retains = false): Policy {
  const { managementPolicy, deletionPolicy, deletionProtection = false, adopt } = (spec ?? {}) as CommonSpec;
  const annotations = metadata.annotations ?? {};
  const interval = annotations[POLL_INTERVAL];
  const pollMs = interval === undefined ? undefined : durationMs(interval);
  const problems: string[] = [];
  if (adopt && !isRemoteId(adopt.id))
    problems.push('spec.adopt.id: an id has 1 to 64 letters, digits, "_" and "-"');
  if (interval !== undefined && pollMs === undefined)
    problems.push(
      `metadata.annotations[${POLL_INTERVAL}]: "${interval}" is not a duration from 100ms to 24h`,
    );
  return {
    paused: annotations[PAUSED] === 'true',
    protected: deletionProtection,
    observe: managementPolicy === 'Observe',
    retain: deletionPolicy === 'Retain' || (deletionPolicy === undefined && (adopt !== undefined || retains)),
    ...(isRemoteId(adopt?.id) && { adoptId: adopt.id }),
    ...(annotations[RECONCILE_AT] !== undefined && { reconcileAt: annotations[RECONCILE_AT] }),
    ...(annotations[CHECKED] !== undefined && { checked: annotations[CHECKED] }),
    ...(pollMs !== undefined && { pollMs }),
    problems,
  };
}

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

function durationMs(text: string): number | undefined {
  const match = /^(\d+)(ms|s|m|h)$/.exec(text);
  if (!match) return undefined;
  const ms = Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0);
  return ms >= 100 && ms <= 24 * 3_600_000 ? ms : undefined;
}
