/**
 * Logs. Levels are defined here, once:
 *
 * - `error`: a person must act and nothing else says so ("the CRDs are not installed").
 * - `warn`: a call failed and is tried again ("watch of trainingjobs broke: … ; again in 2 s").
 * - `info`: something changed, in the cloud or in who leads ("created training job …"): the audit trail.
 * - `debug`: one line per pass ("settled").
 */
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Pick<Logger, 'error' | 'warn' | 'info' | 'debug' | 'child'>;

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug', 'silent'] as const;

/** A JSON logger; one line per record, `time` in RFC 3339, the level as a word. */
export const createLog = (level: string, destination?: DestinationStream): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ fd: 2, sync: true }),
  );
