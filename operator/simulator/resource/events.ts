import type { Answer, Request } from '../exchange.ts';
import { phaseAt, timestamp } from './life.ts';
import { bad, paged } from './listing.ts';
import { nodesAt, type Pool, poolPhase } from './pool.ts';
import { poolOf, type ResourceWorld } from './world.ts';

const MAX_PAGE = 500;
/** Where nodes are counted in the message of an event, in its order; one that checks itself is not well yet. */
const COUNTED = [['Available'], ['Abnormal', 'Checking'], ['Creating'], ['Deleting']];

/** listEvents, section 10.6: what a pool went through, the oldest first. */
export function listEvents(world: ResourceWorld, request: Request): Answer {
  const { query } = request;
  if (query.get('resource') !== 'pools') throw bad('resource must be pools');
  if (Number(query.get('limit') ?? 0) > MAX_PAGE) throw bad(`limit must be ${MAX_PAGE} or less`);
  const pool = poolOf(world, { ...request, params: { pool_name: query.get('name') ?? '' } });
  const [since, until] = [Number(query.get('since') ?? 0), Number(query.get('until') ?? 0) || Infinity];
  const type = query.get('type');
  const happened = eventsOf(pool, world.clock.now(), world).filter(
    ({ at, event }) => at / 1000 >= since && at / 1000 <= until && (type === null || event.type === type),
  );
  const { items, metadata } = paged(
    happened.map(({ event }) => event),
    query,
  );
  return { status: 200, body: { kind: 'EventList', apiVersion: 'v1', metadata, items } };
}

function eventsOf(pool: Pool, now: number, { behaviours }: ResourceWorld) {
  const own = [pool.createdAt, pool.failure?.at, pool.deletion?.at].filter((at) => at !== undefined);
  const moments = [...own, ...pool.nodes.flatMap(({ life }) => life.map(({ at }) => at))];
  const times = [...new Set(moments)].filter((at) => at <= now).sort((one, other) => one - other);
  let [counts, phase] = ['0/0/0/0', 'Creating'];
  return times.flatMap((at) => {
    const [countsNow, phaseNow] = [countsAt(pool, at), poolPhase(pool, at, behaviours)];
    const unwell = countsNow.split('/')[1] !== '0';
    const told = [
      ...(countsNow === counts
        ? []
        : [
            entry(
              at,
              unwell,
              'PoolResourcesStatusChange',
              `Pool resources status changed, available/abnormal/creating/deleting count from ${counts} to ${countsNow}, timestamp: ${Math.floor(at / 1000)}.`,
            ),
          ]),
      ...(phaseNow === phase
        ? []
        : [
            entry(
              at,
              phaseNow === 'Abnormal' || phaseNow === 'Error',
              'PoolStatusChange',
              `Pool status changed, from ${phase} to ${phaseNow}.`,
            ),
          ]),
    ];
    [counts, phase] = [countsNow, phaseNow];
    return told;
  });
}

function countsAt(pool: Pool, at: number): string {
  const phases = nodesAt(pool, at).map(({ life }) => phaseAt(life, at));
  return COUNTED.map((those) => phases.filter((phase) => those.includes(phase)).length).join('/');
}

const entry = (at: number, unwell: boolean, reason: string, message: string) => ({
  at,
  event: {
    kind: 'Event',
    apiVersion: 'v1',
    type: unwell ? 'Warning' : 'Normal',
    firstTimestamp: timestamp(at),
    lastTimestamp: timestamp(at),
    count: 1,
    reason,
    message,
  },
});
