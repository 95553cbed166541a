import { createHash, createHmac } from 'node:crypto';
import type { Credential, SignedRequest } from '../../operator/simulator/signature.ts';

/** What one request is to be like; the parts left out are those of an ordinary, well signed one. */
export type Signing = Pick<Credential, 'accessKey' | 'secretKey'> & { readonly date: string };

/**
 * Signs a request for the tests of the simulator. Deliberately not the client's signer, nor the verifier's code:
 * it can only build requests whose path and query need no escaping.
 */
export function sign(request: SignedRequest, { accessKey, secretKey, date }: Signing): SignedRequest {
  const headers: Record<string, string> = { ...request.headers, 'x-sdk-date': date };
  const names = Object.keys(headers).sort();
  const [path = '', query = ''] = request.target.split('?');
  const canonical = [
    request.method,
    path.endsWith('/') ? path : `${path}/`,
    query,
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    createHash('sha256').update(request.body).digest('hex'),
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const signature = createHmac('sha256', secretKey)
    .update(`SDK-HMAC-SHA256\n${date}\n${digest}`)
    .digest('hex');
  const authorization = `SDK-HMAC-SHA256 Access=${accessKey}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...request, headers: { ...headers, authorization } };
}

/** A moment as X-Sdk-Date has it. */
export const sdkDate = (ms: number) => `${new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '')}`;
