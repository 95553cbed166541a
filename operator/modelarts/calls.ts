import { type Answer, broken } from './answer.ts';
import { ModelArtsError } from './errors.ts';
import { operations } from './generated/training.gen.ts';
import { NOT_FOUND } from './notFound.ts';
import { ID_PATTERN } from './trainingJob.ts';
import type { Call, MutationOptions, ReadOptions, Transport } from './transport.ts';

/** What a mutation leaves for the audit trail. */
export type Receipt = { readonly requestId: string | undefined };

/** An operation of chapter 6. */
export type Operation = keyof typeof operations;

/** What an operation is asked with. */
export type Ask = {
  /** For the places in the path. */
  readonly ids?: Readonly<Partial<Record<keyof typeof PLACES, string>>>;
  /** Instead of the path of the URI line. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
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

/** The ids in paths: what they are ids of, and the codes that say that there is no such object. */
const PLACES = {
  training_job_id: { noun: 'a training job', notFound: NOT_FOUND.trainingJob },
  /** No code of the reference speaks of trials. */
  trial_id: { noun: 'a trial', notFound: [] },
  algorithm_id: { noun: 'an algorithm', notFound: NOT_FOUND.algorithm },
} as const;

/** The operations of one project. An id that must not reach a URL makes a call fail as `unsent`, `InvalidId`. */
export function createCalls(transport: Transport, projectId: string): Calls {
  const address = (operation: Operation, { ids = {}, path, query, body }: Ask) => {
    const { method, path: usual } = operations[operation];
    const places = Object.entries(ids) as [keyof typeof PLACES, string][];
    let filled = (path ?? usual).replace('{project_id}', projectId);
    for (const [place, id] of places) {
      if (!ID_PATTERN.test(id)) throw invalidId(operation, PLACES[place].noun, id);
      filled = filled.replace(`{${place}}`, id);
    }
    if (query) filled += `?${queryText(query)}`;
    const notFound = places.flatMap(([place]) => PLACES[place].notFound);
    return { operation, method, path: filled, body, notFound };
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
