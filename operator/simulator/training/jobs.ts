import type { Job } from './job.ts';

/** Every training job, those that can be read apart from those that are gone. */
export class Jobs {
  /** Every job ever made, the oldest first. */
  readonly ever: Job[] = [];
  readonly #readable = new Map<string, Job>();
  readonly #named = new Map<string, Job[]>();

  /** Takes in a new job. */
  add(job: Job): void {
    this.ever.push(job);
    this.#readable.set(job.id, job);
    this.#named.set(job.name, [...(this.#named.get(job.name) ?? []), job]);
  }

  /** The job of that id; undefined once it is gone at `now`. */
  find(id: string, now: number): Job | undefined {
    const job = this.#readable.get(id);
    if (!job?.deletion || job.deletion.goneAt > now) return job;
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
    return this.ever.filter((job) => {
      if (job.createdAt > moment || (job.deletion && job.deletion.goneAt <= moment)) return false;
      return fits(job);
    });
  }
}
