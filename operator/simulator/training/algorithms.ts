import type {
  CreateAlgorithmRequest,
  JobAlgorithmReq,
  UpdateAlgorithmRequest,
} from '../../modelarts/generated/training.gen.ts';
import { ApiError } from '../errors.ts';

/** An algorithm of algorithm management. Times are milliseconds since the epoch by the clock of the simulation. */
export type Algorithm = {
  readonly id: string;
  /** Its id where ids are integers, as table 6-1 has it. */
  readonly number: number;
  readonly user: string;
  readonly workspaceId: string;
  readonly createdAt: number;
  updatedAt: number;
  content: CreateAlgorithmRequest | UpdateAlgorithmRequest;
};

/** The algorithms that exist, the oldest first. */
export class Algorithms {
  readonly #all = new Map<string, Algorithm>();
  #made = 0;

  /** The number that the next one gets. */
  next(): number {
    this.#made += 1;
    return this.#made;
  }

  /** Takes in a new one. */
  add(algorithm: Algorithm): void {
    this.#all.set(algorithm.id, algorithm);
  }

  /** Forgets one. */
  remove({ id }: Algorithm): void {
    this.#all.delete(id);
  }

  /** Those of a user in a workspace. */
  of(user: string, workspaceId: string): Algorithm[] {
    return [...this.#all.values()].filter((one) => one.user === user && one.workspaceId === workspaceId);
  }

  /**
   * The algorithm of that id, a UUID or a number.
   *
   * @throws ApiError ModelArts.2755 when there is none
   */
  get(id: string): Algorithm {
    const found = this.#all.get(id) ?? [...this.#all.values()].find(({ number }) => String(number) === id);
    if (!found) throw new ApiError('ModelArts.2755', `no algorithm ${id}`);
    return found;
  }
}

/** The name of an algorithm; creating demands one. */
export const nameOf = ({ content }: Algorithm): string => content.metadata?.name ?? '';

/**
 * The algorithm of a job as answers show it: what the job says, and from the algorithm that it names by id what it
 * does not say.
 *
 * @throws ApiError ModelArts.2755 for an algorithm that does not exist, 2814 for parameters that it does not allow
 */
export function resolve(asked: JobAlgorithmReq, algorithms: Algorithms): JobAlgorithmReq {
  if (!asked.id) return asked;
  const algorithm = algorithms.get(asked.id);
  const {
    code_dir,
    boot_file,
    command,
    engine,
    parameters = [],
    parameters_customization,
  } = algorithm.content.job_config ?? {};
  const own = asked.parameters ?? [];
  const names = new Set(parameters.map(({ name }) => name));
  const odd = own.find(({ name }) => !names.has(name));
  if (parameters_customization === false && odd)
    throw new ApiError('ModelArts.2814', `the algorithm does not allow the parameter ${odd.name}`);
  const kept = parameters.filter(({ name }) => !own.some((parameter) => parameter.name === name));
  const preset = { code_dir, boot_file, command, engine };
  const given = Object.entries(preset).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(given),
    ...asked,
    name: nameOf(algorithm),
    parameters: [
      ...kept.map(({ name, value }) => ({ name, value })),
      ...own,
    ] as JobAlgorithmReq['parameters'] & {},
  };
}
