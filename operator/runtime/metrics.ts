/** Metrics in Prometheus' names and units (seconds, `_total`). Labels are kinds and words of closed sets: never names. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Facts } from './health.ts';
import type { Priority, QueueHooks } from './queue.ts';
import type { QueueState } from './queueState.ts';
import type { Telling } from './recorder.ts';

/** How a pass ended: the word of its step (a create is an `act`); a throw; or dropped, as object or term had moved on. */
export const RESULTS = ['act', 'wait', 'settled', 'stuck', 'error', 'dropped'] as const;
export type Result = (typeof RESULTS)[number];

const PRIORITIES: readonly Priority[] = ['change', 'recheck'];
const TELLINGS: readonly Telling[] = ['told', 'failed', 'held-back'];
const SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const PREFIX = 'modelarts_operator_';

/** The metrics of one process; `facts` is read at each scrape. */
export class Metrics {
  readonly registry = new Registry();
  readonly #facts: () => Facts;
  readonly #due = this.#counter('queue_adds_total', 'Keys that came due, by priority', ['kind', 'priority']);
  readonly #retries = this.#counter('queue_retries_total', 'Keys that came back after a backoff', ['kind']);
  readonly #wait = this.#histogram(
    'queue_wait_seconds',
    'From the time a key was due to the start of its work',
  );
  readonly #work = this.#histogram('queue_work_seconds', 'How long one piece of work on a key took');
  readonly #reconciles = this.#counter('reconcile_total', 'Passes by how they ended', ['kind', 'result']);
  readonly #restarts = this.#counter('watch_restarts_total', 'Lists and watches that broke and began anew', [
    'plural',
  ]);
  readonly #events = this.#counter('events_total', 'Kubernetes Events by what became of them', ['result']);

  constructor(facts: () => Facts) {
    this.#facts = facts;
    this.#queueGauge('queue_depth', 'Keys that are due and that nobody works on', ({ due }) => due);
    this.#queueGauge('queue_keys', 'Keys that wait, are due or are being worked on', ({ keys }) => keys);
    this.#queueGauge(
      'queue_unfinished_work_seconds',
      'Work so far on keys that are being worked on, added up',
      ({ unfinishedMs }) => unfinishedMs / 1000,
    );
    this.#queueGauge(
      'queue_longest_work_seconds',
      'The longest of them',
      ({ longestMs }) => longestMs / 1000,
    );
    this.#gauge('leader', '1 while this process leads: has the Lease, or that of a shard', [], (gauge) =>
      gauge.set(facts().role.role === 'leader' ? 1 : 0),
    );
    this.#gauge('shard_owned', '1 for each shard that this process has', ['shard'], (gauge) => {
      gauge.reset();
      const { role } = facts();
      if (role.role === 'leader') for (const shard of role.shards) gauge.set({ shard: String(shard) }, 1);
    });
    for (const result of TELLINGS) this.#events.inc({ result }, 0);
  }

  /** Adds what Node tells of itself and of its process. */
  withProcess(): this {
    collectDefaultMetrics({ register: this.registry });
    return this;
  }

  /** The counters of a kind; from now on each stands at zero at least, so that its first rise is seen. */
  kind(kind: string): QueueHooks & { reconciled(result: Result): void } {
    for (const priority of PRIORITIES) this.#due.inc({ kind, priority }, 0);
    for (const result of RESULTS) this.#reconciles.inc({ kind, result }, 0);
    this.#retries.inc({ kind }, 0);
    return {
      due: (priority) => this.#due.inc({ kind, priority }),
      started: (waitedMs) => this.#wait.observe({ kind }, waitedMs / 1000),
      ended: (workedMs) => this.#work.observe({ kind }, workedMs / 1000),
      retried: () => this.#retries.inc({ kind }),
      reconciled: (result) => this.#reconciles.inc({ kind, result }),
    };
  }

  /** Counts the breaks of a watch, from zero on. */
  watch(plural: string): { broke(): void } {
    this.#restarts.inc({ plural }, 0);
    return { broke: () => this.#restarts.inc({ plural }) };
  }

  event(result: Telling): void {
    this.#events.inc({ result });
  }

  #counter(name: string, help: string, labelNames: string[]) {
    return new Counter({ name: PREFIX + name, help, labelNames, registers: [this.registry] });
  }

  #histogram(name: string, help: string) {
    const shape = { labelNames: ['kind'], buckets: SECONDS, registers: [this.registry] };
    return new Histogram({ name: PREFIX + name, help, ...shape });
  }

  #gauge(name: string, help: string, labelNames: string[], collect: (gauge: Gauge) => void) {
    const shape = { labelNames, registers: [this.registry] };
    return new Gauge({
      ...{ name: PREFIX + name, help, ...shape },
      collect() {
        collect(this);
      },
    });
  }

  /** A kind whose queue is gone has no value: nothing stands there from an earlier term. */
  #queueGauge(name: string, help: string, value: (state: QueueState) => number): void {
    this.#gauge(name, help, ['kind'], (gauge) => {
      gauge.reset();
      for (const [kind, state] of this.#facts().queues) gauge.inc({ kind }, value(state()));
    });
  }
}
