import { type Algorithm, parseAlgorithm } from './algorithm.ts';
import { createCalls, type Receipt, type Reply } from './calls.ts';
import type { CreateAlgorithmRequest, UpdateAlgorithmRequest } from './generated/training.gen.ts';
import { type Page, parsePage, readList } from './pages.ts';
import type { MutationOptions, ReadOptions, Transport } from './transport.ts';
import { DEFAULT_WORKSPACE, strayIn } from './workspaces.ts';

/** Which algorithms to list. */
export type AlgorithmQuery = {
  /** Matched by the cloud somewhere in the name, in either case: compare exactly afterwards. */
  readonly nameLike?: string | undefined;
  /** The default workspace unless given: algorithms of other workspaces are not in its list. */
  readonly workspaceId?: string | undefined;
};

/**
 * The calls on algorithms of algorithm management (chapter 6 of the reference). All of them throw ModelArtsError
 * only. Behind each section, the permission that section 18.4 asks for.
 */
export type Algorithms = {
  /**
   * Section 6.1, modelarts:aiAlgorithm:create. Without an id in the answer the algorithm may exist all the same:
   * `ambiguous`. A name that is taken is a `duplicate-name` (ModelArts.2752 or 2821).
   */
  create(body: CreateAlgorithmRequest, options: MutationOptions): Promise<Algorithm & Receipt>;
  /** Section 6.3, modelarts:aiAlgorithm:get. `not-found` only on status 400 or 404 with ModelArts.2755. */
  get(id: string, options: ReadOptions): Promise<Algorithm>;
  /**
   * Section 6.4, modelarts:aiAlgorithm:update. The reference does not say what becomes of what is left out: say
   * everything. `metadata.name` is demanded, and may be another one; a parameter's description in other languages
   * is called `internationalization_description` here.
   */
  update(id: string, body: UpdateAlgorithmRequest, options: MutationOptions): Promise<Receipt>;
  /** Section 6.5, modelarts:aiAlgorithm:delete. */
  remove(id: string, options: MutationOptions): Promise<Receipt>;
  /**
   * Section 6.2, modelarts:aiAlgorithm:list. All algorithms of the calling user in one workspace, each once;
   * complete at the time of reading as far as the cloud's list is. Presence is certain, absence is not. A list that
   * shows an algorithm of another workspace is `unavailable`.
   */
  search(query: AlgorithmQuery, options: ReadOptions): Promise<Algorithm[]>;
  /** Section 6.2. One page of that list, newest first, for the list observer. At most 50 algorithms. */
  newest(query: AlgorithmQuery, offset: number, options: ReadOptions): Promise<Page<Algorithm>>;
};

/** The most that the API allows. */
export const PAGE_SIZE = 50;

/** The calls on the algorithms of one project. */
export function createAlgorithms(transport: Transport, projectId: string): Algorithms {
  const calls = createCalls(transport, projectId);
  const at = (id: string) => ({ ids: { algorithm_id: id } });

  const fetchPage = async (
    { nameLike, workspaceId = DEFAULT_WORKSPACE }: AlgorithmQuery,
    [order, offset]: readonly ['asc' | 'desc', number],
    options: ReadOptions,
  ): Promise<Page<Algorithm>> => {
    const query = {
      ...{ offset, limit: PAGE_SIZE, sort_by: 'create_time', order, workspace_id: workspaceId },
      ...(nameLike !== undefined && { searches: `name:${nameLike}` }),
    };
    const reply = await calls.read('listAlgorithms', options, { query });
    const page = parsePage(reply.body, parseAlgorithm);
    if (!page) throw reply.broken('the answer is not a list of algorithms');
    const stray = strayIn(page.items, workspaceId);
    if (stray) throw reply.broken(stray);
    return page;
  };

  return {
    async create(body, options) {
      const reply = await calls.mutate('createAlgorithm', options, { body });
      return { ...algorithmOf(reply), requestId: reply.requestId };
    },
    async get(id, options) {
      const reply = await calls.read('getAlgorithm', options, at(id));
      const algorithm = algorithmOf(reply);
      if (algorithm.id !== id) throw reply.broken(`the answer is about another algorithm, ${algorithm.id}`);
      return algorithm;
    },
    update: (id, body, options) => calls.order('updateAlgorithm', options, { ...at(id), body }),
    remove: (id, options) => calls.order('deleteAlgorithm', options, at(id)),
    newest: (query, offset, options) => fetchPage(query, ['desc', offset], options),
    // Oldest first: an algorithm that is created meanwhile shifts no page.
    search: (query, options) =>
      readList('listAlgorithms', (offset) => fetchPage(query, ['asc', offset], options), PAGE_SIZE),
  };
}

function algorithmOf(reply: Reply): Algorithm {
  const algorithm = parseAlgorithm(reply.body);
  if (!algorithm) throw reply.broken('the answer holds no algorithm with an id');
  return algorithm;
}
