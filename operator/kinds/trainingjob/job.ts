/** A TrainingJob's job in ModelArts, as its plan and report see it. */
import type { Tags } from '../../modelarts/jobTags.ts';
import type { TrainingJob } from '../../modelarts/trainingJob.ts';
import type { Trial } from '../../modelarts/trial.ts';
import type { Digest } from '../../runtime/digest.ts';
import type { News, Remote } from '../../runtime/kind.ts';

/** What is known beside the answer of section 6.9; what was not read is left out. */
export type Beside = {
  /** Of a hyperparameter search. */
  readonly trials?: readonly Trial[] | undefined;
  /** All that the job has, also those of others. */
  readonly tags?: Tags | undefined;
  /** The present values of the variables that come from Secrets, hashed; see `valueDigest`. */
  readonly values?: Digest | undefined;
  /** What has happened since the last look. */
  readonly news?: readonly News[] | undefined;
};

/** A job and what is known beside it. */
export type KnownJob = TrainingJob & Beside;

/** The same, for the runtime. */
export type Job = KnownJob & Remote;

/** What of a job in a list is worth a read by its id: its duration moves by itself. Holds no tokens, only their hash. */
export const versionOf = ({ phase, description, startedAtMs, tasks, endpoints }: TrainingJob): string =>
  JSON.stringify([phase, description, startedAtMs, tasks, endpoints]);
