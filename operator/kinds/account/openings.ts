/** The accounts that are open: one each, opened anew when what it is reached by changes. */
import { unlessAborted } from '../../runtime/abort.ts';
import { shortHash } from '../../runtime/digest.ts';
import type { Step } from '../../runtime/kind.ts';
import type { Time } from '../../runtime/time.ts';
import type { CloudPorts, Opened, Target } from './open.ts';
import { openAccount, REOPEN_MS } from './open.ts';

type Opening = {
  fingerprint: string;
  done: Promise<Opened | Step>;
  /** What came of it; undefined while it is under way. */
  answer?: Opened | Step;
  failedMs: number | undefined;
};

export class Openings {
  readonly #cloud: CloudPorts;
  readonly #time: Pick<Time, 'monotonic'>;
  readonly #held = new Map<string, Opening>();

  constructor(cloud: CloudPorts, time: Pick<Time, 'monotonic'>) {
    this.#cloud = cloud;
    this.#time = time;
  }

  /** The account of `holder` (an Account's UID, or a word of its own) as `target` says that it is reached now. */
  get(holder: string, target: Target, signal: AbortSignal): Promise<Opened | Step> {
    const fingerprint = shortHash(JSON.stringify(target), 32);
    const held = this.#held.get(holder);
    const failed = held?.failedMs !== undefined && this.#time.monotonic() - held.failedMs >= REOPEN_MS;
    if (held?.fingerprint === fingerprint && !failed) return unlessAborted(held.done, signal);
    // What still runs on the old clients ends by itself; nothing new is given to them.
    if (held) held.done.then(close, () => {});
    return unlessAborted(this.#open(holder, target, fingerprint).done, signal);
  }

  async close(): Promise<void> {
    // What is still under way has no client yet, and ends with the connection pools.
    await Promise.all([...this.#held.values()].map(({ answer }) => answer && close(answer)));
  }

  #open(holder: string, target: Target, fingerprint: string): Opening {
    const opening: Opening = {
      fingerprint,
      failedMs: undefined,
      done: openAccount(this.#cloud, target, holder).then(
        (answer) => {
          opening.answer = answer;
          if ('step' in answer) opening.failedMs = this.#time.monotonic();
          return answer;
        },
        (defect: unknown) => {
          this.#held.delete(holder);
          throw defect;
        },
      ),
    };
    this.#held.set(holder, opening);
    return opening;
  }
}

async function close(answer: Opened | Step): Promise<void> {
  if ('close' in answer) await answer.close();
}
