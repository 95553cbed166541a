import type { Touched } from './audit.ts';
import { errorBody, refusalBody } from './authentication.ts';
import type { Behaviours } from './behaviours.ts';
import type { Clock } from './clock.ts';
import { ApiError } from './errors.ts';
import type { Answer, Incoming } from './exchange.ts';
import type { Match } from './router.ts';
import { type Credential, verify } from './signature.ts';
import { withoutNulls } from './validation.ts';
import { MAX_BODY } from './wire.ts';

/** Whom the simulator believes, and how it answers. */
export type Rules = {
  readonly credentials: readonly Credential[];
  readonly projectId: string;
  readonly behaviours: Behaviours;
  readonly wallClock: Clock;
};

/** An answer with what the audit log wants to know about it. */
export type Outcome = {
  readonly answer: Answer;
  readonly touched: Touched;
  readonly user?: string;
  readonly errorCode?: string;
};

/**
 * Carries a request out: length, path, signature, project, query, content type, body and schema are checked in this order, then
 * the operation's own rules. Whatever is refused has had no effect.
 */
export function carryOut(
  incoming: Incoming,
  match: Match | ApiError,
  rules: Rules,
  requestId: string,
): Outcome {
  const touched: Touched = {};
  if (incoming.body.length > MAX_BODY)
    return { ...refused(new ApiError('APIG.0201', 'the body has more than 12 MB')), touched };
  if (match instanceof ApiError) return { ...refused(match), touched };
  const signer = verify(incoming, rules.credentials, rules.wallClock.now());
  if (typeof signer === 'string') {
    const body = refusalBody(signer, rules.behaviours.authErrors, requestId);
    return { answer: { status: 401, body }, touched, errorCode: body.error_code };
  }
  const user = signer.userName;
  try {
    const query = checkQuery(incoming, match, rules.projectId);
    const body = readBody(incoming, match, rules.behaviours);
    const answer = match.route.handle({ params: match.params, query, body, user, touched });
    return { answer, touched, user };
  } catch (error) {
    if (error instanceof ApiError) return { ...refused(error), touched, user };
    throw error;
  }
}

const refused = (error: ApiError) => ({
  answer: { status: error.status, body: errorBody(error) },
  errorCode: error.code,
});

function checkQuery({ target }: Incoming, { route, params }: Match, projectId: string): URLSearchParams {
  if (params.project_id !== projectId)
    throw new ApiError(
      'ModelArts.2786',
      `the project of the path is not that of the credentials, ${projectId}`,
    );
  const query = new URL(target, 'http://simulator').searchParams;
  const unknown = [...query.keys()].find((key) => !route.query.includes(key));
  if (unknown !== undefined) throw new ApiError('ModelArts.2764', `unknown query parameter ${unknown}`);
  return query;
}

function readBody({ headers, body }: Incoming, { route, checkBody }: Match, behaviours: Behaviours): unknown {
  if (body.length === 0) {
    if (route.requestRequired) throw new ApiError('ModelArts.2787', 'the body is missing');
    return undefined;
  }
  if (route.requestSchema === null) throw new ApiError('ModelArts.2788', `${route.id} takes no body`);
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!route.contentTypes.includes(type))
    throw new ApiError('ModelArts.2787', `Content-Type must be ${route.contentTypes.join(' or ')}`);
  const parsed = parseJson(body);
  const given = behaviours.nulls === 'omit' ? withoutNulls(parsed) : parsed;
  checkBody(route.requestSchema, given);
  return given;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new ApiError('ModelArts.2787', 'the body is no JSON in UTF-8');
  }
}
