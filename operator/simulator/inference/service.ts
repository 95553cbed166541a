import type {
  CreateServiceRequest,
  ServiceConfigReq,
  UpdateServiceRequest,
} from '../../modelarts/generated/service.gen.ts';
import { type Life, phaseAt } from '../resource/life.ts';

/** The states of a service (section 9.6) that are played; pending and waiting are not. */
export type ServiceStatus =
  | 'deploying'
  | 'running'
  | 'concerning'
  | 'failed'
  | 'stopping'
  | 'stopped'
  | 'finished'
  | 'deleting';

/** A model of a service and how it is deployed. */
export type Variant = ServiceConfigReq;

/** One configuration as it was deployed, with all that becomes of it. Times are those of the simulation. */
export type Rollout = {
  readonly at: number;
  /** When its first new instance begins to come up; the next ones follow one by one. */
  readonly instancesFrom: number;
  /** The instances that were up before. */
  readonly already: number;
  readonly doneAt: number;
  readonly config: readonly Variant[];
  readonly result: 'running' | 'concerning' | 'failed';
  /** Why, where it does not come out well. */
  readonly message: string;
  /** What goes on serving until this is done, and after it where this fails. */
  readonly over: Rollout | undefined;
  readonly cause: 'create' | 'start' | 'update' | 'scale';
};

/**
 * What can be said about a service beside its configuration, and changed (section 9.7). Secrets that are mounted are
 * accepted and forgotten: no answer shows them.
 */
export type Said = Pick<
  UpdateServiceRequest,
  'description' | 'schedule' | 'additional_properties' | 'load_balancer_policy' | 'priority'
>;

/** A service. Times are milliseconds since the epoch, by the clock of the simulation unless said otherwise. */
export type Service = {
  readonly id: string;
  readonly name: string;
  readonly user: string;
  readonly userId: string;
  readonly workspaceId: string;
  /** As created, without fields that were null. */
  readonly request: CreateServiceRequest;
  readonly createdAt: number;
  /** When it was created by the real clock; late visibility counts from here. */
  readonly madeAt: number;
  said: Said;
  /** The oldest first, never empty. */
  rollouts: readonly [Rollout, ...Rollout[]];
  life: Life<ServiceStatus>;
  /** When it stops by its schedule. */
  dueAt?: number | undefined;
  readonly tags: Map<string, string>;
  /** The edge nodes whose instance was stopped. */
  readonly stoppedNodes: Set<string>;
  deletion?: { readonly at: number; readonly goneAt: number };
};

/** Whether it can be read at `now`. */
export const isThere = ({ createdAt, deletion }: Service, now: number): boolean =>
  createdAt <= now && (deletion === undefined || deletion.goneAt > now);

/** Its state at `now`. */
export const statusAt = ({ life, deletion }: Service, now: number): ServiceStatus =>
  deletion && deletion.at <= now ? 'deleting' : phaseAt(life, now);

/** The last configuration that was deployed by `now`. */
export const latest = ({ rollouts }: Service, now: number): Rollout =>
  rollouts.findLast(({ at }) => at <= now) ?? rollouts[0];

/** The configuration that serves at `now`: an older one while a newer one comes up, and after that has failed. */
export function inUse(service: Service, now: number): Rollout {
  const last = latest(service, now);
  const isGood = last.doneAt <= now && last.result !== 'failed';
  return isGood ? last : (last.over ?? last);
}

/** The configuration that answers show at `now`; `keep`: one that failed is shown on. */
export function shown(service: Service, now: number, failed: 'revert' | 'keep'): Rollout {
  const last = latest(service, now);
  return last.doneAt > now || failed === 'keep' ? last : inUse(service, now);
}

/** How many instances a configuration is to have. */
export const instances = (config: readonly Variant[]): number =>
  config.reduce((sum, { instance_count = 1 }) => sum + instance_count, 0);

/** The instances of each model of a service that are up at `now`; they come up one after the other. */
export function upAt(service: Service, rollout: Rollout, now: number, instanceMs: number): number[] {
  const status = statusAt(service, now);
  const all = instances(rollout.config);
  const begun = Math.max(0, Math.floor((now - rollout.instancesFrom) / instanceMs));
  const up = {
    deploying: rollout.doneAt > now ? rollout.already + begun : all,
    running: all,
    stopping: all,
    concerning: all - 1,
    ...{ failed: 0, stopped: 0, finished: 0, deleting: 0 },
  };
  let left = Math.min(up[status], all);
  return rollout.config.map(({ instance_count = 1 }) => {
    const here = Math.min(instance_count, left);
    left -= here;
    return here;
  });
}
