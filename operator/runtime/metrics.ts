/**
 * The metrics of the loops, in Prometheus' names and units (seconds, `_total`). Labels are kinds and words of closed
 * sets; only what is counted off to a limit (`objectMetrics.ts`) carries names.
 */
import { collectDefaultMetrics, type Registry } from 'prom-client';
import type { Recording } from './auditFile.ts';
import { RECORDINGS } from './auditFile.ts';
import { CallMetrics } from './callMetrics.ts';
import type { Facts } from './health.ts';
import type { Sample } from './meters.ts';
import { Meters } from './meters.ts';
import type { Counted } from './objectMetrics.ts';
import { measureObjects } from './objectMetrics.ts';
import type { Priority, QueueHooks } from './queue.ts';
import type { QueueState } from './queueState.ts';
import type { Telling } from './recorder.ts';

/** How a pass ended: the word of its step (a create is an `act`); a throw; or dropped, as object or term had moved on. */
export const RESULTS = ['act', 'wait', 'settled', 'stuck', 'error', 'dropped'] as const;
export type Result = (typeof RESULTS)[number];

const PRIORITIES: readonly Priority[] = ['change', 'recheck'];
const TELLINGS: readonly Telling[] = ['told', 'failed', 'held-back'];
const POLLS = ['ok', 'failed'] as const;

/** What a pass tells beside its result. */
export type PassMeter = {
  /** The cloud has accepted a mutation; `delayMs`: since the object's generation was first seen, if that is known. */
  applied(delayMs: number | undefined): void;
  /** Status says what the cloud was first seen to show so long ago. */
  shown(delayMs: number): void;
  /** What others had changed in the cloud was set back. */
  driftCorrected(): void;
};

export type KindMeter = QueueHooks & PassMeter & { reconciled(result: Result, tookMs: number): void };

/** What is looked at in each scrape. */
export type Measured = Pick<Facts, 'role' | 'queues'> & { counted: readonly Counted[] };

