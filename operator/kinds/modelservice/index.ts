/** ModelService, for the runtime: what it is made of. */
import { hasEnded } from '../../runtime/conditions.ts';
import type { Loss, ManagedKind, Suspension } from '../../runtime/kind.ts';
import type { Resource, ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import type { Objects } from '../../runtime/references.ts';
import type { Secrets } from '../../runtime/secrets.ts';
import type { Accounts } from '../account/accounts.ts';
import { faultOf } from '../faults.ts';
import type { ListingsRun } from '../listings.ts';
import { createListings } from '../listings.ts';
import { DEFAULT_WORKSPACE } from '../remote.ts';
import { ownData, ownNames } from './connection.ts';
import { factsOf } from './facts.ts';
import type { Held } from './held.ts';
import { versionOf } from './held.ts';
import type { Action } from './plan.ts';
import { plan, planDelete } from './plan.ts';
import { references, secretNames } from './references.ts';
import { news, report } from './report.ts';
import { immutableFields } from './request.ts';
import { listPort, sessionOf } from './session.ts';
import type { ModelServiceSpec } from './spec.gen.ts';
import { validate } from './validate.ts';
import type { Resolved } from './wanted.ts';

export const MODEL_SERVICE: ResourceType = {
  group: GROUP,
  version: 'v1alpha1',
  plural: 'modelservices',
  kind: 'ModelService',
};

/** Descriptions have 100 characters. */
const MARKER_ROOM = 45;

type Spec = Resource<ModelServiceSpec>;

export type ModelServiceOptions = {
  accounts: Accounts;
  secrets: Pick<Secrets, 'read'>;
  objects: Objects;
  lists: ListingsRun;
  /** Between looks at a service that is changing and that no list shows, milliseconds. */
  pollMs: number;
};

/** The kind, for the runtime. */
export function modelService({
  accounts,
  secrets,
  objects,
  lists,
  pollMs,
}: ModelServiceOptions): ManagedKind<Held, Action, Resolved> {
  const listings = createListings<Held>({ ...lists, kind: MODEL_SERVICE.kind, noun: 'services', versionOf });
  const { idleMs, log } = lists;
  return {
    type: MODEL_SERVICE,
    noun: 'service',
    nameLimit: 64,
    markerRoom: MARKER_ROOM,
    chosenName: ({ spec }: Spec) => spec.name,
    placeOf: ({ spec }: Spec) => spec.workspaceId ?? DEFAULT_WORKSPACE,
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    references,
    secrets: (object: Spec) =>
      hasEnded(object) ? [] : [...secretNames(object.spec), ...ownNames(object, 'Secret')],
    configMaps: (object: Spec) => (hasEnded(object) ? [] : ownNames(object, 'ConfigMap')),
    listen: listings.listen,
    async session(object: Spec, signal) {
      const { accountRef, workspaceId = DEFAULT_WORKSPACE } = object.spec;
      const access = await accounts.open(object.metadata.namespace, accountRef, signal);
      if ('step' in access) return access;
      // What the list shows lacks the variants, so it is never taken for a read.
      const { follow, noted, forget } = listings.open(
        `${access.shared} ${workspaceId}`,
        listPort(access, workspaceId),
      );
      return { session: { ...sessionOf(access, object, { objects, secrets, log }), follow, noted, forget } };
    },
    plan: (object: Spec, service, context) => plan(factsOf(object, service, context, { pollMs, idleMs })),
    planDelete: (service) => planDelete(service, pollMs),
    deletes: ({ type }) => type === 'delete',
    report,
    suspended: ({ spec }: Spec) => (spec.running === false ? NOT_BEGUN : undefined),
    lost: (id, { spec }: Spec) => lost(id, spec),
    ownData,
    news,
    fault: faultOf,
  };
}

const NOT_BEGUN: Suspension = {
  status: 'True',
  reason: 'NotRunning',
  message: 'no service is made until spec.running is not false any more',
};

/** Work that ends is not done twice by itself, and what is not to run is not made again. */
function lost(id: string, { inferType, running }: ModelServiceSpec): Loss {
  const reason = 'DeletedExternally';
  const what = `service ${id} was deleted in ModelArts, but not by this object`;
  if (inferType === 'batch')
    return { type: 'Failed', reason, message: `${what}; to run it again, make a new object` };
  if (running === false)
    return { step: 'stuck', reason, message: `${what}; it is made again when spec.running is not false` };
  return { step: 'renew', reason, message: `${what}; it is made again`, counted: false };
}
