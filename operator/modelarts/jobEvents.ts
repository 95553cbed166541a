import type { Calls } from './calls.ts';
import type { Event, ListTrainingJobEventsResponse } from './generated/training.gen.ts';
import { asNumeric, asObject, asText } from './loose.ts';
import type { ReadOptions } from './transport.ts';

/** Something that happened to a training job (section 6.27). */
export type JobEvent = {
  /** Milliseconds since 1970, told in whole seconds; undefined when it was not told in a readable way. */
  readonly atMs?: number | undefined;
  /** Info, Warning, Error, or new ones; '' if none. */
  readonly level: string;
  /** K8S, Job, Task, or new ones; '' if none. */
  readonly source: string;
  /** As told, line breaks included; at most 4,096 characters of it. */
  readonly message: string;
};

/** Which events to read. */
export type JobEventQuery = {
  /** 100 unless given, 1,000 at the most. */
  readonly limit?: number | undefined;
};

/** The most that the API allows. */
const PAGE_SIZE = 100;
const MAX_PAGES = 10;
const MAX_MESSAGE = 4096;

/**
 * Reads the newest events of a job. Two that agree in time, level, source and words are one: events have no ids, and
 * those that are added while pages are read push others onto the next page.
 */
export async function readJobEvents(
  calls: Calls,
  id: string,
  { limit = PAGE_SIZE }: JobEventQuery,
  options: ReadOptions,
): Promise<JobEvent[]> {
  const events = new Map<string, JobEvent>();
  const size = Math.min(Math.max(1, limit), PAGE_SIZE);
  let offset = 0;
  for (let pages = 0; pages < MAX_PAGES && events.size < limit; pages++) {
    const reply = await calls.read('listTrainingJobEvents', options, {
      ids: { training_job_id: id },
      query: { order: 'desc', offset, limit: size },
    });
    const page = parseAnswer(reply.body);
    if (!page) throw reply.broken('the answer is not a list of events');
    for (const event of page.rows.map(parseJobEvent)) if (event) events.set(JSON.stringify(event), event);
    offset += page.rows.length;
    const end = page.total === undefined ? page.rows.length < size : offset >= page.total;
    if (end || page.rows.length === 0) break;
  }
  return [...events.values()].slice(0, limit);
}

/** An empty list may be left out or null; then its total, a number or a text, tells it from an answer that is none. */
function parseAnswer(body: unknown): { rows: readonly unknown[]; total: number | undefined } | undefined {
  const answer = asObject<ListTrainingJobEventsResponse>(body);
  const total = asNumeric(answer.total);
  const rows = answer.events ?? (total === undefined ? undefined : []);
  return Array.isArray(rows) ? { rows, total } : undefined;
}

/** Reads one event; undefined when it says nothing. */
export function parseJobEvent(wire: unknown): JobEvent | undefined {
  const { time, level, source, message } = asObject<Event>(wire);
  const words = asText(message)?.slice(0, MAX_MESSAGE).toWellFormed();
  if (words === undefined) return undefined;
  const at = Date.parse(asText(time) ?? '');
  return {
    atMs: Number.isNaN(at) ? undefined : at,
    level: asText(level) ?? '',
    source: asText(source) ?? '',
    message: words,
  };
}
