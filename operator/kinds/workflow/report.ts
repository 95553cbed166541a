/** What status says of a Workflow. Pure. */
import type { PlanContext, Report } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { syncedGeneration, textOf } from '../drift.ts';
import { partsStatus } from './parts.ts';
import { lastRun } from './runs.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import { appliedOf, type Held, type Wish, wishOf } from './state.ts';

/** Whether it is there as it is wanted, and what was run of it. */
export function report(object: Resource<WorkflowSpec>, held: Held, context: PlanContext): Report {
  const { id, content, paramReady, runCount, latest, runs } = held;
  const wish = wishOf(object, held, context);
  const isAsWanted = wish?.gaps.length === 0;
  return {
    phase: undefined,
    fields: {
      steps: Array.isArray(content.steps) ? content.steps.length : 0,
      scheduleCount: object.spec.schedules?.length ?? 0,
      ...{ paramReady, runCount },
      ...partsStatus(object, held, context),
      lastRun: lastRun(latest),
      runs: runs && runs.length > 0 ? runs : undefined,
      applied: isAsWanted ? wish.hashes : appliedOf(object, id, context),
      syncedGeneration: wish
        ? syncedGeneration(object, id, wish.gaps)
        : object.status?.remote?.id === id
          ? object.status.syncedGeneration
          : undefined,
    },
    ready: readiness(held, wish),
  };
}

function readiness({ name, asked }: Held, wish: Wish | undefined): Report['ready'] {
  if (asked && 'step' in asked && 'reason' in asked.step) {
    const { reason, message } = asked.step;
    return { status: 'False', reason, message };
  }
  if (wish && wish.gaps.length > 0)
    return { status: 'False', reason: 'NotAsWanted', message: textOf(wish.gaps) };
  return { status: 'True', reason: 'AsWanted', message: `ModelArts has the workflow ${name}` };
}
