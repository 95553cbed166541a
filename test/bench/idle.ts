/**
 * What settled objects of mixed kinds cost while nothing happens, with default settings: Kubernetes writes, remote requests,
 * CPU, memory, and whether the heap grows.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { PAGE_SIZE as ALGORITHMS } from '../../operator/modelarts/algorithms.ts';
import { PAGE_SIZE as MODELS } from '../../operator/modelarts/models.ts';
import { PAGE_SIZE as SERVICES } from '../../operator/modelarts/services.ts';
import { PAGE_SIZE as JOBS } from '../../operator/modelarts/trainingJobs.ts';
import { PAGE_SIZE as WORKFLOWS } from '../../operator/modelarts/workflows.ts';
import { difference, mib, round, sum } from './figures.ts';
import { type Lab, note } from './lab.ts';
import { all, type Population, remoteCalls } from './population.ts';

/** From the start until the window begins: at 10 requests a second the first look at everything takes its time. */
const QUIET_MS = 300_000;

/**
 * The pages a minute that DESIGN 7 allows: the list of the running jobs every 10 s, down to the oldest; every other list every
 * 60 s, that of the jobs that have ended from its first page only; those of the workflows' executions 60 times in all.
 */
function allowed(shares: Readonly<Record<string, number>>): Record<string, number> {
  const pages = (title: string, size: number) => Math.ceil((shares[title] ?? 0) / size);
  return {
    searchTrainingJobs: 6 * pages('TrainingJob, running', JOBS) + 1,
    listAlgorithms: pages('Algorithm', ALGORITHMS),
    listModels: pages('Model', MODELS),
    listServices: pages('ModelService', SERVICES),
    listWorkflows: pages('Workflow', WORKFLOWS),
    listWorkflowExecutions: Math.min(60, shares['WorkflowRun, completed'] ?? 0),
    listNetworks: 1,
    // Those that have failed are a list of their own.
    listPools: 2,
  };
}

const versionsOf = async (lab: Lab, { plurals }: Population) => {
  const found = new Map<string, string>();
  for (const plural of plurals)
    for (const { metadata } of await all(lab, plural)) found.set(metadata.uid, metadata.resourceVersion);
  return found;
};

/** Measures it, prints sentences, and answers with the figures. */
export async function measureIdle(lab: Lab, population: Population, minutes: number): Promise<object> {
  await using operator = await lab.leading();
  note(`idle: the operator leads; the window begins in ${QUIET_MS / 1000} s`);
  await sleep(QUIET_MS);
  const versions = await versionsOf(lab, population);
  const [callsBefore, before] = [await remoteCalls(population), await operator.usage()];
  const startMs = performance.now();
  await sleep(60_000 * Math.min(1, minutes));
  const early = await operator.usage();
  await sleep(60_000 * Math.max(0, minutes - 1));
  const after = await operator.usage();
  const seconds = (performance.now() - startMs) / 1000;
  const calls = difference(await remoteCalls(population), callsBefore);
  const now = await versionsOf(lab, population);
  const written = [...versions].filter(([uid, version]) => now.get(uid) !== version).length;
  const allowedCalls = allowed(population.shares);
  const allowedPerMinute = sum(allowedCalls);
  const figures = {
    ...{ objects: population.total, seconds: round(seconds, 0), shares: population.shares },
    ...{ objectsWritten: written, remoteRequests: sum(calls), calls },
    requestsPerMinute: round((sum(calls) / seconds) * 60, 1),
    ...{ allowedPerMinute, allowedCalls },
    cpuPercent: round((after.cpuMs - before.cpuMs) / seconds / 10),
    ...{ rssMiB: mib(after.rss), peakMiB: mib(after.peak) },
    heapMinute1MiB: round(early.heapUsed / 1024 / 1024, 1),
    heapEndMiB: round(after.heapUsed / 1024 / 1024, 1),
  };
  console.log(
    `idle: ${population.total} settled objects for ${figures.seconds} s: ${JSON.stringify(population.shares)}`,
  );
  console.log(`objects written: ${written} (aim 0)`);
  console.log(
    `remote requests: ${figures.requestsPerMinute} a minute, ${allowedPerMinute} allowed (${JSON.stringify(allowedCalls)}); in all ${sum(calls)}: ${JSON.stringify(calls)}`,
  );
  console.log(
    `CPU: ${figures.cpuPercent} % of a core (aim 1); RSS ${figures.rssMiB} MiB (aim 150 MB); heap after a collection ${figures.heapMinute1MiB} MiB after minute 1, ${figures.heapEndMiB} MiB at the end`,
  );
  console.log(JSON.stringify({ bench: 'idle', ...figures }));
  return figures;
}
