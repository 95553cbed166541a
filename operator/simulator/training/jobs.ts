import { asOf, type Job } from './job.ts';
import { held } from './timeline.ts';

/** Every training job, those that can be read apart from those that are gone. */
export class Jobs {
  readonly #ever: Job[] = [];
  readonly #readable = new Map<string, Job>();
  readonly #named = new Map<string, Job[]>();
  readonly #holds: () => boolean;
  readonly #settle: (now: number) => void;

  /**
   * @param holds whether a phase lasts at least until it was shown
   * @param settle starts the jobs that waited for nodes which are free by then
   */
  constructor(holds: () => boolean, settle: (now: number) => void = () => {}) {
    this.#holds = holds;
    this.#settle = settle;
  }

  /** Every job ever made, as it is at `now`, the oldest first. */
  ever(now: number): readonly Job[] {
    this.#settle(now);
    for (const job of this.#ever) this.#hold(job, now);
    return this.#ever;
  }

  #hold(job: Job, now: number): Job {
    if (this.#holds()) job.life = held(job.life, job.shown, asOf(job, now));
    return job;
  }

  /** Takes in a new job. */
  add(job: Job): void {
    this.#ever.push(job);
    this.#readable.set(job.id, job);
    this.#named.set(job.name, [...(this.#named.get(job.name) ?? []), job]);
  }

  /** The job of that id; undefined once it is gone at `now`. */
  find(id: string, now: number): Job | undefined {
    this.#settle(now);
    const job = this.#readable.get(id);
    if (job && (!job.deletion || job.deletion.goneAt > now)) return this.#hold(job, now);
    this.#readable.delete(id);
    return undefined;
  }

  /** Whether a job of that name is not gone at `now`. */
  has(name: string, now: number): boolean {
    return (this.#named.get(name) ?? []).some(({ id }) => this.find(id, now));
  }

  /**
   * The jobs that existed and were not gone at that moment, which may lie in the past, and that `fits` accepts, the
   * oldest first. One pass: searches are what a simulator with many jobs spends its time on.
   */
  at(moment: number, fits: (job: Job) => boolean): Job[] {
    this.#settle(moment);
    const holds = this.#holds();
    return this.#ever.filter((job) => {
      if (job.createdAt > moment || (job.deletion && job.deletion.goneAt <= moment)) return false;
      return fits(holds ? this.#hold(job, moment) : job);
    });
  }
}
