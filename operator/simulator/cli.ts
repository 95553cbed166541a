import { once } from 'node:events';
import type { Call } from './audit.ts';
import { startSimulator } from './simulator.ts';

/** What the command line says. */
export type SimulateOptions = {
  readonly port: number;
  readonly host: string;
  /** Simulated seconds per real second. */
  readonly speed: number;
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly projectId?: string;
};

/** Where the command writes, and what ends it. */
export type SimulateIo = {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly signal: AbortSignal;
};

/**
 * Runs a simulator until the signal is aborted. When it is ready, one line of JSON on stdout says where it is and
 * which (simulated) key to sign or user to log in with; each call is a line on stderr.
 *
 * @throws Error when the port cannot be had, or only one half of a key pair is given
 */
export async function simulate(options: SimulateOptions, io: SimulateIo): Promise<void> {
  const { port, host, speed, accessKey, secretKey } = options;
  if ((accessKey === undefined) !== (secretKey === undefined))
    throw new Error('accessKey and secretKey belong together: give both, or neither for the built-in pair');
  if (io.signal.aborted) return;
  await using simulator = await startSimulator({
    port,
    host,
    speed,
    ...(options.projectId !== undefined && { projectId: options.projectId }),
    ...(accessKey && secretKey && { credentials: [{ accessKey, secretKey, userName: 'simulated-user' }] }),
    onCall: (call) => io.stderr.write(`${lineOf(call)}\n`),
  });
  const { url, projectId, user } = simulator;
  const keys = { accessKey: simulator.accessKey, secretKey: simulator.secretKey };
  io.stdout.write(`${JSON.stringify({ url, projectId, ...keys, user, speed })}\n`);
  if (!io.signal.aborted) await once(io.signal, 'abort');
}

/** A call in one short line: method, operation, status, then job and phase or what went wrong. */
export function lineOf(call: Call): string {
  const { method, operation, path, status, errorCode, jobName, resource, phase, faults } = call;
  const parts = [
    method,
    operation ?? path,
    status === 0 ? 'no answer' : status,
    errorCode,
    jobName,
    resource,
    phase,
  ];
  const said = parts.filter((part) => part !== undefined).join(' ');
  return faults ? `${said} [${faults.join(', ')}]` : said;
}
