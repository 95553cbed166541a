/** Between the client of the cloud and the runtime: what every kind's shell does alike. */
import type { Remote } from '../runtime/kind.ts';

/** What the calls of every family of the client answer with. */
type Described = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly createdAtMs?: number | undefined;
  readonly requestId?: string | undefined;
};

/** A remote object whose description is the place of the marker, as the runtime knows it. */
export function asRemote<T extends Described>(item: T): Omit<T, 'createdAtMs' | 'requestId'> & Remote {
  const { requestId, createdAtMs, ...rest } = item;
  return {
    ...rest,
    markedText: item.description,
    ...(createdAtMs !== undefined && { createdAtMs }),
    ...(requestId !== undefined && { requestId }),
  };
}

/** The slot that the runtime hands through is the one that `withSlot` of the client gave it. */
export const slotOf = (slot: unknown) => (slot === undefined ? {} : { slot: slot as { priority: 'change' } });

/** The workspace of what names none: the only one that lists show without being asked for another. */
export const DEFAULT_WORKSPACE = '0';
