/** Reads what pools have and what is taken of it, in the background, and only for somebody who asks for it. */
import type { ModelArts } from '../../modelarts/client.ts';
import type { PoolMetrics } from '../../modelarts/poolUsage.ts';
import type { Time } from '../../runtime/time.ts';

export type PoolUse = Pick<PoolMetrics, 'capacity' | 'allocated'> & {
  /** How many jobs are in which status, by type. */
  jobs?: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

/** The way to one account: all who share it read alike. */
export type UsageClient = {
  pools: { usage: Pick<ModelArts['pools']['usage'], 'metrics' | 'workloadStatistics'> };
};

/** One call tells what all pools of an account have; of the calls for the jobs of one pool so many are made each time. */
export const JOB_READS = 10;
/** How long what was read stands when nothing newer could be read, in idle intervals. */
const STALE_INTERVALS = 5;

type Known = { use: PoolUse; atMs: number };

export class UsageReads {
  readonly #time: Pick<Time, 'monotonic'>;
  readonly #idleMs: number;
  readonly #signal: AbortSignal;
  /** By account: when it was last asked, and whose turn it is. */
  readonly #asked = new Map<string, { atMs: number; turn: number }>();
  readonly #known = new Map<string, Known>();

  constructor(options: { time: Pick<Time, 'monotonic'>; idleMs: number; signal: AbortSignal }) {
    this.#time = options.time;
    this.#idleMs = options.idleMs;
    this.#signal = options.signal;
  }

  /** What was last read of the pool, unless that is too long ago. */
  get(poolId: string): PoolUse | undefined {
    const known = this.#known.get(poolId);
    const aged = known && this.#time.monotonic() - known.atMs > STALE_INTERVALS * this.#idleMs;
    return aged ? undefined : known?.use;
  }

  /** Begins to read, unless the account was asked less than an idle interval ago. Failures show in the calls' metrics. */
  ask(account: string, client: UsageClient, poolIds: readonly string[]): void {
    const now = this.#time.monotonic();
    const { atMs, turn } = this.#asked.get(account) ?? { atMs: Number.NEGATIVE_INFINITY, turn: 0 };
    if (now - atMs < this.#idleMs || this.#signal.aborted) return;
    const next = Array.from(
      { length: Math.min(JOB_READS, poolIds.length) },
      (_, index) => poolIds[(turn + index) % poolIds.length] as string,
    );
    this.#asked.set(account, {
      atMs: now,
      turn: poolIds.length === 0 ? 0 : (turn + next.length) % poolIds.length,
    });
    void this.#read(client, new Set(poolIds), next).catch(() => undefined);
  }

  async #read({ pools }: UsageClient, ours: ReadonlySet<string>, next: readonly string[]): Promise<void> {
    const options = { signal: this.#signal };
    for (const { poolId, capacity, allocated } of await pools.usage.metrics(options))
      if (ours.has(poolId)) this.#note(poolId, { capacity, allocated });
    for (const poolId of next)
      await pools.usage.workloadStatistics(poolId, options).then(
        (jobs) => this.#note(poolId, { jobs }),
        () => undefined,
      );
  }

  #note(poolId: string, part: Partial<PoolUse>): void {
    const before = this.get(poolId) ?? { capacity: {}, allocated: {} };
    this.#known.set(poolId, { use: { ...before, ...part }, atMs: this.#time.monotonic() });
  }
}
