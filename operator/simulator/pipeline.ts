import type { Touched } from './audit.ts';
import { authenticate, errorBody, refusalBody } from './authentication.ts';
import type { Behaviours } from './behaviours.ts';
import type { Clock } from './clock.ts';
import { ApiError, type ErrorCode } from './errors.ts';
import type { Answer, Incoming } from './exchange.ts';
import type { Caller, Identities } from './identities.ts';
import { faultAnswer } from './mishaps.ts';
import type { Allows } from './options.ts';
import type { Patience } from './patience.ts';
import type { Match } from './router.ts';
import { checkQuery, withoutNulls } from './validation.ts';
import { MAX_BODY } from './wire.ts';

/** Whom the simulator believes, and how it answers. */
export type Rules = {
  readonly identities: Identities;
  readonly projectId: string;
  readonly behaviours: Behaviours;
  readonly allows: Allows;
  readonly patience: Patience;
  readonly wallClock: Clock;
};

/** An answer with what the audit log wants to know about it. */
export type Outcome = {
  readonly answer: Answer;
  readonly touched: Touched;
  readonly user?: string;
  readonly accessKey?: string;
  readonly errorCode?: string;
};

/**
 * Carries a request out: length, path, signature or token, project, rate, permission, query, content type, body and schema are
 * checked in this order, then the operation's own rules. Whatever is refused has had no effect.
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
  const { route, params } = match;
  const now = rules.wallClock.now();
  const caller = route.access === 'everybody' ? NOBODY : authenticate(incoming, rules.identities, now);
  if (typeof caller === 'string') {
    const body = refusalBody(caller, rules.behaviours.authErrors, requestId);
    return { answer: { status: 401, body }, touched, errorCode: body.error_code };
  }
  const { name, accessKey } = caller;
  const user = caller === NOBODY ? {} : { user: name, ...(accessKey !== undefined && { accessKey }) };
  try {
    if (route.access === 'project') checkProject(incoming, params, caller, rules);
    const busySeconds = route.access === 'project' ? rules.patience.ask(now) : 0;
    if (busySeconds > 0) return { ...tooMany(busySeconds, rules, now), touched, ...user };
    if (caller !== NOBODY && !rules.allows(route.id, accessKey)) throw notAllowed(match);
    const query = new URL(incoming.target, 'http://simulator').searchParams;
    checkQuery(route.query, query, route.code);
    const body = readBody(incoming, match, rules.behaviours);
    const answer = route.handle({ params, query, headers: incoming.headers, body, caller, touched });
    return { answer, touched, ...user };
  } catch (error) {
    if (error instanceof ApiError) return { ...refused(error, match.errorBody), touched, ...user };
    throw error;
  }
}

/** Who calls an operation that answers everybody. */
const NOBODY: Caller = { name: '', id: '' };

const refused = (error: ApiError, bodyOf: (error: ApiError) => unknown = errorBody) => ({
  answer: { status: error.status, body: bodyOf(error) },
  errorCode: error.code,
});

/** Retry-After knows whole seconds only. */
function tooMany(seconds: number, { behaviours }: Rules, now: number) {
  const fault = { kind: 'status', status: 429, retryAfterSeconds: Math.ceil(seconds) } as const;
  const { code: errorCode = '', ...answer } = faultAnswer(fault, behaviours.retryAfter, now);
  return { answer, errorCode };
}

/** Of ModelArts with its code; IAM has none. */
const notAllowed = ({ route }: Match) =>
  new ApiError(
    route.access === 'project' ? 'ModelArts.0108' : 'IAM.403',
    `no policy of the user allows ${route.id}`,
  );

/** The path, X-Project-Id where it was sent, and the token must all speak of the project of this simulator. */
function checkProject({ headers }: Incoming, params: Match['params'], caller: Caller, rules: Rules): void {
  const { projectId } = rules;
  if (caller.project === null)
    throw new ApiError('ModelArts.0212', 'log in with the project as scope, by id or by name');
  const named = [params.project_id, headers['x-project-id'], caller.project];
  if (named.some((id) => id !== undefined && id !== projectId))
    throw new ApiError(
      'ModelArts.2786',
      `the project of the path is not that of the credentials, ${projectId}`,
    );
}

function readBody({ headers, body }: Incoming, { route, checkBody }: Match, behaviours: Behaviours): unknown {
  const code = route.code ?? 'ModelArts.2787';
  if (body.length === 0) {
    if (route.requestRequired) throw new ApiError(code, 'the body is missing');
    return undefined;
  }
  if (route.requestSchema === null)
    throw new ApiError(route.code ?? 'ModelArts.2788', `${route.id} takes no body`);
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!route.contentTypes.includes(type))
    throw new ApiError(code, `Content-Type must be ${route.contentTypes.join(' or ')}`);
  const parsed = parseJson(body, code);
  const given = behaviours.nulls === 'omit' ? withoutNulls(parsed) : parsed;
  checkBody(route.requestSchema, given);
  return given;
}

function parseJson(body: Uint8Array, code: ErrorCode): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new ApiError(code, 'the body is no JSON in UTF-8');
  }
}
