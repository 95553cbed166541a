import type { CreateTrainingJobRequest } from '../../modelarts/generated/training.gen.ts';
import type { JobRecord } from '../audit.ts';
import type { Ending, Timeline } from './timeline.ts';
import { phaseAt, until } from './timeline.ts';

/** How a job ends when nobody stops it. */
export type Outcome = { readonly ending: Ending; readonly exitCode: number; readonly message: string };

/** A training job. Times are milliseconds since the epoch, by the clock of the simulation unless said otherwise. */
export type Job = {
  readonly id: string;
  readonly name: string;
  readonly user: string;
  readonly workspaceId: string;
  /** As created, without fields that were null. */
  readonly request: CreateTrainingJobRequest;
  readonly createdAt: number;
  /** When it was created by the real clock; late visibility counts from here. */
  readonly madeAt: number;
  readonly outcome: Outcome;
  description: string | undefined;
  life: Timeline;
  deletion?: { readonly at: number; readonly goneAt: number; readonly by: string };
};

/** The moment at which a job is looked at: a deleted one stands still from its deletion on. */
export const asOf = ({ deletion }: Job, now: number): number => Math.min(now, deletion?.at ?? now);

/** The number of nodes, one unless given. */
export const nodeCount = ({ request }: Job): number => request.spec?.resource?.node_count ?? 1;

/** The job for the audit log. */
export function recordOf(job: Job, now: number): JobRecord {
  const moment = asOf(job, now);
  const { id, name, user, workspaceId, createdAt, deletion } = job;
  return {
    id,
    name,
    user,
    workspaceId,
    description: job.description ?? '',
    createdAt,
    phase: phaseAt(job.life, moment),
    history: until(job.life, moment),
    ...(deletion && { deletedAt: deletion.at, deletedBy: deletion.by }),
  };
}
