import type { Grant } from './credentials.ts';
import { type SignableRequest, sign } from './signer.ts';

/**
 * The headers of a request that goes by a grant: signed with its key, or with its token as X-Auth-Token.
 *
 * @param nowMs the time of signing as the cloud sees it
 * @returns all headers to send, names in lower case
 */
export function authorize({ by }: Grant, request: SignableRequest, nowMs: number): Record<string, string> {
  if ('keys' in by) return sign(request, by.keys, new Date(nowMs));
  const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...Object.fromEntries(headers), 'x-auth-token': by.token };
}
