/** What is read of a service beside its answer, and resolved for it. */
import type { ServiceHistory } from '../../modelarts/serviceHistory.ts';
import { isSettled } from '../../runtime/conditions.ts';
import { shortHash } from '../../runtime/digest.ts';
import type { News } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { faultOf } from '../faults.ts';
import { serviceEventNews } from './events.ts';
import type { Held } from './held.ts';
import { versionOf } from './held.ts';
import { resolved } from './references.ts';
import type { Ports } from './session.ts';
import type { ModelServiceSpec } from './spec.gen.ts';

/** What is remembered from one look to the next. */
type Kept = {
  id: string;
  /** Of the service when its events were read last. */
  version: string;
  /** Of the newest event. */
  sinceMs: number;
};

export type EnrichOptions = Ports & { object: Resource<ModelServiceSpec>; history: ServiceHistory };

/** States in which a change is over that may have failed. */
const AFTER = new Set(['running', 'concerning', 'failed']);

/**
 * Events are read when the service looks different or is being deployed, its last change while the object is not
 * settled: nothing for a service that just goes on. Failures of the cloud are one line each.
 */
export async function enrich(options: EnrichOptions, service: Held, kept: unknown, signal: AbortSignal) {
  const { object, history, objects, secrets, log } = options;
  const { namespace, name } = object.metadata;
  const last = (kept as Kept | undefined)?.id === service.id ? (kept as Kept) : undefined;
  const version = shortHash(versionOf(service), 16);
  const changed = last ? last.version !== version : object.status?.phase !== service.status;
  const tried = async <T>(what: string, read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (err) {
      signal.throwIfAborted();
      // Throws what is no failure of ModelArts.
      faultOf(err);
      log.warn({ err, namespace, name, remoteId: service.id }, `the ${what} of a service could not be read`);
      return undefined;
    }
  };
  const events =
    changed || service.status === 'deploying'
      ? await tried('events', () => history.events(service.id, {}, { signal }))
      : undefined;
  const updates =
    !isSettled(object) && AFTER.has(service.status)
      ? await tried('changes', () => history.updates(service.id, {}, { signal }))
      : undefined;
  const sinceMs = last?.sinceMs ?? 0;
  const keep: Kept = {
    id: service.id,
    version: changed && !events ? (last?.version ?? '') : version,
    sinceMs: Math.max(sinceMs, ...(events ?? []).map(({ atMs = 0 }) => atMs)),
  };
  const beside = {
    resolved: await resolved(object, objects, secrets, signal),
    lastUpdate: updates?.[0],
    news: serviceEventNews(events ?? [], sinceMs).map((news): News => ({ ...news, retold: true })),
  };
  return { remote: { ...service, ...beside }, keep };
}
