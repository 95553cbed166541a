/** The log level that a file says, while the operator runs: a key of a mounted ConfigMap, say. */
import { readFile } from 'node:fs/promises';
import type { Config } from './config.ts';
import type { LevelSwitch, Log, LogLevel } from './runtime/log.ts';
import { createLog, isLogLevel, LOG_LEVELS, moreOf } from './runtime/log.ts';
import type { Time } from './runtime/time.ts';
import { systemTime } from './runtime/time.ts';

/** How often the file is read: what is mounted changes by a rename that no watch of a file survives. */
const POLL_MS = 5_000;

/** Runs `work` with a log on standard error, at the level of `config`, or at the one that its file says by then. */
export async function withLog(
  { logLevel: level, logLevelFile: path }: Pick<Config, 'logLevel' | 'logLevelFile'>,
  signal: AbortSignal,
  work: (log: Log) => Promise<void>,
): Promise<void> {
  const now: LevelSwitch = { level };
  const log = createLog(now);
  const done = new AbortController();
  const until = AbortSignal.any([signal, done.signal]);
  if (path !== undefined) void followLevelFile({ path, now, log, time: systemTime }, until);
  try {
    await work(log);
  } finally {
    done.abort();
  }
}

export type LevelFile = {
  path: string;
  /** What the file sets. */
  now: LevelSwitch;
  log: Log;
  time: Pick<Time, 'sleep'>;
};

/**
 * Keeps the level as the file says, until `signal` is aborted: the level of the beginning while there is no file, and the
 * one that it is while the file says no level or cannot be read, of which is told once. A change is told in one line.
 */
export async function followLevelFile(
  { path, now, log, time }: LevelFile,
  signal: AbortSignal,
): Promise<void> {
  const first = now.level;
  let warned = '';
  while (!signal.aborted) {
    const said = await readLevel(path, first);
    if ('level' in said) setLevel(now, said.level, { path, log });
    else if (said.problem !== warned) log.warn({ file: path }, `--log-level-file: ${said.problem}`);
    warned = 'problem' in said ? said.problem : '';
    await time.sleep(POLL_MS, signal).catch(() => undefined);
  }
}

/** Told at the level that tells more, so that the change to less is seen too. */
function setLevel(now: LevelSwitch, level: LogLevel, { path, log }: { path: string; log: Log }): void {
  const before = now.level;
  if (level === before) return;
  now.level = moreOf(before, level);
  log.info({ file: path, before }, `the log level is ${level} now`);
  now.level = level;
}

/** What the file says; `otherwise` while there is none. */
async function readLevel(
  path: string,
  otherwise: LogLevel,
): Promise<{ level: LogLevel } | { problem: string }> {
  try {
    const word = (await readFile(path, 'utf8')).trim();
    if (isLogLevel(word)) return { level: word };
    return {
      problem: `"${word.slice(0, 32)}" is none of ${LOG_LEVELS.join(', ')}: the level stays as it is`,
    };
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { level: otherwise };
    return { problem: `it cannot be read (${code}): the level stays as it is` };
  }
}
