import type { Calls } from './calls.ts';
import type { Events, ListServiceLogsResponse, Log } from './generated/service.gen.ts';
import { asArray, asNumeric, asObject, asText } from './loose.ts';
import { parseTotalledPage } from './pages.ts';
import { parseVariant, type ServiceVariant } from './serviceVariant.ts';
import type { ReadOptions } from './transport.ts';

/** Something that happened to a service (section 9.11). */
export type ServiceEvent = {
  /** Milliseconds since 1970; undefined when it was not told in a readable way. */
  readonly atMs?: number | undefined;
  /** normal, abnormal, or new ones; '' if none. */
  readonly type: string;
  /** At most 4,096 characters of it. */
  readonly message: string;
};

/** Which events to read. */
export type ServiceEventQuery = {
  /** 100 unless given, 1,000 at the most. */
  readonly limit?: number | undefined;
  /** Milliseconds since 1970. */
  readonly sinceMs?: number | undefined;
};

/** A configuration that was deployed (section 9.13). */
export type ServiceUpdate = {
  /** Milliseconds since 1970: the `updatedAtMs` of the call that began it. */
  readonly atMs?: number | undefined;
  /** SUCCESS, FAIL, RUNNING, or new ones; '' if none. */
  readonly result: string;
  readonly variants: readonly ServiceVariant[];
};

/** What is told of the past of a service. */
export type ServiceHistory = {
  /** Section 9.11, modelarts:service:getEvents. The newest first. */
  events(id: string, query: ServiceEventQuery, options: ReadOptions): Promise<ServiceEvent[]>;
  /** Section 9.13, modelarts:service:getLogs. Every configuration that was deployed, or that of one time, newest first. */
  updates(
    id: string,
    query: { readonly atMs?: number | undefined },
    options: ReadOptions,
  ): Promise<ServiceUpdate[]>;
};

const MAX_EVENTS = 1000;
const MAX_MESSAGE = 4096;

/** The calls on the past of services, over those of a project. */
export const createServiceHistory = (calls: Calls): ServiceHistory => ({
  async events(id, { limit = 100, sinceMs }, options) {
    const query = {
      ...{ sort_by: 'occur_time', order: 'desc', offset: 0, limit: Math.min(Math.max(1, limit), MAX_EVENTS) },
      ...(sinceMs !== undefined && { start_time: sinceMs }),
    };
    const reply = await calls.read('listServiceEvents', options, { ids: { service_id: id }, query });
    const page = parseTotalledPage(reply.body, 'events', (row) => parseServiceEvent(row) ?? NOTHING);
    if (!page) throw reply.broken('the answer is not a list of events');
    return page.items.filter((one) => one !== NOTHING).slice(0, limit);
  },
  async updates(id, { atMs }, options) {
    const query = atMs === undefined ? {} : { query: { update_time: atMs } };
    const reply = await calls.read('listServiceLogs', options, { ids: { service_id: id }, ...query });
    const { service_id, logs } = asObject<ListServiceLogsResponse>(reply.body);
    // An empty list may be left out or null; then the id tells it from an answer that is none.
    const rows = logs ?? (asText(service_id) === undefined ? undefined : []);
    if (!Array.isArray(rows)) throw reply.broken('the answer is not a list of updates');
    return rows.map(parseUpdate).sort((one, other) => (other.atMs ?? 0) - (one.atMs ?? 0));
  },
});

const NOTHING: ServiceEvent = { type: '', message: '' };

/** Reads one event; undefined when it says nothing. */
export function parseServiceEvent(wire: unknown): ServiceEvent | undefined {
  const { event_type, event_info, occur_time } = asObject<Events>(wire);
  const message = asText(event_info)?.slice(0, MAX_MESSAGE).toWellFormed();
  if (message === undefined) return undefined;
  return { atMs: asNumeric(occur_time) || undefined, type: asText(event_type) ?? '', message };
}

function parseUpdate(wire: unknown): ServiceUpdate {
  const { update_time, result, config } = asObject<Log>(wire);
  return {
    atMs: asNumeric(update_time) || undefined,
    result: asText(result) ?? '',
    variants: asArray(config).flatMap((one) => parseVariant(one) ?? []),
  };
}
