import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, fetch } from 'undici';

/** The few questions that are asked of a fresh API server before anyone else uses it. */
export type ApiProbe = {
  /** Resolves once `/readyz` says ok and the namespaces that every cluster has are there. */
  ready(signal: AbortSignal): Promise<void>;
  /** The server's gitVersion, as in "v1.20.2". */
  version(): Promise<string>;
  /** Whether the account of `token` is refused what no role allows it: the Secrets of kube-system. */
  refuses(token: string): Promise<boolean>;
};

/** A probe of the API server at `url` whose CA (PEM) is `ca`, signed in with `token`. */
export function createApiProbe(url: string, ca: string, token: string): ApiProbe {
  // One request per connection: a restarted server must not be asked over a dead one.
  const dispatcher = new Agent({ connect: { ca }, pipelining: 0 });
  const call = (path: string, as = token, method = 'GET', body?: object) =>
    fetch(`${url}${path}`, {
      method,
      dispatcher,
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(5_000),
    });

  const isReady = async () => {
    const response = await call('/readyz').catch(() => undefined);
    await response?.text();
    return response?.ok ?? false;
  };

  // A bare server without a controller manager makes these itself, but some only after /readyz.
  const ensureNamespace = async (name: string) => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    const response = await call('/api/v1/namespaces', token, 'POST', namespace);
    const text = await response.text();
    if (!response.ok && response.status !== 409) throw new Error(`namespace ${name}: ${text}`);
  };

  return {
    async ready(signal) {
      while (!(await isReady())) await sleep(100, undefined, { signal });
      for (const name of ['default', 'kube-system']) await ensureNamespace(name);
    },
    async version() {
      const answer = (await (await call('/version')).json()) as { gitVersion: string };
      return answer.gitVersion;
    },
    async refuses(other) {
      const response = await call('/api/v1/namespaces/kube-system/secrets', other);
      await response.text();
      return response.status === 403;
    },
  };
}
