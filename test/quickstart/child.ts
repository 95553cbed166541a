import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
const operator = fileURLToPath(new URL('../../operator/main.ts', import.meta.url));

/** A command of ours that runs beside us until it is disposed of. */
export type Running = AsyncDisposable & {
  readonly child: ChildProcess;
  /** Resolves with the first line on stdout; rejects, with the last lines, when it ends before that, or at `signal`. */
  firstLine(signal: AbortSignal): Promise<string>;
  /** The last lines of what it said, on either stream. */
  tail(): string;
};

/** Starts `node operator/main.ts <args>`; what it says goes to `logFile`. */
export function startOperatorCommand(
  args: readonly string[],
  logFile: string,
  env: NodeJS.ProcessEnv,
): Running {
  const child = spawn(process.execPath, [operator, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exited = once(child, 'exit').catch(() => {});
  // Whatever ends us, short of SIGKILL, ends the child.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);

  const tail = () =>
    existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20) : [];
  return {
    child,
    tail: () => tail().join('\n'),
    firstLine(signal) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk;
        const end = text.indexOf('\n');
        if (end >= 0) resolve(text.slice(0, end));
      });
      exited.then(() => reject(new Error(`${args[0]} ended before it was ready:\n${tail().join('\n')}`)));
      return promise;
    },
    async [Symbol.asyncDispose]() {
      const patience = setTimeout(kill, 5_000);
      child.kill('SIGTERM');
      await exited;
      clearTimeout(patience);
      process.off('exit', kill);
      log.end();
    },
  };
}
