import { keyText } from '../../operator/runtime/object.ts';
import type { Cluster, Page, WatchEvent } from '../../operator/runtime/ports.ts';
import { Store } from '../../operator/runtime/store.ts';
import { watchForever } from '../../operator/runtime/watcher.ts';
import { HandTime } from './handTime.ts';
import { TYPE } from './objects.ts';

/** What a watch does next: an event, a failure, some time without events, or an orderly end. */
export type WatchLine = WatchEvent | Error | { silentMs: number } | 'end';

/** `lists` and `watches` are taken one after the other; without one left a list fails, a watch stays silent. */
export type Script = { lists: (Page | Error)[]; watches: WatchLine[][] };

/** A watcher on a scripted cluster, and all that it asked and told. */
export class Watching implements AsyncDisposable {
  readonly time = new HandTime();
  readonly store = new Store();
  /** `list`, `list <token>` or `watch <position>`, each with the time at which it was asked. */
  readonly asked: { what: string; atMs: number }[] = [];
  readonly timeoutsSeconds: number[] = [];
  /** `ml/resnet uid-1 at 5`, or `ml/resnet gone`. */
  readonly changes: string[] = [];
  readonly synced: string[][] = [];
  readonly failures: { message: string; retryMs: number }[] = [];
  /** When it gave a sign of life. */
  readonly aliveAtMs: number[] = [];
  readonly #script: Script;
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;

  constructor(script: Partial<Script>) {
    this.#script = { lists: [...(script.lists ?? [])], watches: [...(script.watches ?? [])] };
    const { time, store } = this;
    this.#done = watchForever(
      {
        cluster: { list: this.#list, watch: this.#watch },
        type: TYPE,
        time,
        store,
        changed: (key, object) => {
          const what = object ? `${object.metadata.uid} at ${object.metadata.resourceVersion}` : 'gone';
          this.changes.push(`${keyText(key)} ${what}`);
        },
        synced: (uids) => this.synced.push([...uids]),
        alive: () => this.aliveAtMs.push(time.monotonic()),
        failed: (error, retryMs) => this.failures.push({ message: (error as Error).message, retryMs }),
      },
      this.#stop.signal,
    );
  }

  /** What was asked, without times. */
  get calls(): string[] {
    return this.asked.map(({ what }) => what);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  readonly #list: Cluster['list'] = async (_type, { continue: token }) => {
    this.#note(token ? `list ${token}` : 'list');
    const answer = this.#script.lists.shift() ?? new Error('the script has no more lists');
    if (answer instanceof Error) throw answer;
    return answer;
  };

  readonly #watch: Cluster['watch'] = (_type, { resourceVersion, timeoutSeconds }, signal) => {
    this.#note(`watch ${resourceVersion}`);
    this.timeoutsSeconds.push(timeoutSeconds);
    return play(this.#script.watches.shift() ?? [], this.time, signal);
  };

  #note(what: string): void {
    this.asked.push({ what, atMs: this.time.monotonic() });
  }
}

async function* play(lines: WatchLine[], time: HandTime, signal: AbortSignal): AsyncGenerator<WatchEvent> {
  for (const line of lines) {
    if (line === 'end') return;
    if (line instanceof Error) throw line;
    if ('silentMs' in line) await time.sleep(line.silentMs, signal);
    else yield line;
  }
  await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
