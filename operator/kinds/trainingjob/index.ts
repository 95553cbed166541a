/** TrainingJob: the effect shell. Calls, no decisions. */
import type { CreateTrainingJobRequest } from '../../modelarts/generated/training.gen.ts';
import type { ListPort } from '../../modelarts/sweep.ts';
import type { TrainingJob } from '../../modelarts/trainingJob.ts';
import { PAGE_SIZE } from '../../modelarts/trainingJobs.ts';
import { hasEnded } from '../../runtime/conditions.ts';
import { withMarker } from '../../runtime/identity.ts';
import type { ManagedKind, Remote, Session, Step, Suspension } from '../../runtime/kind.ts';
import type { Resource, ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import { targetText } from '../../runtime/references.ts';
import type { Secrets } from '../../runtime/secrets.ts';
import type { Access, Accounts } from '../account/accounts.ts';
import { accountReference } from '../account/index.ts';
import { faultOf } from '../faults.ts';
import type { ListingsRun } from '../listings.ts';
import { createListings } from '../listings.ts';
import type { Backoff } from './outcome.ts';
import type { Action } from './plan.ts';
import { plan, planDelete, stageOf } from './plan.ts';
import { news, report } from './report.ts';
import { createRequest, immutableFields, nodesOf } from './request.ts';
import type { TrainingJobSpec } from './spec.gen.ts';
import { validate } from './validate.ts';

export const TRAINING_JOB: ResourceType = {
  group: GROUP,
  version: 'v1alpha1',
  plural: 'trainingjobs',
  kind: 'TrainingJob',
};

type Job = TrainingJob & Remote;
/** The body but for name and description, which the protocol decides. */
type Draft = { spec: TrainingJobSpec; environments: Record<string, string> };
type Spec = Resource<TrainingJobSpec>;

export type TrainingJobOptions = {
  accounts: Accounts;
  secrets: Pick<Secrets, 'read'>;
  /** How soon to look again at a job that no list shows, milliseconds. */
  pollMs: number;
  lists: ListingsRun;
  /** Between a failure and the next attempt. */
  backoff: Backoff;
};

/** The kind, for the runtime. */
export function trainingJob({
  accounts,
  secrets,
  pollMs,
  lists,
  backoff,
}: TrainingJobOptions): ManagedKind<Job, Action, Draft> {
  const listings = createListings<Job>({ ...lists, noun: 'training jobs', versionOf });
  return {
    type: TRAINING_JOB,
    noun: 'training job',
    nameLimit: 63,
    chosenName: ({ spec }: Spec) => spec.name,
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    references: ({ metadata, spec }: Spec) => [accountReference(metadata.namespace, spec.accountRef)],
    secrets: (object: Spec) => (hasEnded(object) ? [] : secretNames(object.spec)),
    usage: ({ metadata, spec }: Spec) => ({
      of: targetText(accountReference(metadata.namespace, spec.accountRef).to),
      nodes: nodesOf(spec),
    }),
    listen: listings.listen,
    async session(object: Spec, signal) {
      const access = await accounts.open(object.metadata.namespace, object.spec.accountRef, signal);
      if ('step' in access) return access;
      const list = listings.open(access.shared, listPort(access));
      return { session: { ...sessionOf(access, object, secrets), ...list } };
    },
    plan: (object: Spec, job, context) => plan(object, job, context, { pollMs, backoff }),
    recreates: ({ spec }: Spec) => spec.updatePolicy === 'Recreate',
    suspended: ({ spec }: Spec) => (spec.suspend ? NEVER_BEGUN : undefined),
    keptMs: ({ spec }: Spec) =>
      spec.ttlSecondsAfterFinished === undefined ? undefined : spec.ttlSecondsAfterFinished * 1000,
    planDelete: (job) => planDelete(job, pollMs),
    deletes: ({ type }) => type === 'delete',
    report: (object: Spec, job, context) => report(object, job, context, backoff),
    lost: (id) => ({
      type: 'Failed',
      reason: 'DeletedExternally',
      message: `training job ${id} was deleted in ModelArts, but not by this object; to run it again, make a new object`,
    }),
    news: (before: Spec, job) => news(before.status?.phase, job, before.spec.resource?.nodeCount ?? 1),
    fault: faultOf,
  };
}

const NEVER_BEGUN: Suspension = {
  status: 'True',
  reason: 'Suspended',
  message: 'no job is made until spec.suspend is false',
};

/** What of a job in a list is worth a read by its id: its duration moves by itself. */
const versionOf = ({ phase, description, startedAtMs, tasks }: Job): string =>
  JSON.stringify([phase, description, startedAtMs, tasks]);

const listPort = ({ client }: Access): ListPort<Job> => ({
  limit: PAGE_SIZE,
  async fetchPage(offset, signal) {
    const page = await client.trainingJobs.newest({}, offset, { signal });
    return { ...page, items: page.items.map(asRemote) };
  },
  idOf: ({ id }) => id,
  isFinished: ({ phase }) => stageOf(phase) === 'ended',
});

const secretNames = ({ algorithm }: TrainingJobSpec): string[] =>
  (algorithm?.environments ?? []).flatMap(({ valueFrom }) =>
    valueFrom ? [valueFrom.secretKeyRef.name] : [],
  );

function sessionOf(
  { client, account, sameProject, admission }: Access,
  object: Spec,
  secrets: Pick<Secrets, 'read'>,
): Session<Job, Action, Draft> {
  const { trainingJobs } = client;
  const { namespace } = object.metadata;
  return {
    ...{ account, sameProject, admission },
    withSlot: (signal, work) => client.withSlot('change', signal, work),
    prepare: (signal) => prepare(object.spec, namespace, secrets, signal),
    async create({ spec, environments }, { name, marker }, { signal, gate, slot }) {
      const description = withMarker(spec.description, marker);
      const body: CreateTrainingJobRequest = createRequest(spec, { name, description, environments });
      return asRemote(
        await trainingJobs.create(body, {
          signal,
          gate,
          ...withSlot(slot),
          secrets: secretValues(spec, environments),
        }),
      );
    },
    find: async (fragment, signal) =>
      (await trainingJobs.search({ nameLike: fragment }, { signal })).map(asRemote),
    read: async (id, signal) => asRemote(await trainingJobs.get(id, { signal })),
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
    }
  }
}

