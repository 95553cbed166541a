import type { ApiError } from '../errors.ts';
import type { Answer, Chapter, Request, Route } from '../exchange.ts';
import { idOf } from '../identities.ts';
import { bodyCheck } from '../validation.ts';
import { assumeRole, machineKey, showKey } from './keys.ts';
import { schemas } from './schemas.ts';
import { type IamWorld, login, moment } from './tokens.ts';

const checkBody = bodyCheck(schemas, 'IAM.400');
const NO_QUERY = { type: 'object', additionalProperties: false };
const PROJECT_QUERY = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    domain_id: { type: 'string' },
    parent_id: { type: 'string' },
    enabled: { type: 'boolean' },
    is_domain: { type: 'boolean' },
    page: { type: 'integer', minimum: 1 },
    per_page: { type: 'integer', minimum: 1, maximum: 5000 },
  },
  additionalProperties: false,
};

/**
 * What of IAM a client of ModelArts uses, on the same server: tokens, projects, agencies, keys, metadata of a machine.
 * Its operations are called as in IAM's own reference, for faults and the audit log.
 */
export function iamChapter(world: IamWorld): Chapter {
  const post = (id: string, path: string, requestSchema: string) =>
    ({ ...bare(id, path), method: 'POST', requestSchema, requestRequired: true }) as const;
  const routes: Route[] = [
    {
      ...post('createToken', '/v3/auth/tokens', 'Login'),
      access: 'everybody',
      handle: (request) => login(world, request),
    },
    {
      ...bare('listProjects', '/v3/projects'),
      query: PROJECT_QUERY,
      handle: (request) => listProjects(world, request),
    },
    {
      ...post('createTemporaryAccessKeyByAgency', '/v3.0/OS-CREDENTIAL/securitytokens', 'AssumeRole'),
      handle: (request) => assumeRole(world, request),
    },
    {
      ...bare('showPermanentAccessKey', '/v3.0/OS-CREDENTIAL/credentials/{access_key}'),
      handle: (request) => showKey(world, request),
    },
    {
      ...bare('getSecurityKey', '/openstack/latest/securitykey'),
      access: 'everybody',
      handle: () => machineKey(world),
    },
  ];
  return { routes, checkBody, errorBody };
}

const bare = (id: string, path: string) =>
  ({
    id,
    path,
    method: 'GET',
    requestSchema: null,
    requestRequired: false,
    contentTypes: ['application/json'],
    query: NO_QUERY,
    access: 'known',
  }) as const;

/** GET /v3/projects: those of the account, by name where one is given. Pages are not played. */
function listProjects({ identities }: IamWorld, { query }: Request): Answer {
  const name = query.get('name');
  const domain = idOf('domain', identities.users[0]?.domain ?? '');
  const projects = identities.projects
    .filter((project) => name === null || project.name === name)
    .map((project) => ({
      ...project,
      domain_id: domain,
      parent_id: domain,
      is_domain: false,
      enabled: true,
      description: '',
      created_at: moment(Date.UTC(2026, 0, 1)),
      links: { self: `/v3/projects/${project.id}` },
    }));
  return { status: 200, body: { links: { next: null, previous: null, self: '/v3/projects' }, projects } };
}

/** A refusal as IAM words it. */
const errorBody = ({ status, detail }: ApiError) => ({
  error: { code: status, message: detail, title: TITLES[status] ?? 'Bad Request' },
});

const TITLES: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' };
