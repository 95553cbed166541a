import type { Calls } from './calls.ts';
import { parsePart, readParts } from './continued.ts';
import type { EventModel } from './generated/resource.gen.ts';
import { asCount, asObject, asText } from './loose.ts';
import { NOT_FOUND } from './notFound.ts';
import { time } from './osMetadata.ts';
import type { ReadOptions } from './transport.ts';

/** Something that happened to a pool (section 10.6). */
export type PoolEvent = {
  /** Milliseconds since 1970, told in whole seconds; undefined when it was not told in a readable way. */
  readonly atMs?: number | undefined;
  /** Normal, Warning, or new ones; '' if none. */
  readonly type: string;
  /** PoolStatusChange, PoolResourcesStatusChange, or new ones; '' if none. */
  readonly reason: string;
  /** At most 4,096 characters of it. */
  readonly message: string;
  /** How often it happened in a row. */
  readonly count?: number | undefined;
};

/** Which events to read. */
export type PoolEventQuery = {
  /** 100 unless given, 5,000 at the most. */
  readonly limit?: number | undefined;
  /** Milliseconds since 1970; the cloud is asked in seconds, which the reference does not say. */
  readonly sinceMs?: number | undefined;
};

/** The most that the API allows. */
const PAGE_SIZE = 500;
const MAX_EVENTS = 5000;
const MAX_MESSAGE = 4096;

/** Reads the events of a pool. The order in which they are told is not said: those of the list are sorted here. */
export async function readPoolEvents(
  calls: Calls,
  poolId: string,
  { limit = 100, sinceMs }: PoolEventQuery,
  options: ReadOptions,
): Promise<PoolEvent[]> {
  const asked = { resource: 'pools', name: poolId, limit: PAGE_SIZE };
  const since = sinceMs === undefined ? {} : { since: Math.floor(sinceMs / 1000) };
  const fetchPart = async (place: string | undefined) => {
    const query = { ...asked, ...since, ...(place !== undefined && { continue: place }) };
    const reply = await calls.read('listEvents', options, { query, notFound: NOT_FOUND.pool });
    const part = parsePart(reply.body, (row) => parsePoolEvent(row) ?? NOTHING);
    if (!part) throw reply.broken('the answer is not a list of events');
    return { ...part, items: part.items.filter((one) => one !== NOTHING) };
  };
  const events = await readParts('listEvents', fetchPart, MAX_EVENTS);
  const newest = events.sort((one, other) => (other.atMs ?? 0) - (one.atMs ?? 0));
  return newest.slice(0, Math.min(limit, MAX_EVENTS));
}

const NOTHING: PoolEvent = { type: '', reason: '', message: '' };

/** Reads one event; undefined when it says nothing. */
export function parsePoolEvent(wire: unknown): PoolEvent | undefined {
  const { lastTimestamp, type, reason, message, count } = asObject<EventModel>(wire);
  const words = asText(message)?.slice(0, MAX_MESSAGE).toWellFormed();
  if (words === undefined) return undefined;
  return {
    atMs: time(lastTimestamp),
    type: asText(type) ?? '',
    reason: asText(reason) ?? '',
    message: words,
    count: asCount(count),
  };
}
