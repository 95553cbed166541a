import { setTimeout as sleep } from 'node:timers/promises';
import { ModelArtsError } from './errors.ts';

/** Tries reads again, within a budget that all reads of an account share. */
export type Retries = {
  /**
   * Runs `read`, and again after trouble that may pass: no answer, a server error, an answer that cannot be read.
   *
   * @throws what the last try threw
   */
  run<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T>;
};

/** Limits of the retries. */
export type RetryOptions = {
  /** Tries of one read in all; 3 by default. */
  readonly attempts?: number | undefined;
  /** Upper bound of the first wait in milliseconds, twice as much before the next; 250 by default. */
  readonly baseMs?: number | undefined;
  /** No try begins later than this after the first began, in milliseconds; 30 s by default. */
  readonly withinMs?: number | undefined;
  /** A number in [0, 1): for jitter. */
  readonly random?: (() => number) | undefined;
  /** The time in milliseconds. */
  readonly now?: (() => number) | undefined;
};

/** What may be spent on retries at once, what one costs, and what a read that succeeds pays in. */
const BUDGET = 100;
const COST = 10;
const EARNED = 1;

/**
 * Makes the retries of one account.
 *
 * While the cloud is down, they cost ten requests and then nothing: an outage meets no more load than usual.
 */
export function createRetries(options: RetryOptions = {}): Retries {
  const { attempts = 3, baseMs = 250, withinMs = 30_000, random = Math.random } = options;
  const { now = () => performance.now() } = options;
  let budget = BUDGET;

  const mayRetry = (error: unknown, tries: number, startedAt: number): boolean => {
    if (tries >= attempts || budget < COST || now() - startedAt >= withinMs || !mayPass(error)) return false;
    budget -= COST;
    return true;
  };

  return {
    async run(read, signal) {
      const startedAt = now();
      for (let tries = 1; ; tries++) {
        try {
          const answer = await read();
          budget = Math.min(BUDGET, budget + EARNED);
          return answer;
        } catch (error) {
          if (signal.aborted || !mayRetry(error, tries, startedAt)) throw error;
          // Full jitter: those who failed together do not come back together.
          await sleep(random() * baseMs * 2 ** (tries - 1), undefined, { signal }).catch(() => {
            throw error;
          });
        }
      }
    },
  };
}

/** Trouble that another try need not meet. A refusal would come again, and a 429 asks for fewer requests. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof ModelArtsError) || (error.kind !== 'unavailable' && error.kind !== 'unsent'))
    return false;
  const { status } = error;
  return status === undefined || status < 300 || status === 408 || status >= 500;
}
