import type { Credentials } from './signer.ts';

/** Where the authority of calls comes from. Only `metadata` holds no secret. */
export type CredentialSource =
  /** An access key, permanent or temporary; a temporary one is not renewed. */
  | ({ readonly kind: 'keys' } & Credentials)
  /** An IAM user's password, exchanged for tokens. */
  | {
      readonly kind: 'password';
      readonly userName: string;
      readonly password: string;
      /** The account (domain) that the user belongs to. */
      readonly domainName: string;
    }
  /** An agency of another account, acted for with an access key of one's own. */
  | {
      readonly kind: 'agency';
      readonly keys: Credentials;
      readonly agencyName: string;
      /** The account (domain) that made the agency. */
      readonly agencyDomainName: string;
      /** The id of one's own account, sent as X-Domain-Id where given. */
      readonly domainId?: string | undefined;
    }
  /** The agency of the ECS or CCE node that this process runs on. */
  | { readonly kind: 'metadata' };

/** What one request is authorised with: an access key signs it, a token is sent along. */
export type Grant = {
  readonly by: { readonly keys: Credentials } | { readonly token: string };
  /** Milliseconds since 1970; undefined when it does not expire by itself. */
  readonly expiresAtMs?: number | undefined;
  /** The id of the user that it was given to, where the cloud said so. */
  readonly userId?: string | undefined;
  /** The project that it is for, where the cloud said so. */
  readonly projectId?: string | undefined;
};

/** The secret values of a source, which no error and no log may show. */
export function secretsOfSource(source: CredentialSource): string[] {
  switch (source.kind) {
    case 'keys':
      return secretsOfKeys(source);
    case 'password':
      return [source.password];
    case 'agency':
      return secretsOfKeys(source.keys);
    case 'metadata':
      return [];
  }
}

/** The secret values of a grant. */
export const secretsOfGrant = ({ by }: Grant): string[] =>
  'token' in by ? [by.token] : secretsOfKeys(by.keys);

const secretsOfKeys = ({ secretKey, securityToken }: Credentials): string[] =>
  securityToken ? [secretKey, securityToken] : [secretKey];
