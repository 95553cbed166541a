/** Workflow, for the runtime: what it is made of. */
import type { ManagedKind } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Objects } from '../../runtime/references.ts';
import type { Accounts } from '../account/accounts.ts';
import { faultOf } from '../faults.ts';
import type { ListingsRun } from '../listings.ts';
import { createListings } from '../listings.ts';
import { DEFAULT_WORKSPACE } from '../remote.ts';
import { history } from './history.ts';
import { completeJournal, settlePart } from './part.ts';
import type { Action } from './plan.ts';
import { plan, planDelete } from './plan.ts';
import { references } from './references.ts';
import { report } from './report.ts';
import { immutableFields } from './request.ts';
import { runsOf } from './runs.ts';
import { listPort, sessionOf, versionOf } from './session.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import type { Held } from './state.ts';
import { WORKFLOW } from './type.ts';
import { validate } from './validate.ts';

type Spec = Resource<WorkflowSpec>;

export type WorkflowOptions = { accounts: Accounts; objects: Objects; lists: ListingsRun };

/** The kind, for the runtime. */
export function workflow({
  accounts,
  objects,
  lists,
}: WorkflowOptions): ManagedKind<Held, Action, WorkflowSpec> {
  const listings = createListings<Held>({ ...lists, kind: WORKFLOW.kind, noun: 'workflows', versionOf });
  return {
    type: WORKFLOW,
    noun: 'workflow',
    nameLimit: 64,
    chosenName: ({ spec }: Spec) => spec.name,
    placeOf: ({ spec }: Spec) => spec.workspaceId ?? DEFAULT_WORKSPACE,
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    references,
    unlisted: ({ spec }: Spec) => unlisted(spec),
    journals: 'attempt',
    settleEntry: settlePart,
    completeJournal,
    listen: listings.listen,
    async session(object: Spec, signal) {
      const access = await accounts.open(object.metadata.namespace, object.spec.accountRef, signal);
      if ('step' in access) return access;
      const list = listings.open(access.shared, listPort(access));
      return { session: { ...sessionOf(access, object, { objects, ...lists }), ...list } };
    },
    plan: (object: Spec, held, context) => plan(object, held, context, lists),
    planDelete: (_held, { journal }) => planDelete(journal),
    deletes: ({ type }) => type === 'delete',
    report,
    ownObjects: (object: Spec, held) => history(object, held, runsOf(objects, object)),
    lost: (id) => ({
      step: 'renew',
      reason: 'DeletedExternally',
      message: `workflow ${id} was deleted in ModelArts, but not by this object; it is made again`,
      counted: false,
    }),
    news: () => [],
    fault: faultOf,
  };
}

/** Whether the list of section 4.1 shows more than the default workspace is not said. */
const unlisted = ({ workspaceId = DEFAULT_WORKSPACE }: WorkflowSpec): string | undefined =>
  workspaceId === DEFAULT_WORKSPACE
    ? undefined
    : `the list of workflows may not show workspace ${workspaceId}`;
