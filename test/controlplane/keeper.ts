/**
 * The process that owns a control plane: it makes the temporary directory, starts the servers and, when the
 * channel to its caller closes, kills the servers and removes the directory. There is no other way to end, so
 * a caller that stops it, gets Ctrl-C, crashes or is killed leaves the same nothing behind.
 */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report, Request } from './keeperMessages.ts';
import { createServerPair } from './serverPair.ts';
import type { Binaries } from './servers.ts';

const binaries = JSON.parse(process.argv[2] ?? '{}') as Binaries;
const directory = mkdtempSync(join(tmpdir(), 'modelarts-controlplane-'));
const ending = new AbortController();
const pair = createServerPair(binaries, directory, ending.signal);

process.on('disconnect', () => void end(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(1));
process.on('message', (request: Request) => {
  if (request.type === 'restart') pair.restart().then(() => report({ type: 'restarted' }), fail);
});

if (process.connected) {
  pair.crashed().catch(fail);
  pair.start().then((facts) => report({ type: 'ready', facts }), fail);
} else {
  await end(0);
}

function report(message: Report): void {
  if (process.connected) process.send?.(message);
}

async function fail(error: unknown): Promise<void> {
  if (ending.signal.aborted) return;
  report({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  await end(1);
}

async function end(code: number): Promise<void> {
  if (ending.signal.aborted) return;
  ending.abort();
  await pair.kill();
  await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  process.exit(code);
}
