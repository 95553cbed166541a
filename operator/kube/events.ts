/** Events of events.k8s.io/v1: one for the same words about the same object, told again as its series. */
import type { Resource } from '../runtime/object.ts';
import type { EventRecord } from '../runtime/ports.ts';
import { isApiError } from '../runtime/ports.ts';
import type { Rest } from './rest.ts';

/** What an Event may say, in bytes: the server counts them, though it speaks of characters. */
const NOTE_BYTES = 1024;

type Series = { count: number; lastObservedTime: string };

type Telling = {
  rest: Rest;
  identity: string;
  object: Resource;
  event: EventRecord;
  signal: AbortSignal;
};

/**
 * Creates the Event, or raises the count of its series where it stands already: one that another process told is
 * found by its name, one that has expired is made anew. Throws `ApiError`.
 */
export async function tellEvent(telling: Telling): Promise<void> {
  const ways = telling.event.again ? [raise, make] : [make, raise];
  for (const way of ways) if (await way(telling)) return;
  const { namespace } = telling.object.metadata;
  throw new Error(`the Event ${namespace}/${telling.event.name} came and went while it was being told`);
}

/** False when there is one of this name already. */
async function make({ rest, identity, object, event, signal }: Telling): Promise<boolean> {
  const { apiVersion, kind } = object;
  const { namespace, name, uid, resourceVersion } = object.metadata;
  const now = microTime();
  const body = {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { namespace, name: event.name },
    eventTime: now,
    reportingController: 'modelarts-operator',
    reportingInstance: identity.slice(0, 128),
    regarding: { apiVersion, kind, namespace, name, uid, resourceVersion },
    type: event.type,
    reason: event.reason,
    action: event.action,
    note: event.note.slice(0, new TextEncoder().encodeInto(event.note, new Uint8Array(NOTE_BYTES)).read),
    // The server refuses a series of one.
    ...(event.times > 1 && { series: { count: event.times, lastObservedTime: now } }),
  };
  return unless('conflict', rest.json({ method: 'POST', path: eventsIn(namespace), body, signal }));
}

/** False when there is none of this name. */
async function raise({ rest, object, event, signal }: Telling): Promise<boolean> {
  const path = `${eventsIn(object.metadata.namespace)}/${event.name}`;
  const patch = (body: { series?: Series }) =>
    rest.json<{ series?: Series }>({
      method: 'PATCH',
      path,
      contentType: 'application/merge-patch+json',
      body,
      signal,
    });
  const add = async () => {
    // A patch of nothing reads the count: no permission to get is needed.
    const { series } = await patch({});
    const count = (series?.count ?? 1) + event.times;
    await patch({ series: { count, lastObservedTime: microTime() } });
  };
  return unless('not-found', add());
}

/** True when `work` succeeds, false when it ends with an `ApiError` of `kind`. */
const unless = (kind: 'conflict' | 'not-found', work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (isApiError(error, kind)) return false;
      throw error;
    },
  );

const eventsIn = (namespace: string) => `/apis/events.k8s.io/v1/namespaces/${namespace}/events`;

/** Times of Events are MicroTime: a plain ISO time is refused. */
const microTime = (): string => new Date().toISOString().replace('Z', '000Z');
