/** Model: the effect shell. Calls, no decisions. */
import type { Model } from '../../modelarts/model.ts';
import { PAGE_SIZE } from '../../modelarts/models.ts';
import type { ListPort } from '../../modelarts/sweep.ts';
import { withMarker } from '../../runtime/identity.ts';
import type { ManagedKind, Remote, Session } from '../../runtime/kind.ts';
import type { Resource, ResourceType } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import type { Access, Accounts } from '../account/accounts.ts';
import { faultOf } from '../faults.ts';
import type { ListingsRun } from '../listings.ts';
import { createListings } from '../listings.ts';
import { asRemote, DEFAULT_WORKSPACE, slotOf } from '../remote.ts';
import type { Action } from './plan.ts';
import { isAtRest, plan, planDelete } from './plan.ts';
import { references, sourceOf } from './references.ts';
import { news, report } from './report.ts';
import type { Source } from './request.ts';
import { adoptedOtherwise, createRequest, immutableFields } from './request.ts';
import type { ModelSpec } from './spec.gen.ts';
import { lacking, validate } from './validate.ts';

export const MODEL: ResourceType = { group: GROUP, version: 'v1alpha1', plural: 'models', kind: 'Model' };

/** Descriptions have 100 characters: the rest is the user's. */
const MARKER_ROOM = 45;

type Held = Model & Remote;
type Spec = Resource<ModelSpec>;

export type ModelOptions = {
  accounts: Accounts;
  lists: ListingsRun;
  /** Between looks at a model that is being made and that no list shows, milliseconds. */
  pollMs: number;
};

/** The kind, for the runtime. */
export function model({ accounts, lists, pollMs }: ModelOptions): ManagedKind<Held, Action, Source> {
  const listings = createListings<Held>({ ...lists, kind: MODEL.kind, noun: 'models', versionOf });
  return {
    type: MODEL,
    noun: 'model',
    nameLimit: 64,
    markerRoom: MARKER_ROOM,
    chosenName: ({ spec }: Spec) => spec.modelName,
    nameField: 'spec.modelName',
    versions: { field: 'spec.modelVersion', of: ({ spec }: Spec) => spec.modelVersion },
    placeOf: ({ spec }: Spec) => spec.workspaceId ?? DEFAULT_WORKSPACE,
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    references,
    listen: listings.listen,
    async session({ metadata, spec }: Spec, signal) {
      const access = await accounts.open(metadata.namespace, spec.accountRef, signal);
      if ('step' in access) return access;
      const { workspaceId = DEFAULT_WORKSPACE } = spec;
      const list = listings.open(`${access.shared} ${workspaceId}`, listPort(access, workspaceId));
      return { session: { ...sessionOf(access, spec), ...list } };
    },
    plan: ({ spec }: Spec, held) =>
      plan({ phase: held.status, pollMs, idleMs: lists.idleMs, differing: adoptedOtherwise(spec, held) }),
    planDelete,
    deletes: ({ type }) => type === 'delete',
    report,
    lost: (id) => ({
      step: 'renew',
      reason: 'DeletedExternally',
      message: `model ${id} was deleted in ModelArts, but not by this object; it is made again`,
      counted: false,
    }),
    news,
    fault: faultOf,
  };
}

const versionOf = ({ status, description }: Model): string => JSON.stringify([status, description]);

const listPort = ({ client }: Access, workspaceId: string): ListPort<Held> => ({
  limit: PAGE_SIZE,
  async fetchPage(offset, signal) {
    const page = await client.models.newest({ workspaceId }, offset, { signal });
    return { ...page, items: page.items.map(asRemote) };
  },
  idOf: ({ id }) => id,
  isFinished: () => false,
  isAtRest: ({ status }) => isAtRest(status),
});

function sessionOf(
  { client, account, sameProject, admission }: Access,
  spec: ModelSpec,
): Session<Held, Action, Source> {
  const { models } = client;
  return {
    ...{ account, sameProject, admission },
    withSlot: (signal, work) => client.withSlot('change', signal, work),
    prepare: async (_signal, referred) => {
      // One that was adopted and is gone may not say enough to be made again.
      const lacks = lacking(spec);
      if (lacks.length > 0) return { step: 'stuck', reason: 'InvalidSpec', message: lacks.join('; ') };
      return { request: sourceOf(spec, referred) };
    },
    async create(source, { name, marker }, { signal, gate, slot }) {
      const described = { name, description: withMarker(spec.description, marker) };
      const body = createRequest(spec, source, described);
      const made = await models.create(body, { signal, gate, ...slotOf(slot) });
      return asRemote({ ...made, ...described, version: body.model_version, status: '', ...NOTHING_TOLD });
    },
    find: async (nameLike, signal, workspaceId) =>
      (await models.search({ nameLike, workspaceId }, { signal })).map(asRemote),
    read: async (id, signal) => asRemote(await models.get(id, { signal })),
    async act(_action, id, { signal, gate }) {
      const { requestId } = await models.remove(id, { signal, gate });
      return requestId === undefined ? {} : { requestId };
    },
  };
}

/** The answer to a create has the id alone. */
const NOTHING_TOLD = { installTypes: [], content: {} };
