/** Makes metrics of one registry, with our prefix, and in Prometheus' units. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

const PREFIX = 'modelarts_operator_';

/** From a pass of a few milliseconds to waits of five minutes. */
const SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** One value of a gauge that is computed at each scrape. */
export type Sample = { labels: Readonly<Record<string, string>>; value: number };

/** The registry of one process, and how things are measured in it. Names are given without the prefix. */
export class Meters {
  readonly registry = new Registry();

  counter<L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> {
    return new Counter({ ...this.#shape(name, help, labelNames) });
  }

  /** Of seconds. */
  histogram<L extends string>(name: string, help: string, labelNames: readonly L[]): Histogram<L> {
    return new Histogram({ ...this.#shape(name, help, labelNames), buckets: SECONDS });
  }

  /** Computed at each scrape: values of the same labels are added up, what `read` does not give any more has none. */
  gauge(name: string, help: string, labelNames: readonly string[], read: () => Iterable<Sample>): void {
    new Gauge({
      ...this.#shape(name, help, labelNames),
      collect() {
        this.reset();
        for (const { labels, value } of read()) this.inc(labels, value);
      },
    });
  }

  #shape<L extends string>(name: string, help: string, labelNames: readonly L[]) {
    return { name: PREFIX + name, help, labelNames: [...labelNames], registers: [this.registry] };
  }
}
