import type { MetricObject } from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { flavorType } from './flavors.ts';
import { noise } from './noise.ts';
import { taskOf } from './tasks.ts';
import type { TrainingWorld } from './world.ts';

/** The metrics of table 6-369, and what they are measured on. */
const METRICS = [
  ['cpuUsage', 'CPU'],
  ['memUsage', 'CPU'],
  ['gpuUtil', 'GPU'],
  ['gpuMemUsage', 'GPU'],
  ['npuUtil', 'Ascend'],
  ['npuMemUsage', 'Ascend'],
] as const;

const MINUTE_MS = 60_000;
/** How many of the last minutes are told. */
const TOLD = 60;
/** What a metric is where there is nothing to measure. */
const NOTHING = -1;

/** getTrainingJobTaskMetrics, section 6.15: one mean for each minute that ran, of the last hour. */
export function getMetrics(world: TrainingWorld, request: Request): Answer {
  const { job, name, moment, run } = taskOf(world, request);
  if (!run) throw new ApiError('ModelArts.2777', `task ${name} has not run yet`);
  const minutes = Math.floor(((run.end ?? moment) - run.start) / (MINUTE_MS * world.scale)) + 1;
  const told = Math.min(minutes, TOLD);
  const device = flavorType(job.request.spec?.resource?.flavor_id ?? '') ?? 'GPU';
  const metrics = METRICS.map(([metric, on]): MetricObject => {
    const measured = on === 'CPU' || on === device;
    const at = (index: number) => `${job.id}/${name}/${metric}/${minutes - told + index}`;
    const value = Array.from({ length: told }, (_, index) => (measured ? percent(at(index)) : NOTHING));
    return { metric, value };
  });
  return { status: 200, body: { metrics } };
}

/** Between 10 and 90, with three digits after the point. */
const percent = (seed: string) => Math.round((10 + noise(seed) * 80) * 1000) / 1000;