/** The slot that the runtime hands through is the one that `withSlot` gave it. */
const withSlot = (slot: unknown) => (slot === undefined ? {} : { slot: slot as { priority: 'change' } });

const asRemote = (job: TrainingJob & { requestId?: string | undefined }): Job => {
  const { requestId, createdAtMs, ...rest } = job;
  return {
    ...rest,
    markedText: job.description,
    ...(createdAtMs !== undefined && { createdAtMs }),
    ...(requestId !== undefined && { requestId }),
  };
};

/** Reads the values that the spec takes from Secrets. */
async function prepare(
  spec: TrainingJobSpec,
  namespace: string,
  secrets: Pick<Secrets, 'read'>,
  signal: AbortSignal,
): Promise<{ request: Draft } | Step> {
  const environments: Record<string, string> = {};
  for (const { name, value, valueFrom } of spec.algorithm?.environments ?? []) {
    if (!valueFrom) environments[name] = value ?? '';
    else {
      const { name: secret, key } = valueFrom.secretKeyRef;
      const found = (await secrets.read({ namespace, name: secret }, signal))?.[key];
      if (found === undefined) return missing(name, secret, key);
      environments[name] = found;
    }
  }
  return { request: { spec, environments } };
}

const missing = (variable: string, secret: string, key: string): Step => ({
  step: 'wait',
  reason: 'SecretMissing',
  message: `spec.algorithm.environments[${variable}]: there is no key "${key}" in a Secret "${secret}" of this namespace yet`,
  recheckMs: 10_000,
});

/** The values that must not come back in an error. */
const secretValues = ({ algorithm }: TrainingJobSpec, environments: Record<string, string>): string[] =>
  (algorithm?.environments ?? [])
    .filter(({ valueFrom }) => valueFrom !== undefined)
    .map(({ name }) => environments[name] ?? '');
