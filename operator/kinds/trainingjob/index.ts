/** TrainingJob: the effect shell. Calls, no decisions. */
import type { CreateTrainingJobRequest } from '../../modelarts/generated/training.gen.ts';
import type { TrainingJob } from '../../modelarts/trainingJob.ts';
import { withMarker } from '../../runtime/identity.ts';
import type { ManagedKind, Remote, Session, Step } from '../../runtime/kind.ts';
import type { Resource, ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import type { Access, Accounts } from '../account/accounts.ts';
import { faultOf } from '../faults.ts';
import type { Secrets } from '../secrets.ts';
import type { Action } from './plan.ts';
import { plan, planDelete } from './plan.ts';
import { news, report } from './report.ts';
import { createRequest, immutableFields } from './request.ts';
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

export type TrainingJobOptions = { accounts: Accounts; secrets: Secrets; pollMs: number };

/** The kind, for the runtime. */
export function trainingJob({
  accounts,
  secrets,
  pollMs,
}: TrainingJobOptions): ManagedKind<Job, Action, Draft> {
  return {
    type: TRAINING_JOB,
    noun: 'training job',
    nameLimit: 63,
    chosenName: ({ spec }: Spec) => spec.name,
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    refersTo: ({ metadata, spec }: Spec) => ({
      plural: 'accounts',
      key: { namespace: metadata.namespace, name: spec.accountRef?.name ?? 'default' },
    }),
    async session(object: Spec, signal) {
      const access = await accounts.open(object.metadata.namespace, object.spec.accountRef?.name, signal);
      return 'step' in access ? access : { session: sessionOf(access, object, secrets) };
    },
    plan: ({ spec }: Spec, job, marker) => plan(job, withMarker(spec.description, marker), pollMs),
    planDelete: (job) => planDelete(job, pollMs),
    deletes: ({ type }) => type === 'delete',
    report: (_object, job) => report(job),
    lost: (id) => ({
      type: 'Failed',
      reason: 'DeletedExternally',
      message: `training job ${id} was deleted in ModelArts, but not by this object; to run it again, make a new object`,
    }),
    news: (before: Spec, job) => news(before.status?.phase, job, before.spec.resource?.nodeCount ?? 1),
    fault: faultOf,
  };
}

function sessionOf(
  { client, account, sameProject }: Access,
  object: Spec,
  secrets: Secrets,
): Session<Job, Action, Draft> {
  const { trainingJobs } = client;
  const { namespace } = object.metadata;
  return {
    account,
    sameProject,
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
    async act(action, id, _marker, { signal, gate }) {
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
  secrets: Secrets,
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
