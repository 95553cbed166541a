/** What a queue holds at one moment, for metrics and health. Pure. Times in milliseconds on the monotonic clock. */

/** What a queue knows of a key. `dueMs` is Infinity for one that nobody asked for again while it is worked on. */
export type Entry = {
  dueMs: number;
  state: 'waiting' | 'queued' | 'working';
  /** When the work on it began last. */
  startedMs: number;
};

export type QueueState = {
  /** Keys that wait for their time, are due, or are being worked on. */
  keys: number;
  /** Keys that are due and that nobody works on. */
  due: number;
  /** How long the one of them that is due longest has waited; 0 when there is none. */
  oldestMs: number;
  /** How long there have been due keys of which none was started; 0 when there is none. */
  stalledMs: number;
  /** What has been worked so far on keys that are being worked on: in all, and the longest. */
  unfinishedMs: number;
  longestMs: number;
};

/** @param lastStartMs when work on any key began last; -Infinity before the first */
export function stateOf(entries: Iterable<Entry>, lastStartMs: number, nowMs: number): QueueState {
  const state = { keys: 0, due: 0, oldestMs: 0, stalledMs: 0, unfinishedMs: 0, longestMs: 0 };
  for (const entry of entries) {
    state.keys += 1;
    if (entry.state === 'working') {
      const workedMs = nowMs - entry.startedMs;
      state.unfinishedMs += workedMs;
      state.longestMs = Math.max(state.longestMs, workedMs);
    } else if (entry.dueMs <= nowMs) {
      state.due += 1;
      state.oldestMs = Math.max(state.oldestMs, nowMs - entry.dueMs);
      // Where many keys are due each waits long: that is load. Only where none is started does the queue stand still.
      state.stalledMs = Math.max(state.stalledMs, nowMs - Math.max(entry.dueMs, lastStartMs));
    }
  }
  return state;
}
