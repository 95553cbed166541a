/**
 * `npm run bench:scaling [-- --sizes 1000,5000,10000,20000] [--shards 1,2,3] [--shard-objects 3000] [--idle-seconds 60]`: what
 * each object costs as they become more. All are TrainingJobs that end within milliseconds in the cloud.
 *
 * Population: jobs are added until there are as many as the size says, and followed by one operator with a raised throttle
 * until all are Completed; its CPU and calls per added object. Settled: a fresh start of an operator with default settings
 * over them, until it takes no CPU to speak of; time, CPU and heap per object are those beyond an operator without any
 * object. Idle: its calls and CPU in a window then. The ratios are figures per object of the largest size to those of the
 * smallest: 1 is linear, less is better.
 *
 * Shards: the same objects in three shards (`--shards 3`) of 1, 2, 3 processes: how many objects each has, and what all
 * of them together ask of the cloud in a window of rest. Throughput is not measured: the machine has two cores.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Child, Line } from './child.ts';
import { difference, mib, round, sum } from './figures.ts';
import { jobs } from './jobs.ts';
import { type Cloud, GROUP, Lab, note, UNTHROTTLED, watchUntil } from './lab.ts';
import { cpuMsOf, quiet } from './quiet.ts';

const options = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,5000,10000,20000' },
    shards: { type: 'string', default: '1,2,3' },
    'shard-objects': { type: 'string', default: '3000' },
    'idle-seconds': { type: 'string', default: '60' },
  },
}).values;
const numbers = (list: string) => list.split(',').filter(Boolean).map(Number);
const [sizes, processes] = [numbers(options.sizes), numbers(options.shards)];
const [shardObjects, idleSeconds] = [Number(options['shard-objects']), Number(options['idle-seconds'])];
const SHARDS = 3;
if (processes.some((count) => count > SHARDS)) throw new RangeError(`--shards: at most ${SHARDS} processes`);
const DURATIONS = { creatingMs: 5, pendingMs: 5, runningMs: 5 };

await using lab = await Lab.open();

/** Adds jobs to those that are there, `from` to `to`, and has them followed to their end. */
async function populate(cloud: Cloud, namespace: string, from: number, to: number) {
  const added = to - from;
  const operator = await lab.leading(UNTHROTTLED);
  await quiet(operator);
  const path = `${GROUP}/namespaces/${namespace}/trainingjobs`;
  const { metadata } = await lab.get(path, { limit: '1' });
  const completed = new Set<string>();
  const { resourceVersion } = metadata;
  const done = watchUntil(
    lab,
    { plural: 'trainingjobs', namespace, resourceVersion },
    ({ metadata, status }) => {
      if (status?.phase === 'Completed') completed.add(metadata.name);
      return completed.size === added;
    },
  );
  const [calls, cpuMs, startMs] = [await cloud.counts(), cpuMsOf(operator), performance.now()];
  await Promise.all([lab.apply(jobs(to, namespace).slice(from)), done]);
  const seconds = (performance.now() - startMs) / 1000;
  const rest = await quiet(operator);
  const made = difference(await cloud.counts(), calls);
  await operator.stop();
  return {
    ...{ added, seconds: round(seconds) },
    cpuMsPerObject: round((rest.cpuMs - cpuMs) / added),
    callsPerObject: round(sum(made) / added),
    calls: made,
  };
}

/** A fresh start over what is there, and a window of rest. */
async function start(cloud: Cloud) {
  const startMs = performance.now();
  const operator = await lab.leading();
  const rest = await quiet(operator);
  const { rss, peak } = await operator.usage();
  // Once more: what the first collection left to finalizers is gone then.
  const { heapUsed } = await operator.usage();
  const [calls, cpuMs] = [await cloud.counts(), cpuMsOf(operator)];
  await sleep(idleSeconds * 1000);
  const idleCpuMs = cpuMsOf(operator) - cpuMs;
  const idleCalls = difference(await cloud.counts(), calls);
  await operator.stop();
  return { ms: rest.atMs - startMs, cpuMs: rest.cpuMs, rss, peak, heapUsed, idleCpuMs, idleCalls };
}

/** The TrainingJobs of the shards that a process has. */
async function objectsOf(child: Child): Promise<number> {
  const { port } = child.said<Line & { port: number }>('/metrics, /healthz and /readyz are served') ?? {};
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const rows = text.matchAll(/^modelarts_operator_objects\{kind="TrainingJob",.*\} (\d+)$/gm);
  return [...rows].reduce((all, [, count]) => all + Number(count), 0);
}

