/** What is read of a job beside its answer: events, trials, tags, and the Secrets that it was created from. */
import type { Tags } from '../../modelarts/jobTags.ts';
import type { TrainingJobs } from '../../modelarts/trainingJobs.ts';
import { shortHash } from '../../runtime/digest.ts';
import type { News } from '../../runtime/kind.ts';
import type { Log } from '../../runtime/log.ts';
import type { Resource } from '../../runtime/object.ts';
import { isApiError } from '../../runtime/ports.ts';
import type { Secrets } from '../../runtime/secrets.ts';
import { faultOf } from '../faults.ts';
import { unknownTrials } from './beside.ts';
import { fromSecrets, readValues, valueDigest } from './environments.ts';
import { jobEventNews } from './events.ts';
import type { Beside, Job } from './job.ts';
import { versionOf } from './job.ts';
import { stageOf } from './plan.ts';
import type { TrainingJobSpec } from './spec.gen.ts';
import { caresForTags, tagChanges } from './tags.ts';

/** What is remembered from one look to the next. */
type Kept = {
  id: string;
  /** Of the job when its events were read last. */
  version: string;
  /** Of the newest event. */
  sinceMs: number;
  tags: Tags | undefined;
  /** Ids of `spec.earlyStopTrials` that were said to be unknown. */
  told: readonly string[];
};

export type EnrichOptions = {
  object: Resource<TrainingJobSpec>;
  trainingJobs: Pick<TrainingJobs, 'events' | 'trials' | 'tags'>;
  secrets: Pick<Secrets, 'read'>;
  log: Log;
};

/**
 * Events are read when the job looks different, trials while a search runs and once at its end, tags when they concern
 * the object and may differ: nothing for a job that just goes on. Failures are one line each.
 */
export async function enrich(options: EnrichOptions, job: Job, kept: unknown, signal: AbortSignal) {
  const { object, trainingJobs } = options;
  const last = (kept as Kept | undefined)?.id === job.id ? (kept as Kept) : undefined;
  const version = shortHash(versionOf(job), 16);
  const changed = last ? last.version !== version : object.status?.phase !== job.phase;
  const tried = <T>(what: string, read: () => Promise<T>) => orWarn(options, job, what, read, signal);

  const events = changed
    ? await tried('events', () => trainingJobs.events(job.id, {}, { signal }))
    : undefined;
  const trials = needsTrials(job, changed)
    ? await tried('trials', () => trainingJobs.trials.list(job.id, { signal }))
    : undefined;
  const tags = needsTags(object, last?.tags, changed)
    ? await tried('tags', () => trainingJobs.tags.list(job.id, { signal }))
    : last?.tags;
  const values = await presentValues(options, job, signal);
  const unknown = unknownTrials(object, { ...job, trials }).filter((id) => !last?.told.includes(id));
  const sinceMs = last?.sinceMs ?? 0;
  const beside: Beside = {
    ...{ trials, tags, values },
    news: [...unknown.map(unknownNews), ...jobEventNews(events ?? [], sinceMs).map(retold)],
  };
  const keep: Kept = {
    id: job.id,
    version: changed && !events ? (last?.version ?? '') : version,
    sinceMs: Math.max(sinceMs, ...(events ?? []).map(({ atMs = 0 }) => atMs)),
    tags,
    told: [...(last?.told ?? []), ...unknown],
  };
  return { remote: { ...job, ...beside }, keep };
}

const needsTrials = ({ autoSearch, phase }: Job, changed: boolean): boolean =>
  autoSearch !== undefined && (phase === 'Running' || (changed && stageOf(phase) === 'ended'));

const needsTags = (object: Resource<TrainingJobSpec>, last: Tags | undefined, changed: boolean): boolean =>
  caresForTags(object) && (changed || !last || tagChanges(object, last) !== undefined);

const retold = (news: News): News => ({ ...news, retold: true });

const unknownNews = (id: string): News => ({
  type: 'Warning',
  reason: 'TrialNotFound',
  message: `spec.earlyStopTrials: the search has no trial "${id}"; see status.search for those that it has`,
});

/** Only while the job may still run: after its end it does not matter any more. */
async function presentValues({ object, secrets, log }: EnrichOptions, job: Job, signal: AbortSignal) {
  if (fromSecrets(object.spec).length === 0 || stageOf(job.phase) === 'ended') return undefined;
  try {
    return valueDigest(object, await readValues(object, secrets, signal));
  } catch (err) {
    if (!isApiError(err)) throw err;
    log.warn({ err, ...about(object, job) }, 'a Secret could not be compared with what the job has');
    return undefined;
  }
}

async function orWarn<T>(
  { object, log }: EnrichOptions,
  job: Job,
  what: string,
  read: () => Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (err) {
    signal.throwIfAborted();
    // Throws what is no failure of ModelArts.
    faultOf(err);
    log.warn({ err, ...about(object, job) }, `the ${what} of a training job could not be read`);
    return undefined;
  }
}

const about = ({ metadata: { namespace, name } }: Resource, { id }: Job) => ({
  namespace,
  name,
  remoteId: id,
});
