/** `--audit-file`: the records of the audit trail as JSON lines. What goes wrong with the file never stops the operator. */
import { appendFile, writeFile } from 'node:fs';
import { promisify } from 'node:util';
import type { AuditRecord } from './auditRecord.ts';
import type { Log } from './log.ts';
import type { Time } from './time.ts';

/** What became of a record; or of a try to write some, which is repeated. */
export const RECORDINGS = ['written', 'lost', 'failed'] as const;
export type Recording = (typeof RECORDINGS)[number];

export type AuditFile = {
  /** Never waits and never throws. */
  write(record: AuditRecord): void;
  /** Writes what waits, as far as that is possible within some seconds. Nothing may be written afterwards. */
  close(): Promise<void>;
};

export type AuditFileOptions = {
  /** `-` for standard output. */
  path: string;
  log: Log;
  time: Time;
  recorded?: (recording: Recording) => void;
};

/** How many records wait for a file that cannot be written; further ones are lost. */
const MOST_WAITING = 10_000;
const RETRY_MS = 5_000;
const CLOSE_MS = 3_000;

const append = promisify(appendFile);
const write = promisify(writeFile);

/**
 * Opens the file anew for each write, so that it may be moved away, deleted or truncated at any time: the next record makes
 * it again, readable for its owner only. What could not be written is kept and tried again; the log says when that begins
 * and ends. A line that broke off in the middle stays as it is, and the next one begins on a line of its own.
 */
export function openAuditFile(options: AuditFileOptions): AuditFile {
  const { path, log, time, recorded = () => {} } = options;
  const waiting: string[] = [];
  const closing = new AbortController();
  let [failing, lost] = [false, 0];
  let running: Promise<void> | undefined;

  const send = (text: string) => (path === '-' ? write(1, text) : append(path, text, { mode: 0o600 }));

  const told = (err: unknown) => {
    recorded('failed');
    if (failing) return;
    failing = true;
    log.error({ err, path }, 'the audit file cannot be written: records wait, and the log has them');
  };

  const worked = (count: number) => {
    for (let one = 0; one < count; one++) recorded('written');
    if (failing) log.info({ path, lost }, 'the audit file is written again');
    [failing, lost] = [false, 0];
  };

  /** Until nothing waits any more; once the file is closed each line is tried once. */
  const drain = async (): Promise<void> => {
    do {
      const lines = [...waiting];
      try {
        await send((failing && lines.length > 0 ? '\n' : '') + lines.join(''));
        waiting.splice(0, lines.length);
        worked(lines.length);
      } catch (err) {
        told(err);
        if (closing.signal.aborted) return;
        await time.sleep(RETRY_MS, closing.signal).catch(() => undefined);
      }
    } while (waiting.length > 0);
  };

  const wake = () => {
    running ??= drain().finally(() => {
      running = undefined;
      // One may have come in the moment in which it ended.
      if (waiting.length > 0 && !closing.signal.aborted) wake();
    });
  };

  // What is wrong with the file is told at the start, not at three in the morning.
  wake();
  return {
    write(record) {
      if (waiting.length < MOST_WAITING) waiting.push(`${JSON.stringify(record)}\n`);
      else {
        lost += 1;
        recorded('lost');
      }
      wake();
    },
    async close() {
      closing.abort();
      if (waiting.length > 0) wake();
      // A disk that hangs must not keep the process.
      const waited = new AbortController();
      await Promise.race([running, time.sleep(CLOSE_MS, waited.signal).catch(() => undefined)]);
      waited.abort();
      const left = lost + waiting.length;
      if (left > 0)
        log.error({ path, lost: left }, 'records are missing in the audit file: the log has them');
    },
  };
}
