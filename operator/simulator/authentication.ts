import type { Behaviours } from './behaviours.ts';
import { ApiError, type ErrorCode } from './errors.ts';
import type { Refusal } from './signature.ts';

/** What each refusal is called in the chapters (19.2), and in words. */
const REFUSALS: Readonly<Record<Refusal, readonly [ErrorCode, string]>> = {
  missing: ['ModelArts.0205', 'the Authorization header is missing'],
  malformed: ['ModelArts.0206', 'the Authorization header or X-Sdk-Date is malformed'],
  'date-unsigned': ['ModelArts.0206', 'X-Sdk-Date must be sent and be one of the signed headers'],
  'date-skewed': ['ModelArts.0208', 'X-Sdk-Date is more than 15 minutes away from the time of the server'],
  'key-unknown': ['ModelArts.0208', 'the access key does not exist'],
  mismatch: ['ModelArts.0208', 'verify aksk signature fail'],
};

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
