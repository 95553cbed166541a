/** Objects as parsed JSON has them, with one copy of what many of them say. */

/** How many different strings are looked for, and up to which length. */
const WORDS = 2_000;
const WORD_LENGTH = 100;

/** Makes the strings that values have in common one: JSON that was parsed holds a copy in each. Takes bounded memory. */
export class Lean {
  readonly #words = new Map<string, string>();

  /** The same value, whose strings may be others of the same letters; what is frozen is left as it is. */
  of<T>(value: T): T {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value))
      this.#fields(value as Record<string, unknown>);
    return value;
  }

  #fields(fields: Record<string, unknown>): void {
    for (const name of Object.keys(fields)) {
      const field = fields[name];
      if (typeof field === 'string') fields[name] = this.#word(field);
      else this.of(field);
    }
  }

  #word(text: string): string {
    if (text.length > WORD_LENGTH) return text;
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    // Most are names and times, which nobody else has: what is worth keeping is soon here again.
    if (this.#words.size >= WORDS) this.#words.clear();
    this.#words.set(text, text);
    return text;
  }
}
