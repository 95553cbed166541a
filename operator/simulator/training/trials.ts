import { asOf, type Job } from './job.ts';
import { noise, shortId } from './noise.ts';
import { runOf } from './timeline.ts';

/** One trial of a hyperparameter search. Times are milliseconds since the epoch. */
export type Trial = {
  readonly id: string;
  readonly index: number;
  readonly status: 'RUNNING' | 'TERMINATED';
  readonly seconds: number;
  /** The values tried, by hyperparameter. */
  readonly config: Readonly<Record<string, number | string>>;
  readonly reward: number;
};

/** The most trials of one search, whatever it asks for. */
const MAX_TRIALS = 64;
const USUAL_TRIALS = 8;

type Search = NonNullable<ReturnType<typeof searchOf>>;

/** What a job searches for; undefined for one that does not. */
export const searchOf = ({ algorithm }: Job) => algorithm?.policies?.auto_search ?? undefined;

/** The names of the hyperparameters that are searched. */
export const parametersOf = ({ search_params = [] }: Search): string[] =>
  search_params.map(({ name = '' }) => name);

/** The name of what is to be made best. */
export const rewardOf = ({ reward_attrs = [] }: Search): string => reward_attrs[0]?.name ?? 'reward';

/** The trials that a job has begun by `now`, one after the other over its running time. */
export function trialsOf(job: Job, now: number, runningMs: number): Trial[] {
  const search = searchOf(job);
  const moment = asOf(job, now);
  const run = runOf(job.life, moment);
  if (!search || !run) return [];
  const count = countOf(search);
  const each = Math.max(1, runningMs / count);
  const until = run.end ?? moment;
  return Array.from({ length: count }, (_, index) => run.start + index * each)
    .filter((start) => start <= until)
    .map((start, index) =>
      trialAt({ job, search, index }, start, { each, until, ended: run.end !== undefined }),
    );
}

function trialAt(
  { job, search, index }: { job: Job; search: Search; index: number },
  start: number,
  { each, until, ended }: { each: number; until: number; ended: boolean },
): Trial {
  const id = shortId(`${job.id}/trial/${index}`);
  const end = Math.min(start + each, job.stoppedTrials.get(id) ?? Infinity);
  const over = ended || end <= until;
  return {
    id,
    index,
    status: over ? 'TERMINATED' : 'RUNNING',
    seconds: (Math.min(end, until) - start) / 1000,
    config: Object.fromEntries(
      parametersOf(search).map((name) => [name, triedValue(search, name, `${id}/${name}`)]),
    ),
    reward: Math.round(noise(`${id}/reward`) * 10_000) / 10_000,
  };
}

function countOf({ algo_configs = [] }: Search): number {
  const text = algo_configs[0]?.params?.find(({ key }) => key === 'num_samples')?.value;
  const count = Number(text ?? USUAL_TRIALS);
  return Number.isInteger(count) && count > 0 ? Math.min(count, MAX_TRIALS) : USUAL_TRIALS;
}

function triedValue({ search_params = [] }: Search, name: string, seed: string): number | string {
  const param = search_params.find((one) => one.name === name);
  const points = param?.discrete_values ?? [];
  const point = points[Math.floor(noise(seed) * points.length)];
  if (point !== undefined) return point;
  const [low, high] = [Number(param?.lower_bound ?? 0), Number(param?.upper_bound ?? 1)];
  return low + noise(seed) * (high - low);
}
