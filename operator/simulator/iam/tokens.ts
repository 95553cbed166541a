import type { Clock } from '../clock.ts';
import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { type Identities, idOf, type Project, type User } from '../identities.ts';

/** What IAM lives in. */
export type IamWorld = { readonly identities: Identities; readonly wallClock: Clock };

type ById = { readonly id?: string; readonly name?: string };
type Login = {
  readonly auth: {
    readonly identity: {
      readonly password: {
        readonly user: {
          readonly name: string;
          readonly password: string;
          readonly domain: { name: string };
        };
      };
    };
    readonly scope?: { readonly project?: ById; readonly domain?: ById };
  };
};

/** POST /v3/auth/tokens: user and password for a token, which comes in the header X-Subject-Token. */
export function login({ identities, wallClock }: IamWorld, { body, touched }: Request): Answer {
  const { identity, scope } = (body as Login).auth;
  const asked = identity.password.user;
  const user = identities.users.find(
    ({ name, password, domain }) =>
      name === asked.name && password === asked.password && domain === asked.domain.name,
  );
  if (!user) throw new ApiError('IAM.401', 'The username or password is wrong.');
  const project = scope?.project ? projectOf(identities, scope.project) : undefined;
  const now = wallClock.now();
  const caller = { name: user.name, id: idOf('user', user.name), project: project?.id ?? null };
  const { token, expiresAt } = identities.issueToken(caller, now);
  touched.user = user.name;
  return {
    status: 201,
    headers: { 'X-Subject-Token': token },
    body: { token: tokenView(user, project, now, expiresAt) },
  };
}

function projectOf({ projects }: Identities, { id, name }: ById): Project {
  const fits = (project: Project) =>
    (id === undefined || project.id === id) && (name === undefined || project.name === name);
  const [found, another] = projects.filter(fits);
  if (found && !another) return found;
  throw new ApiError(
    'IAM.401',
    'The project of the scope does not exist, or is not the only one of its name.',
  );
}

function tokenView(user: User, project: Project | undefined, issuedAt: number, expiresAt: number): object {
  const domain = domainOf(user.domain);
  return {
    methods: ['password'],
    issued_at: moment(issuedAt),
    expires_at: moment(expiresAt),
    user: { id: idOf('user', user.name), name: user.name, domain, password_expires_at: '' },
    ...(project ? { project: { ...project, domain } } : { domain }),
    roles: [{ id: '0', name: 'te_admin' }],
    catalog: [],
  };
}

/** An account as IAM shows it. */
export const domainOf = (name: string) => ({ id: idOf('domain', name), name });

/** A moment as IAM writes it, with microseconds. */
export const moment = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z');
