/** Time as a parameter: two clocks and a sleep, so that no decision asks the machine. */
import { setTimeout as sleepTimer } from 'node:timers/promises';

export type Time = {
  /** Milliseconds on a clock that never goes back: for durations, waits and leases. */
  monotonic(): number;
  /** Milliseconds since the epoch: for what people read. */
  wall(): number;
  /** Resolves after `ms`, rejects with the signal's reason when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** A number in [0, 1): for jitter. */
  random(): number;
};

/** The machine's own clocks. */
export const systemTime: Time = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  sleep: (ms, signal) => sleepTimer(ms, undefined, { signal }),
  random: Math.random,
};

/** `ms` less or more up to `share` of it. */
export const jittered = (ms: number, share: number, random: () => number): number =>
  ms * (1 - share + 2 * share * random());

/** An RFC 3339 time with whole seconds, as conditions carry it. */
export const timestamp = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