/** `count` processes over all shards, when each has its part and is at rest. */
async function share(cloud: Cloud, count: number) {
  const flags = ['--shards', String(SHARDS), '--metrics-port', '0', '--metrics-host', '127.0.0.1'];
  const replicas: Child[] = [];
  while (replicas.length < count) replicas.push(await lab.operator(flags));
  const [fewest, most] = [Math.floor(SHARDS / count), Math.ceil(SHARDS / count)];
  const expected = shardObjects / SHARDS;
  let objects: number[] = [];
  const isDivided = () =>
    sum(Object.fromEntries(objects.entries())) === shardObjects &&
    objects.every((has) => has > (fewest - 0.5) * expected && has < (most + 0.5) * expected);
  do {
    await sleep(1_000);
    objects = await Promise.all(replicas.map(objectsOf));
  } while (!isDivided());
  await Promise.all(replicas.map(quiet));
  const [calls, cpuMs] = [await cloud.counts(), replicas.map(cpuMsOf)];
  await sleep(idleSeconds * 1000);
  const idleCpuMs = replicas.map((replica, index) => cpuMsOf(replica) - (cpuMs[index] ?? 0));
  const idleCalls = difference(await cloud.counts(), calls);
  await Promise.all(replicas.map((replica) => replica.stop()));
  return { processes: count, objects, idleCalls, idleCpuMs };
}

const corePercent = (cpuMs: number) => round(cpuMs / idleSeconds / 10);

const cloud = await lab.cloud({ durations: DURATIONS });
await lab.namespace('scaling', cloud);
note('an operator without any object');
const empty = await start(cloud);
const grown: ({ size: number } & Awaited<ReturnType<typeof populate>> & ReturnType<typeof beyond>)[] = [];

/** What the objects cost a start beyond one without any. */
function beyond(size: number, one: typeof empty) {
  return {
    settledSeconds: round(one.ms / 1000),
    settledCpuSeconds: round(one.cpuMs / 1000),
    settledMsPerObject: round((one.ms - empty.ms) / size, 3),
    settledCpuMsPerObject: round((one.cpuMs - empty.cpuMs) / size, 3),
    heapBytesPerObject: round((one.heapUsed - empty.heapUsed) / size, 0),
    ...{ rssMiB: mib(one.rss), peakMiB: mib(one.peak) },
    ...{ idleCalls: one.idleCalls, idleCorePercent: corePercent(one.idleCpuMs) },
  };
}

for (const [index, size] of sizes.entries()) {
  const added = await populate(cloud, 'scaling', sizes[index - 1] ?? 0, size);
  note(`${size} objects: ${JSON.stringify(added)}`);
  const settled = beyond(size, await start(cloud));
  note(`${size} objects: ${JSON.stringify(settled)}`);
  grown.push({ size, ...added, ...settled });
}

console.log(
  `scaling: TrainingJobs that have come to rest; an operator without any is settled after ${round(empty.ms / 1000)} s and ${round(empty.cpuMs / 1000)} CPU s, RSS ${mib(empty.rss)} MiB, and takes ${corePercent(empty.idleCpuMs)} % of a core idle`,
);
for (const one of grown) {
  console.log(
    `${one.size} objects: ${one.added} added and at rest in ${one.seconds} s (throttle ${UNTHROTTLED.join(' ')}), ${one.cpuMsPerObject} CPU ms and ${one.callsPerObject} calls each`,
  );
  console.log(
    `  fresh start: settled after ${one.settledSeconds} s and ${one.settledCpuSeconds} CPU s; RSS ${one.rssMiB} MiB (peak ${one.peakMiB}), heap ${one.heapBytesPerObject} bytes each; in ${idleSeconds} s of rest ${sum(one.idleCalls)} calls ${JSON.stringify(one.idleCalls)}, ${one.idleCorePercent} % of a core`,
  );
}

const SLOPES = [
  ['cpuMsPerObject', 'CPU to come to rest'],
  ['callsPerObject', 'calls to come to rest'],
  ['settledMsPerObject', 'time to settle after a start'],
  ['settledCpuMsPerObject', 'CPU to settle after a start'],
  ['heapBytesPerObject', 'heap'],
] as const;
const [least, greatest] = [grown[0], grown.at(-1)];
const slopes = SLOPES.map(([figure, noun]) => {
  const ratio = round((greatest?.[figure] ?? Number.NaN) / (least?.[figure] ?? Number.NaN));
  console.log(
    `ratio: ${ratio} (${noun} per object, ${greatest?.size} to ${least?.size}; aim at most about 1)`,
  );
  return [figure, ratio] as const;
});

const shared: Awaited<ReturnType<typeof share>>[] = [];
if (processes.length > 0) {
  await lab.wipe('trainingjobs', 'scaling');
  const other = await lab.cloud({ durations: DURATIONS });
  await lab.namespace('shards', other);
  await populate(other, 'shards', 0, shardObjects);
  for (const count of processes) shared.push(await share(other, count));
  console.log(
    `shards: ${shardObjects} objects in ${SHARDS} shards; throughput is not measured, as all processes are on the same few cores`,
  );
}
for (const { processes, objects, idleCalls, idleCpuMs } of shared)
  console.log(
    `  ${processes} processes: ${objects.join(' + ')} objects; in ${idleSeconds} s of rest ${sum(idleCalls)} calls ${JSON.stringify(idleCalls)}, ${idleCpuMs.map(corePercent).join(' + ')} % of a core`,
  );
console.log(
  JSON.stringify({
    ...{ bench: 'scaling', idleSeconds, sizes: grown, slopes: Object.fromEntries(slopes) },
    shards: { objects: shardObjects, shards: SHARDS, processes: shared },
  }),
);
