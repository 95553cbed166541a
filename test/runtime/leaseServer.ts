import type { Term } from '../../operator/runtime/lease.ts';
import { lead } from '../../operator/runtime/lease.ts';
import type { Cluster, LeaseRecord } from '../../operator/runtime/ports.ts';
import { ApiError } from '../../operator/runtime/ports.ts';
import type { HandTime } from './handTime.ts';

export type LeasePort = Pick<Cluster, 'readLease' | 'writeLease'>;

/** What is wrong with the way to the server: nothing arrives, no answer comes back, or each way takes long. */
export type Link = 'up' | 'down' | 'deaf' | { slowMs: number };

/** One Lease, with optimistic locking, as the API server keeps it. */
export class LeaseServer {
  record: LeaseRecord | undefined;
  #version = 0;

  read(): LeaseRecord | undefined {
    return this.record && { ...this.record };
  }

  write(record: LeaseRecord): LeaseRecord {
    if (record.resourceVersion && !this.record) throw new ApiError('not-found', 'there is no such Lease');
    if (this.record?.resourceVersion !== record.resourceVersion)
      throw new ApiError('conflict', 'another was quicker');
    this.#version += 1;
    this.record = { ...record, resourceVersion: String(this.#version) };
    return { ...this.record };
  }
}

/** A process that wants to lead, and where it stands. */
export class Contender implements AsyncDisposable {
  link: Link = 'up';
  /** Its terms so far, the last one first. */
  readonly terms: Term[] = [];
  readonly failures: unknown[] = [];
  /** Whom it saw lead, each once in a row. */
  readonly followed: string[] = [];
  readonly done: Promise<void>;
  readonly #stop = new AbortController();

  /** `begun` is called in each new term before anything else; `work` ends with its term unless given. */
  constructor(
    identity: string,
    { server, time, durationMs }: { server: LeaseServer; time: HandTime; durationMs: number },
    { begun = () => {}, work = ended }: { begun?: () => void; work?: (term: Term) => Promise<void> } = {},
  ) {
    this.done = lead(
      {
        cluster: portTo(server, time, () => this.link),
        ...{ namespace: 'ml', names: ['modelarts-operator'] },
        identity,
        durationMs,
        time,
        failed: (error) => this.failures.push(error),
        followed: (leader) => {
          if (this.followed.at(-1) !== leader) this.followed.push(leader);
        },
      },
      async (term) => {
        this.terms.unshift(term);
        begun();
        await work(term);
      },
      this.#stop.signal,
    );
  }

  get holds(): boolean {
    return this.terms[0]?.holds() ?? false;
  }

  /** Ends it in order; resolves when it has given the lease back. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.done;
  }
}

/** Resolves when the term has ended. */
export const ended = ({ signal }: Term): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });

function portTo(server: LeaseServer, time: HandTime, linkNow: () => Link): LeasePort {
  async function call<T>(effect: () => T, signal: AbortSignal): Promise<T> {
    const link = linkNow();
    if (link === 'down') throw new ApiError('unavailable', 'no answer');
    // What is on its way arrives, whatever becomes of the one who sent it.
    if (typeof link === 'object') await time.sleep(link.slowMs, new AbortController().signal);
    const answer = effect();
    if (typeof link === 'object') await time.sleep(link.slowMs, signal);
    if (link === 'deaf') throw new ApiError('unavailable', 'the answer was lost');
    return answer;
  }
  return {
    readLease: (_key, signal) => call(() => server.read(), signal),
    writeLease: (_key, record, signal) => call(() => server.write(record), signal),
  };
}
