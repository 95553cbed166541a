import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { shape } from './answers.ts';
import type { Call } from './audit.ts';
import { CONTROL_PATH, type Control } from './control.ts';
import { ApiError } from './errors.ts';
import type { Answer, Incoming } from './exchange.ts';
import type { Faults, Mishap } from './faults.ts';
import { faultAnswer, isCarriedOut, isSilent } from './mishaps.ts';
import { carryOut, type Outcome, type Rules } from './pipeline.ts';
import type { Router } from './router.ts';
import { type Reply, read, send } from './wire.ts';

/** What the HTTP server is made of. */
export type Parts = {
  readonly rules: Rules;
  readonly router: Router;
  readonly faults: Faults;
  readonly control: Control;
  readonly newId: () => string;
  /** Told of every call of an operation or an unknown path, before its answer is sent. */
  readonly onCall: (call: Call) => void;
  /** Ends delays when the server stops. */
  readonly signal: AbortSignal;
};

/** Longer than clients keep idle connections, so that it is they who close them. */
const KEEP_ALIVE_MS = 120_000;

/** The server, not yet listening. */
export function createHttpServer(parts: Parts): Server {
  const server = createServer((message, response) => {
    serve(parts, message, response).catch((error: unknown) => {
      if (parts.signal.aborted || message.destroyed || response.headersSent) response.destroy();
      else send(response, defect(error));
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

/** What must never be seen: it tells a defect of the simulator from anything that the reference says. */
const defect = (error: unknown): Reply => ({
  status: 500,
  headers: { 'Content-Type': 'text/plain' },
  body: `defect of the simulator: ${error instanceof Error ? error.stack : error}`,
});

async function serve(parts: Parts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = parts.newId().replaceAll('-', '');
  const incoming = await read(message);
  if (incoming.target.startsWith(CONTROL_PATH))
    return send(response, parts.control(incoming, message.socket.remoteAddress ?? ''));
  const [path = ''] = incoming.target.split('?');
  const match = parts.router(incoming.method, path);
  const operation = match instanceof ApiError ? null : match.route.id;
  const mishaps = parts.faults.take(operation);
  const mishap = mishaps.find(({ kind }) => kind !== 'latency');
  await delay(parts, mishaps, 'beforeMs');
  const done = isCarriedOut(mishap) ? carryOut(incoming, match, parts.rules, requestId) : undefined;
  const answer = answerTo(parts, mishap, done);
  parts.onCall(callOf(parts, incoming, { requestId, operation, mishaps, mishap, done, answer }));
  await delay(parts, mishaps, 'afterMs');
  if (mishap?.kind === 'hang') return;
  if (isSilent(mishap)) message.socket.resetAndDestroy();
  else send(response, replyOf(parts, answer, requestId, mishap));
}

type Played = {
  requestId: string;
  operation: string | null;
  mishaps: readonly Mishap[];
  mishap: Mishap | undefined;
  done: Outcome | undefined;
  answer: Answer & { code?: string | undefined };
};

function answerTo({ rules }: Parts, mishap: Mishap | undefined, done: Outcome | undefined): Played['answer'] {
  if (mishap?.kind === 'status')
    return faultAnswer(mishap, rules.behaviours.retryAfter, rules.wallClock.now());
  return { ...(done?.answer ?? { status: 0 }), code: done?.errorCode };
}

function callOf(parts: Parts, { method, target }: Incoming, played: Played): Call {
  const { requestId, operation, mishaps, mishap, done, answer } = played;
  const success = done !== undefined && done.answer.status < 400;
  return {
    at: parts.rules.wallClock.now(),
    operation,
    method,
    path: target,
    status: isSilent(mishap) ? 0 : answer.status,
    requestId,
    ...(answer.code && { errorCode: answer.code }),
    ...(done?.user && { user: done.user }),
    ...(done?.accessKey && { accessKey: done.accessKey }),
    ...done?.touched,
    ...(mishaps.length > 0 && { faults: mishaps.map(({ kind }) => kind), carriedOut: success }),
  };
}

function replyOf({ rules }: Parts, answer: Answer, requestId: string, mishap: Mishap | undefined): Reply {
  const { status, headers } = answer;
  const body = status < 400 ? shape(answer.body, rules.behaviours) : answer.body;
  const text = answer.text ?? (body === undefined ? '' : JSON.stringify(body));
  return {
    status,
    headers: {
      'Content-Type': rules.behaviours['answers.contentType'],
      'X-Request-Id': requestId,
      Date: new Date(rules.wallClock.now()).toUTCString(),
      ...headers,
    },
    body: mishap?.kind === 'garbage' ? `<html>${text.slice(0, text.length / 2)}` : text,
  };
}

async function delay({ signal }: Parts, mishaps: readonly Mishap[], when: 'beforeMs' | 'afterMs') {
  const latencies = mishaps.filter((mishap) => mishap.kind === 'latency');
  const ms = latencies.reduce((sum, latency) => sum + (latency[when] ?? 0), 0);
  if (ms > 0) await sleep(ms, undefined, { signal });
}
