import { BlockList, isIP } from 'node:net';

/** The public clouds' domains. */
export const DEFAULT_ALLOWED_ENDPOINTS: readonly string[] = [
  '*.myhuaweicloud.com',
  '*.myhuaweicloud.eu',
  '*.myhuaweicloud.cn',
];

/** Where ModelArts of a region answers, unless the account names another endpoint. */
export const endpointFor = (region: string): string => `https://modelarts.${region}.myhuaweicloud.com`;

/**
 * Where IAM answers for an endpoint of ModelArts, unless the account names another endpoint: on the same domain
 * (`https://modelarts.eu-west-101.myhuaweicloud.eu` has `https://iam.eu-west-101.myhuaweicloud.eu`).
 *
 * @returns undefined for an endpoint that does not begin with `modelarts.`
 */
export function iamEndpointFor(endpoint: string): string | undefined {
  const { protocol, host } = new URL(endpoint);
  return host.startsWith('modelarts.') ? `${protocol}//iam.${host.slice('modelarts.'.length)}` : undefined;
}

/**
 * Whether credentials may be sent to an endpoint.
 *
 * @param allowed exact origins (`http://127.0.0.1:8080`), the only way to allow plain HTTP or a port of its
 * own, or patterns (`*.example.com`), which mean every host below that domain by HTTPS on port 443
 * @returns a sentence saying why it is refused, undefined when it may be used. Link-local addresses, where
 * clouds keep machine credentials, are refused even when listed.
 */
export function checkEndpoint(endpoint: string, allowed: readonly string[]): string | undefined {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const shape = url && shapeProblem(url);
  if (!url || shape)
    return `endpoint ${quote(endpoint)} ${shape ?? 'is not a URL'}: give an origin like ${endpointFor('cn-north-4')}`;
  if (isMetadata(url.hostname)) {
    return `endpoint ${quote(url.origin)} is a link-local or metadata address, which is never a ModelArts endpoint`;
  }
  if (allowed.some((entry) => matches(url, entry))) return undefined;
  return `endpoint ${quote(url.origin)} is not in the list of allowed endpoints (${allowed.join(', ')}): use one of these, or let the operator's administrator add it`;
}

function shapeProblem(url: URL): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not an HTTP URL';
  if (url.username || url.password) return 'holds credentials';
  if (url.pathname !== '/' || url.search || url.hash) return 'has more than scheme, host and port';
  return undefined;
}

function matches(url: URL, entry: string): boolean {
  if (entry.startsWith('*.')) {
    const suffix = entry.slice(1).toLowerCase();
    return url.protocol === 'https:' && url.port === '' && url.hostname.endsWith(suffix);
  }
  return URL.canParse(entry) && new URL(entry).origin === url.origin;
}

const METADATA_NAMES = ['metadata', 'metadata.google.internal', 'instance-data'];

const METADATA = new BlockList();
METADATA.addSubnet('169.254.0.0', 16, 'ipv4');
METADATA.addSubnet('fe80::', 10, 'ipv6');
METADATA.addAddress('fd00:ec2::254', 'ipv6');
METADATA.addAddress('100.100.100.200', 'ipv4');

/**
 * Whether a host is where clouds keep machine credentials. The URL parser, and the resolver, have already turned
 * decimal, octal and hexadecimal spellings of addresses into plain ones.
 *
 * @param hostname a name or an address, an IPv6 one with or without brackets
 */
export function isMetadata(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(host);
  if (family === 0) return METADATA_NAMES.includes(host);
  return METADATA.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

/** A URL may hold credentials by mistake; they must not be repeated. */
const quote = (endpoint: string) => `"${endpoint.replace(/\/\/[^/@]*@/, '//***@').slice(0, 200)}"`;
