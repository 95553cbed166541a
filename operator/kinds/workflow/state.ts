/** A workflow as the kind knows it, and where it differs from what is wanted. Pure. */
import type { Workflow } from '../../modelarts/workflow.ts';
import type { Digest } from '../../runtime/digest.ts';
import { withMarker } from '../../runtime/identity.ts';
import { intentOf } from '../../runtime/intent.ts';
import type { PlanContext, Remote, Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { type Gap, gaps } from './compare.ts';
import type { Candidate } from './history.ts';
import type { PartsSeen } from './part.ts';
import type { RunStatus } from './runs.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import { digestOf, type Wanted, wantedOf } from './wanted.ts';

/** What takes calls of its own, or comes from other objects. */
export type Beside = {
  /** The spec with all its values in their places, or what one of them is waited for. */
  asked?: WorkflowSpec | { step: Step };
  /** The newest executions. */
  runs?: readonly RunStatus[];
  /** The executions have changed, and could not be read. */
  isBehind?: boolean;
  /** Schedules and subscription, as far as they were read. */
  parts?: PartsSeen;
  /** All that are known, where they are to be imported. */
  executions?: readonly Candidate[] | undefined;
};

/** A workflow, with that. */
export type Held = Omit<Workflow, 'createdAtMs' | 'requestId'> & Remote & Beside;

/** What is wanted, and where the cloud differs from it. */
export type Wish = {
  want: Wanted;
  /** Of what is wanted, by field. */
  hashes: Digest;
  gaps: readonly Gap[];
};

/** What is wanted and where the cloud differs from it; undefined while that is not known. */
export function wishOf(
  object: Resource<WorkflowSpec>,
  held: Held,
  context: Pick<PlanContext, 'marker' | 'values'>,
): Wish | undefined {
  const { asked } = held;
  if (!asked || 'step' in asked) return undefined;
  // Without a name in the spec it is to have the one that it was created with; an adopted one keeps its own.
  const name = asked.name ?? intentOf(object)?.name ?? held.name;
  const applied = appliedOf(object, held.id, context);
  const want = wantedOf(asked, { name, description: withMarker(asked.description, context.marker) }, applied);
  const hashes = digestOf(asked);
  return { want, hashes, gaps: gaps(want, held, hashes, applied) };
}

/** The hashes of what was sent last, where that is known. */
export const appliedOf = (
  { status }: Resource,
  id: string,
  { values }: Pick<PlanContext, 'values'>,
): Digest | undefined =>
  (status?.remote?.id === id ? (status.applied as Digest | undefined) : undefined) ?? values;
