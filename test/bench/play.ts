/** One burst of training jobs, the same for whoever works them off. */
import type { Child, Usage } from './child.ts';
import { median, mib, round } from './figures.ts';
import type { FloorFacts } from './floor.ts';
import { burst } from './jobs.ts';
import { type Counts, type Lab, UNTHROTTLED } from './lab.ts';

/** What was seen of one burst. */
export type Round = {
  seconds: number;
  cpuSeconds: number;
  /** The most memory until all ids were in status, bytes. */
  peak: number;
  /** Of an object, on average. */
  writesToId: number;
  /** 0 where nobody followed the jobs until they ran. */
  writesToRunning: number;
  calls: Counts;
};

/** Starts whoever is measured; resolves when it watches. */
export type Subject = (facts: FloorFacts) => Promise<Child>;

const DURATIONS = { creatingMs: 2_000, pendingMs: 2_000, runningMs: 3_600_000 };

let namespaces = 0;
/** One burst of `jobs` in a cloud and a namespace of its own; `untilRunning`: followed until all of them run. */
export async function play(
  lab: Lab,
  start: Subject,
  { jobs, untilRunning = false }: { jobs: number; untilRunning?: boolean },
): Promise<Round> {
  const cloud = await lab.cloud({ durations: DURATIONS });
  const namespace = `burst-${namespaces++}`;
  await lab.namespace(namespace, cloud);
  const child = await start({ kubeconfig: lab.plane.kubeconfig, namespace, cloud });
  const before = await child.usage();
  const { seconds, writesToId, running } = await burst(lab, { namespace, count: jobs, untilRunning });
  const after = await child.usage();
  const writesToRunning = await running;
  await child.stop();
  const calls = await cloud.counts();
  // An Account of a cloud that is not there any more would give later rounds something to do.
  for (const plural of ['trainingjobs', 'accounts']) await lab.wipe(plural, namespace);
  await cloud.child.stop('SIGKILL');
  return {
    seconds,
    writesToId,
    writesToRunning,
    calls,
    cpuSeconds: cpuSeconds(before, after),
    peak: after.peak,
  };
}

export const cpuSeconds = (before: Usage, after: Usage): number => (after.cpuMs - before.cpuMs) / 1000;

/** The operator, which nothing makes wait. */
export const unthrottled =
  (lab: Lab): Subject =>
  () =>
    lab.leading(UNTHROTTLED);

/** What is told of several rounds: medians, and the largest peak. */
export function middleOf(rounds: readonly Round[]) {
  const middle = (of: (one: Round) => number) => round(median(rounds.map(of)));
  return {
    seconds: middle(({ seconds }) => seconds),
    cpuSeconds: middle(({ cpuSeconds }) => cpuSeconds),
    peakMiB: mib(Math.max(...rounds.map(({ peak }) => peak))),
    writesToId: middle(({ writesToId }) => writesToId),
  };
}
