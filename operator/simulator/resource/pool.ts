import type { Behaviours } from '../behaviours.ts';
import { flavorNamed } from './flavors.ts';
import { firstAt, type Life, phaseAt } from './life.ts';

/** First-level phases of a node (table 10-17), and that it is no more. */
export type NodePhase = 'Creating' | 'Available' | 'Deleting' | 'Abnormal' | 'Checking' | 'Gone';

/** A node of a pool. */
export type PoolNode = {
  readonly name: string;
  readonly flavor: string;
  readonly nodePool: string;
  readonly az: string;
  readonly ip: string;
  life: Life<NodePhase>;
};

/** Nodes that are alike and counted together: what section 10.13 calls a resource and chapter 16 a node pool. */
export type Group = {
  readonly nodePool: string;
  readonly flavor: string;
  readonly count: number;
  readonly azs: readonly { readonly az: string; readonly count: number }[] | undefined;
  /** Whether it came with the pool, and not by chapter 16. */
  readonly byPool: boolean;
  /** Every field of chapter 16 as asked for. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, string>>;
};

/** A job type of a pool; `since` is undefined for those that it was made with. */
export type Scope = { readonly type: string; readonly wanted: boolean; readonly since?: number };

/** A driver, and the version that it is changed to from `at` on; undefined while the pool must fall idle first. */
export type Driver = {
  readonly version: string;
  readonly upgrade?: { readonly to: string; readonly at?: number };
};

/** A pool. Times are milliseconds since the epoch, by the clock of the simulation unless said otherwise. */
export type Pool = {
  /** The server's name for it. */
  readonly id: string;
  readonly name: string;
  readonly user: string;
  readonly workspaceId: string;
  readonly prefix: string | undefined;
  readonly networkId: string;
  readonly createdAt: number;
  /** When it was created by the real clock; late visibility counts from here. */
  readonly madeAt: number;
  /** Its creation fails at `at`, and why. */
  readonly failure: { readonly at: number; readonly message: string } | undefined;
  /** Whether its nodes come up abnormal, and what is said about them. */
  readonly ailing: string | undefined;
  annotations: Readonly<Record<string, string>>;
  /** False while an order is to be paid. */
  paid: boolean;
  groups: readonly Group[];
  /** Every node it ever had, the oldest first. */
  readonly nodes: PoolNode[];
  scopes: readonly Scope[];
  jobFlavors: readonly string[] | undefined;
  drivers: Readonly<Partial<Record<'gpu' | 'npu', Driver>>>;
  updateStrategy: string | undefined;
  deletion?: { readonly at: number; readonly goneAt: number };
};

/** How long a pool whose creation failed is remembered (section 10.14). */
const REMEMBERED_MS = 3 * 86_400_000;

/** Whether it can be read at `now`. */
export function isThere({ createdAt, deletion, failure }: Pool, now: number, scale: number): boolean {
  if (createdAt > now || (deletion && deletion.goneAt <= now)) return false;
  return !failure || now < failure.at + REMEMBERED_MS * scale;
}

/** Whether its creation has failed at `now`. */
export const hasFailed = ({ failure }: Pool, now: number): boolean =>
  failure !== undefined && failure.at <= now;

/** The nodes that it has at `now`. */
export const nodesAt = ({ nodes }: Pool, now: number): PoolNode[] =>
  nodes.filter(({ life }) => life[0].at <= now && phaseAt(life, now) !== 'Gone');

/** The phase of a pool at `now` (table 10-182): Running from its first node on, Abnormal when none of them is well. */
export function poolPhase(pool: Pool, now: number, behaviours: Behaviours): string {
  if (pool.deletion && pool.deletion.at <= now) return 'Deleting';
  if (hasFailed(pool, now)) return behaviours['pool.errorPhase'];
  if (firstUp(pool, now) === undefined) return 'Creating';
  const phases = nodesAt(pool, now).map(({ life }) => phaseAt(life, now));
  return !phases.includes('Available') && phases.includes('Abnormal') ? 'Abnormal' : 'Running';
}

/** When its first node came up, well or not; undefined if none has by `now`. */
export function firstUp({ nodes }: Pool, now: number): number | undefined {
  const times = nodes.flatMap(({ life }) => [
    firstAt(life, 'Available', now),
    firstAt(life, 'Abnormal', now),
  ]);
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** What is said of its phase. */
export function messageOf(pool: Pool, now: number): string {
  if (hasFailed(pool, now)) return pool.failure?.message ?? '';
  if (!pool.paid) return 'the order has not been paid';
  const unwell = nodesAt(pool, now).some(({ life }) => phaseAt(life, now) === 'Abnormal');
  return unwell ? (pool.ailing ?? 'a node is not well (simulated)') : '';
}

/** The state of a job type at `now`; those of the beginning start with the first node. */
export function scopeState(pool: Pool, { wanted, since }: Scope, now: number, scopeMs: number): string {
  const from = since ?? firstUp(pool, now);
  const done = from !== undefined && now >= from + scopeMs;
  if (wanted) return done ? 'Enabled' : 'Enabling';
  return done ? 'Disabled' : 'Disabling';
}

/** The state of a driver at `now`. */
export function driverState(pool: Pool, { version, upgrade }: Driver, now: number, driverMs: number) {
  const up = firstUp(pool, now);
  if (upgrade?.at !== undefined && upgrade.at <= now) {
    return now < upgrade.at + driverMs
      ? { version, state: 'Upgrading' }
      : { version: upgrade.to, state: 'Running' };
  }
  return { version, state: up !== undefined && now >= up + driverMs ? 'Running' : 'Creating' };
}

/** The kinds of cards that its nodes have. */
export const devicesOf = (groups: readonly Group[]): ReadonlySet<string | undefined> =>
  new Set(groups.map(({ flavor }) => flavorNamed(flavor)?.device));
