/** The calls of a Workflow, bound to the account of one object. */

import type { ListPort } from '../../modelarts/sweep.ts';
import type { Workflow } from '../../modelarts/workflow.ts';
import { PAGE_SIZE } from '../../modelarts/workflows.ts';
import { withMarker } from '../../runtime/identity.ts';
import type { Session } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Access } from '../account/accounts.ts';
import { faultOf } from '../faults.ts';
import { asRemote, DEFAULT_WORKSPACE, slotOf } from '../remote.ts';
import { type EnrichOptions, enrich } from './enrich.ts';
import type { Action } from './plan.ts';
import { resolvedSpec } from './references.ts';
import { createRequest } from './request.ts';
import { isAtRest } from './runs.ts';
import { sendPart } from './sendPart.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import type { Held } from './state.ts';
import { digestOf } from './wanted.ts';

/** The list of all workflows of the calling user, whatever their workspace, newest first. */
export const listPort = ({ client }: Access): ListPort<Held> => ({
  limit: PAGE_SIZE,
  async fetchPage(offset, signal) {
    const page = await client.workflows.newest({}, offset, { signal });
    return { ...page, items: page.items.map(asRemote) };
  },
  idOf: ({ id }) => id,
  isFinished: () => false,
  isAtRest: ({ latest }) => !latest || isAtRest(latest.status),
});

/** What of a workflow in the list makes it worth another read. */
export const versionOf = ({ id, name, description, modifiedAtMs, runCount, latest }: Held): string =>
  JSON.stringify([id, name, description, modifiedAtMs, runCount, latest?.id, latest?.status]);

/** All but what the list says. */
export function sessionOf(
  { client, account, sameProject, admission }: Access,
  object: Resource<WorkflowSpec>,
  ports: Pick<EnrichOptions, 'objects' | 'log' | 'time' | 'idleMs'>,
): Session<Held, Action, WorkflowSpec> {
  const { workflows } = client;
  const { workspaceId = DEFAULT_WORKSPACE } = object.spec;
  return {
    ...{ account, sameProject, admission },
    withSlot: (signal, work) => client.withSlot('change', signal, work),
    async prepare(_signal, referred) {
      const asked = resolvedSpec(object.spec, referred);
      return { request: asked, values: digestOf(asked) };
    },
    async create(asked, { name, marker }, { signal, gate, slot }) {
      const described = { name, description: withMarker(asked.description, marker) };
      const made = await workflows.create(createRequest(asked, described), { signal, gate, ...slotOf(slot) });
      return asRemote<Workflow>({ ...made, ...described, content: {} });
    },
    find: async (nameLike, signal, place = DEFAULT_WORKSPACE) =>
      (await workflows.search({ nameLike }, { signal }))
        .filter((one) => (one.workspaceId ?? place) === place)
        .map(asRemote),
    read,
    enrich: (held, kept, signal) => enrich({ object, workflows, ...ports }, held, kept, signal),
    async act(action, id, { signal, gate }) {
      const options = { signal, gate };
      if (action.type !== 'update' && action.type !== 'delete')
        return sendPart(workflows, id, action, options);
      const { requestId } =
        action.type === 'update'
          ? await workflows.update(id, action.body, options)
          : await workflows.remove(id, options);
      return requestId === undefined ? {} : { requestId };
    },
  };

  /** One in another workspace than the spec says may be answered as if it were not there: the list tells. */
  async function read(id: string, signal: AbortSignal): Promise<Held> {
    try {
      return asRemote(await workflows.get(id, { workspaceId }, { signal }));
    } catch (error) {
      if (faultOf(error).outcome !== 'not-found') throw error;
      const listed = (await workflows.search({}, { signal })).find((one) => one.id === id);
      const elsewhere = listed?.workspaceId;
      if (elsewhere === undefined || elsewhere === workspaceId) throw error;
      return asRemote(await workflows.get(id, { workspaceId: elsewhere }, { signal }));
    }
  }
}
