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

/** Made once for each process; its terms tell what there is to be measured. */
export class PoolMeter {
  readonly #terms = new Set<TermPools>();

  constructor(meters: Meters) {
    meters.gauge(
      'pools_left_out',
      `Pools that are not told of, beyond the first ${POOLS} of a shard`,
      [],
      () => this.#each((term) => term.leftOut()),
    );
    const status = (samplesOf: (pool: Resource) => Sample[]) => () =>
      this.#each((term) => term.pools().flatMap((pool) => samplesOf(pool).map((one) => named(pool, one))));
    const used = (samplesOf: (use: PoolUse) => Sample[]) => () => this.#each((term) => term.used(samplesOf));
    meters.gauge('pool_nodes_wanted', 'Nodes that ModelArts is asked for', NAMED, status(wanted));
    meters.gauge('pool_nodes', 'Nodes of a Pool by state', [...NAMED, 'state'], status(byState));
    const amount = [...NAMED, 'resource', 'unit'];
    meters.gauge(
      'pool_capacity',
      'What the nodes of a Pool have: cpu (core), memory (byte), accelerator (card)',
      amount,
      used(({ capacity }) => amounts(capacity).map(sample)),
    );
    meters.gauge(
      'pool_allocated',
      'What jobs have of that capacity',
      amount,
      used(({ allocated }) => amounts(allocated).map(sample)),
    );
    meters.gauge(
      'pool_workloads',
      'Jobs in a Pool by type (train, infer, notebook, other) and status',
      [...NAMED, 'type', 'status'],
      used(({ jobs = {} }) => workloads(jobs).map(({ value, ...labels }) => ({ labels, value }))),
    );
  }

  /** What is measured until `signal` is aborted. `mine`: whether a Pool is this shard's; undefined: all are. */
  term(signal: AbortSignal, mine?: (pool: Resource) => boolean): TermPools {
    const term = new TermPools(mine);
    this.#terms.add(term);
    signal.addEventListener('abort', () => this.#terms.delete(term), { once: true });
    return term;
  }

  #each(samplesOf: (term: TermPools) => Sample[]): Sample[] {
    return [...this.#terms].flatMap(samplesOf);
  }
}

/** The Pools of one term. */
export class TermPools {
  readonly #mine: ((pool: Resource) => boolean) | undefined;
  #measured: { objects(): Iterable<Resource>; reads: UsageReads } | undefined;
  /** By UID of the Pool. */
  #ways = new Map<string, Way>();

  constructor(mine: ((pool: Resource) => boolean) | undefined) {
    this.#mine = mine;
  }

  /** From now on these are measured. */
  measure(objects: () => Iterable<Resource>, reads: UsageReads): void {
    this.#measured = { objects, reads };
  }

  /** The way to the account of a Pool; the latest one is used. */
  reach({ metadata }: Resource, account: string, client: UsageClient): void {
    this.#ways.set(metadata.uid, { account, client });
  }

  leftOut(): Sample[] {
    return [{ labels: {}, value: Math.max(0, this.#all().length - POOLS) }];
  }

  pools(): Resource[] {
    const keyOf = ({ metadata: { namespace, name } }: Resource) => `${namespace}/${name}`;
    return this.#all()
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .slice(0, POOLS);
  }

  /** Of what was last read; what has aged is read anew, for the next scrape. */
  used(samplesOf: (use: PoolUse) => Sample[]): Sample[] {
    const pools = this.pools();
    this.#ask(pools);
    return pools.flatMap((pool) => {
      const use = this.#measured?.reads.get(idOf(pool) ?? '');
      return use ? samplesOf(use).map((one) => named(pool, one)) : [];
    });
  }

  #all(): Resource[] {
    const { objects = () => [] } = this.#measured ?? {};
    return [...objects()].filter((pool) => this.#mine?.(pool) ?? true);
  }

  /** Asks each account once for all of its Pools, and forgets the ways of those that have gone. */
  #ask(pools: readonly Resource[]): void {
    const ways = new Map<string, Way>();
    const accounts = new Map<string, { client: UsageClient; ids: string[] }>();
    for (const pool of pools) {
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

type Way = { account: string; client: UsageClient };

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
