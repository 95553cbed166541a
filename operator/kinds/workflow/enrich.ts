/** What takes calls of its own to be known of a workflow, and what other objects say. Reads only. */
import type { Execution } from '../../modelarts/execution.ts';
import type { Workflows } from '../../modelarts/workflows.ts';
import type { Log } from '../../runtime/log.ts';
import type { Resource } from '../../runtime/object.ts';
import { type Objects, resolve } from '../../runtime/references.ts';
import type { Time } from '../../runtime/time.ts';
import { faultOf } from '../faults.ts';
import type { Candidate } from './history.ts';
import { type KeptParts, lookAtParts } from './lookParts.ts';
import { lookMs } from './parts.ts';
import { resolvedSpec, valued } from './references.ts';
import { isAtRest, lastRun, type RunStatus, runsOf, shownRuns, withNames } from './runs.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import type { Held } from './state.ts';

/** Whose executions, and by what they are read. */
export type EnrichOptions = {
  object: Resource<WorkflowSpec>;
  workflows: Pick<Workflows, 'executions' | 'schedules' | 'subscriptions'>;
  objects: Objects;
  log: Log;
  time: Pick<Time, 'monotonic'>;
  /** After how long something is worth another look although nothing is under way, milliseconds. */
  idleMs: number;
};

/**
 * What is remembered: the executions, where they may be imported; whether they have changed, but could not be read; and
 * what was read of the parts.
 */
type Kept = { isBehind: boolean; executions?: readonly Candidate[] | undefined; parts: KeptParts };

/**
 * The newest executions are read when the workflow shows others than status, and while one is under way: nothing for a
 * workflow that nobody starts. Where they are to be imported they are read after a start as well: status lacks labels.
 */
export async function enrich(options: EnrichOptions, held: Held, kept: unknown, signal: AbortSignal) {
  const { object, objects, time, idleMs } = options;
  const { parts: seen, ...before } = (kept ?? {}) as Partial<Kept>;
  const paces = { nowMs: time.monotonic(), lookMs: lookMs(idleMs), againMs: idleMs };
  const looked = await lookAtParts({ ...options, ...paces }, held.id, seen, signal);
  const { runs, ...now } = await lookAtRuns(options, held, before, signal);
  const found = resolve(objects, object, valued(object));
  const asked = 'step' in found ? found : resolvedSpec(object.spec, found.referred);
  const beside = { asked, runs: withNames(held.id, runs, runsOf(objects, object)), parts: looked.parts };
  return { remote: { ...held, ...beside, ...now }, keep: { ...now, parts: looked.keep } satisfies Kept };
}

async function lookAtRuns(
  options: EnrichOptions,
  held: Held,
  { isBehind: wasBehind, executions: before }: Partial<Kept>,
  signal: AbortSignal,
) {
  const { object } = options;
  const isImporting = object.spec.runHistory?.import === true;
  const known = knownRuns(object, held);
  const isMoving = known?.some(({ status }) => !isAtRest(status)) ?? true;
  const isStale = wasBehind || isMoving || (isImporting && !before);
  const due = isStale && held.latest !== undefined;
  const read = due ? await newest(options, held, signal) : undefined;
  const isBehind = due && !read;
  const executions = isImporting ? (isStale ? read?.map(candidate) : before) : undefined;
  const runs = (read && shownRuns(read)) ?? known ?? (isBehind ? shown(object, held) : []);
  return { runs, executions, isBehind };
}

const candidate = ({ id, labels, status }: Execution): Candidate => ({ id, labels, status });

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
    return items;
  } catch (err) {
    signal.throwIfAborted();
    // Throws what is no failure of ModelArts.
    faultOf(err);
    log.warn({ err, namespace, name, remoteId: id }, 'the executions of a workflow could not be read');
    return undefined;
  }
}
