import { createHash } from 'node:crypto';
import { inspect } from 'node:util';

/**
 * A value of the cloud's that gives access to something. Printed, logged, inspected or written as JSON it is a short
 * hash, by which one can tell a new value from an old one; only `reveal` gives it away.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Never for a message, a status or a log. */
  reveal(): string {
    return this.#value;
  }

  /** `secret:` and 8 hexadecimal digits of the SHA-256. */
  toString(): string {
    return `secret:${createHash('sha256').update(this.#value).digest('hex').slice(0, 8)}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
