import { DRIVERS, flavorNamed, zonesOf } from './flavors.ts';
import { bad } from './listing.ts';
import { devicesOf, type Group } from './pool.ts';

/** A resource as 10.13, 10.17 or chapter 16 ask for it. */
export type AskedResource = {
  readonly flavor: string;
  readonly count: number;
  readonly maxCount?: number;
  readonly azs?: readonly { readonly az: string; readonly count: number }[];
  readonly [field: string]: unknown;
};

/**
 * The name that a person gives to a pool or network. No rule is told: that of names in Kubernetes, and so short that
 * the server's name, which has 33 characters more, is one as well.
 */
export function checkName(name: string): void {
  if (!/^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$/.test(name))
    throw bad(
      'os.modelarts/name must have 1 to 30 lower-case letters, digits and "-", and begin with a letter',
    );
}

/** Table 10-129: at least one of the job types, none twice. */
export function checkScopes(scopes: readonly string[]): void {
  if (scopes.length === 0) throw bad('spec.scope must name at least one job type');
  if (new Set(scopes).size < scopes.length) throw bad('spec.scope names a job type twice');
}

/** What a resource of a pool or node pool must be. */
export function checkResource(asked: AskedResource, region: string, at: string): void {
  const { flavor, count, maxCount = count, azs = [] } = asked;
  if (!flavorNamed(flavor)) throw bad(`${at}.flavor: there is no flavor ${flavor}`);
  if (count < 0) throw bad(`${at}.count must be 0 or more`);
  if (maxCount !== count) throw bad(`${at}.maxCount of a physical pool must be count`);
  const odd = azs.find(({ az }) => !zonesOf(region).includes(az));
  if (odd) throw bad(`${at}.azs: ${odd.az} is no availability zone of ${region}`);
  if (azs.reduce((sum, one) => sum + one.count, 0) > count) throw bad(`${at}.azs have more nodes than count`);
}

/** What all resources of a pool must be together: each flavor once, and at least one node. */
export function checkResources(asked: readonly AskedResource[], region: string): void {
  for (const [index, resource] of asked.entries())
    checkResource(resource, region, `spec.resources[${index}]`);
  const flavors = asked.map(({ flavor }) => flavor);
  if (new Set(flavors).size < flavors.length) throw bad('spec.resources has a flavor twice');
}

/** A pool keeps at least one node (section 2.15). */
export function checkNotEmpty(groups: readonly Pick<Group, 'count'>[]): void {
  if (groups.reduce((sum, { count }) => sum + count, 0) < 1) throw bad('a pool must keep at least one node');
}

/** Table 10-133: the driver of cards that the pool has, in a version that there is. */
export function checkDrivers(wished: Readonly<Record<string, unknown>>, groups: readonly Group[]): void {
  for (const device of ['gpu', 'npu'] as const) {
    const version = wished[`${device}Version`];
    if (version === undefined || version === '') continue;
    if (!devicesOf(groups).has(device)) throw bad(`spec.driver.${device}Version: the pool has no such cards`);
    if (!DRIVERS[device].includes(String(version)))
      throw bad(`spec.driver.${device}Version must be one of ${DRIVERS[device].join(', ')}`);
  }
}

const key = (name: string) => `os.modelarts/${name}`;

/** What a prepaid pool or node pool needs (tables 10-128 and 16-19). */
export function checkBilling(annotations: Readonly<Record<string, string>>): void {
  if (/[!<>=&"]/.test(annotations[key('description')] ?? ''))
    throw bad(`${key('description')} has special characters`);
  if (annotations[key('billing.mode')] !== '1') return;
  for (const name of ['period.num', 'period.type'])
    if (!annotations[key(name)]) throw bad(`${key(name)} is missing, which a prepaid pool needs`);
  if (!/^[1-9]\d?$/.test(annotations[key('period.num')] ?? ''))
    throw bad(`${key('period.num')} must be a number`);
}

/** Whether what these annotations order is paid: on demand, paid automatically, or by an order that is told. */
export const isPaid = (annotations: Readonly<Record<string, string>>): boolean =>
  annotations[key('billing.mode')] !== '1' ||
  annotations[key('auto.pay')] === 'true' ||
  Boolean(annotations[key('order.id')]);
