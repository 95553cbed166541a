import { type Answer, broken } from './answer.ts';
import { ModelArtsError } from './errors.ts';
import { type CreateTrainingJobRequest, operations } from './generated/training.gen.ts';
import { readPages } from './pages.ts';
import { ID_PATTERN, parseTrainingJob, type TrainingJob } from './trainingJob.ts';
import { parseTrainingJobPage, type TrainingJobPage } from './trainingJobPage.ts';
import { asked, type Call, type MutationOptions, type ReadOptions, type Transport } from './transport.ts';

/** What a mutation leaves for the audit trail. */
export type Receipt = { readonly requestId: string | undefined };

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
   * Section 6.16. All jobs of the calling user in the default workspace, each once; complete at the time of
   * reading as far as the cloud's list is. Presence is certain, absence is not.
   *
   * @param query `nameLike` is matched by the cloud somewhere in the name: compare exactly afterwards
   */
  search(query: { readonly nameLike?: string }, options: ReadOptions): Promise<TrainingJob[]>;
  /** The cheapest authenticated read: one job of the list. Throws what is wrong with the account. */
  probe(options: ReadOptions): Promise<void>;
};

const NOT_FOUND = ['ModelArts.2775'];
const PAGE_SIZE = 50;
const MAX_READINGS = 4;

/** The calls on the training jobs of one project. */
export function createTrainingJobs(transport: Transport, projectId: string): TrainingJobs {
  const describeCall = (operation: keyof typeof operations, options: ReadOptions, id?: string): Call => {
    const { method, path } = operations[operation];
    if (id !== undefined && !ID_PATTERN.test(id)) throw invalidId(operation, id);
    const filled = path.replace('{project_id}', projectId).replace('{training_job_id}', id ?? '');
    return { operation, method, path: filled, options, notFound: id === undefined ? [] : NOT_FOUND };
  };

  const mutate = async (call: Call): Promise<Receipt> => {
    const { requestId } = await transport.call(call);
    return { requestId };
  };

  const fetchPage = async (request: object, options: ReadOptions): Promise<TrainingJobPage> => {
    const call = { ...describeCall('searchTrainingJobs', options), body: request };
    const answer = await transport.call(call);
    const page = parseTrainingJobPage(answer.body);
    if (!page) throw broken(asked(call), answer, 'the answer is not a list of training jobs');
    return page;
  };

  return {
    async create(body, options) {
      const call = { ...describeCall('createTrainingJob', options), body };
      const answer = await transport.call(call);
      return { ...jobOf(call, answer), requestId: answer.requestId };
    },
    async get(id, options) {
      const call = describeCall('getTrainingJob', options, id);
      const answer = await transport.call(call);
      const job = jobOf(call, answer);
      if (job.id !== id) throw broken(asked(call), answer, `the answer is about another job, ${job.id}`);
      return job;
    },
    async updateDescription(id, description, options) {
      return mutate({ ...describeCall('updateTrainingJob', options, id), body: { description } });
    },
    async terminate(id, options) {
      return mutate({ ...describeCall('actOnTrainingJob', options, id), body: { action_type: 'terminate' } });
    },
    async remove(id, options) {
      return mutate(describeCall('deleteTrainingJob', options, id));
    },
    async search({ nameLike }, options) {
      const filters = nameLike === undefined ? [] : [{ key: 'name', operator: 'like', value: [nameLike] }];
      // Oldest first: a job that is created meanwhile shifts no page.
      const query = { limit: PAGE_SIZE, sort_by: 'create_time', order: 'asc', filters };
      for (let readings = 0; readings < MAX_READINGS; readings++) {
        const jobs = await readPages((offset) => fetchPage({ ...query, offset }, options), PAGE_SIZE);
        if (jobs) return jobs;
      }
      const detail = `the list changed during each of ${MAX_READINGS} readings`;
      throw new ModelArtsError({ kind: 'unavailable', operation: 'searchTrainingJobs', detail });
    },
    async probe(options) {
      await fetchPage({ limit: 1, offset: 0 }, options);
    },
  };
}

function jobOf(call: Call, answer: Answer): TrainingJob {
  const job = parseTrainingJob(answer.body);
  if (!job) throw broken(asked(call), answer, 'the answer holds no training job with an id');
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
