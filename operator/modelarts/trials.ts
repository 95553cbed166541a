import type { Calls, Receipt } from './calls.ts';
import type { ListAutosearchTrialsResponse } from './generated/training.gen.ts';
import { asCount, asObject } from './loose.ts';
import { type Page, readList } from './pages.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';
import { parseTrials, type Trial } from './trial.ts';

/** The calls on the trials of a training job that searches hyperparameters; section 18.4 names no permissions. */
export type Trials = {
  /** Section 6.17. All that have begun, each once. */
  list(jobId: string, options: ReadOptions): Promise<Trial[]>;
  /** Section 6.18. As it stood last: the answer may hold a row for each iteration. */
  get(jobId: string, trialId: string, options: ReadOptions): Promise<Trial>;
  /** Section 6.21. Ends a trial that runs; the search goes on. One that has ended is refused. */
  stop(jobId: string, trialId: string, options: MutationOptions): Promise<Receipt>;
};

/** As in the example of 6.17; no greatest one is named. */
const PAGE_SIZE = 50;

/** The calls on trials, over those of a project. */
export const createTrials = (calls: Calls): Trials => ({
  list: (jobId, options) => {
    const fetchPage = async (offset: number) => {
      const ask = { ids: { training_job_id: jobId }, query: { limit: PAGE_SIZE, offset } };
      const reply = await calls.read('listAutosearchTrials', options, ask);
      const page = parsePage(reply.body);
      if (!page) throw reply.broken('the answer is not a list of trials');
      return page;
    };
    return readList('listAutosearchTrials', fetchPage, PAGE_SIZE);
  },
  async get(jobId, trialId, options) {
    const ids = { training_job_id: jobId, trial_id: trialId };
    const reply = await calls.read('getAutosearchTrial', options, { ids });
    const trial = parseTrials(reply.body)?.findLast(({ id }) => id === trialId);
    if (!trial) throw reply.broken(`the answer is not about trial ${trialId}`);
    return trial;
  },
  stop: (jobId, trialId, options) =>
    calls.order('earlyStopAutosearchTrial', options, { ids: { training_job_id: jobId, trial_id: trialId } }),
});

function parsePage(wire: unknown): Page<Trial> | undefined {
  const answer = asObject<ListAutosearchTrialsResponse>(wire);
  const [total, count, limit] = [asCount(answer.total), asCount(answer.count), asCount(answer.limit)];
  const items = parseTrials(answer.items ?? {});
  if (!items || (total === undefined && count === undefined)) return undefined;
  return { items, total, count, limit: limit || undefined };
}
