/** The calls of a ModelService, bound to the account of one object. */
import type { Service } from '../../modelarts/service.ts';
import { PAGE_SIZE } from '../../modelarts/services.ts';
import type { ListPort } from '../../modelarts/sweep.ts';
import { withMarker } from '../../runtime/identity.ts';
import type { Session } from '../../runtime/kind.ts';
import type { Log } from '../../runtime/log.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Objects } from '../../runtime/references.ts';
import type { Secrets } from '../../runtime/secrets.ts';
import type { Access } from '../account/accounts.ts';
import { asRemote, slotOf } from '../remote.ts';
import { enrich } from './enrich.ts';
import { firstWish } from './facts.ts';
import type { Held } from './held.ts';
import type { Action } from './plan.ts';
import { withReferred } from './references.ts';
import { createRequest } from './request.ts';
import type { ModelServiceSpec } from './spec.gen.ts';
import type { Resolved } from './wanted.ts';
import { untoldHash, valuesOf } from './wanted.ts';

type Spec = Resource<ModelServiceSpec>;

export type Ports = { objects: Objects; secrets: Pick<Secrets, 'read'>; log: Log };

/** The list of all services in one workspace, newest first. It shows no variants. */
export const listPort = ({ client }: Access, workspaceId: string): ListPort<Held> => ({
  limit: PAGE_SIZE,
  async fetchPage(offset, signal) {
    const page = await client.services.newest({ workspaceId }, offset, { signal });
    return { ...page, items: page.items.map(asRemote) };
  },
  idOf: ({ id }) => id,
  isFinished: ({ status, inferType }) => inferType === 'batch' && status === 'finished',
  isAtRest: ({ status }) => AT_REST.has(status),
});

const AT_REST = new Set(['running', 'failed', 'stopped', 'finished']);

/** All but `follow` and `forget`. */
export function sessionOf(
  { client, account, sameProject, admission }: Access,
  object: Spec,
  ports: Ports,
): Session<Held, Action, Resolved> {
  const { services } = client;
  /** Values of Secrets that a body of this pass has: they must not come back in an error. */
  let hidden: readonly string[] = [];
  return {
    ...{ account, sameProject, admission },
    withSlot: (signal, work) => client.withSlot('change', signal, work),
    async prepare(signal, referred) {
      const found = await withReferred(object, referred, ports.secrets, signal);
      if ('step' in found) return found;
      const hash = untoldHash(firstWish(object, found, ''), object.metadata.uid);
      return { request: found, ...(hash !== undefined && { values: { untold: hash } }) };
    },
    async create(found, { name, marker }, { signal, gate, slot }) {
      const description = withMarker(object.spec.description, marker);
      const want = firstWish(object, found, description);
      const body = createRequest(object.spec, name, want, found);
      const options = { signal, gate, ...slotOf(slot), secrets: valuesOf(found) };
      const made = await services.create(body, options);
      const { inferType } = object.spec;
      return asRemote<Service>({
        ...made,
        name,
        description,
        inferType,
        status: '',
        variants: [],
        content: {},
      });
    },
    find: async (nameLike, signal, workspaceId) =>
      (await services.search({ nameLike, workspaceId }, { signal })).map(asRemote),
    read: async (id, signal) => asRemote(await services.get(id, { signal })),
    async enrich(service, kept, signal) {
      const found = await enrich({ object, history: services.history, ...ports }, service, kept, signal);
      const { resolved } = found.remote;
      hidden = resolved && !('step' in resolved) ? valuesOf(resolved) : [];
      return found;
    },
    async act(action, id, { signal, gate }) {
      const { requestId } = await send(action, id, { signal, gate, secrets: [...hidden] });
      return requestId === undefined ? {} : { requestId };
    },
  };

  function send(
    action: Action,
    id: string,
    options: { signal: AbortSignal; gate: () => void; secrets: string[] },
  ) {
    switch (action.type) {
      case 'scale':
        return services.scale(id, action.instances, options);
      case 'patch':
        return services.patch(id, action.changes, options);
      case 'update':
        return services.update(id, action.body, options);
      case 'start':
        return services.setStatus(id, 'running', options);
      case 'stop':
        return services.setStatus(id, 'stopped', options);
      case 'delete':
        return services.remove(id, options);
    }
  }
}
