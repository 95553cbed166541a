/**
 * The metrics of Pools. Nodes are counted from status at each scrape; what is in use is read by `usageReads.ts` when
 * somebody scrapes, at the idle pace, and is not in status, where nothing moves by itself (DESIGN section 5).
 *
 * Pools have names, so their number is bounded: the first POOLS by namespace and name are told, and how many are left out.
 */
import type { Meters, Sample } from '../../runtime/meters.ts';
import type { Resource } from '../../runtime/object.ts';
import type { FlavorStatus } from './capacity.ts';
import type { Amount } from './usage.ts';
import { amounts, workloads } from './usage.ts';
import type { PoolUse, UsageClient, UsageReads } from './usageReads.ts';

export const POOLS = 200;

const STATES = ['available', 'creating', 'abnormal', 'deleting'] as const;
const NAMED = ['namespace', 'name'] as const;

/** What is measured in one term. */
export type MeasuredPools = { objects(): Iterable<Resource>; reads: UsageReads };

type Way = { account: string; client: UsageClient };

/** Made once for each process; a term tells what there is to be measured, and takes it along when it ends. */
export class PoolMeter {
  #measured: MeasuredPools | undefined;
  /** By UID of the Pool. */
  #ways = new Map<string, Way>();

  constructor(meters: Meters) {
    const each = (samplesOf: (pool: Resource) => Sample[]) => () =>
      this.#pools().flatMap((pool) => samplesOf(pool).map((one) => named(pool, one)));
    meters.gauge('pools_left_out', `Pools that are not told of, beyond the first ${POOLS}`, [], () =>
      this.#measured
        ? [{ labels: {}, value: Math.max(0, [...this.#measured.objects()].length - POOLS) }]
        : [],
    );
    meters.gauge('pool_nodes_wanted', 'Nodes that ModelArts is asked for', NAMED, each(wanted));
    meters.gauge('pool_nodes', 'Nodes of a Pool by state', [...NAMED, 'state'], each(byState));
    const used = (read: (use: PoolUse) => Sample[]) => each((pool) => this.#use(pool, read));
    meters.gauge(
      'pool_capacity',
      'What its nodes have: cpu (core), memory (byte), accelerator (card)',
      [...NAMED, 'resource', 'unit'],
      () => {
        this.#ask();
        return used(({ capacity }) => amounts(capacity).map(sample))();
      },
    );
    meters.gauge(
      'pool_allocated',
      'What jobs have of it',
      [...NAMED, 'resource', 'unit'],
      used(({ allocated }) => amounts(allocated).map(sample)),
    );
    meters.gauge(
      'pool_workloads',
      'Jobs in it by type (train, infer, notebook, other) and status',
      [...NAMED, 'type', 'status'],
      used(({ jobs = {} }) => workloads(jobs).map(({ value, ...labels }) => ({ labels, value }))),
    );
  }

  /** From now on these are measured, until undefined is. */
  measure(measured: MeasuredPools | undefined): void {
    this.#measured = measured;
    this.#ways = new Map();
  }

  /** The way to the account of a Pool; the latest one is used. */
  reach({ metadata }: Resource, account: string, client: UsageClient): void {
    if (this.#measured) this.#ways.set(metadata.uid, { account, client });
  }

  #pools(): Resource[] {
    const keyOf = ({ metadata: { namespace, name } }: Resource) => `${namespace}/${name}`;
    return [...(this.#measured?.objects() ?? [])]
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .slice(0, POOLS);
  }

  #use(pool: Resource, read: (use: PoolUse) => Sample[]): Sample[] {
    const use = this.#measured?.reads.get(idOf(pool) ?? '');
    return use ? read(use) : [];
  }

  /** Asks each account once for all of its Pools, and forgets the ways of those that have gone. */
  #ask(): void {
    const ways = new Map<string, Way>();
    const accounts = new Map<string, { client: UsageClient; ids: string[] }>();
    for (const pool of this.#pools()) {
      const [way, id] = [this.#ways.get(pool.metadata.uid), idOf(pool)];
      if (!way) continue;
      ways.set(pool.metadata.uid, way);
      const { ids } = accounts.get(way.account) ?? { ids: [] };
      if (id !== undefined) accounts.set(way.account, { client: way.client, ids: [...ids, id] });
    }
    this.#ways = ways;
    for (const [account, { client, ids }] of accounts) this.#measured?.reads.ask(account, client, ids);
  }
}

const idOf = ({ status }: Resource): string | undefined => status?.remote?.id;

const named = ({ metadata: { namespace, name } }: Resource, { labels, value }: Sample): Sample => ({
  labels: { namespace, name, ...labels },
  value,
});

const sample = ({ value, ...labels }: Amount): Sample => ({ labels, value });

const flavors = ({ status }: Resource) => (status?.resources ?? []) as readonly FlavorStatus[];

const sum = (pool: Resource, of: 'wanted' | (typeof STATES)[number]) =>
  flavors(pool).reduce((total, flavor) => total + flavor[of], 0);

const wanted = (pool: Resource): Sample[] => [{ labels: {}, value: sum(pool, 'wanted') }];

const byState = (pool: Resource): Sample[] =>
  STATES.map((state) => ({ labels: { state }, value: sum(pool, state) }));
