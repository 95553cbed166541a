/** How the process ends: in order on the first signal, at once on the second, and never later than it was given. */
import { constants } from 'node:os';
import type { Log } from './runtime/log.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** What of the grace period is kept for giving back the Lease and closing connections. */
const LAST_MS = 7_000;

/** Aborted by the first SIGINT or SIGTERM; the second of either ends the process on the spot. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of SIGNALS)
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(128 + constants.signals[name]);
      stop.abort(new Error(`stopped by ${name}`));
    });
  return stop.signal;
}

/** Ends the process `graceMs` after `signal` was aborted, should anything still keep it then. */
export function endWithin(signal: AbortSignal, graceMs: number, log: Log): void {
  const end = () => {
    log.error({ graceMs }, 'not everything came to its end in time: the process ends now');
    process.exit(1);
  };
  signal.addEventListener('abort', () => void setTimeout(end, graceMs).unref(), { once: true });
}

/** How much of the grace period passes may take that have told the cloud to change something. */
export const holdMs = (graceMs: number): number => Math.max(graceMs - LAST_MS, graceMs / 2);
