import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server that runs below the keeper. */
export type Child = {
  readonly name: string;
  /** Rejects when the process ends without having been killed; never resolves. The message has its last lines. */
  readonly crashed: Promise<never>;
  /** Kills the process and whatever it started, at once; resolves when it is gone. May be called again. */
  kill(): Promise<void>;
};

/**
 * Starts `program`. Its output goes to `<directory>/<name>.log`, its process id to `<directory>/<name>.pid`.
 */
export function startChild(
  name: string,
  program: string,
  args: readonly string[],
  directory: string,
  env: NodeJS.ProcessEnv,
): Child {
  const logFile = join(directory, `${name}.log`);
  const log = openSync(logFile, 'a', 0o600);
  // A process group of its own, since the program may be a script that has started others.
  const child = spawn(program, args, { cwd: directory, detached: true, stdio: ['ignore', log, log], env });
  closeSync(log);
  if (child.pid !== undefined) writeFileSync(join(directory, `${name}.pid`), `${child.pid}\n`);

  let killed = false;
  const crashed = whenEnded(child).then((how): Promise<never> => {
    if (killed) return new Promise(() => {});
    throw new Error(`${name} (${program}) ${how}; its last lines:\n${tail(logFile)}`);
  });
  crashed.catch(() => {}); // whoever waits has it; nobody waits while all is well

  return {
    name,
    crashed,
    async kill() {
      killed = true;
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      process.kill(-child.pid, 'SIGKILL');
      await gone;
    },
  };
}

function whenEnded(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `exit code ${code}`}`));
  });
}

const tail = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
