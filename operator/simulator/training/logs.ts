import { createHmac } from 'node:crypto';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { noise } from './noise.ts';
import { type Task, taskOf } from './tasks.ts';
import { ENDED, phaseAt } from './timeline.ts';
import type { TrainingWorld } from './world.ts';

/** The most that a preview shows, in bytes. */
export const MAX_PREVIEW = 5 * 1024 * 1024;
/** How long a link to a log can be followed, in milliseconds by the wall clock. */
export const LINK_MS = 5 * 60_000;
/** Every step is a line of this many bytes, so that the size is known without writing the log. */
const LINE = 64;

/** A log, which grows by a line a simulated second while its task runs. */
type Log = { readonly head: string; readonly steps: number; readonly tail: string; readonly task: Task };

/** previewTrainingJobTaskLog, section 6.13: the end of the log, at most 5 MB of it, in whole lines. */
export function previewLog(world: TrainingWorld, request: Request): Answer {
  const log = logOf(world, taskOf(world, request));
  const full_size = sizeOf(log);
  const content = full_size <= MAX_PREVIEW ? textOf(log, 0) : textOf(log, firstStep(log, full_size));
  return { status: 200, body: { content, current_size: Buffer.byteLength(content), full_size } };
}

/** getTrainingJobTaskLogUrl, section 6.14: a link to the whole log, which can be followed for five minutes. */
export function linkLog(world: TrainingWorld, request: Request): Answer {
  const { job, name } = logOf(world, taskOf(world, request)).task;
  // The table has Content-Type as a header, the example in the query.
  const type = request.query.get('Content-Type') ?? request.headers['content-type'] ?? 'text/plain';
  const path = `/_obs/${request.params.project_id}/${job.id}/${name}.log`;
  const query = new URLSearchParams({
    Expires: String(Math.floor((world.wallClock.now() + LINK_MS) / 1000)),
    Type: type === 'application/octet-stream' ? type : 'text/plain',
  });
  const signed = new URLSearchParams({ ...Object.fromEntries(query), Signature: sign(world, path, query) });
  return { status: 200, body: { obs_url: `http://${request.headers.host}${path}?${signed}` } };
}

/** What a link to a log leads to, in the place of OBS. */
export function followLink(world: TrainingWorld, request: Request): Answer {
  const { query, params } = request;
  const { project_id, training_job_id, task_id } = params;
  const { Signature, ...rest } = Object.fromEntries(query);
  const path = `/_obs/${project_id}/${training_job_id}/${task_id}.log`;
  const expired = Number(rest.Expires) * 1000 <= world.wallClock.now();
  if (expired || Signature !== sign(world, path, new URLSearchParams(rest)))
    return {
      status: 403,
      text: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
    };
  const text = textOf(logOf(world, taskOf(world, request)), 0);
  return { status: 200, text, headers: { 'Content-Type': rest.Type ?? 'text/plain' } };
}

const sign = ({ linkKey }: TrainingWorld, path: string, query: URLSearchParams) =>
  createHmac('sha256', linkKey).update(`${path}?${query}`).digest('hex');

/** @throws ApiError ModelArts.2776 or 2818 before the task has run */
function logOf(world: TrainingWorld, task: Task): Log {
  const { job, name, moment, run } = task;
  if (!run) {
    const code = world.behaviours['training.logNotReady'] === '204' ? 'ModelArts.2776' : 'ModelArts.2818';
    throw new ApiError(code, `task ${name} has written no log yet`);
  }
  const phase = phaseAt(job.life, moment);
  const code = phase === 'Terminated' ? 143 : job.outcome.exitCode;
  const reason = phase === 'Terminated' ? '' : job.outcome.message;
  return {
    head: `[Modelarts Service Log]training job ${job.id}, task ${name}\n`,
    steps: Math.floor(((run.end ?? moment) - run.start) / (1000 * world.scale)),
    tail: ENDED.has(phase) ? `${reason && `${reason}\n`}[Modelarts Service Log]exit with ${code}\n` : '',
    task,
  };
}

const sizeOf = ({ head, steps, tail }: Log) =>
  Buffer.byteLength(head) + steps * LINE + Buffer.byteLength(tail);

/** The first step of those that a preview has room for. */
const firstStep = ({ head }: Log, size: number) =>
  Math.ceil((size - Buffer.byteLength(head) - MAX_PREVIEW) / LINE);

/** The log from a step on; from the first one on with its head. */
function textOf({ head, steps, tail, task }: Log, from: number): string {
  const { job, name } = task;
  const lines = Array.from({ length: Math.max(0, steps - from) }, (_, index) => {
    const step = from + index + 1;
    const loss = noise(`${job.id}/${name}/${step}`).toFixed(6);
    return `${`[${name}] step ${step} loss ${loss}`.padEnd(LINE - 1)}\n`;
  });
  return `${from === 0 ? head : ''}${lines.join('')}${tail}`;
}
