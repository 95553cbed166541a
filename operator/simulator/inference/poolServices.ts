import type { PoolService } from '../resource/world.ts';
import { instances, isThere, latest, type Service, statusAt } from './service.ts';

/** What chapter 10 calls the states in which a service is in a pool. */
const STATUSES: Readonly<Record<string, string>> = {
  deploying: 'Creating',
  running: 'Running',
  concerning: 'Abnormal',
  stopping: 'Terminating',
  deleting: 'Terminating',
};

/** The services that are in a pool at a time, as chapter 10 sees them, the oldest first. */
export const poolServices =
  (services: readonly Service[]) =>
  (poolId: string, now: number): PoolService[] =>
    services
      .filter((service) => isThere(service, now))
      .flatMap((service) => {
        const status = STATUSES[statusAt(service, now)];
        const { config } = latest(service, now);
        const here = config.filter((variant) => poolOf(service, variant) === poolId);
        if (status === undefined || here.length === 0) return [];
        const { id, name, createdAt, life } = service;
        const startedAt = life.find(({ phase, at }) => phase === 'running' && at <= now)?.at;
        return [{ id, name, status, createdAt, startedAt, instances: instances(here) }];
      });

/** The pool of a model of a service: its own goes before that of the service, a new one before an old one. */
const poolOf = (
  { request }: Service,
  variant: { readonly pool_name?: string; readonly cluster_id?: string },
) => variant.pool_name ?? variant.cluster_id ?? request.pool_name ?? request.cluster_id;
