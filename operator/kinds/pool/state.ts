/** How far a pool is from what was asked for. Pure. */
import type { FlavorCount } from '../../modelarts/nodeCounts.ts';
import type { Pool } from '../../modelarts/pool.ts';
import { shortHash } from '../../runtime/digest.ts';
import type { Remote } from '../../runtime/kind.ts';
import { isBought } from '../purchase.ts';
import type { FlavorStatus } from './capacity.ts';
import { askedNodes } from './capacity.ts';
import type { PoolSpec } from './spec.gen.ts';

/** A pool as plan and report see it. */
export type KnownPool = Pool & {
  /** The flavors whose nodes do not come since they are sold out in every zone. */
  readonly soldOut?: readonly string[] | undefined;
};

/** Something that keeps a pool from being as asked for. */
export type Trouble = { reason: string; message: string };

/** What restricts a pool (table 10-177), by its bit. */
const RESTRICTIONS: Readonly<Record<number, string>> = {
  1: 'BillingChange',
  2: 'FlavorChange',
  4: 'Service',
  8: 'Frozen',
  16: 'FrozenByPolice',
};
const BITS = 31;

/** Of what status keeps of an order. */
export const TEXT_LIMIT = 256;

/** The words for a control mode; a bit that the reference does not have is told by its value. */
export function restrictionsOf({ controlMode = 0 }: Pick<Pool, 'controlMode'>): string[] {
  const bits = Array.from({ length: BITS }, (_, index) => 2 ** index);
  return bits
    .filter((bit) => Math.floor(controlMode / bit) % 2 === 1)
    .map((bit) => RESTRICTIONS[bit] ?? `${bit}`);
}

/** Whether it was, as the cloud or the spec tells. */
export const isPrepaid = (spec: PoolSpec, { annotations }: Pick<Pool, 'annotations'>): boolean =>
  isBought(spec) || annotations['os.modelarts/billing.mode'] === '1';

/** The nodes that the cloud is asked for, in a short text that changes with them. */
export function nodesHeld({ resources }: Pick<Pool, 'resources'>): string {
  const counts = resources.map(({ flavor, count }) => `${flavor}=${count}`).sort();
  const text = counts.join(' ');
  return text.length <= TEXT_LIMIT ? text : `${resources.length} flavors, ${shortHash(text, 16)}`;
}

/** True while it is on its way out, whoever sent it there. */
export const isLeaving = ({ phase, deletedAtMs }: Pool): boolean =>
  phase === 'Deleting' || deletedAtMs !== undefined;

/** The nodes of each flavor by their state, by name. */
export function flavorsOf({ resources, nodes }: Pool): FlavorStatus[] {
  const { available, creating, abnormal, deleting } = nodes;
  const counts = [...resources, ...available, ...creating, ...abnormal, ...deleting];
  const flavors = [...new Set(counts.map(({ flavor }) => flavor))].sort();
  const sum = (list: readonly FlavorCount[], name: string) =>
    list.filter(({ flavor }) => flavor === name).reduce((total, { count }) => total + count, 0);
  return flavors.map((flavor) => ({
    flavor,
    wanted: sum(resources, flavor),
    available: sum(available, flavor),
    creating: sum(creating, flavor),
    abnormal: sum(abnormal, flavor),
    deleting: sum(deleting, flavor),
  }));
}

/** The flavors of which nodes are coming up. */
export const comingFlavors = (pool: Pool): string[] =>
  flavorsOf(pool)
    .filter(({ creating }) => creating > 0)
    .map(({ flavor }) => flavor);

/** What keeps it from taking the jobs asked for on all the nodes asked for; undefined when nothing does. */
export function unready(spec: PoolSpec, pool: KnownPool): Trouble | undefined {
  return broken(pool) ?? lacking(spec, pool) ?? phaseTrouble(pool) ?? closed(spec, pool);
}

/** The same, or what else is still under way. */
export const unsettled = (spec: PoolSpec, pool: KnownPool): Trouble | undefined =>
  unready(spec, pool) ?? leaving(pool) ?? closing(pool) ?? driving(spec, pool);

/** What no time will heal. */
export function broken(pool: Pool): Trouble | undefined {
  const { id, name, phase, message, failed } = pool;
  const why = message ? `: ${message}` : '';
  if (failed || (phase === 'Error' && flavorsOf(pool).every(({ available }) => available === 0)))
    return {
      reason: 'CreationFailed',
      message: `pool ${name} (${id}) could not be created${why}; correct the spec in a new object, and delete this one, which removes the record`,
    };
  if (phase === 'Error')
    return {
      reason: 'PoolError',
      message: `pool ${name} (${id}) is in error${why}; look at it in ModelArts`,
    };
  const frozen = restrictionsOf(pool).filter((word) => word.startsWith('Frozen'));
  return frozen.length > 0
    ? {
        reason: 'Frozen',
        message: `pool ${name} (${id}) is frozen (${frozen.join(', ')}): see to the bills of the account, or ask Huawei Cloud`,
      }
    : undefined;
}

