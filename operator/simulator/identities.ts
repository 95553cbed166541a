import { createHash } from 'node:crypto';
import type { Behaviours } from './behaviours.ts';
import type { Credential } from './signature.ts';

/** A user of the simulated account who signs in with a password. */
export type User = { readonly name: string; readonly password: string; readonly domain: string };

/** An agency: whoever is of the account may act in its name. `domain` is the account that made it. */
export type Agency = { readonly name: string; readonly domain: string };

/** A project of the simulated account. */
export type Project = { readonly id: string; readonly name: string };

/** Who makes a call. */
export type Caller = {
  /** Name of the user, or of the agency in whose name the call is made. */
  readonly name: string;
  readonly id: string;
  /** What the call was signed with; undefined with a token. */
  readonly accessKey?: string;
  /** The project of a token; undefined for a key, null for a token without project. */
  readonly project?: string | null;
};

/** Why a token is not believed. */
export type TokenRefusal = 'token-unknown' | 'token-expired';

/** A key that lives for a while, and only together with its security token. */
export type TemporaryKey = Credential & { readonly securityToken: string; readonly expiresAt: number };

type Token = { readonly caller: Caller; readonly expiresAt: number };

/** How many temporary keys and tokens are remembered; older ones are as unknown as those that never were. */
const REMEMBERED = 1_000;

/** Whom the simulator knows, with the tokens and keys that it has given out. Times are those of the wall clock. */
export class Identities {
  readonly users: readonly User[];
  readonly agencies: readonly Agency[];
  readonly projects: readonly Project[];
  readonly #keys: readonly Credential[];
  readonly #behaviours: Behaviours;
  readonly #newSecret: () => string;
  #temporary = new Map<string, TemporaryKey>();
  #tokens = new Map<string, Token>();

  constructor(
    known: { keys: readonly Credential[] } & Pick<Identities, 'users' | 'agencies' | 'projects'>,
    behaviours: Behaviours,
    newSecret: () => string,
  ) {
    this.users = known.users;
    this.agencies = known.agencies;
    this.projects = known.projects;
    this.#keys = known.keys;
    this.#behaviours = behaviours;
    this.#newSecret = newSecret;
  }

  /** A token for a caller, which lives for `iam.tokenSeconds`. */
  issueToken(caller: Caller, now: number): { token: string; expiresAt: number } {
    const token = `simulated-token-${this.#newSecret()}`;
    const expiresAt = now + this.#behaviours['iam.tokenSeconds'] * 1000;
    remember(this.#tokens, token, { caller, expiresAt });
    return { token, expiresAt };
  }

  /** Who holds a token. */
  byToken(token: string, now: number): Caller | TokenRefusal {
    const found = this.#tokens.get(token);
    if (!found) return 'token-unknown';
    return found.expiresAt > now ? found.caller : 'token-expired';
  }

  /** A temporary key for `userName`; it lives for `seconds` unless `iam.temporaryKeySeconds` says otherwise. */
  issueKey(userName: string, seconds: number, now: number): TemporaryKey {
    const lifetime = this.#behaviours['iam.temporaryKeySeconds'] || seconds;
    const key = {
      accessKey: `HSTSIMULATED${hash(this.#newSecret()).slice(0, 8).toUpperCase()}`,
      secretKey: `simulated-secret-${this.#newSecret()}`,
      securityToken: `simulated-security-token-${this.#newSecret()}`,
      userName,
      expiresAt: now + lifetime * 1000,
    };
    remember(this.#temporary, key.accessKey, key);
    return key;
  }

  /** The key, permanent or temporary. */
  key(accessKey: string): Credential | TemporaryKey | undefined {
    return this.#temporary.get(accessKey) ?? this.#keys.find((key) => key.accessKey === accessKey);
  }

  /** Makes every token and temporary key that was given out so far unknown. */
  revoke(): void {
    this.#temporary = new Map();
    this.#tokens = new Map();
  }
}

function remember<Value>(all: Map<string, Value>, key: string, value: Value): void {
  all.set(key, value);
  const [oldest] = all.keys();
  if (all.size > REMEMBERED && oldest !== undefined) all.delete(oldest);
}

/** The id of something that is known by name: 32 hexadecimal digits, the same in every run. */
export const idOf = (kind: 'user' | 'domain' | 'agency', name: string): string => hash(`${kind}/${name}`);

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
