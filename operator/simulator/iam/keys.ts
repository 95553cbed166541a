import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import { type Identities, idOf, type TemporaryKey } from '../identities.ts';
import { type IamWorld, moment } from './tokens.ts';

type AssumeRole = {
  readonly auth: {
    readonly identity: {
      readonly assume_role: {
        readonly agency_name: string;
        readonly domain_name?: string;
        readonly domain_id?: string;
        readonly duration_seconds?: number;
      };
    };
  };
};

/** How long a temporary key lives when nothing is said, in seconds. */
const DEFAULT_SECONDS = 900;
/** How long a key from the metadata of a machine lives, in seconds. */
const MACHINE_SECONDS = 86_400;

/** POST /v3.0/OS-CREDENTIAL/securitytokens: a temporary key in the name of an agency. */
export function assumeRole({ identities, wallClock }: IamWorld, { body }: Request): Answer {
  const { agency_name, domain_name, domain_id, duration_seconds } = (body as AssumeRole).auth.identity
    .assume_role;
  if (!domain_name === !domain_id)
    throw new ApiError('IAM.400', 'assume_role: give one of domain_name, domain_id');
  const agency = identities.agencies.find(
    ({ name, domain }) =>
      name === agency_name && (domain === domain_name || idOf('domain', domain) === domain_id),
  );
  if (!agency) throw new ApiError('IAM.404', `Could not find agency: ${agency_name}.`);
  const key = identities.issueKey(agency.name, duration_seconds ?? DEFAULT_SECONDS, wallClock.now());
  return { status: 201, body: { credential: keyView(key) } };
}

/** GET /v3.0/OS-CREDENTIAL/credentials/{access_key}: whose a permanent key is. */
export function showKey({ identities }: IamWorld, { params }: Request): Answer {
  const access = params.access_key ?? '';
  const key = identities.key(access);
  if (!key || 'securityToken' in key) throw new ApiError('IAM.404', `Could not find credential: ${access}.`);
  return {
    status: 200,
    body: {
      credential: {
        user_id: idOf('user', key.userName),
        access,
        status: 'active',
        create_time: '2026-01-01T00:00:00.000000Z',
        last_use_time: '2026-01-01T00:00:00.000000Z',
        description: '',
      },
    },
  };
}

/** GET /openstack/latest/securitykey, as the metadata service of a machine with an agency answers. */
export function machineKey({ identities, wallClock }: IamWorld): Answer {
  const key = identities.issueKey(machineAgency(identities), MACHINE_SECONDS, wallClock.now());
  return { status: 200, body: { credential: keyView(key) } };
}

function machineAgency({ agencies }: Identities): string {
  const [agency] = agencies;
  if (!agency) throw new ApiError('IAM.404', 'the machine has no agency');
  return agency.name;
}

const keyView = ({ accessKey, secretKey, securityToken, expiresAt }: TemporaryKey) => ({
  access: accessKey,
  secret: secretKey,
  securitytoken: securityToken,
  expires_at: moment(expiresAt),
});
