import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** One access key of the simulated account. */
export type Credential = {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly userName: string;
};

/** What is signed: the request as it came over the wire, header names in lower case. */
export type SignedRequest = {
  readonly method: string;
  /** Path and query exactly as sent, for example `/v2/p/training-jobs?limit=1`. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** Why a request is not believed. */
export type Refusal = 'missing' | 'malformed' | 'date-unsigned' | 'date-skewed' | 'key-unknown' | 'mismatch';

const ALGORITHM = 'SDK-HMAC-SHA256';
/** How far X-Sdk-Date may lie from the server's clock, in milliseconds. */
const TOLERANCE_MS = 15 * 60_000;

/**
 * Checks the AK/SK signature of a request: the access key is known, the date is signed and within 15 minutes of
 * `now`, and method, path, query, the signed headers and the body are those that were signed.
 *
 * @param keyOf the credential of an access key
 * @param now milliseconds since the epoch
 * @returns the credential that signed, or why nobody did
 */
export function verify<Key extends Credential>(
  request: SignedRequest,
  keyOf: (accessKey: string) => Key | undefined,
  now: number,
): Key | Refusal {
  const header = request.headers.authorization;
  if (header === undefined) return 'missing';
  const parsed = parse(header);
  if (!parsed) return 'malformed';
  const date = request.headers['x-sdk-date'];
  if (date === undefined || !parsed.signedHeaders.includes('x-sdk-date')) return 'date-unsigned';
  const sent = parseDate(date);
  if (sent === undefined) return 'malformed';
  if (Math.abs(now - sent) > TOLERANCE_MS) return 'date-skewed';
  const credential = keyOf(parsed.accessKey);
  if (!credential) return 'key-unknown';
  const toSign = `${ALGORITHM}\n${date}\n${sha256(canonicalRequest(request, parsed.signedHeaders))}`;
  const expected = createHmac('sha256', credential.secretKey).update(toSign).digest();
  return timingSafeEqual(expected, parsed.signature) ? credential : 'mismatch';
}

/** The canonical form of a request that its signature covers. */
export function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  const { headers, body } = request;
  const [path = '', query = ''] = split(request.target, '?');
  const lines = signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`);
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    lines.join(''),
    signedHeaders.join(';'),
    sha256(body),
  ].join('\n');
}

function canonicalPath(path: string): string {
  const escaped = path.split('/').map(recode).join('/');
  return escaped.endsWith('/') ? escaped : `${escaped}/`;
}

function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '');
  const decoded = pairs.map((pair) => split(pair, '=').map(decode));
  const compare = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0);
  return decoded
    .sort(([key, value], [otherKey, otherValue]) => compare(key, otherKey) || compare(value, otherValue))
    .map(([key = '', value = '']) => `${encode(key)}=${encode(value)}`)
    .join('&');
}

function split(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const recode = (segment: string) => encode(decode(segment));

/** Percent-encodes all but `A-Za-z0-9-_.~`, in upper case. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

function parse(header: string) {
  const match =
    /^SDK-HMAC-SHA256 Access=([^,\s]+), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  const [, accessKey, signedHeaders, signature] = match ?? [];
  if (!accessKey || !signedHeaders || !signature) return undefined;
  return { accessKey, signedHeaders: signedHeaders.split(';'), signature: Buffer.from(signature, 'hex') };
}

function parseDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, ...rest] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, ...rest);
}
