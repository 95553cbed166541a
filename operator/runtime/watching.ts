/** All watches of one type into one store: one for each namespace, or one for all. */
import type { Cluster, Scope } from './ports.ts';
import type { WatcherOptions } from './watcher.ts';
import { watchForever } from './watcher.ts';

/** Which objects are seen; all where nothing is said. */
export type View = {
  namespaces?: readonly string[] | undefined;
  /** A label selector. */
  labelSelector?: string | undefined;
};

/** What is listed and watched for it, each by itself. */
export function scopesOf({ namespaces, labelSelector }: View): readonly Scope[] {
  const selected = labelSelector === undefined ? {} : { labelSelector };
  return namespaces?.map((namespace) => ({ namespace, ...selected })) ?? [selected];
}

export type WatchingOptions = Omit<WatcherOptions, 'scope' | 'synced' | 'alive' | 'failed' | 'cluster'> & {
  cluster: Pick<Cluster, 'list' | 'watch'>;
  /** Called once, when the first list of every scope is complete, with the UIDs of all of them. */
  synced: (uids: ReadonlySet<string>) => void;
  /** Where the watch of one scope tells how it fares. */
  fares: (scope: Scope) => Pick<WatcherOptions, 'failed' | 'alive'>;
};

/** Runs until `signal` is aborted. A watch that breaks disturbs no other. */
export async function watchScopes(
  scopes: readonly Scope[],
  { synced, fares, ...options }: WatchingOptions,
  signal: AbortSignal,
): Promise<void> {
  const uids = new Set<string>();
  let missing = scopes.length;
  const listed = (more: ReadonlySet<string>) => {
    for (const uid of more) uids.add(uid);
    missing -= 1;
    if (missing === 0) synced(uids);
  };
  const watching = scopes.map((scope) =>
    watchForever({ ...options, scope, synced: listed, ...fares(scope) }, signal),
  );
  await Promise.all(watching);
}
