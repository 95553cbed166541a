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

export type LogLevel = (typeof LOG_LEVELS)[number];

export const isLogLevel = (word: string): word is LogLevel =>
  (LOG_LEVELS as readonly string[]).includes(word);

/** The level of a log and of all its children: it may be changed while they are in use. */
export type LevelSwitch = { level: LogLevel };

/**
 * A JSON logger; one line per record, `time` in RFC 3339, the level as a word.
 *
 * Children of pino keep the level that they were made with, so that each is made with the lowest, and what is told is
 * decided for each record.
 */
export const createLog = (level: LogLevel | LevelSwitch, destination?: DestinationStream): Log => {
  const now: LevelSwitch = typeof level === 'string' ? { level } : level;
  return pino(
    {
      level: 'debug',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(args, method, rank) {
          if (rank >= RANKS[now.level]) method.apply(this, args);
        },
      },
    },
    destination ?? pino.destination({ fd: 2, sync: true }),
  );
};

/** As pino counts them: the more, the less is told. */
const RANKS: Readonly<Record<LogLevel, number>> = {
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  silent: Number.POSITIVE_INFINITY,
};

/** The one of the two levels that tells more. */
export const moreOf = (one: LogLevel, other: LogLevel): LogLevel => (RANKS[one] < RANKS[other] ? one : other);
