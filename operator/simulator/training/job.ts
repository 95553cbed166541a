import type { CreateTrainingJobRequest, JobAlgorithmReq } from '../../modelarts/generated/training.gen.ts';
import type { JobRecord } from '../audit.ts';
import type { SavedImage } from './images.ts';
import type { Ending, Timeline } from './timeline.ts';
import { phaseAt, until } from './timeline.ts';

/** How a job ends when nobody stops it. */
export type Outcome = { readonly ending: Ending; readonly exitCode: number; readonly message: string };

/** A training job. Times are milliseconds since the epoch, by the clock of the simulation unless said otherwise. */
export type Job = {
  readonly id: string;
  readonly name: string;
  readonly user: string;
  readonly userId: string;
  readonly workspaceId: string;
  /** As created, without fields that were null. */
  readonly request: CreateTrainingJobRequest;
  /** What it runs, with what the algorithm that it names by id adds. */
  readonly algorithm: JobAlgorithmReq | undefined;
  readonly createdAt: number;
  /** When it was created by the real clock; late visibility counts from here. */
  readonly madeAt: number;
  readonly outcome: Outcome;
  description: string | undefined;
  life: Timeline;
  /** Index of the latest moment of its life that an answer has shown. */
  shown: number;
  readonly tags: Map<string, string>;
  readonly images: SavedImage[];
  /** Trials that were stopped early, with the time. */
  readonly stoppedTrials: Map<string, number>;
  deletion?: { readonly at: number; readonly goneAt: number; readonly by: string };
};

/** The moment at which a job is looked at: a deleted one stands still from its deletion on. */
export const asOf = ({ deletion }: Job, now: number): number => Math.min(now, deletion?.at ?? now);

/** The number of nodes, one unless given. */
export const nodeCount = ({ request }: Job): number => request.spec?.resource?.node_count ?? 1;

/** What kind of job searches may ask for: one that can be debugged, or none in particular. */
export const runtimeType = ({ request }: Job): 'debug' | '' =>
  request.metadata.annotations?.['jupyter-lab/enable'] === 'true' ? 'debug' : '';

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
