import { type Answer, broken } from './answer.ts';
import { ModelArtsError } from './errors.ts';
import { type CreateTrainingJobRequest, operations } from './generated/training.gen.ts';
import { NOT_FOUND } from './notFound.ts';
import { readPages } from './pages.ts';
import { ID_PATTERN, parseTrainingJob, type TrainingJob } from './trainingJob.ts';
import { parseTrainingJobPage, type TrainingJobPage } from './trainingJobPage.ts';
import type { Call, MutationOptions, ReadOptions, Transport } from './transport.ts';

/** What a mutation leaves for the audit trail. */
export type Receipt = { readonly requestId: string | undefined };

/** Which training jobs to list. */
export type TrainingJobQuery = {
  /** Matched by the cloud somewhere in the name, in either case: compare exactly afterwards. */
  readonly nameLike?: string | undefined;
  /** The default workspace unless given: jobs of other workspaces are not in its list. */
  readonly workspaceId?: string | undefined;
};

/** The calls on training jobs (chapter 6 of the reference). All of them throw ModelArtsError only. */
export type TrainingJobs = {
  /** Section 6.8. Without an id in the answer the job may exist all the same: `ambiguous`. */
  create(body: CreateTrainingJobRequest, options: MutationOptions): Promise<TrainingJob & Receipt>;
  /** Section 6.9. `not-found` only on status 400 or 404 with ModelArts.2775. */
  get(id: string, options: ReadOptions): Promise<TrainingJob>;
  /** Section 6.10. The description is the only thing of a job that can change; at most 256 characters. */
  updateDescription(id: string, description: string, options: MutationOptions): Promise<Receipt>;
  /** Section 6.12. Only a job that is creating, pending or running can be stopped, others are a `conflict`. */
  terminate(id: string, options: MutationOptions): Promise<Receipt>;
  /** Section 6.11. The record may stay readable for a while after this. */
  remove(id: string, options: MutationOptions): Promise<Receipt>;
  /**
   * Section 6.16. All jobs of the calling user in one workspace, each once; complete at the time of reading as
   * far as the cloud's list is. Presence is certain, absence is not. An answer about another workspace than
   * the one asked for is `unavailable`.
   */
  search(query: TrainingJobQuery, options: ReadOptions): Promise<TrainingJob[]>;
  /** Section 6.16. One page of that list, newest first, for the list observer. At most 50 jobs. */
  newest(query: TrainingJobQuery, offset: number, options: ReadOptions): Promise<TrainingJobPage>;
  /** The cheapest authenticated read: one job of the list. Throws what is wrong with the account. */
  probe(options: ReadOptions): Promise<void>;
};

/** The most that the API allows. */
export const PAGE_SIZE = 50;
const MAX_READINGS = 4;
const DEFAULT_WORKSPACE = '0';

/** The calls on the training jobs of one project. */
export function createTrainingJobs(transport: Transport, projectId: string): TrainingJobs {
  const addressed = (operation: keyof typeof operations, id?: string) => {
    if (id !== undefined && !ID_PATTERN.test(id)) throw invalidId(operation, id);
    const { method, path } = operations[operation];
    const filled = path.replace('{project_id}', projectId).replace('{training_job_id}', id ?? '');
    return { operation, method, path: filled, notFound: id === undefined ? [] : NOT_FOUND.trainingJob };
  };
  const reading = (options: ReadOptions) => ({ mutation: false, options }) as const;
  const mutating = (options: MutationOptions) => ({ mutation: true, options }) as const;

  const mutate = async (call: Call): Promise<Receipt> => {
    const { requestId } = await transport.call(call);
    return { requestId };
  };

  const fetchPage = async (body: object, workspaceId: string, options: ReadOptions) => {
    const call = { ...addressed('searchTrainingJobs'), ...reading(options), body };
    // The reference names no way to ask for a workspace, though it answers with one. The example of 6.16 puts
    // a field of the body into the query, and other chapters take this one there.
    if (workspaceId !== DEFAULT_WORKSPACE) call.path += `?workspace_id=${encodeURIComponent(workspaceId)}`;
    const answer = await transport.call(call);
    const page = parseTrainingJobPage(answer.body);
    if (!page) throw broken(call, answer, 'the answer is not a list of training jobs');
    const problem = otherWorkspace(page, workspaceId);
    if (problem) throw broken(call, answer, problem);
    return page;
  };

  return {
    async create(body, options) {
      const call = { ...addressed('createTrainingJob'), ...mutating(options), body };
      const answer = await transport.call(call);
      return { ...jobOf(call, answer), requestId: answer.requestId };
    },
    async get(id, options) {
      const call = { ...addressed('getTrainingJob', id), ...reading(options) };
      const answer = await transport.call(call);
      const job = jobOf(call, answer);
      if (job.id !== id) throw broken(call, answer, `the answer is about another job, ${job.id}`);
      return job;
    },
    async updateDescription(id, description, options) {
      return mutate({ ...addressed('updateTrainingJob', id), ...mutating(options), body: { description } });
    },
    async terminate(id, options) {
      return mutate({
        ...addressed('actOnTrainingJob', id),
        ...mutating(options),
        body: { action_type: 'terminate' },
      });
    },
    async remove(id, options) {
      return mutate({ ...addressed('deleteTrainingJob', id), ...mutating(options) });
    },
    newest: ({ nameLike, workspaceId = DEFAULT_WORKSPACE }, offset, options) =>
      fetchPage({ ...sorted('desc', nameLike), offset }, workspaceId, options),
    async search({ nameLike, workspaceId = DEFAULT_WORKSPACE }, options) {
      // Oldest first: a job that is created meanwhile shifts no page.
      const query = sorted('asc', nameLike);
      for (let readings = 0; readings < MAX_READINGS; readings++) {
        const jobs = await readPages(
          (offset) => fetchPage({ ...query, offset }, workspaceId, options),
          PAGE_SIZE,
        );
        if (jobs) return jobs;
      }
      const detail = `the list changed during each of ${MAX_READINGS} readings`;
      throw new ModelArtsError({ kind: 'unavailable', operation: 'searchTrainingJobs', detail });
    },
    async probe(options) {
      await fetchPage({ limit: 1, offset: 0 }, DEFAULT_WORKSPACE, options);
    },
  };
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

function jobOf(call: Call, answer: Answer): TrainingJob {
  const job = parseTrainingJob(answer.body);
  if (!job) throw broken(call, answer, 'the answer holds no training job with an id');
  return job;
}

const invalidId = (operation: string, id: string) =>
  new ModelArtsError({
    kind: 'unsent',
    operation,
    reason: 'InvalidId',
    detail: `"${id}" is not an id of a training job: ids have 1 to 64 letters, digits, "_" and "-"`,
    hint: 'Correct the id.',
  });
