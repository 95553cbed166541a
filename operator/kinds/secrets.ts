/** Secrets that objects refer to, read one by one by name; the values stay in memory for some seconds only. */
import type { Key } from '../runtime/object.ts';
import { keyText } from '../runtime/object.ts';
import type { Cluster } from '../runtime/ports.ts';
import type { Time } from '../runtime/time.ts';

export type Secrets = {
  /** The values of a Secret by key; undefined when there is no such Secret. */
  read(key: Key, signal: AbortSignal): Promise<Record<string, string> | undefined>;
};

/** How long a changed Secret may go unnoticed. */
export const SECRET_TTL_MS = 10_000;

export function createSecrets(cluster: Pick<Cluster, 'secret'>, time: Time): Secrets {
  const known = new Map<string, { values: Record<string, string>; readMs: number }>();
  return {
    async read(key, signal) {
      const text = keyText(key);
      const now = time.monotonic();
      const held = known.get(text);
      if (held && now - held.readMs < SECRET_TTL_MS) return held.values;
      known.delete(text);
      const values = await cluster.secret(key, signal);
      if (values) known.set(text, { values, readMs: now });
      return values;
    },
  };
}
