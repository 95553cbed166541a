/** What takes calls of its own to be known of a workflow, and what other objects say. Reads only. */
import type { Executions } from '../../modelarts/executions.ts';
import type { Log } from '../../runtime/log.ts';
import type { Resource } from '../../runtime/object.ts';
import { keyOf } from '../../runtime/object.ts';
import { type Objects, resolve } from '../../runtime/references.ts';
import { faultOf } from '../faults.ts';
import { resolvedSpec, valued } from './references.ts';
import { isAtRest, lastRun, type RunStatus, shownRuns, withNames } from './runs.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import type { Held } from './state.ts';

/** Whose executions, and by what they are read. */
export type EnrichOptions = {
  object: Resource<WorkflowSpec>;
  executions: Pick<Executions, 'newest'>;
  objects: Objects;
  log: Log;
};

/** What is remembered: the executions have changed, but could not be read. */
type Kept = { isBehind: true } | undefined;

/**
 * The newest executions are read when the workflow shows others than status, and while one is under way: nothing for a
 * workflow that nobody starts.
 */
export async function enrich(options: EnrichOptions, held: Held, kept: unknown, signal: AbortSignal) {
  const { object, objects } = options;
  const known = knownRuns(object, held);
  const isStale = (kept as Kept)?.isBehind || !known || known.some(({ status }) => !isAtRest(status));
  const read = isStale && held.latest ? await newest(options, held, signal) : undefined;
  const keep: Kept = isStale && held.latest && !read ? { isBehind: true } : undefined;
  const runs = read ?? known ?? (keep && shown(object, held));
  const users = objects.usersOf('workflows', keyOf(object)).map((user) => user.object);
  const found = resolve(objects, object, valued(object));
  const asked = 'step' in found ? found : resolvedSpec(object.spec, found.referred);
  return { remote: { ...held, asked, runs: withNames(runs ?? [], users) }, keep };
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
  { object, executions, log }: EnrichOptions,
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
