/** Reads what pools have and what is taken of it, in the background, and only for somebody who asks for it. */
import type { ModelArts } from '../../modelarts/client.ts';
import { ModelArtsError } from '../../modelarts/errors.ts';
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

/** How soon what was denied is tried again. */
const DENIED_MS = 3_600_000;

type Known = { use: PoolUse; atMs: number };

/** One account: before when it is not asked for capacities and for jobs, and whose turn it is then. */
type Asked = { fromMs: number; jobsFromMs: number; turn: number };

export class UsageReads {
  readonly #time: Pick<Time, 'monotonic'>;
  readonly #idleMs: number;
  readonly #signal: AbortSignal;
  readonly #asked = new Map<string, Asked>();
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
    const asked = this.#asked.get(account) ?? { fromMs: now, jobsFromMs: now, turn: 0 };
    if (now < asked.fromMs || this.#signal.aborted) return;
    this.#asked.set(account, asked);
    asked.fromMs = now + this.#idleMs;
    void this.#read(client, poolIds, asked);
  }

  async #read({ pools }: UsageClient, poolIds: readonly string[], asked: Asked): Promise<void> {
    const options = { signal: this.#signal };
    try {
      const ours = new Set(poolIds);
      for (const { poolId, capacity, allocated } of await pools.usage.metrics(options))
        if (ours.has(poolId)) this.#note(poolId, { capacity, allocated });
    } catch (error) {
      if (isDenied(error)) asked.fromMs = this.#time.monotonic() + DENIED_MS;
      return;
    }
    for (let reads = Math.min(JOB_READS, poolIds.length); reads > 0; reads--) {
      if (this.#time.monotonic() < asked.jobsFromMs) return;
      const poolId = poolIds[asked.turn++ % poolIds.length] as string;
      try {
        this.#note(poolId, { jobs: await pools.usage.workloadStatistics(poolId, options) });
      } catch (error) {
        if (isDenied(error)) asked.jobsFromMs = this.#time.monotonic() + DENIED_MS;
      }
    }
  }

  #note(poolId: string, part: Partial<PoolUse>): void {
    const before = this.get(poolId) ?? { capacity: {}, allocated: {} };
    this.#known.set(poolId, { use: { ...before, ...part }, atMs: this.#time.monotonic() });
  }
}

/** What stays so until a person changes it. */
const isDenied = (error: unknown): boolean =>
  error instanceof ModelArtsError && (error.kind === 'denied' || error.kind === 'account');
