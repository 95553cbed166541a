/** What is read of a run beside its execution: how many steps its workflow has. */
import type { Workflows } from '../../modelarts/workflows.ts';
import type { Log } from '../../runtime/log.ts';
import type { Resource } from '../../runtime/object.ts';
import { faultOf } from '../faults.ts';
import type { Run } from './execution.ts';
import { partsOf } from './place.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';

/** What is remembered from one look to the next. */
type Kept = { id: string; stepsInAll: number };

export type EnrichOptions = {
  object: Resource<WorkflowRunSpec>;
  workflows: Pick<Workflows, 'get'>;
  log: Log;
};

/** One read of the workflow for each execution, as it is when that begins; a failure is one line. */
export async function enrich(options: EnrichOptions, run: Run, kept: unknown, signal: AbortSignal) {
  const last = (kept as Kept | undefined)?.id === run.id ? (kept as Kept) : undefined;
  const stepsInAll =
    last?.stepsInAll ?? toldBefore(options.object, run) ?? (await read(options, run, signal));
  if (stepsInAll === undefined) return { remote: run, keep: undefined };
  return { remote: { ...run, stepsInAll }, keep: { id: run.id, stepsInAll } satisfies Kept };
}

function toldBefore({ status }: Resource, run: Run): number | undefined {
  const { total } = (status?.stepCounts ?? {}) as { total?: unknown };
  return status?.remote?.id === run.id && typeof total === 'number' ? total : undefined;
}

async function read(
  { object, workflows, log }: EnrichOptions,
  run: Run,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { workflowId } = partsOf(run.id);
  try {
    const { content } = await workflows.get(workflowId, { workspaceId: run.workspaceId }, { signal });
    return stepsIn(content, object.spec.sceneId ?? run.sceneId);
  } catch (err) {
    signal.throwIfAborted();
    // Throws what is no failure of ModelArts.
    faultOf(err);
    const { namespace, name } = object.metadata;
    log.warn({ err, namespace, name, remoteId: run.id }, 'the workflow of a run could not be read');
    return undefined;
  }
}

/** The steps of a workflow, or of one of its scenes. */
function stepsIn(
  content: Readonly<Record<string, unknown>>,
  sceneId: string | undefined,
): number | undefined {
  const { steps, policy } = content as {
    steps?: unknown;
    policy?: { scenes?: readonly { id?: string; steps?: unknown }[] };
  };
  const scene = policy?.scenes?.find(({ id }) => id === sceneId);
  const all = sceneId !== undefined && scene ? scene.steps : steps;
  return Array.isArray(all) && all.length > 0 ? all.length : undefined;
}
