/** WorkflowRun, for the runtime: what it is made of. */
import { endedAtMs } from '../../runtime/expire.ts';
import type { ManagedKind } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Objects } from '../../runtime/references.ts';
import type { Accounts } from '../account/accounts.ts';
import { neverBegun } from '../attemptReport.ts';
import type { Backoff } from '../attempts.ts';
import type { ListingsRun } from '../listings.ts';
import { createListings } from '../listings.ts';
import { type Run, versionOf } from './execution.ts';
import { faultOfRun } from './fault.ts';
import { listedIn, placeOf } from './place.ts';
import type { Action } from './plan.ts';
import { plan, planDelete } from './plan.ts';
import { references } from './references.ts';
import { news, report } from './report.ts';
import { immutableFields } from './request.ts';
import type { Draft } from './session.ts';
import { listPort, sessionOf } from './session.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';
import { WORKFLOW_RUN } from './type.ts';
import { validate } from './validate.ts';
import { settleEntry } from './wishes.ts';

/** Nobody says how long a label may be. */
const MARKER_ROOM = 64;

/** How long after the end a twin may still come; then the list of its workflow is not worth a poll any more. */
const WATCHED_MS = 3_600_000;

type Spec = Resource<WorkflowRunSpec>;

export type WorkflowRunOptions = {
  accounts: Accounts;
  lists: ListingsRun;
  /** Where the Workflow stands that a spec names. */
  objects: Pick<Objects, 'get'>;
  /** How soon to look again at a run that no list shows, milliseconds. */
  pollMs: number;
  /** Between a failure and the next attempt. */
  backoff: Backoff;
};

/** The kind, for the runtime. */
export function workflowRun(options: WorkflowRunOptions): ManagedKind<Run, Action, Draft> {
  const { accounts, lists, objects, pollMs, backoff } = options;
  const listings = createListings<Run>({
    ...lists,
    kind: WORKFLOW_RUN.kind,
    noun: 'workflow runs',
    within: true,
    versionOf,
  });
  return {
    type: WORKFLOW_RUN,
    noun: 'workflow run',
    nameLimit: 64,
    markerRoom: MARKER_ROOM,
    chosenName: ({ spec }: Spec) => spec.name,
    placeOf: (object: Spec) => placeOf(object, objects),
    validate: ({ spec }: Spec) => validate(spec),
    immutable: ({ spec }: Spec) => immutableFields(spec),
    references,
    listen: listings.listen,
    async session(object: Spec, signal) {
      const { metadata, spec } = object;
      const access = await accounts.open(metadata.namespace, spec.accountRef, signal);
      if ('step' in access) return access;
      const place = () => placeOf(object, objects);
      const session = sessionOf(access, object, { place, log: lists.log });
      // One list shows the executions of one workflow in one workspace.
      const list = listedIn(object, objects);
      if (!list || isLongOver(object, lists.time.wall())) return { session };
      const key = `${access.shared} ${list.workspaceId} ${list.workflowId}`;
      return { session: { ...session, ...listings.open(key, listPort(access, list)) } };
    },
    plan: (object: Spec, run, context) => plan(object, run, context, { pollMs, backoff }),
    journals: 'object',
    settleEntry,
    suspended: ({ spec }: Spec) => (spec.suspend ? neverBegun('run') : undefined),
    keptMs: ({ spec }: Spec) =>
      spec.ttlSecondsAfterFinished === undefined ? undefined : spec.ttlSecondsAfterFinished * 1000,
    planDelete: (run) => planDelete(run, pollMs),
    deletes: ({ type }) => type === 'delete',
    report: (object: Spec, run, context) => report(object, run, context, backoff),
    lost: (id) => ({
      type: 'Failed',
      reason: 'DeletedExternally',
      message: `workflow run ${id} was deleted in ModelArts, but not by this object; to run it again, make a new object`,
    }),
    news,
    fault: faultOfRun,
  };
}

const isLongOver = (object: Spec, nowMs: number): boolean =>
  nowMs - (endedAtMs(object) ?? nowMs) > WATCHED_MS;