/** `6 of 8 nodes available, 2 creating`, by flavor where there are several. */
function lacking(spec: PoolSpec, pool: KnownPool): Trouble | undefined {
  const counts = flavorsOf(pool);
  const asked = spec.resources
    ? askedNodes(spec)
    : counts.map(({ flavor, wanted }) => ({ flavor, count: wanted }));
  const none = { available: 0, creating: 0, abnormal: 0, deleting: 0 };
  const short = asked
    .map((want) => ({ ...none, ...counts.find(({ flavor }) => flavor === want.flavor), ...want }))
    .filter(({ available, count }) => available < count);
  if (short.length === 0) return undefined;
  const words = short.map(({ flavor, count, available, creating, abnormal, deleting }) => {
    const others = Object.entries({ creating, abnormal, deleting }).filter(([, number]) => number > 0);
    const tail = others.map(([state, number]) => `, ${number} ${state}`).join('');
    const out = pool.soldOut?.includes(flavor) ? ' (the flavor is sold out in every zone)' : '';
    return `${asked.length > 1 ? `flavor ${flavor}: ` : ''}${available} of ${count} nodes available${tail}${out}`;
  });
  const unwell = short.every(({ creating, abnormal }) => creating === 0 && abnormal > 0);
  const { message } = pool;
  return {
    reason: unwell ? 'NodesAbnormal' : 'Provisioning',
    message: `${words.join('; ')}${message ? `: ${message}` : ''}`,
  };
}

const PHASES = ['Creating', 'Running', 'Abnormal', 'Deleting', 'Error'];

function phaseTrouble({ name, phase, message }: Pool): Trouble | undefined {
  if (phase === 'Running') return undefined;
  if (!PHASES.includes(phase))
    return {
      reason: 'UnknownPhase',
      message: `pool ${name} is in phase "${phase}", which this version of the operator does not know; it is looked at again`,
    };
  return { reason: `Pool${phase}`, message: `pool ${name} is ${phase}${message ? `: ${message}` : ''}` };
}

function closed({ scope }: PoolSpec, pool: Pool): Trouble | undefined {
  const short = (scope ?? pool.scope).filter((type) => pool.scopeStates[type] !== 'Enabled');
  if (short.length === 0) return undefined;
  return { reason: 'ScopeChanging', message: `${short.map((type) => scopeWords(type, pool)).join(', ')}` };
}

const scopeWords = (type: string, { scopeStates }: Pool): string =>
  `job type ${type} is ${scopeStates[type] || 'not enabled yet'}`;

function leaving(pool: Pool): Trouble | undefined {
  const count = flavorsOf(pool).reduce((sum, { deleting }) => sum + deleting, 0);
  if (count === 0) return undefined;
  return {
    reason: 'NodesLeaving',
    message: `${count} ${count === 1 ? 'node is' : 'nodes are'} being taken away`,
  };
}

function closing(pool: Pool): Trouble | undefined {
  const going = Object.keys(pool.scopeStates).filter((type) => pool.scopeStates[type] === 'Disabling');
  if (going.length === 0) return undefined;
  return { reason: 'ScopeChanging', message: going.map((type) => scopeWords(type, pool)).join(', ') };
}

function driving({ driver = {} }: PoolSpec, { drivers }: Pool): Trouble | undefined {
  const words = (['gpu', 'npu'] as const).flatMap((device) => {
    const { version, state = '', message } = drivers[device] ?? {};
    const wanted = driver[`${device}Version`];
    const other = wanted !== undefined && version !== undefined && version !== wanted;
    if (!other && (state === 'Running' || state === '')) return [];
    const goal = other ? `, ${wanted} wanted` : '';
    return [
      `driver of ${device.toUpperCase()}s ${version ?? ''} is ${state}${goal}${message ? `: ${message}` : ''}`,
    ];
  });
  return words.length > 0 ? { reason: 'DriverChanging', message: words.join(', ') } : undefined;
}

/** A pool, for the runtime. */
export type Held = KnownPool & Remote;

/** What of a pool in a list is worth a read by its id. */
export const versionOf = ({ requestId: _, ...pool }: Held): string => JSON.stringify(pool);

/** True when only somebody's doing can change it. */
export const isAtRest = (pool: Pool): boolean =>
  pool.phase !== 'Creating' &&
  !isLeaving(pool) &&
  flavorsOf(pool).every(({ creating, deleting }) => creating + deleting === 0) &&
  Object.values(pool.scopeStates).every((state) => state === 'Enabled' || state === 'Disabled') &&
  [pool.drivers.gpu, pool.drivers.npu].every(
    (driver) => driver === undefined || /^(Running|Abnormal|)$/.test(driver.state),
  );
