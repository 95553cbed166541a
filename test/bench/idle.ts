/**
 * `npm run bench:idle [-- --objects 10000] [--minutes 5]`: what settled objects of mixed kinds cost while nothing happens,
 * with default settings: Kubernetes writes, remote requests against the pages that the lists have at their intervals (the
 * floor), CPU, memory, and whether the heap grows.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { difference, mib, round, sum } from './figures.ts';
import { Lab, note } from './lab.ts';
import { all, type Population, populate, remoteCalls } from './population.ts';

const options = parseArgs({
  options: { objects: { type: 'string', default: '10000' }, minutes: { type: 'string', default: '5' } },
}).values;
const minutes = Number(options.minutes);
/** From the start until the window begins: at 10 requests a second the first look at everything takes its time. */
const QUIET_MS = 90_000;

await using lab = await Lab.open();
const population = await populate(lab, Number(options.objects));
await using operator = await lab.leading();
note(`the operator leads; the window begins in ${QUIET_MS / 1000} s`);
await sleep(QUIET_MS);

const versions = async ({ plurals }: Population) => {
  const found = new Map<string, string>();
  for (const plural of plurals)
    for (const { metadata } of await all(lab, plural)) found.set(metadata.uid, metadata.resourceVersion);
  return found;
};
const before = {
  versions: await versions(population),
  calls: await remoteCalls(population),
  usage: await operator.usage(),
};
const startMs = performance.now();
await sleep(60_000 * Math.min(1, minutes));
const early = await operator.usage();
await sleep(60_000 * Math.max(0, minutes - 1));
const after = await operator.usage();
const seconds = (performance.now() - startMs) / 1000;
const calls = difference(await remoteCalls(population), before.calls);
const now = await versions(population);
const writes = [...before.versions].filter(([uid, version]) => now.get(uid) !== version).length;

const percent = round((after.cpuMs - before.usage.cpuMs) / seconds / 10);
const figures = {
  ...{ objects: population.total, seconds: round(seconds, 0), shares: population.shares },
  ...{ objectsWritten: writes, remoteRequests: sum(calls), calls },
  requestsPerMinute: round((sum(calls) / seconds) * 60, 1),
  cpuPercent: percent,
  ...{ rssMiB: mib(after.rss), peakMiB: mib(after.peak) },
  ...{
    heapMinute1MiB: round(early.heapUsed / 1024 / 1024, 1),
    heapEndMiB: round(after.heapUsed / 1024 / 1024, 1),
  },
};
console.log(
  `idle: ${population.total} settled objects for ${figures.seconds} s: ${JSON.stringify(population.shares)}`,
);
console.log(`objects written: ${writes} (aim 0)`);
console.log(
  `remote requests: ${sum(calls)}, ${figures.requestsPerMinute} a minute: ${JSON.stringify(calls)}`,
);
console.log(
  `CPU: ${percent} % of a core (aim 1); RSS ${figures.rssMiB} MiB (aim 150 MB); heap after a collection ${figures.heapMinute1MiB} MiB after minute 1, ${figures.heapEndMiB} MiB at the end`,
);
console.log(JSON.stringify({ bench: 'idle', ...figures }));
