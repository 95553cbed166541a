/** What takes calls of its own to be known of a workflow, and what other objects say. Reads only. */
import type { Workflows } from '../../modelarts/workflows.ts';
import type { Log } from '../../runtime/log.ts';
import type { Resource } from '../../runtime/object.ts';
import { keyOf } from '../../runtime/object.ts';
import { type Objects, resolve } from '../../runtime/references.ts';
import type { Time } from '../../runtime/time.ts';
import { faultOf } from '../faults.ts';
import { type KeptParts, lookAtParts } from './lookParts.ts';
import { lookMs } from './parts.ts';
import { resolvedSpec, valued } from './references.ts';
import { isAtRest, lastRun, type RunStatus, shownRuns, withNames } from './runs.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import type { Held } from './state.ts';

export type EnrichOptions = {
  object: Resource<WorkflowSpec>;
  workflows: Pick<Workflows, 'executions' | 'schedules' | 'subscriptions'>;
  objects: Objects;
  log: Log;
  time: Pick<Time, 'monotonic'>;
  /** After how long something is worth another look although nothing is under way, milliseconds. */
  idleMs: number;
};

/** What is remembered: whether the executions have changed, but could not be read; and what was read of the parts. */
type Kept = { isBehind: boolean; parts: KeptParts };

/**
 * The newest executions are read when the workflow shows others than status, and while one is under way: nothing for a
 * workflow that nobody starts.
 */
export async function enrich(options: EnrichOptions, held: Held, kept: unknown, signal: AbortSignal) {
  const { object, objects, time, idleMs } = options;
  const known = knownRuns(object, held);
  const { isBehind: wasBehind, parts: keptParts } = (kept ?? {}) as Partial<Kept>;
  const looked = await lookAtParts(
    { ...options, nowMs: time.monotonic(), lookMs: lookMs(idleMs), againMs: idleMs },
    held.id,
    keptParts,
    signal,
  );
  const isStale = wasBehind || !known || known.some(({ status }) => !isAtRest(status));
  const read = isStale && held.latest ? await newest(options, held, signal) : undefined;
  const isBehind = isStale && held.latest !== undefined && !read;
  const runs = read ?? known ?? (isBehind ? shown(object, held) : []);
  const users = objects.usersOf('workflows', keyOf(object)).map((user) => user.object);
  const found = resolve(objects, object, valued(object));
  const asked = 'step' in found ? found : resolvedSpec(object.spec, found.referred);
  const keep: Kept = { isBehind, parts: looked.keep };
  return { remote: { ...held, asked, runs: withNames(runs, users), parts: looked.parts }, keep };
}

/** The executions that status shows of this workflow. */
const shown = ({ status }: Resource, { id }: Held): readonly RunStatus[] =>
  status?.remote?.id === id ? ((status.runs as RunStatus[] | undefined) ?? []) : [];

/** They, unless the workflow tells of others. */
function knownRuns(object: Resource, held: Held): readonly RunStatus[] | undefined {
  const { status } = object;
  const said = status?.lastRun as RunStatus | undefined;
  const last = lastRun(held.latest);
  const isSame =
    status?.remote?.id === held.id &&
    status.runCount === held.runCount &&
    said?.id === last?.id &&
    said?.status === last?.status;
  return isSame ? shown(object, held) : undefined;
}

async function newest(
  { object, workflows: { executions }, log }: EnrichOptions,
  { id, workspaceId }: Held,
  signal: AbortSignal,
) {
  const { namespace, name } = object.metadata;
  try {
    const { items } = await executions.newest({ workflowId: id, workspaceId }, 0, { signal });
    return shownRuns(items);
  } catch (err) {
    signal.throwIfAborted();
    // Throws what is no failure of ModelArts.
    faultOf(err);
    log.warn({ err, namespace, name, remoteId: id }, 'the executions of a workflow could not be read');
    return undefined;
  }
}
