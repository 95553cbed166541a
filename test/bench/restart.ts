/**
 * How long a restart takes: from the start of the process until all objects are cached, compared with the cloud and settled.
 * The floor starts as well, lists and parses the same objects, and makes the same calls to the cloud. The throttle is raised
 * for the operator: rest is told by its CPU, and one that waits for its turn looks as if it rested.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from './child.ts';
import { median, mib, type Ratio, ratioOf, ratioText, round } from './figures.ts';
import type { FloorFacts } from './floor.ts';
import { type AskedCall, type Cloud, type Lab, note, UNTHROTTLED } from './lab.ts';
import type { Population } from './population.ts';
import { quiet } from './quiet.ts';

const MUTATION = /^(create|update|delete|terminate|stop|patch|add|remove)/;

type Start = { seconds: number; cpuSeconds: number; rss: number; calls: AskedCall[][]; mutations: number };

/** Starts the operator and waits until it has come to rest. */
async function start(lab: Lab, clouds: readonly Cloud[]): Promise<Start> {
  for (const { child } of clouds) await child.ask('asked');
  const startMs = performance.now();
  await using operator = await lab.leading(UNTHROTTLED);
  const { atMs, cpuMs } = await quiet(operator);
  const { rss } = await operator.usage();
  const calls = await Promise.all(clouds.map(({ child }) => child.ask<AskedCall[]>('asked')));
  const mutations = calls.flat().filter(({ operation }) => MUTATION.test(operation)).length;
  return { seconds: (atMs - startMs) / 1000, cpuSeconds: cpuMs / 1000, rss, calls, mutations };
}

async function floor(
  lab: Lab,
  population: Population,
  clouds: readonly Cloud[],
  calls: AskedCall[][],
): Promise<number> {
  const lists = clouds.map((cloud, index) => ({ cloud: factsOf(cloud), calls: calls[index] ?? [] }));
  const facts: FloorFacts = {
    ...{ kubeconfig: lab.plane.kubeconfig, namespace: '', plurals: population.plurals },
    ...{ cloud: factsOf(population.quick), lists },
  };
  const file = join(lab.plane.directory, 'floor.json');
  writeFileSync(file, JSON.stringify(facts));
  const startMs = performance.now();
  await using child = new Child(join(import.meta.dirname, 'floor.ts'), ['list', file]);
  await child.says('listed');
  return (performance.now() - startMs) / 1000;
}

const factsOf = ({ url, projectId, accessKey, secretKey }: Cloud) => ({
  url,
  projectId,
  accessKey,
  secretKey,
});

/** Measures it, prints sentences, and answers with the figures. */
export async function measureRestart(lab: Lab, population: Population, rounds: number): Promise<object> {
  const clouds = [population.quick, population.running];
  const [ours, floors]: [Start[], number[]] = [[], []];
  for (let index = 0; index < rounds; index += 1) {
    const one = await start(lab, clouds);
    ours.push(one);
    floors.push(await floor(lab, population, clouds, one.calls));
    note(
      `restart ${index + 1}/${rounds}: operator ${round(one.seconds)} s, floor ${round(floors.at(-1) ?? 0)} s`,
    );
  }
  const ratio: Ratio = ratioOf(
    ours.map(({ seconds }) => seconds),
    floors,
  );
  const seconds = round(median(ours.map((one) => one.seconds)));
  const cpuSeconds = round(median(ours.map((one) => one.cpuSeconds)));
  const mutations = Math.max(...ours.map((one) => one.mutations));
  const counts: Record<string, number> = {};
  for (const { operation } of ours.at(-1)?.calls.flat() ?? [])
    counts[operation] = (counts[operation] ?? 0) + 1;
  const figures = {
    ...{ objects: population.total, rounds, ratio, seconds, cpuSeconds, floorSeconds: round(median(floors)) },
    ...{ mutations, calls: counts, rssMiB: mib(ours.at(-1)?.rss ?? 0) },
  };
  console.log(
    `restart: ${population.total} objects from the start of the process to rest, throttle ${UNTHROTTLED.join(' ')}: ratio: ${ratioText(ratio)} to listing the same (aim 1.5)`,
  );
  console.log(
    `operator ${seconds} s (aim 2.8), floor ${figures.floorSeconds} s; CPU ${cpuSeconds} s (aim 2.5); RSS ${figures.rssMiB} MiB; mutations ${mutations} (aim 0); calls ${JSON.stringify(counts)}`,
  );
  console.log(JSON.stringify({ bench: 'restart', ...figures }));
  return figures;
}