/** The metrics of one process; `facts` is read at each scrape. */
export class Metrics {
  readonly meters = new Meters();
  readonly calls = new CallMetrics(this.meters);
  readonly #facts: () => Measured;
  readonly #due = this.meters.counter(
    'queue_adds_total',
    'Keys that came due: by a change of a user, or for a recheck by the clock',
    ['kind', 'priority'],
  );
  readonly #retries = this.meters.counter('queue_retries_total', 'Keys that came back after a backoff', [
    'kind',
  ]);
  readonly #wait = this.meters.histogram(
    'queue_wait_seconds',
    'From the time a key was due to the start of its work',
    ['kind'],
  );
  readonly #work = this.meters.histogram('queue_work_seconds', 'How long one piece of work on a key took', [
    'kind',
  ]);
  readonly #reconciles = this.meters.counter(
    'reconcile_total',
    'Passes by how they ended: act (ModelArts was changed), wait, settled, stuck (a person has to help), error, dropped (object or lease had moved on)',
    ['kind', 'result'],
  );
  readonly #durations = this.meters.histogram(
    'reconcile_duration_seconds',
    'How long passes took, by how they ended',
    ['kind', 'result'],
  );
  readonly #applied = this.meters.histogram(
    'apply_to_remote_seconds',
    "From the first sight of an object's generation to the first change of ModelArts that it brought about and that was accepted",
    ['kind'],
  );
  readonly #shown = this.meters.histogram(
    'remote_to_status_seconds',
    'From the list or read that first showed a change in ModelArts to the status that says so',
    ['kind'],
  );
  readonly #drift = this.meters.counter(
    'drift_corrected_total',
    'Changes by others in ModelArts that were set back',
    ['kind'],
  );
  readonly #restarts = this.meters.counter(
    'watch_restarts_total',
    'Lists and watches of the cluster that broke and began anew',
    ['plural'],
  );
  readonly #polls = this.meters.counter('list_polls_total', 'Polls of lists of ModelArts', [
    'kind',
    'result',
  ]);
  readonly #polled = this.meters.counter('list_poll_items_total', 'Items that those polls have read', [
    'kind',
  ]);
  readonly #events = this.meters.counter(
    'events_total',
    'Kubernetes Events: told, failed, held-back (the object had told too many)',
    ['result'],
  );
  readonly #records = this.meters.counter(
    'audit_records_total',
    'Records of the audit file: written, lost; and tries to write that failed',
    ['result'],
  );

  constructor(facts: () => Measured) {
    this.#facts = facts;
    measureObjects(this.meters, () => facts().counted);
    this.#queueGauge('queue_depth', 'Keys that are due and that nobody works on', ({ due }) => due);
    this.#queueGauge(
      'queue_keys',
      'Keys that wait for their time, are due or are being worked on',
      ({ keys }) => keys,
    );
    this.#queueGauge(
      'queue_oldest_due_seconds',
      'How long the key that is due longest has waited for its work to start',
      ({ oldestMs }) => oldestMs / 1000,
      Math.max,
    );
    this.#queueGauge(
      'queue_unfinished_work_seconds',
      'Work so far on keys that are being worked on, added up',
      ({ unfinishedMs }) => unfinishedMs / 1000,
    );
    this.#queueGauge(
      'queue_longest_work_seconds',
      'The longest work so far on one of them',
      ({ longestMs }) => longestMs / 1000,
      Math.max,
    );
    this.meters.gauge('leader', '1 while this process leads: has the Lease, or that of a shard', [], () => [
      { labels: {}, value: facts().role.role === 'leader' ? 1 : 0 },
    ]);
    this.meters.gauge('shard_owned', '1 for each shard that this process has', ['shard'], () => {
      const { role } = facts();
      const shards = role.role === 'leader' ? role.shards : [];
      return shards.map((shard) => ({ labels: { shard: String(shard) }, value: 1 }));
    });
    for (const result of TELLINGS) this.#events.inc({ result }, 0);
    for (const result of RECORDINGS) this.#records.inc({ result }, 0);
  }

  get registry(): Registry {
    return this.meters.registry;
  }

  /** Adds what Node tells of itself and of its process. */
  withProcess(): this {
    collectDefaultMetrics({ register: this.registry });
    return this;
  }

  /** Which build this is. */
  build(version: string): void {
    const labels = { version, node: process.version };
    this.meters.gauge(
      'build_info',
      'Always 1: the version of the operator, and of Node.js',
      ['version', 'node'],
      () => [{ labels, value: 1 }],
    );
  }

  /** The counters of a kind; from now on each stands at zero at least, so that its first rise is seen. */
  kind(kind: string): KindMeter {
    for (const priority of PRIORITIES) this.#due.inc({ kind, priority }, 0);
    for (const result of RESULTS) this.#reconciles.inc({ kind, result }, 0);
    for (const counter of [this.#retries, this.#drift]) counter.inc({ kind }, 0);
    return {
      due: (priority) => this.#due.inc({ kind, priority }),
      started: (waitedMs) => this.#wait.observe({ kind }, waitedMs / 1000),
      ended: (workedMs) => this.#work.observe({ kind }, workedMs / 1000),
      retried: () => this.#retries.inc({ kind }),
      reconciled: (result, tookMs) => {
        this.#reconciles.inc({ kind, result });
        this.#durations.observe({ kind, result }, tookMs / 1000);
      },
      applied: (delayMs) => {
        if (delayMs !== undefined) this.#applied.observe({ kind }, delayMs / 1000);
      },
      shown: (delayMs) => this.#shown.observe({ kind }, delayMs / 1000),
      driftCorrected: () => this.#drift.inc({ kind }),
    };
  }

  /** Counts the breaks of a watch, from zero on. */
  watch(plural: string): { broke(): void } {
    this.#restarts.inc({ plural }, 0);
    return { broke: () => this.#restarts.inc({ plural }) };
  }

  /** Counts the polls of a list of the cloud, from zero on. */
  list(kind: string): { page(items: number): void; polled(ok: boolean): void } {
    for (const result of POLLS) this.#polls.inc({ kind, result }, 0);
    return {
      page: (items) => this.#polled.inc({ kind }, items),
      polled: (ok) => this.#polls.inc({ kind, result: ok ? 'ok' : 'failed' }),
    };
  }

  event(result: Telling): void {
    this.#events.inc({ result });
  }

  /** What became of a record for the audit file. */
  recorded(result: Recording): void {
    this.#records.inc({ result });
  }

  /** A kind whose queue is gone has no value: nothing stands there from an earlier term. */
  #queueGauge(
    name: string,
    help: string,
    value: (state: QueueState) => number,
    together: (a: number, b: number) => number = (a, b) => a + b,
  ): void {
    const read = (): Sample[] => {
      const values = new Map<string, number>();
      for (const [kind, state] of this.#facts().queues)
        values.set(kind, together(values.get(kind) ?? 0, value(state())));
      return [...values].map(([kind, sum]) => ({ labels: { kind }, value: sum }));
    };
    this.meters.gauge(name, help, ['kind'], read);
  }
}
