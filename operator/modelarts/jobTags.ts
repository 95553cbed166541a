import type { Ask, Calls, Receipt } from './calls.ts';
import { ModelArtsError } from './errors.ts';
import { type ListTrainingJobTagsResponse, operations } from './generated/training.gen.ts';
import { asObject, asText } from './loose.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

/** The calls on the tags of a training job; section 18.4 names no permissions. */
export type JobTags = {
  /** Section 6.26. */
  list(jobId: string, options: ReadOptions): Promise<Tags>;
  /**
   * Section 6.24. A key that is there gets the new value, other tags stay. Keys have 1 to 128 characters, no blanks
   * around them and do not begin with `_sys_`; values have at most 255.
   */
  add(jobId: string, tags: Tags, options: MutationOptions): Promise<Receipt>;
  /** Section 6.25. Whatever their values; keys that are not there do not matter. */
  remove(jobId: string, keys: readonly string[], options: MutationOptions): Promise<Receipt>;
};

/** What stands before the id: in the URI lines, and as other clients have it (AMBIGUITIES training.tagPath). */
const FAMILIES = ['trainJob', 'modelarts-training-job'] as const;
/** ModelArts and its gateway say it in different words. */
const NO_SUCH_PATH = new Set(['PathNotFound', 'ApiNotFound']);

/**
 * The calls on tags, over those of a project. Where the cloud knows no such path, which says that nothing was done, a
 * call is sent once more, under its gate, to the other one; what worked is kept.
 */
export function createJobTags(calls: Calls): JobTags {
  let family: (typeof FAMILIES)[number] = FAMILIES[0];

  const tolerant = async <T>(
    operation: keyof typeof operations,
    jobId: string,
    send: (ask: Ask) => Promise<T>,
  ): Promise<T> => {
    const sendTo = (name: string) => {
      const path = operations[operation].path.replace(`/${FAMILIES[0]}/`, `/${name}/`);
      return send({ ids: { training_job_id: jobId }, path });
    };
    try {
      return await sendTo(family);
    } catch (error) {
      if (!(error instanceof ModelArtsError) || !NO_SUCH_PATH.has(error.reason)) throw error;
      const other = FAMILIES.find((name) => name !== family) ?? family;
      const answer = await sendTo(other);
      family = other;
      return answer;
    }
  };

  return {
    list: (jobId, options) =>
      tolerant('listTrainingJobTags', jobId, async (ask) => {
        const reply = await calls.read('listTrainingJobTags', options, ask);
        const tags = parseTags(reply.body);
        if (!tags) throw reply.broken('the answer is not a list of tags');
        return tags;
      }),
    add(jobId, tags, options) {
      const body = { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
      const send = (ask: Ask) => calls.order('createTrainingJobTags', options, { ...ask, body });
      return tolerant('createTrainingJobTags', jobId, send);
    },
    remove(jobId, keys, options) {
      const body = { tags: keys.map((key) => ({ key })) };
      const send = (ask: Ask) => calls.order('deleteTrainingJobTags', options, { ...ask, body });
      return tolerant('deleteTrainingJobTags', jobId, send);
    },
  };
}

/** An empty list may be left out or null; entries without a key are none. */
function parseTags(wire: unknown): Tags | undefined {
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire)) return undefined;
  const rows = asObject<ListTrainingJobTagsResponse>(wire).tags ?? [];
  if (!Array.isArray(rows)) return undefined;
  const pairs = rows.map((row) => {
    const { key, value } = asObject<{ key: string; value: string }>(row);
    return [asText(key), asText(value) ?? ''] as const;
  });
  return Object.fromEntries(pairs.filter(([key]) => key !== undefined));
}
