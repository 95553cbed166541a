/** The calls of a TrainingJob, bound to the account of one object. */
import type { ListPort } from '../../modelarts/sweep.ts';
import { PAGE_SIZE } from '../../modelarts/trainingJobs.ts';
import type { Digest } from '../../runtime/digest.ts';
import { withMarker } from '../../runtime/identity.ts';
import type { Session, Step } from '../../runtime/kind.ts';
import type { Log } from '../../runtime/log.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Secrets } from '../../runtime/secrets.ts';
import type { Access } from '../account/accounts.ts';
import { asRemote, slotOf } from '../remote.ts';
import { enrich } from './enrich.ts';
import { environmentsOf, missing, readValues, valueDigest } from './environments.ts';
import type { Job } from './job.ts';
import type { Action } from './plan.ts';
import { stageOf } from './plan.ts';
import { referredIds } from './references.ts';
import type { Decided } from './request.ts';
import { createRequest } from './request.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

/** What a create needs but for name and description, which the protocol decides. */
export type Draft = Omit<Decided, 'name' | 'description'> & {
  spec: TrainingJobSpec;
  /** The values that must not come back in an error. */
  hidden: readonly string[];
};

type Spec = Resource<TrainingJobSpec>;
type Ports = { secrets: Pick<Secrets, 'read'>; log: Log };

/** The list of all jobs in one workspace, newest first. */
export const listPort = ({ client }: Access, workspaceId: string | undefined): ListPort<Job> => ({
  limit: PAGE_SIZE,
  async fetchPage(offset, signal) {
    const page = await client.trainingJobs.newest({ workspaceId }, offset, { signal });
    return { ...page, items: page.items.map(asRemote) };
  },
  idOf: ({ id }) => id,
  isFinished: ({ phase }) => stageOf(phase) === 'ended',
});

/** All but `follow` and `forget`. */
export function sessionOf(
  { client, account, sameProject, admission }: Access,
  object: Spec,
  { secrets, log }: Ports,
): Session<Job, Action, Draft> {
  const { trainingJobs } = client;
  return {
    ...{ account, sameProject, admission },
    withSlot: (signal, work) => client.withSlot('change', signal, work),
    prepare: (signal, referred) => prepare(object, referred, secrets, signal),
    async create({ spec, hidden, ...decided }, { name, marker }, { signal, gate, slot }) {
      const description = withMarker(spec.description, marker);
      const body = createRequest(spec, { ...decided, name, description });
      return asRemote(
        await trainingJobs.create(body, { signal, gate, ...slotOf(slot), secrets: [...hidden] }),
      );
    },
    find: async (fragment, signal, workspaceId) =>
      (await trainingJobs.search({ nameLike: fragment, workspaceId }, { signal })).map(asRemote),
    read: async (id, signal) => asRemote(await trainingJobs.get(id, { signal })),
    enrich: (job, kept, signal) => enrich({ object, trainingJobs, secrets, log }, job, kept, signal),
    async act(action, id, { signal, gate }) {
      const { requestId } = await send(action, id, { signal, gate });
      return requestId === undefined ? {} : { requestId };
    },
  };

  function send(action: Action, id: string, options: { signal: AbortSignal; gate: () => void }) {
    switch (action.type) {
      case 'update':
        return trainingJobs.updateDescription(id, action.description, options);
      case 'terminate':
        return trainingJobs.terminate(id, options);
      case 'delete':
        return trainingJobs.remove(id, options);
      case 'tag':
        return trainingJobs.tags.add(id, action.tags, options);
      case 'untag':
        return trainingJobs.tags.remove(id, action.keys, options);
      case 'stop-trial':
        return trainingJobs.trials.stop(id, action.trial, options);
    }
  }
}

/** Reads the values that the spec takes from Secrets, and the ids of the objects that it names. */
async function prepare(
  object: Spec,
  referred: ReadonlyMap<string, Resource>,
  secrets: Pick<Secrets, 'read'>,
  signal: AbortSignal,
): Promise<{ request: Draft; values?: Digest } | Step> {
  const { spec } = object;
  const ids = referredIds(referred);
  if ('step' in ids) return ids;
  const values = await readValues(object, secrets, signal);
  const request = { ...ids, spec, environments: environmentsOf(spec, values), hidden: Object.values(values) };
  const hashes = valueDigest(object, values);
  return missing(spec, values) ?? { request, ...(Object.keys(hashes).length > 0 && { values: hashes }) };
}
