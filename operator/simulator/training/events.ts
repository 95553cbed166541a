import type { Event } from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { asOf, type Job } from './job.ts';
import { slice } from './search.ts';
import { tasksOf } from './tasks.ts';
import { type Moment, until } from './timeline.ts';
import { jobOf, type TrainingWorld } from './world.ts';

/** Page size where none is asked for. */
const DEFAULT_PAGE = 50;
const LEVELS = ['Info', 'Error', 'Warning'];
const SOURCES = ['K8S', 'Job', 'Task'];
/** Times of events are those of Beijing. */
const ZONE_MS = 8 * 3_600_000;

type Entry = { readonly at: number; readonly event: Event };

/** listTrainingJobEvents, section 6.27: what a job went through, the newest first unless asked otherwise. */
export function listEvents(world: TrainingWorld, request: Request): Answer {
  const job = jobOf(world, request);
  const asked = readQuery(request.query);
  const happened = until(job.life, asOf(job, world.clock.now())).flatMap((moment) => entriesOf(moment, job));
  const matching = happened.filter((entry) => fits(entry, asked));
  const { offset, limit, order, from, to } = asked;
  const events = slice(matching, offset, limit, order === 'desc').map(({ event }) => event);
  const asText = world.behaviours['training.eventNumbers'] === 'string';
  const number = (value: number) => (asText ? String(value) : value);
  return {
    status: 200,
    body: {
      total: number(matching.length),
      limit: number(limit),
      offset: number(offset),
      order,
      start_time: timeText(from ?? job.createdAt),
      end_time: timeText(to ?? world.clock.now()),
      events,
    },
  };
}

function readQuery(query: URLSearchParams) {
  const { order = 'desc', level, source, pattern = '' } = Object.fromEntries(query);
  checkOneOf('order', order, ['desc', 'asc']);
  checkOneOf('level', level, LEVELS);
  checkOneOf('source', source, SOURCES);
  const [from, to] = [timeOf(query, 'start_time'), timeOf(query, 'end_time')];
  if ((from === undefined) !== (to === undefined)) throw bad('start_time and end_time belong together');
  const offset = Number(query.get('offset') ?? 0);
  if (offset < 0) throw bad('offset must be 0 or more');
  const limit = Number(query.get('limit') ?? DEFAULT_PAGE);
  return { order, level, source, pattern, from, to, offset, limit };
}

function fits({ at, event }: Entry, asked: ReturnType<typeof readQuery>): boolean {
  const { level, source, pattern, from = -Infinity, to = Infinity } = asked;
  if (level !== undefined && event.level !== level) return false;
  if (source !== undefined && event.source !== source) return false;
  return at >= from && at <= to && (event.message ?? '').includes(pattern);
}

/** What is told of the moment at which a job enters a phase, the oldest first. */
function entriesOf({ phase, at }: Moment, job: Job): Entry[] {
  const tell = (source: string, message: string, level = 'Info'): Entry => ({
    at,
    event: { time: timeText(at), level, message, source },
  });
  const pod = (task: string) => `[Pod: modelarts-job-${job.id}-${task}]`;
  switch (phase) {
    case 'Creating':
      return [tell('Job', 'Training job is created.')];
    case 'Pending':
      return [tell('Job', 'Training job is queuing.')];
    case 'Running':
      return [
        ...tasksOf(job).map((task) => tell('K8S', `${pod(task)} Started: Started container`)),
        tell('Job', 'Training job is running.'),
        ...tasksOf(job).map((task) => tell('Task', `[${task}] training started.`)),
      ];
    case 'Terminating':
      return [
        tell(
          'K8S',
          `[Job: modelarts-job-${job.id}] ExecuteAction: Start to execute action TerminateJob`,
          'Warning',
        ),
      ];
    case 'Terminated':
      return [tell('Job', 'Training job is terminated.')];
    default:
      return ending(phase === 'Completed' ? 'completed' : phase.toLowerCase(), job, tell);
  }
}

function ending(
  word: string,
  job: Job,
  tell: (source: string, message: string, level?: string) => Entry,
): Entry[] {
  const { exitCode } = job.outcome;
  const finished = tasksOf(job).map((task) =>
    tell('Task', `[${task}] Training finished. Exit code ${exitCode}.`),
  );
  return [...finished, tell('Job', `Training job ${word}.`, word === 'completed' ? 'Info' : 'Error')];
}

function checkOneOf(name: string, value: string | undefined, known: readonly string[]): void {
  if (value !== undefined && !known.includes(value)) throw bad(`${name} must be one of ${known.join(', ')}`);
}

/** Milliseconds, as in the request line of the example; the table says no more than "start". */
function timeOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw bad(`${name} must be milliseconds since the epoch`);
  return Number(text);
}

const bad = (detail: string) => new ApiError('ModelArts.50004000', detail);

const timeText = (ms: number) => `${new Date(ms + ZONE_MS).toISOString().slice(0, 19)}+08:00`;
