import type { AnyKind, AnySession, PassContext } from '../../operator/runtime/context.ts';
import { BY_REMOTE_ID, remoteIds } from '../../operator/runtime/holder.ts';
import { ownerOf } from '../../operator/runtime/identity.ts';
import type { Remote, Step } from '../../operator/runtime/kind.ts';
import { Ledger } from '../../operator/runtime/ledger.ts';
import { createLog } from '../../operator/runtime/log.ts';
import { Memories } from '../../operator/runtime/memory.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import type { Cluster } from '../../operator/runtime/ports.ts';
import { Objects } from '../../operator/runtime/references.ts';
import { Run } from '../../operator/runtime/run.ts';
import { Store } from '../../operator/runtime/store.ts';
import { HandTime } from './handTime.ts';
import { TYPE } from './objects.ts';

export const CLUSTER_ID = 'cluster-1';

const missing = () => Promise.reject(new Error('this test does not foresee that call'));

/** A kind whose remote objects are `remotes`; a name is chosen by `spec.name`. `parts` replace what is given. */
export const kindOf = (remotes: Remote[], parts: Partial<AnyKind> = {}): AnyKind => ({
  type: TYPE,
  noun: 'thing',
  nameLimit: 63,
  chosenName: ({ spec }) => spec.name,
  validate: () => [],
  immutable: () => [],
  session: async () => ({ session: sessionOf(remotes) }),
  plan: () => ({ step: 'settled' }) satisfies Step,
  planDelete: () => ({ step: 'settled' }) satisfies Step,
  deletes: () => false,
  report: () => ({
    phase: undefined,
    fields: {},
    ready: { status: 'True', reason: 'Accepted', message: '' },
  }),
  lost: () => ({ type: 'Failed', reason: 'DeletedExternally', message: '' }),
  news: () => [],
  fault: (error) => {
    throw error;
  },
  ...parts,
});

/** Calls that see `remotes`; what changes something is not foreseen unless `parts` has it. */
export const sessionOf = (remotes: Remote[], parts: Partial<AnySession> = {}): AnySession => ({
  account: 'host/project/ak-1',
  sameProject: () => true,
  withSlot: (_signal, work) => work(undefined),
  prepare: async () => ({ request: {} }),
  find: async (fragment) => remotes.filter(({ name }) => name.includes(fragment)),
  create: missing,
  read: missing,
  act: missing,
  ...parts,
});

/** What a pass over `object` works with; the calls to the cluster that `cluster` lacks are not foreseen. */
export function contextOf(object: Resource, cluster: Partial<Cluster> = {}): PassContext {
  const store = new Store({ [BY_REMOTE_ID]: remoteIds });
  store.put(object);
  const context = {
    cluster: { patchMetadata: missing, applyStatus: missing, ...cluster } as Cluster,
    store,
    objects: new Objects([{ type: TYPE, store }]),
    ledger: new Ledger(),
    secrets: { read: missing, known: () => undefined, refresh: () => undefined },
    configMaps: { read: missing, known: () => undefined, refresh: () => undefined },
    term: { holds: () => true, assert: () => {}, signal: new AbortController().signal },
    time: new HandTime(),
    settings: {
      settleMs: 60_000,
      listIntervalMs: 10_000,
      leaseDurationMs: 15_000,
      pollMs: 10_000,
      afterActMs: 1_000,
    },
    clusterId: CLUSTER_ID,
    mine: undefined,
    readOnly: false,
    typeIsGoing: async () => false,
    tell: () => {},
    log: createLog('silent'),
  };
  return context;
}

/** The writes of passes over `object`, as the API server would do them; the first ones fail with `failures`. */
export function writesTo(object: Resource, failures: Error[] = []): Partial<Cluster> {
  let held = object;
  const answer = (change: Partial<Resource>): Resource => {
    const resourceVersion = String(Number(held.metadata.resourceVersion) + 1);
    held = { ...held, ...change };
    held = { ...held, metadata: { ...held.metadata, resourceVersion } };
    return held;
  };
  return {
    async patchMetadata(_type, _key, patch) {
      const failure = failures.shift();
      if (failure) throw failure;
      const annotations = { ...held.metadata.annotations };
      for (const operation of patch) {
        const [, name] = /^\/metadata\/annotations\/(.+)$/.exec(operation.path) ?? [];
        if (name && operation.op === 'add')
          annotations[name.replaceAll('~1', '/')] = operation.value as string;
      }
      return answer({ metadata: { ...held.metadata, annotations } });
    },
    applyStatus: async (_type, _key, _version, status) => answer({ status }),
  };
}

/** A pass over `object` that is about to begin. */
export function runOf(kind: AnyKind, object: Resource, context = contextOf(object)): Run {
  const memory = new Memories(new Set()).of('ml/resnet', object.metadata.uid);
  const owner = ownerOf(CLUSTER_ID, object.metadata);
  return new Run(kind, context, object, { memory, owner, signal: new AbortController().signal });
}
