/** NodePool: the calls, bound to the account of one object. */
import { ModelArtsError } from '../../modelarts/errors.ts';
import type { NodePool } from '../../modelarts/nodePools.ts';
import type { ListPort } from '../../modelarts/sweep.ts';
import type { Remote, Session, Step } from '../../runtime/kind.ts';
import type { Access } from '../account/accounts.ts';
import { faultOf } from '../faults.ts';
import { consentNeeded } from '../purchase.ts';
import { slotOf } from '../remote.ts';
import { idOf, partsOf } from './place.ts';
import type { Action } from './plan.ts';
import { createRequest } from './request.ts';
import type { NodePoolSpec } from './spec.gen.ts';
import { isAtRest } from './state.ts';

/** A node pool, for the runtime. No call that makes one has a place for a marker. */
export type Held = NodePool & Remote;

/** What a create needs but for the name, which the protocol decides. */
export type Draft = { spec: NodePoolSpec; poolId: string };

const asHeld =
  (poolId: string) =>
  (nodePool: NodePool): Held => ({ ...nodePool, id: idOf(poolId, nodePool.name), markedText: '' });

/** The list of all node pools of one pool, which comes as one page. */
export const listPort = ({ client }: Access, poolId: string): ListPort<Held> => ({
  limit: Number.MAX_SAFE_INTEGER,
  async fetchPage(_offset, signal) {
    const items = (await client.nodePools.list(poolId, { signal })).map(asHeld(poolId));
    return { items, total: items.length, count: items.length, limit: undefined };
  },
  idOf: ({ id }) => id,
  isFinished: () => false,
  isAtRest,
});

/** All but what the list does. `place`: the pool that the spec names now. */
export function sessionOf(
  { client, account, sameProject, admission }: Access,
  spec: NodePoolSpec,
  { place, busyMs }: { place: () => string | undefined; busyMs: number },
): Session<Held, Action, Draft> {
  const { nodePools, pools } = client;
  return {
    ...{ account, sameProject, admission },
    withSlot: (signal, work) => client.withSlot('change', signal, work),
    async prepare(signal) {
      const poolId = place();
      if (poolId === undefined) throw unnamed();
      const step = unspecified(spec) ?? consentNeeded(spec, 'node pool');
      return step ?? (await notYet(client, poolId, { signal, busyMs })) ?? { request: { spec, poolId } };
    },
    async create({ spec: asked, poolId }, { name }, { signal, gate, slot }) {
      const options = { signal, gate, ...slotOf(slot) };
      const { requestId, ...made } = await nodePools.create(poolId, createRequest(asked, name), options);
      return { ...asHeld(poolId)(made), ...(requestId !== undefined && { requestId }) };
    },
    async find(fragment, signal, poolId) {
      // That there is nothing in a pool that nobody can name would prove nothing.
      if (poolId === undefined) throw unnamed();
      const pool = await pools.get(poolId, { signal }).catch(gone);
      const all = pool ? await nodePools.list(poolId, { signal }) : [];
      return all.filter(({ name }) => name.includes(fragment)).map(asHeld(poolId));
    },
    async read(id, signal) {
      const { poolId, name } = partsOf(id);
      return asHeld(poolId)(await nodePools.get(poolId, name, { signal }));
    },
    async act(action, id, { signal, gate }) {
      const { poolId, name } = partsOf(id);
      const { requestId } =
        action.type === 'update'
          ? await nodePools.patch(poolId, name, action.body, { signal, gate })
          : await nodePools.remove(poolId, name, { signal, gate });
      return requestId === undefined ? {} : { requestId };
    },
  };
}

/** One that was adopted need not say what it is, until it is lost. */
const unspecified = ({ resources }: NodePoolSpec): Step | undefined =>
  resources
    ? undefined
    : {
        step: 'stuck',
        reason: 'InvalidSpec',
        message: 'spec.resources: is needed to make the node pool again',
      };

const unnamed = (): ModelArtsError =>
  new ModelArtsError({
    kind: 'unsent',
    operation: 'listNodePools',
    reason: 'PoolUnknown',
    detail: 'the Pool that spec.poolRef names has no id in ModelArts: nobody can tell what is in it',
    hint: 'Make the Pool, or name the pool in spec.poolId.',
  });

/** What is gone is nothing; a pool has taken its node pools with it. */
function gone(error: unknown): undefined {
  if (faultOf(error).outcome === 'not-found') return undefined;
  throw error;
}

/** Why the pool takes no node pool at present: one that has no node yet, or never will, refuses it for good. */
async function notYet(
  { pools }: Access['client'],
  poolId: string,
  { signal, busyMs: recheckMs }: { signal: AbortSignal; busyMs: number },
): Promise<Step | undefined> {
  const pool = await pools.get(poolId, { signal }).catch(gone);
  if (!pool)
    return {
      step: 'wait',
      reason: 'PoolNotFound',
      message: `there is no pool ${poolId} in ModelArts`,
      recheckMs,
    };
  const { name, phase, message } = pool;
  if (phase === 'Running' || phase === 'Abnormal') return undefined;
  const why = `pool ${name} is ${phase || 'being created'}${message ? ` (${message})` : ''}`;
  return {
    step: 'wait',
    reason: 'PoolNotReady',
    message: `${why}: it takes a node pool once it runs`,
    recheckMs,
  };
}
