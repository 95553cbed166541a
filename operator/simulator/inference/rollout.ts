import { changed, type Life, type Moment } from '../resource/life.ts';
import type { Variant } from './service.ts';
import {
  instances,
  inUse,
  latest,
  type Rollout,
  type Service,
  type ServiceStatus,
  statusAt,
} from './service.ts';
import { type InferenceWorld, modelNamed, outcomeFor } from './world.ts';

type Status = Moment<ServiceStatus>;

const UNITS = { DAYS: 86_400_000, HOURS: 3_600_000, MINUTES: 60_000 };

/** The names by which a rule decides how a configuration comes out: that of the service, and `model:version` of each. */
function namesOf(world: InferenceWorld, name: string, config: readonly Variant[], now: number): string[] {
  const models = config.map(({ model_id }) => modelNamed(world, model_id, now)?.request);
  return [name, ...models.map((model) => `${model?.model_name}:${model?.model_version}`)];
}

/**
 * A configuration that is deployed from `now` on. Where the service runs, what it ran goes on serving, and stays where
 * this fails; with `scale` only the instances that are added have to come up.
 */
export function newRollout(
  world: InferenceWorld,
  { name, config, cause }: { name: string; config: readonly Variant[]; cause: Rollout['cause'] },
  over?: Rollout,
): Rollout {
  const { deployingMs, instanceMs } = world.durations;
  const at = world.clock.now();
  const all = instances(config);
  const already = cause === 'scale' && over ? Math.min(instances(over.config), all) : 0;
  const instancesFrom = cause === 'scale' ? at : at + deployingMs;
  const { ending, message } = outcomeFor(world, namesOf(world, name, config, at));
  const result = ({ Completed: 'running', Abnormal: 'concerning', Failed: 'failed' } as const)[ending];
  const doneAt = instancesFrom + Math.max(1, all - already) * instanceMs;
  return { at, instancesFrom, already, doneAt, config, result, message, over, cause };
}

/** What a service runs at `now`, if it serves. */
export function serving(service: Service, now: number): Rollout | undefined {
  const status = statusAt(service, now);
  if (status === 'deploying') return latest(service, now).over;
  return status === 'running' || status === 'concerning' ? inUse(service, now) : undefined;
}

/** How long a service runs by its schedule, in milliseconds of the simulation. */
export function scheduledMs({ said }: Pick<Service, 'said'>, { scale }: InferenceWorld): number | undefined {
  const stop = said.schedule?.[0];
  return stop && stop.duration * UNITS[stop.time_unit] * scale;
}

/** What lies before a service from the beginning of a rollout on, times counted from there. */
function ahead(
  world: InferenceWorld,
  { request, dueAt }: Pick<Service, 'request' | 'dueAt'>,
  { at, doneAt, result, over }: Rollout,
): readonly [Status, ...Status[]] {
  const { batchMs, stoppingMs } = world.durations;
  const done = doneAt - at;
  const first = { phase: 'deploying', at: 0 } as const;
  if (result === 'failed' && !over) return [first, { phase: 'failed', at: done }];
  const failed = world.behaviours['service.failedUpdate'] === 'keep' ? 'concerning' : over?.result;
  const phase = result === 'failed' ? (failed ?? 'running') : result;
  if (request.infer_type === 'batch')
    return [first, { phase, at: done }, { phase: 'finished', at: done + batchMs }];
  const stop = dueAt === undefined ? undefined : Math.max(dueAt - at, done);
  return [first, { phase, at: done }, ...stopping(stop, stoppingMs)];
}

const stopping = (at: number | undefined, stoppingMs: number): Status[] =>
  at === undefined
    ? []
    : [
        { phase: 'stopping', at },
        { phase: 'stopped', at: at + stoppingMs },
      ];

/** The life of a service whose first rollout this is. */
export function firstLife(
  world: InferenceWorld,
  service: Pick<Service, 'request' | 'dueAt'>,
  rollout: Rollout,
): Life<ServiceStatus> {
  const [first, ...rest] = ahead(world, service, rollout);
  const absolute = ({ phase, at }: Status) => ({ phase, at: rollout.at + at });
  return [absolute(first), ...rest.map(absolute)];
}

/** Deploys a configuration of a service that exists; where it does not serve, its schedule begins anew. */
export function roll(
  world: InferenceWorld,
  service: Service,
  config: readonly Variant[],
  cause: Rollout['cause'],
): void {
  const now = world.clock.now();
  const over = cause === 'start' ? undefined : serving(service, now);
  const rollout = newRollout(world, { name: service.name, config, cause }, over);
  if (!over) service.dueAt = dueAfter(world, service, rollout.doneAt);
  service.rollouts = [...service.rollouts, rollout];
  service.life = changed(service.life, now, ...ahead(world, service, rollout));
}

/** When a service that runs from `at` on stops by its schedule. */
export function dueAfter(
  world: InferenceWorld,
  service: Pick<Service, 'said'>,
  at: number,
): number | undefined {
  const ms = scheduledMs(service, world);
  return ms === undefined ? undefined : at + ms;
}

/** Gives a service that runs another schedule, or none: counted from now on. */
export function reschedule(world: InferenceWorld, service: Service): void {
  const now = world.clock.now();
  const status = statusAt(service, now);
  const start = status === 'deploying' ? latest(service, now).doneAt : now;
  service.dueAt = dueAfter(world, service, start);
  if (status !== 'deploying' && status !== 'running' && status !== 'concerning') return;
  const due = service.dueAt === undefined ? undefined : service.dueAt - now;
  const kept = service.life.filter(({ at, phase }) => at > now && !phase.startsWith('stop'));
  const next = kept.map((moment) => ({ ...moment, at: moment.at - now }));
  service.life = changed(service.life, now, ...next, ...stopping(due, world.durations.stoppingMs));
}

/** Stops a service, through stopping or at once. */
export function stop(world: InferenceWorld, service: Service): void {
  const { behaviours, clock, durations } = world;
  const ms = behaviours['service.stopInPut'] === 'sync' ? 0 : durations.stoppingMs;
  service.life = changed(service.life, clock.now(), ...stopping(0, ms));
}
