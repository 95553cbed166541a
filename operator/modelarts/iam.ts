import { asAccountError } from './accountError.ts';
import { type Answer, broken } from './answer.ts';
import { authorize } from './authorize.ts';
import type { Clock } from './clock.ts';
import { type CredentialSource, type Grant, secretsOfGrant, secretsOfSource } from './credentials.ts';
import { type Delivery, deliver, type Network } from './deliver.ts';
import { ModelArtsError } from './errors.ts';
import { keysIn, text } from './iamAnswers.ts';

/** The project that a token is to be for. */
export type ProjectScope = { readonly id: string } | { readonly name: string };

/**
 * The calls of IAM that an account needs. None of them changes anything but the tokens and keys it gives out.
 *
 * All throw ModelArtsError, of the kinds `account`, `throttled`, `unavailable` and `unsent` only: what IAM
 * refuses says nothing about any object of ModelArts.
 */
export type Iam = {
  /** POST /v3/auth/tokens. A token of the user for one project; it lives 24 hours. */
  login(source: Source<'password'>, scope: ProjectScope): Promise<Grant>;
  /** POST /v3.0/OS-CREDENTIAL/securitytokens. A temporary key in the name of the agency, for 12 hours. */
  assumeAgency(source: Source<'agency'>): Promise<Grant>;
  /** GET /v3/projects. The id of the only project of that name; none is ever made. */
  findProject(grant: Grant, name: string): Promise<string>;
  /** GET /v3.0/OS-CREDENTIAL/credentials/{access_key}. Whose key it is; undefined when IAM does not say. */
  ownerOf(source: Source<'keys'>): Promise<string | undefined>;
};

type Source<Kind> = Extract<CredentialSource, { kind: Kind }>;
type Request = {
  operation: string;
  method: 'GET' | 'POST';
  path: string;
  body?: object;
  headers?: Record<string, string>;
};

const AGENCY_SECONDS = 12 * 3600;
const SERVICE = 'IAM';

/** The calls of one IAM endpoint, an origin such as `https://iam.cn-north-4.myhuaweicloud.com`. */
export function createIam(network: Network, endpoint: string, clock: Clock): Iam {
  const call = async (request: Request, grant: Grant | undefined, secrets: string[]): Promise<Answer> => {
    const url = new URL(request.path, endpoint);
    const body = request.body ? JSON.stringify(request.body) : '';
    const headers = { ...request.headers, ...(body && { 'content-type': 'application/json' }) };
    const { operation, method } = request;
    const send = () => {
      const delivery: Delivery = {
        ...{ operation, service: SERVICE, mutation: false, notFound: [], method, url, body },
        headers: grant ? authorize(grant, { method, url, headers, body }, clock.now()) : headers,
        // The network's deadline ends it: whoever waits for the grant may give up earlier.
        signal: new AbortController().signal,
        secrets,
      };
      return deliver(network, delivery, clock.now);
    };
    try {
      return await send().catch((error: ModelArtsError) => {
        const skewed = error.status === 401 && grant && 'keys' in grant.by && clock.learn(error.serverTimeMs);
        if (skewed) return send();
        throw error;
      });
    } catch (error) {
      throw asAccountError(error as ModelArtsError, SERVICE);
    }
  };

  return {
    async login(source, scope) {
      const { userName, password, domainName } = source;
      const user = { name: userName, password, domain: { name: domainName } };
      const body = {
        auth: { identity: { methods: ['password'], password: { user } }, scope: { project: scope } },
      };
      const request: Request = { operation: 'createToken', method: 'POST', path: '/v3/auth/tokens', body };
      const answer = await call(request, undefined, secretsOfSource(source));
      const token = answer.headers['x-subject-token'];
      const { expires_at, user: owner, project } = fieldsIn(answer.body, 'token');
      const projectId = text(asFields(project).id);
      if (typeof token !== 'string' || !token) throw useless(request, answer, 'holds no X-Subject-Token');
      if ('id' in scope && projectId !== undefined && projectId !== scope.id)
        throw useless(request, answer, 'is a token of another project');
      const expiresAtMs = Date.parse(text(expires_at) ?? '') || undefined;
      return { by: { token }, expiresAtMs, userId: text(asFields(owner).id), projectId };
    },

    async assumeAgency(source) {
      const { agencyName, agencyDomainName, domainId, keys } = source;
      const request: Request = {
        operation: 'createTemporaryAccessKeyByAgency',
        method: 'POST',
        path: '/v3.0/OS-CREDENTIAL/securitytokens',
        headers: domainId ? { 'x-domain-id': domainId } : {},
        body: {
          auth: {
            identity: {
              methods: ['assume_role'],
              assume_role: {
                agency_name: agencyName,
                domain_name: agencyDomainName,
                duration_seconds: AGENCY_SECONDS,
              },
            },
          },
        },
      };
      const answer = await call(request, { by: { keys } }, secretsOfSource(source));
      const grant = keysIn(answer.body);
      if (!grant) throw useless(request, answer, 'holds no temporary key');
      return grant;
    },

    async findProject(grant, name) {
      const path = `/v3/projects?name=${encodeURIComponent(name)}`;
      const request: Request = { operation: 'listProjects', method: 'GET', path };
      const answer = await call(request, grant, secretsOfGrant(grant));
      const { projects } = asFields(answer.body);
      if (!Array.isArray(projects)) throw useless(request, answer, 'is not a list of projects');
      const ids = projects
        .map(asFields)
        .filter((project) => project.name === name)
        .map(({ id }) => text(id));
      const [id] = ids;
      if (ids.length === 1 && id !== undefined && /^[\w-]{1,64}$/.test(id)) return id;
      throw new ModelArtsError({
        kind: 'account',
        operation: request.operation,
        service: SERVICE,
        reason: 'ProjectNotFound',
        requestId: answer.requestId,
        detail: `there are ${ids.length} projects named "${name}" that these credentials can see`,
        hint: 'Check region and project name, or give the project id.',
      });
    },

    async ownerOf(source) {
      const path = `/v3.0/OS-CREDENTIAL/credentials/${encodeURIComponent(source.accessKey)}`;
      const request: Request = { operation: 'showPermanentAccessKey', method: 'GET', path };
      const grant = { by: { keys: source } };
      const answer = await call(request, grant, secretsOfSource(source)).catch((error: ModelArtsError) => {
        // A user without the right to ask, a temporary key, or a cloud without this call.
        if (error.kind === 'account') return undefined;
        throw error;
      });
      return answer && text(fieldsIn(answer.body, 'credential').user_id);
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

const asFields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

const fieldsIn = (body: unknown, key: string): Fields => asFields(asFields(body)[key]);

const useless = ({ operation }: Request, answer: Answer, what: string) =>
  broken({ operation, service: SERVICE, mutation: false, notFound: [] }, answer, `the answer ${what}`);
