import { type Answer, broken } from './answer.ts';
import { ModelArtsError } from './errors.ts';
import { operations as model } from './generated/model.gen.ts';
import { operations as nodePool } from './generated/nodepool.gen.ts';
import { operations as resource } from './generated/resource.gen.ts';
import { operations as service } from './generated/service.gen.ts';
import { operations as training } from './generated/training.gen.ts';
import { NOT_FOUND } from './notFound.ts';
import { ID_PATTERN } from './trainingJob.ts';
import type { Call, MutationOptions, ReadOptions, Transport } from './transport.ts';

/** What a mutation leaves for the audit trail. */
export type Receipt = { readonly requestId: string | undefined };

const operations = { ...training, ...resource, ...nodePool, ...model, ...service };

/** An operation of chapters 6, 7, 9, 10 and 16. */
export type Operation = keyof typeof operations;

/** What an operation is asked with. */
export type Ask = {
  /** For the places in the path. */
  readonly ids?: Readonly<Partial<Record<keyof typeof PLACES, string>>>;
  /** Instead of the path of the URI line. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  /** The codes that say that there is no such object, instead of those of the places in the path. */
  readonly notFound?: readonly string[];
};

/** An answer, and how to say that it lacks what the operation promises. */
export type Reply = Answer & { broken(detail: string): ModelArtsError };

/** The operations of one project, by name. All of them throw ModelArtsError only. */
export type Calls = {
  read(operation: Operation, options: ReadOptions, ask?: Ask): Promise<Reply>;
  mutate(operation: Operation, options: MutationOptions, ask?: Ask): Promise<Reply>;
  /** A mutation of whose answer nothing matters but that it is one. */
  order(operation: Operation, options: MutationOptions, ask?: Ask): Promise<Receipt>;
};

/** The names of node pools have dots: those of the server are made of flavors (16.1). */
const NODE_POOL_PATTERN = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;

/** The ids in paths: what they are ids of, and the codes that say that there is no such object. */
const PLACES = {
  training_job_id: { noun: 'a training job', notFound: NOT_FOUND.trainingJob },
  /** No code of the reference speaks of trials. */
  trial_id: { noun: 'a trial', notFound: [] },
  algorithm_id: { noun: 'an algorithm', notFound: NOT_FOUND.algorithm },
  pool_name: { noun: 'a pool', notFound: NOT_FOUND.pool },
  network_name: { noun: 'a network', notFound: NOT_FOUND.network },
  nodepool_name: { noun: 'a node pool', notFound: NOT_FOUND.nodePool, pattern: NODE_POOL_PATTERN },
  model_id: { noun: 'a model', notFound: NOT_FOUND.model },
  service_id: { noun: 'a service', notFound: NOT_FOUND.service },
  /** In the paths of tags. */
  resource_id: { noun: 'a service', notFound: NOT_FOUND.service },
  /** No code of the reference speaks of edge nodes. */
  node_id: { noun: 'an edge node', notFound: [] },
  plugintemplate_name: { noun: 'a plugin template', notFound: NOT_FOUND.pluginTemplate },
} as const satisfies Record<string, Place>;

type Place = { readonly noun: string; readonly notFound: readonly string[]; readonly pattern?: RegExp };

/** 16.4 calls its body application/json in one place and a merge patch in another; pools take only the latter. */
const CONTENT_TYPES: Partial<Record<Operation, string>> = { patchNodePool: 'application/merge-patch+json' };

/** The operations of one project. An id that must not reach a URL makes a call fail as `unsent`, `InvalidId`. */
export function createCalls(transport: Transport, projectId: string): Calls {
  const address = (operation: Operation, { ids = {}, path, query, body, ...ask }: Ask) => {
    const { method, path: usual, contentTypes } = operations[operation];
    const places = Object.entries(ids) as [keyof typeof PLACES, string][];
    let filled = (path ?? usual).replace('{project_id}', projectId);
    for (const [place, id] of places) {
      const { noun, pattern = ID_PATTERN }: Place = PLACES[place];
      if (!pattern.test(id)) throw invalidId(operation, noun, id);
      filled = filled.replace(`{${place}}`, id);
    }
    if (query) filled += `?${queryText(query)}`;
    const notFound = ask.notFound ?? places.flatMap(([place]) => PLACES[place].notFound);
    const contentType = CONTENT_TYPES[operation] ?? contentTypes[0];
    return { operation, method, path: filled, body, contentType, notFound };
  };

  const send = async (call: Call): Promise<Reply> => {
    const answer = await transport.call(call);
    return { ...answer, broken: (detail) => broken(call, answer, detail) };
  };
  const mutate: Calls['mutate'] = async (operation, options, ask = {}) =>
    send({ ...address(operation, ask), mutation: true, options });

  return {
    read: async (operation, options, ask = {}) =>
      send({ ...address(operation, ask), mutation: false, options }),
    mutate,
    async order(operation, options, ask) {
      const { requestId } = await mutate(operation, options, ask);
      return { requestId };
    },
  };
}

/** Percent-encoded throughout, unlike URLSearchParams: the signature takes the query as it is sent. */
const queryText = (query: Readonly<Record<string, string | number>>) =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

const invalidId = (operation: Operation, noun: string, id: string) =>
  new ModelArtsError({
    kind: 'unsent',
    operation,
    reason: 'InvalidId',
    detail: `"${id}" is not an id of ${noun}: ids have 1 to 64 letters, digits, "_" and "-"`,
    hint: 'Correct the id.',
  });
