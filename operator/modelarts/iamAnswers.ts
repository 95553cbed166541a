import type { Grant } from './credentials.ts';

/**
 * The temporary key in an answer of IAM or of the metadata service (`credential`), as a grant.
 *
 * @returns undefined when it holds none, or none with an end
 */
export function keysIn(body: unknown): Grant | undefined {
  const { credential } = (body ?? {}) as { credential?: Record<string, unknown> };
  const accessKey = text(credential?.access);
  const secretKey = text(credential?.secret);
  const securityToken = text(credential?.securitytoken);
  const expiresAtMs = Date.parse(text(credential?.expires_at) ?? '');
  if (!accessKey || !secretKey || !securityToken || Number.isNaN(expiresAtMs)) return undefined;
  return { by: { keys: { accessKey, secretKey, securityToken } }, expiresAtMs };
}

/** A value that is text and not empty. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
