import type { Time } from '../../operator/runtime/time.ts';

type Sleeper = { dueMs: number; wake: () => void };

/** A `Time` that stands still until a test moves it. Both clocks go together; `random` answers 0.5: no jitter. */
export class HandTime implements Time {
  readonly #sleepers = new Set<Sleeper>();
  /** How long each sleep was asked to be, in order, milliseconds. */
  readonly slept: number[] = [];
  #nowMs = 0;

  monotonic = (): number => this.#nowMs;
  wall = (): number => Date.UTC(2026, 0, 1) + this.#nowMs;
  random = (): number => 0.5;

  sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      this.slept.push(ms);
      const sleeper: Sleeper = { dueMs: this.#nowMs + ms, wake: resolve };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason);
      });
    });

  /** How many sleep now. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Moves on by `ms`, waking each sleeper at its own time, and lets everything settle that follows from it. */
  async advance(ms: number): Promise<void> {
    const targetMs = this.#nowMs + ms;
    for (;;) {
      await settled();
      const next = [...this.#sleepers].sort((a, b) => a.dueMs - b.dueMs)[0];
      if (!next || next.dueMs > targetMs) break;
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      this.#sleepers.delete(next);
      next.wake();
    }
    this.#nowMs = targetMs;
    await settled();
  }
}

/** Resolves when everything that needs no clock and no I/O has run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
