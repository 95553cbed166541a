/** Something other than a job that was made, with all that became of it. Times are those of the simulation. */
export type ResourceRecord = {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  /** Name of the user who made it. */
  readonly user: string;
  readonly createdAt: number;
  /** What was done to it, by whom and when, the oldest first. */
  readonly history: readonly { readonly what: string; readonly by: string; readonly at: number }[];
  readonly deletedAt?: number;
  readonly deletedBy?: string;
};

/** Every resource ever made, in the order of their making, for the audit log and for names that must be unique. */
export class Resources {
  readonly #ever: ResourceRecord[] = [];

  /** Every resource ever made, the deleted ones included. */
  get ever(): readonly ResourceRecord[] {
    return this.#ever;
  }

  /** Those of one kind that were not deleted. */
  live(kind: string): ResourceRecord[] {
    return this.#ever.filter((one) => one.kind === kind && one.deletedAt === undefined);
  }

  /** Takes in a new one. */
  add(kind: string, id: string, name: string, user: string, at: number): ResourceRecord {
    const made = { kind, id, name, user, createdAt: at, history: [{ what: 'create', by: user, at }] };
    this.#ever.push(made);
    return made;
  }

  /** Notes that something was done to the resource of that kind and id. */
  note(kind: string, id: string, what: 'update' | 'delete', by: string, at: number): void {
    const index = this.#ever.findLastIndex((one) => one.kind === kind && one.id === id);
    const found = this.#ever[index];
    if (!found) return;
    const history = [...found.history, { what, by, at }];
    const deletion = what === 'delete' && { deletedAt: at, deletedBy: by };
    this.#ever[index] = { ...found, history, ...deletion };
  }
}
