import { createHmac, hash } from 'node:crypto';

const ALGORITHM = 'SDK-HMAC-SHA256';

/** Permanent or temporary keys of an IAM user. A security token comes with temporary keys only. */
export type Credentials = {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken?: string | undefined;
};

/** What is signed: the body is the text exactly as it will be sent, '' for none. */
export type SignableRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * Signs a request with an access key (SDK-HMAC-SHA256, "AK/SK signature"; every given header, `host` and
 * `x-sdk-date` are signed).
 *
 * Guarantees: never throws, never changes its arguments, and the secret key is in nothing that it returns.
 *
 * @param now the time of signing; the cloud refuses signatures more than 15 minutes off its own clock
 * @returns all headers to send, names in lower case
 */
export function sign(request: SignableRequest, credentials: Credentials, now: Date): Record<string, string> {
  const date = compactDate(now);
  const headers: Record<string, string> = {
    ...lowerCased(request.headers),
    host: request.url.host,
    'x-sdk-date': date,
    ...(credentials.securityToken ? { 'x-security-token': credentials.securityToken } : {}),
  };
  const signed = Object.keys(headers).sort();
  const toSign = `${ALGORITHM}\n${date}\n${sha256(canonicalRequest({ ...request, headers }))}`;
  const signature = createHmac('sha256', credentials.secretKey).update(toSign).digest('hex');
  return {
    ...headers,
    authorization: `${ALGORITHM} Access=${credentials.accessKey}, SignedHeaders=${signed.join(';')}, Signature=${signature}`,
  };
}

/** The text whose hash is signed; takes every header of the request as a signed one. */
export function canonicalRequest({ method, url, headers, body }: SignableRequest): string {
  const lower = lowerCased(headers);
  const names = Object.keys(lower).sort();
  return [
    method,
    canonicalPath(url.pathname),
    canonicalQuery(url.search),
    ...names.map((name) => `${name}:${lower[name]?.trim()}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
}

/** Ends in "/" even though the path that is sent does not: the cloud's verifier does the same. */
function canonicalPath(pathname: string): string {
  const path = pathname.split('/').map(decode).map(encode).join('/');
  return path.endsWith('/') ? path : `${path}/`;
}

/** "+" stays a plus: what this client sends is percent-encoded throughout. */
function canonicalQuery(search: string): string {
  return search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    })
    .sort(
      ([keyA = '', valueA = ''], [keyB = '', valueB = '']) =>
        byCodeUnit(keyA, keyB) || byCodeUnit(valueA, valueB),
    )
    .map(([key = '', value = '']) => `${encode(key)}=${encode(value)}`)
    .join('&');
}

/** Not localeCompare: the order must not depend on the machine's language. */
const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const encode = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const sha256 = (text: string) => hash('sha256', text);

const compactDate = (now: Date) => now.toISOString().replace(/[-:]|\.\d{3}/g, '');
