import type { Calls, Receipt } from './calls.ts';
import type { CombineTmsTags, ListServiceTagsResponse } from './generated/service.gen.ts';
import type { Tags } from './jobTags.ts';
import { asArray, asObject, asText } from './loose.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';

/** The calls on the tags of real-time services; other ones have none. Section 18.6 names no permissions. */
export type ServiceTags = {
  /** Section 9.16. Every value of every key, of all services together: those of one service alone cannot be read. */
  listAll(options: ReadOptions): Promise<Readonly<Record<string, readonly string[]>>>;
  /**
   * Section 9.14. A key that is there gets the new value, other tags stay. Keys have 1 to 128 characters, no blanks
   * around them and do not begin with `_sys_`; values have at most 255.
   */
  add(serviceId: string, tags: Tags, options: MutationOptions): Promise<Receipt>;
  /** Section 9.15. Whatever their values; keys that are not there do not matter. */
  remove(serviceId: string, keys: readonly string[], options: MutationOptions): Promise<Receipt>;
};

/** The calls on the tags of services, over those of a project. */
export const createServiceTags = (calls: Calls): ServiceTags => ({
  async listAll(options) {
    const reply = await calls.read('listServiceTags', options);
    const { tags = [] } = asObject<ListServiceTagsResponse>(reply.body);
    if (tags !== null && !Array.isArray(tags)) throw reply.broken('the answer is not a list of tags');
    const pairs = asArray(tags).flatMap((row) => {
      const { key, values } = asObject<CombineTmsTags>(row);
      const list = asArray(values).filter((value) => typeof value === 'string');
      return asText(key) === undefined ? [] : [[key as string, list] as const];
    });
    return Object.fromEntries(pairs);
  },
  add(id, tags, options) {
    const body = { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
    return calls.order('createServiceTags', options, { ids: { resource_id: id }, body });
  },
  remove: (id, keys, options) =>
    calls.order('deleteServiceTags', options, {
      ids: { resource_id: id },
      body: { tags: keys.map((key) => ({ key })) },
    }),
});
