import { type Calls, createCalls, type Receipt, type Reply } from './calls.ts';
import type { CreateTrainingJobRequest } from './generated/training.gen.ts';
import { type JobEvent, type JobEventQuery, readJobEvents } from './jobEvents.ts';
import { createJobTags, type JobTags } from './jobTags.ts';
import { readList } from './pages.ts';
import { parseTrainingJob, type TrainingJob } from './trainingJob.ts';
import { parseTrainingJobPage, type TrainingJobPage } from './trainingJobPage.ts';
import type { MutationOptions, ReadOptions, Transport } from './transport.ts';
import { createTrials, type Trials } from './trials.ts';
import { DEFAULT_WORKSPACE } from './workspaces.ts';

/** Which training jobs to list. */
export type TrainingJobQuery = {
  /** Matched by the cloud somewhere in the name, in either case: compare exactly afterwards. */
  readonly nameLike?: string | undefined;
  /** The default workspace unless given: jobs of other workspaces are not in its list. */
  readonly workspaceId?: string | undefined;
};

/**
 * The calls on training jobs (chapter 6 of the reference). All of them throw ModelArtsError only. Behind each
 * section, the permission that section 18.4 asks for.
 */
export type TrainingJobs = {
  /**
   * Section 6.8, modelarts:trainJob:create. Without an id in the answer the job may exist all the same:
   * `ambiguous`.
   */
  create(body: CreateTrainingJobRequest, options: MutationOptions): Promise<TrainingJob & Receipt>;
  /** Section 6.9, modelarts:trainJob:get. `not-found` only on status 400 or 404 with ModelArts.2775. */
  get(id: string, options: ReadOptions): Promise<TrainingJob>;
  /**
   * Section 6.10, modelarts:trainJob:update. The description is the only thing of a job that can change; at most
   * 256 characters.
   */
  updateDescription(id: string, description: string, options: MutationOptions): Promise<Receipt>;
  /**
   * Section 6.12, no permission named. Only a job that is creating, pending or running can be stopped, others are
   * a `conflict`.
   */
  terminate(id: string, options: MutationOptions): Promise<Receipt>;
  /** Section 6.11, modelarts:trainJob:delete. The record may stay readable for a while after this. */
  remove(id: string, options: MutationOptions): Promise<Receipt>;
  /**
   * Section 6.16, modelarts:trainJob:list. All jobs of the calling user in one workspace, each once; complete at
   * the time of reading as far as the cloud's list is. Presence is certain, absence is not. An answer about
   * another workspace than the one asked for is `unavailable`.
   */
  search(query: TrainingJobQuery, options: ReadOptions): Promise<TrainingJob[]>;
  /** Section 6.16. One page of that list, newest first, for the list observer. At most 50 jobs. */
  newest(query: TrainingJobQuery, offset: number, options: ReadOptions): Promise<TrainingJobPage>;
  /** Section 6.27, no permission named. What happened to a job, newest first; never more than asked for. */
  events(id: string, query: JobEventQuery, options: ReadOptions): Promise<JobEvent[]>;
  /** Sections 6.17, 6.18 and 6.21: what a hyperparameter search tried. */
  readonly trials: Trials;
  /** Sections 6.24 to 6.26: the tags of a job. */
  readonly tags: JobTags;
  /** The cheapest authenticated read: one job of the list. Throws what is wrong with the account. */
  probe(options: ReadOptions): Promise<void>;
};

/** The most that the API allows. */
export const PAGE_SIZE = 50;

/** The calls on the training jobs of one project. */
export function createTrainingJobs(transport: Transport, projectId: string): TrainingJobs {
  const calls = createCalls(transport, projectId);
  const fetchPage = (body: object, workspaceId: string, options: ReadOptions) =>
    readPage(calls, body, workspaceId, options);

  return {
    async create(body, options) {
      const reply = await calls.mutate('createTrainingJob', options, { body });
      return { ...jobOf(reply), requestId: reply.requestId };
    },
    async get(id, options) {
      const reply = await calls.read('getTrainingJob', options, { ids: { training_job_id: id } });
      const job = jobOf(reply);
      if (job.id !== id) throw reply.broken(`the answer is about another job, ${job.id}`);
      return job;
    },
    updateDescription: (id, description, options) =>
      calls.order('updateTrainingJob', options, { ids: { training_job_id: id }, body: { description } }),
    terminate: (id, options) =>
      calls.order('actOnTrainingJob', options, {
        ids: { training_job_id: id },
        body: { action_type: 'terminate' },
      }),
    remove: (id, options) => calls.order('deleteTrainingJob', options, { ids: { training_job_id: id } }),
    newest: ({ nameLike, workspaceId = DEFAULT_WORKSPACE }, offset, options) =>
      fetchPage({ ...sorted('desc', nameLike), offset }, workspaceId, options),
    search({ nameLike, workspaceId = DEFAULT_WORKSPACE }, options) {
      // Oldest first: a job that is created meanwhile shifts no page.
      const query = sorted('asc', nameLike);
      const fetch = (offset: number) => fetchPage({ ...query, offset }, workspaceId, options);
      return readList('searchTrainingJobs', fetch, PAGE_SIZE);
    },
    events: (id, query, options) => readJobEvents(calls, id, query, options),
    trials: createTrials(calls),
    tags: createJobTags(calls),
    async probe(options) {
      await fetchPage({ limit: 1, offset: 0 }, DEFAULT_WORKSPACE, options);
    },
  };
}

async function readPage(
  calls: Calls,
  body: object,
  workspaceId: string,
  options: ReadOptions,
): Promise<TrainingJobPage> {
  // The reference names no way to ask for a workspace, though it answers with one. The example of 6.16 puts
  // a field of the body into the query, and other chapters take this one there.
  const query = workspaceId === DEFAULT_WORKSPACE ? undefined : { workspace_id: workspaceId };
  const reply = await calls.read('searchTrainingJobs', options, { body, ...(query && { query }) });
  const page = parseTrainingJobPage(reply.body);
  if (!page) throw reply.broken('the answer is not a list of training jobs');
  const problem = otherWorkspace(page, workspaceId);
  if (problem) throw reply.broken(problem);
  return page;
}

function sorted(order: 'asc' | 'desc', nameLike: string | undefined) {
  const filters = nameLike === undefined ? [] : [{ key: 'name', operator: 'like', value: [nameLike] }];
  return { limit: PAGE_SIZE, sort_by: 'create_time', order, filters };
}

/** The default workspace may go unsaid; any other must be confirmed, or its list would prove nothing. */
function otherWorkspace({ workspaceId }: TrainingJobPage, wanted: string): string | undefined {
  if (workspaceId === wanted || (wanted === DEFAULT_WORKSPACE && !workspaceId)) return undefined;
  return `the answer is about workspace "${workspaceId ?? ''}" instead of "${wanted}"`;
}

function jobOf(reply: Reply): TrainingJob {
  const job = parseTrainingJob(reply.body);
  if (!job) throw reply.broken('the answer holds no training job with an id');
  return job;
}
