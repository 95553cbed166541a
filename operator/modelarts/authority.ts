import { type Clock, createClock } from './clock.ts';
import { type CredentialSource, type Grant, secretsOfGrant, secretsOfSource } from './credentials.ts';
import type { Network } from './deliver.ts';
import { ModelArtsError } from './errors.ts';
import { createGrants } from './grants.ts';
import { createIam, type Iam, type ProjectScope } from './iam.ts';
import { type Metadata, machineKeys } from './metadata.ts';

/** Who calls, and by what right: the credentials of one account at work. */
export type Authority = {
  /** What the next request goes by. See `Grants.get`. */
  grant(signal: AbortSignal): Promise<Grant>;
  /**
   * Takes note of a refused request (401): corrects the clock, or gets rid of a token that is no longer good.
   *
   * @returns whether the same request may fare better now
   */
  refused(grant: Grant, error: ModelArtsError): boolean;
  /** Every secret value that an answer could repeat. */
  secrets(): readonly string[];
  /** The project of these credentials: by id as given, by name looked up once. Never made. */
  projectId(signal: AbortSignal): Promise<string>;
  /** The id of the user in whose name calls are made; undefined when it cannot be known. */
  userId(signal: AbortSignal): Promise<string | undefined>;
  readonly clock: Clock;
};

/** What an authority is made of. */
export type AuthorityOptions = {
  readonly source: CredentialSource;
  readonly project: ProjectScope;
  /** An origin, checked by `checkEndpoint` before; needed for passwords, agencies and projects by name. */
  readonly iamEndpoint?: string | undefined;
  readonly network: Network;
  /** Needed for `metadata`. */
  readonly metadata?: Metadata | undefined;
  /** The time of day in milliseconds since 1970. */
  readonly now: () => number;
};

const HALF_AN_HOUR_MS = 30 * 60_000;
const METADATA_RENEW_MS = 600_000;

/** Makes the authority of one account. Sends nothing yet. */
export function createAuthority(options: AuthorityOptions): Authority {
  const { source, network, iamEndpoint, metadata } = options;
  const clock = createClock(options.now);
  const known: { scope: ProjectScope; userId?: string | undefined } = { scope: options.project };
  let iam: Iam | undefined;
  const ask = (): Iam => {
    if (iamEndpoint === undefined) throw needed('an IAM endpoint', 'Name the region, or the IAM endpoint.');
    iam ??= createIam(network, iamEndpoint, clock);
    return iam;
  };

  const fetch = async (): Promise<Grant> => {
    switch (source.kind) {
      case 'keys':
        return { by: { keys: source } };
      case 'password':
        return ask().login(source, known.scope);
      case 'agency':
        return ask().assumeAgency(source);
      case 'metadata':
        if (!metadata) throw needed('a way to the metadata service', 'Use another kind of credentials here.');
        return machineKeys(metadata, clock);
    }
  };
  const renewBeforeMs = source.kind === 'metadata' ? METADATA_RENEW_MS : HALF_AN_HOUR_MS;
  const grants = createGrants({ fetch, renewBeforeMs, now: clock.now });

  return {
    clock,
    grant: grants.get,
    refused(grant, error) {
      if ('keys' in grant.by && clock.learn(error.serverTimeMs)) return true;
      return source.kind !== 'keys' && grants.refused(grant);
    },
    secrets: () => [...secretsOfSource(source), ...grants.recent().flatMap(secretsOfGrant)],
    async projectId(signal) {
      if ('id' in known.scope) return known.scope.id;
      const grant = await grants.get(signal);
      const id = grant.projectId ?? (await ask().findProject(grant, known.scope.name));
      known.scope = { id };
      return id;
    },
    async userId(signal) {
      if (source.kind === 'password') return (await grants.get(signal)).userId;
      if (source.kind !== 'keys' || iamEndpoint === undefined || source.securityToken) return undefined;
      known.userId ??= await ask().ownerOf(source);
      return known.userId;
    },
  };
}

const needed = (what: string, hint: string) =>
  new ModelArtsError({
    kind: 'account',
    operation: 'the call',
    reason: 'AccountIncomplete',
    detail: `these credentials need ${what}`,
    hint,
  });
