/** What waits in a fair queue: who waits, and how urgent it is. */
export type Place = { readonly priority?: number; readonly tenant?: string; readonly id?: string };

type Waiting<Run> = { readonly run: Run; readonly tenant: string; readonly id: string | undefined };

/**
 * The waiting line of a throttle, in the form that p-queue takes (`queueClass`): higher priorities first, in a
 * priority one of each tenant in turn, of a tenant first come first served. A tenant with ten thousand requests
 * delays another's first by one request.
 */
export class FairQueue<Run> {
  /** By priority, the tenants in the order of their turns; no empty lists. */
  readonly #levels = new Map<number, Map<string, Waiting<Run>[]>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  enqueue(run: Run, { priority = 0, tenant = '', id }: Place = {}): void {
    const level = this.#levels.get(priority) ?? new Map<string, Waiting<Run>[]>();
    const line = level.get(tenant) ?? [];
    line.push({ run, tenant, id });
    level.set(tenant, line);
    this.#levels.set(priority, level);
    this.#size++;
  }

  dequeue(): Run | undefined {
    const level = this.#levels.get(Math.max(...this.#levels.keys()));
    const [turn] = level ?? [];
    if (!level || !turn) return undefined;
    const [tenant, line] = turn;
    // Re-inserting moves the tenant behind the others.
    level.delete(tenant);
    level.set(tenant, line);
    return this.#take(line, 0)?.run;
  }

  remove(wanted: string | Run): void {
    for (const line of this.#lines()) {
      const at = line.findIndex(({ run, id }) => run === wanted || id === wanted);
      if (at >= 0) this.#take(line, at);
    }
  }

  setPriority(id: string, priority: number): void {
    for (const line of this.#lines()) {
      const waiting = this.#take(
        line,
        line.findIndex((entry) => entry.id === id),
      );
      if (waiting) this.enqueue(waiting.run, { priority, tenant: waiting.tenant, id });
    }
  }

  filter({ priority = 0 }: Place): Run[] {
    return [...(this.#levels.get(priority)?.values() ?? [])].flat().map(({ run }) => run);
  }

  *#lines(): Iterable<Waiting<Run>[]> {
    for (const level of [...this.#levels.values()]) yield* [...level.values()];
  }

  #take(line: Waiting<Run>[], at: number): Waiting<Run> | undefined {
    const [taken] = at < 0 ? [] : line.splice(at, 1);
    if (!taken) return undefined;
    this.#size--;
    if (line.length > 0) return taken;
    for (const [priority, level] of this.#levels) {
      if (level.get(taken.tenant) !== line) continue;
      level.delete(taken.tenant);
      if (level.size === 0) this.#levels.delete(priority);
    }
    return taken;
  }
}
