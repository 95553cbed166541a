/** A process of its own that is measured. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const root = join(import.meta.dirname, '../..');

/** What a process has taken: CPU (user and system) in ms since its start; memory in bytes. `heapUsed` is after a collection. */
export type Usage = { cpuMs: number; rss: number; peak: number; heapUsed: number };

/** A line of its log; `msg` is what an operator says. */
export type Line = { msg: string };

const probe = join(import.meta.dirname, 'probe.mjs');

/** Started at once; killed when the process that made it ends. */
export class Child implements AsyncDisposable {
  readonly process: ChildProcess;
  readonly #readers = new Set<(line: Line) => void>();
  readonly #last: string[] = [];
  readonly #exited: Promise<unknown>;

  /** @param flags of Node itself */
  constructor(
    file: string,
    args: readonly string[],
    flags: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ) {
    this.process = fork(file, [...args], {
      env: { ...process.env, ...env },
      execArgv: ['--expose-gc', '--import', probe, ...flags],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#exited = once(this.process, 'exit');
    const kill = () => this.process.kill('SIGKILL');
    process.once('exit', kill);
    this.process.once('exit', () => process.off('exit', kill));
    this.process.stdout?.resume();
    if (!this.process.stderr) throw new Error('a measured process has no log');
    createInterface({ input: this.process.stderr }).on('line', (text) => {
      this.#last.push(text.slice(0, 600));
      if (this.#last.length > 20) this.#last.shift();
      if (!text.startsWith('{')) return;
      for (const read of this.#readers) read(JSON.parse(text) as Line);
    });
  }

  /** Resolves when it says `msg` the next time; rejects with its last words when it ends before. */
  says(msg: string): Promise<void> {
    const said = new Promise<void>((resolve) => {
      const read = (line: Line) => {
        if (line.msg !== msg) return;
        this.#readers.delete(read);
        resolve();
      };
      this.#readers.add(read);
    });
    return Promise.race([said, this.#ended(`before it said "${msg}"`)]);
  }

  /** The newest line with `msg` among the last that it has said. */
  said<L extends Line>(msg: string): L | undefined {
    const lines = this.#last.filter((text) => text.startsWith('{') && text.endsWith('}'));
    return lines.map((text) => JSON.parse(text) as L).findLast((line) => line.msg === msg);
  }

  /** Asks what its script answers to `ask`. */
  async ask<T>(ask: string): Promise<T> {
    const answer = once(this.process, 'message') as Promise<[{ answer: T }]>;
    this.process.send({ ask });
    const [message] = await Promise.race([answer, this.#ended(`before it answered "${ask}"`)]);
    return message.answer;
  }

  usage = (): Promise<Usage> => this.ask<Usage>('usage');

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.process.exitCode === null) this.process.kill(signal);
    await this.#exited;
  }

  [Symbol.asyncDispose] = (): Promise<void> => this.stop();

  async #ended(when: string): Promise<never> {
    await this.#exited;
    throw new Error(`a process ended ${when}; its last words:\n${this.#last.join('\n')}`);
  }
}
