/** What a process takes, and asks of its clouds, while nothing happens. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Resource } from '../../operator/runtime/object.ts';
import type { Child } from './child.ts';
import { difference, round } from './figures.ts';
import { type Cloud, type Counts, GROUP, type Lab } from './lab.ts';
import { cpuSeconds } from './play.ts';

/** `heap` and `heapGrowth` are of what is left after a collection, bytes; `changed`: objects that somebody wrote. */
export type Window = {
  seconds: number;
  cpuSeconds: number;
  requests: Counts;
  changed: number;
  rss: number;
  heap: number;
  heapGrowth: number;
};

/** Lets `seconds` go by and tells what they took. */
export async function windowOf(
  lab: Lab,
  child: Child,
  {
    clouds,
    namespaces,
    seconds,
  }: { clouds: readonly Cloud[]; namespaces: readonly string[]; seconds: number },
): Promise<Window> {
  const versions = await versionsOf(lab, namespaces);
  const [counts, before, startMs] = [await countsOf(clouds), await child.usage(), performance.now()];
  await sleep(seconds * 1000);
  const [after, endMs] = [await child.usage(), performance.now()];
  const requests = difference(await countsOf(clouds), counts);
  const versionsAfter = await versionsOf(lab, namespaces);
  const changed = [...versionsAfter].filter((version) => !versions.has(version)).length;
  return {
    ...{ seconds: round((endMs - startMs) / 1000), cpuSeconds: round(cpuSeconds(before, after), 3) },
    ...{ requests, changed },
    ...{ rss: after.rss, heap: after.heapUsed, heapGrowth: after.heapUsed - before.heapUsed },
  };
}

async function countsOf(clouds: readonly Cloud[]): Promise<Counts> {
  const total: Record<string, number> = {};
  for (const counts of await Promise.all(clouds.map((cloud) => cloud.counts())))
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
  return total;
}

async function versionsOf(lab: Lab, namespaces: readonly string[]): Promise<Set<string>> {
  const lists = await Promise.all(
    namespaces.map((name) => lab.get<{ items: Resource[] }>(`${GROUP}/namespaces/${name}/trainingjobs`)),
  );
  return new Set(
    lists.flatMap(({ items }) => items.map(({ metadata }) => `${metadata.uid} ${metadata.resourceVersion}`)),
  );
}
