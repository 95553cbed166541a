/** The list of kinds. A new kind is one folder, one CRD file and one line in `controllers`. */
import type { Controller } from '../runtime/controller.ts';
import { managed } from '../runtime/managed.ts';
import { Objects } from '../runtime/references.ts';
import type { Secrets } from '../runtime/secrets.ts';
import { Store } from '../runtime/store.ts';
import { createAccounts } from './account/accounts.ts';
import { account } from './account/index.ts';
import type { OperatorLimits } from './account/limits.ts';
import type { CloudPorts } from './account/open.ts';
import type { OwnAccount } from './account/own.ts';
import { algorithm } from './algorithm/index.ts';
import type { Backoff } from './attempts.ts';
import type { ListingsRun } from './listings.ts';
import { model } from './model/index.ts';
import { modelService } from './modelservice/index.ts';
import { network } from './network/index.ts';
import { nodePool } from './nodepool/index.ts';
import { PHASES } from './phases.ts';
import { pool } from './pool/index.ts';
import type { TermPools } from './pool/metrics.ts';
import { POOL } from './pool/type.ts';
import { UsageReads } from './pool/usageReads.ts';
import { trainingJob } from './trainingjob/index.ts';
import { workflow } from './workflow/index.ts';
import { workflowRun } from './workflowrun/index.ts';

export type KindsOptions = {
  secrets: Pick<Secrets, 'read'>;
  /** How the lists of the cloud are polled; a remote object that no list shows is read as often by its id. */
  lists: ListingsRun;
  /** Between the failure of a job and its next attempt. */
  backoff: Backoff;
  allowedEndpoints: readonly string[];
  /** The account of namespaces without one. */
  own?: OwnAccount | undefined;
  /** Of every object, whichever account it uses. */
  limits?: OperatorLimits;
  /** The only namespace to work in; undefined: all. */
  onlyNamespace?: string | undefined;
  /** Where Pools tell how they are reached. */
  pools?: TermPools;
  /** How accounts are reached. */
  cloud: CloudPorts;
};

/** All kinds, wired for one lease term; `close` ends their connections. */
export function kinds(options: KindsOptions): { controllers: Controller[]; close(): Promise<void> } {
  const { secrets, lists, backoff } = options;
  const store = new Store();
  const controllers: Controller[] = [];
  const objects = new Objects(controllers);
  const accounts = createAccounts({ ...options, ...{ store, time: lists.time, objects } });
  const pollMs = lists.busyMs;
  controllers.push(
    account(accounts, store),
    managed(trainingJob({ accounts, secrets, pollMs, lists, backoff })),
    managed(algorithm({ accounts, lists })),
    managed(network({ accounts, lists })),
    managed(nodePool({ accounts, lists, objects })),
    managed(pool({ accounts, lists, pools: options.pools })),
    managed(model({ accounts, lists, pollMs })),
    managed(modelService({ accounts, secrets, objects, lists, pollMs })),
    managed(workflow({ accounts, objects, lists })),
    managed(workflowRun({ accounts, objects, lists, pollMs, backoff })),
  );
  for (const controller of controllers) controller.phases = PHASES[controller.type.kind] ?? [];
  measurePools(controllers, options);
  return { controllers, close: accounts.close };
}

function measurePools(controllers: readonly Controller[], { lists, pools }: KindsOptions): void {
  const store = controllers.find(({ type }) => type.kind === POOL.kind)?.store;
  if (store) pools?.measure(() => store.all(), new UsageReads(lists));
}
