/** What a call to the API server is about, in words of a closed set, for metrics. Pure. */
import type { ClusterResult } from '../runtime/callMetrics.ts';
import { isApiError } from '../runtime/ports.ts';

/** A call that has ended. */
export type Measured = { verb: string; resource: string; result: ClusterResult; ms: number };

const VERBS: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** The verb as RBAC has it, and the plural, with the subresource where there is one. No names. */
export function operationOf({
  method,
  path,
  query,
}: {
  method: string;
  path: string;
  query?: Readonly<Record<string, string | undefined>>;
}): { verb: string; resource: string } {
  const parts = path.split('/').slice(path.startsWith('/apis/') ? 4 : 3);
  // Below namespaces/<name> there are the resources of that namespace.
  const [plural = '', name, subresource] =
    parts[0] === 'namespaces' && parts.length > 2 ? parts.slice(2) : parts;
  const resource = subresource === undefined ? plural : `${plural}/${subresource}`;
  const read = name === undefined ? 'list' : 'get';
  return { verb: query?.watch ? 'watch' : (VERBS[method] ?? read), resource };
}

/** @param error what the call failed with; undefined when it did not */
export function resultOf(error: unknown, signal: AbortSignal): ClusterResult {
  if (error === undefined) return 'ok';
  if (signal.aborted) return 'aborted';
  if (!isApiError(error)) return 'unavailable';
  return error.status === 429 ? 'throttled' : error.kind;
}
