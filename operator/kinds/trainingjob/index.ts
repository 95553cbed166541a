/** TrainingJob, for the runtime: what it is made of. */
import { hasEnded } from '../../runtime/conditions.ts';
import type { ManagedKind } from '../../runtime/kind.ts';
import type { Resource, ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import type { OwnData } from '../../runtime/ownData.ts';
import { targetText } from '../../runtime/references.ts';
import type { Secrets } from '../../runtime/secrets.ts';
import type { Accounts } from '../account/accounts.ts';
import { accountReference } from '../account/index.ts';
import { neverBegun } from '../attemptReport.ts';
import type { Backoff } from '../attempts.ts';
import { faultOf } from '../faults.ts';
import type { ListingsRun } from '../listings.ts';
import { createListings } from '../listings.ts';
import { DEFAULT_WORKSPACE } from '../remote.ts';
import { endpointsSecret } from './endpoints.ts';
import { fromSecrets } from './environments.ts';
import type { Job } from './job.ts';
import { versionOf } from './job.ts';
import type { Action } from './plan.ts';
import { plan, planDelete, stageOf } from './plan.ts';
import { references } from './references.ts';
import { news, report } from './report.ts';
import { immutableFields, nodesOf } from './request.ts';
import type { Draft } from './session.ts';
import { listPort, sessionOf } from './session.ts';
import type { TrainingJobSpec } from './spec.gen.ts';
import { validate } from './validate.ts';

export const TRAINING_JOB: ResourceType = {
  group: GROUP,
  version: 'v1alpha1',
  plural: 'trainingjobs',
  kind: 'TrainingJob',
};

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
  const listings = createListings<Job>({
    ...lists,
    kind: TRAINING_JOB.kind,
    noun: 'training jobs',
    versionOf,
  });
  return {
    type: TRAINING_JOB,
    noun: 'training job',
    nameLimit: 63,
    chosenName: ({ spec }: Spec) => spec.name,
    placeOf: ({ spec }: Spec) => spec.workspaceId ?? DEFAULT_WORKSPACE,
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    references,
    secrets: (object: Spec) => (hasEnded(object) ? [] : secretNames(object.spec)),
    usage: ({ metadata, spec }: Spec) => ({
      of: targetText(accountReference(metadata.namespace, spec.accountRef).to),
      nodes: nodesOf(spec),
    }),
    listen: listings.listen,
    async session(object: Spec, signal) {
      const { accountRef, workspaceId = DEFAULT_WORKSPACE } = object.spec;
      const access = await accounts.open(object.metadata.namespace, accountRef, signal);
      if ('step' in access) return access;
      const list = listings.open(`${access.shared} ${workspaceId}`, listPort(access, workspaceId));
      return { session: { ...sessionOf(access, object, { secrets, log: lists.log }), ...list } };
    },
    plan: (object: Spec, job, context) => plan(object, job, context, { pollMs, backoff }),
    recreates: ({ spec }: Spec) => spec.updatePolicy === 'Recreate',
    suspended: ({ spec }: Spec) => (spec.suspend ? neverBegun('job') : undefined),
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
    ownData,
    news: ({ spec, status }: Spec, job) => [...news(status?.phase, job, nodesOf(spec)), ...(job.news ?? [])],
    fault: faultOf,
  };
}

const secretNames = (spec: TrainingJobSpec): string[] => [
  ...fromSecrets(spec).map(({ secret }) => secret),
  ...(spec.writeEndpointsTo ? [spec.writeEndpointsTo.secretName] : []),
];

/**
 * The endpoints of a job that may still run. Afterwards the Secret is emptied, not deleted: that takes no permission to
 * delete Secrets, and a Pod that mounts it can still start. So is one that the spec named before.
 */
function ownData({ spec, status }: Spec, job: Job): OwnData[] {
  const [kind, field] = ['Secret', 'spec.writeEndpointsTo.secretName'] as const;
  const name = spec.writeEndpointsTo?.secretName;
  const former = status?.endpointsSecret;
  const data = stageOf(job.phase) === 'ended' ? {} : endpointsSecret(job.endpoints);
  return [
    ...(typeof former === 'string' && former !== name ? [{ kind, field, name: former, data: {} }] : []),
    ...(name === undefined ? [] : [{ kind, field, name, data }]),
  ];
}
