import type { Calls, Receipt } from './calls.ts';
import { parseDeletion } from './deletedModels.ts';
import type { CreateModelRequest, CreateModelResponse } from './generated/model.gen.ts';
import { asObject, asText } from './loose.ts';
import { type Model, parseModel } from './model.ts';
import { type ModelRuntime, parseRuntimes } from './modelRuntimes.ts';
import { type Page, parseTotalledPage, readList } from './pages.ts';
import { ID_PATTERN } from './trainingJob.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';
import { DEFAULT_WORKSPACE, strayIn } from './workspaces.ts';

/** Which models to list. */
export type ModelQuery = {
  /** Matched by the cloud somewhere in the name: compare exactly afterwards. */
  readonly nameLike?: string | undefined;
  /** The default workspace unless given: models of other workspaces are not in its list. */
  readonly workspaceId?: string | undefined;
};

/**
 * The calls on models ("AI applications", chapter 7 of the reference). All of them throw ModelArtsError only. Behind
 * each section, the permission that section 18.5 asks for. A model cannot be changed.
 */
export type Models = {
  /**
   * Section 7.3, modelarts:model:create. Answers the id alone; without one the model may exist all the same:
   * `ambiguous`. A name that is taken in this version is a `duplicate-name` (409 ModelArts.3002).
   */
  create(body: CreateModelRequest, options: MutationOptions): Promise<{ readonly id: string } & Receipt>;
  /** Section 7.4, modelarts:model:get. `not-found` only on status 400 or 404 with ModelArts.3001. */
  get(id: string, options: ReadOptions): Promise<Model>;
  /**
   * Section 7.5, modelarts:model:delete. This version alone. A 200 that names the model among those that were not
   * deleted is a failure by the code that it gives: `conflict` for a model that a service uses (ModelArts.3009).
   */
  remove(id: string, options: MutationOptions): Promise<Receipt>;
  /**
   * Section 7.2, modelarts:model:list. All models of one workspace, each once; complete at the time of reading as far
   * as the cloud's list is. Presence is certain, absence is not. A list that shows a model of another workspace is
   * `unavailable`.
   */
  search(query: ModelQuery, options: ReadOptions): Promise<Model[]>;
  /** Section 7.2. One page of that list, newest first, for the list observer. At most 1,000 models. */
  newest(query: ModelQuery, offset: number, options: ReadOptions): Promise<Page<Model>>;
  /** Section 7.1. The engines that a model can have, and their runtimes. */
  runtimes(options: ReadOptions): Promise<ModelRuntime[]>;
};

/** The default of the API, which names no greatest one. */
export const PAGE_SIZE = 1000;

/** The calls on the models of one project. */
export function createModels(calls: Calls): Models {
  const at = (id: string) => ({ ids: { model_id: id } });

  const fetchPage = async (
    { nameLike, workspaceId = DEFAULT_WORKSPACE }: ModelQuery,
    [order, offset]: readonly ['asc' | 'desc', number],
    options: ReadOptions,
  ): Promise<Page<Model>> => {
    const query = {
      ...{ offset, limit: PAGE_SIZE, sort_by: 'create_at', order, workspace_id: workspaceId },
      ...(nameLike !== undefined && { model_name: nameLike }),
    };
    const reply = await calls.read('listModels', options, { query });
    const page = parseTotalledPage(reply.body, 'models', parseModel);
    if (!page) throw reply.broken('the answer is not a list of models');
    const stray = strayIn(page.items, workspaceId);
    if (stray) throw reply.broken(stray);
    return page;
  };

  return {
    async create(body, options) {
      const reply = await calls.mutate('createModel', options, { body });
      const id = asText(asObject<CreateModelResponse>(reply.body).model_id);
      if (id === undefined || !ID_PATTERN.test(id)) throw reply.broken('the answer holds no id of a model');
      return { id, requestId: reply.requestId };
    },
    async get(id, options) {
      const reply = await calls.read('getModel', options, at(id));
      const model = parseModel(reply.body);
      if (!model) throw reply.broken('the answer holds no model with an id and a name');
      if (model.id !== id) throw reply.broken(`the answer is about another model, ${model.id}`);
      return model;
    },
    async remove(id, options) {
      const reply = await calls.mutate('deleteModel', options, at(id));
      const { status, requestId } = reply;
      const deletion = parseDeletion(reply.body, id, { operation: 'deleteModel', status, requestId });
      if (!deletion) throw reply.broken('the answer does not say whether the model was deleted');
      if ('failure' in deletion) throw deletion.failure;
      return { requestId };
    },
    newest: (query, offset, options) => fetchPage(query, ['desc', offset], options),
    // Oldest first: a model that is created meanwhile shifts no page.
    search: (query, options) =>
      readList('listModels', (offset) => fetchPage(query, ['asc', offset], options), PAGE_SIZE),
    async runtimes(options) {
      const reply = await calls.read('listModelRuntimes', options);
      const runtimes = parseRuntimes(reply.body);
      if (!runtimes) throw reply.broken('the answer is not a list of engines');
      return runtimes;
    },
  };
}
