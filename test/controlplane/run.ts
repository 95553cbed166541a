import { execFile } from 'node:child_process';

/** Where and how a command runs. `signal` ends it. */
export type RunOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
};

/** Runs a command without a shell and resolves with what it printed. An error names it and has its last lines. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const settings = { ...options, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' } as const;
  execFile(command, args, settings, (error, stdout, stderr) => {
    if (!error) resolve(stdout);
    else if (options.signal?.aborted) reject(options.signal.reason);
    else {
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      const lines = stderr.trimEnd().split('\n').slice(-15).join('\n');
      const why = missing
        ? 'is not installed on this machine'
        : `failed (exit code ${error.code}):\n${lines}`;
      reject(new Error(`${command} ${args[0] ?? ''} ${why}`));
    }
  });
  return promise;
}
