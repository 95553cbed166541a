import type { Behaviours } from './behaviours.ts';
import { ApiError, type ErrorCode } from './errors.ts';
import type { Incoming } from './exchange.ts';
import { type Caller, type Identities, idOf, type TokenRefusal } from './identities.ts';
import { type Refusal as SignatureRefusal, verify } from './signature.ts';

/** Why nobody is believed to have made a request. */
export type Refusal = SignatureRefusal | TokenRefusal | 'security-token' | 'key-expired';

/** What each refusal is called in the chapters (19.2), and in words. */
const REFUSALS: Readonly<Record<Refusal, readonly [ErrorCode, string]>> = {
  missing: ['ModelArts.0205', 'the Authorization header is missing'],
  malformed: ['ModelArts.0206', 'the Authorization header or X-Sdk-Date is malformed'],
  'date-unsigned': ['ModelArts.0206', 'X-Sdk-Date must be sent and be one of the signed headers'],
  'date-skewed': ['ModelArts.0208', 'X-Sdk-Date is more than 15 minutes away from the time of the server'],
  'key-unknown': ['ModelArts.0208', 'the access key does not exist'],
  'key-expired': ['ModelArts.0208', 'the temporary access key has expired'],
  'security-token': ['ModelArts.0208', 'X-Security-Token is not that of the temporary access key'],
  mismatch: ['ModelArts.0208', 'verify aksk signature fail'],
  'token-unknown': ['ModelArts.0203', 'decrypt token fail'],
  'token-expired': ['ModelArts.0202', 'the token has expired'],
};

/**
 * Who made a request: the holder of its X-Auth-Token, else of the key that signed it. A temporary key counts only
 * with its security token, whose header may be signed or not, and until it expires.
 *
 * @param now milliseconds since the epoch
 */
export function authenticate(incoming: Incoming, identities: Identities, now: number): Caller | Refusal {
  const token = incoming.headers['x-auth-token'];
  if (token !== undefined) return identities.byToken(token, now);
  const key = verify(incoming, (accessKey) => identities.key(accessKey), now);
  if (typeof key === 'string') return key;
  if ('securityToken' in key) {
    if (incoming.headers['x-security-token'] !== key.securityToken) return 'security-token';
    if (key.expiresAt <= now) return 'key-expired';
  }
  return { name: key.userName, id: idOf('user', key.userName), accessKey: key.accessKey };
}

/** The body of a 401: the gateway's APIG.0301, or the chapter's code. */
export function refusalBody(refusal: Refusal, form: Behaviours['authErrors'], requestId: string) {
  const [code, detail] = REFUSALS[refusal];
  if (form === 'chapter') return errorBody(new ApiError(code, detail));
  const error_msg = `Incorrect IAM authentication information: ${detail}`;
  return { error_code: 'APIG.0301', error_msg, request_id: requestId };
}

/** The body of an error as section 6.8 shows it. */
export const errorBody = ({ message, code, solution }: ApiError) => ({
  error_msg: message,
  error_code: code,
  error_solution: solution,
});
