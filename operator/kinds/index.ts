/** The list of kinds. A new kind is one folder, one CRD file, its name in `names.ts` and one line in `CONTROLLERS`. */
import type { Controller } from '../runtime/controller.ts';
import { managed } from '../runtime/managed.ts';
import { Objects } from '../runtime/references.ts';
import type { Secrets } from '../runtime/secrets.ts';
import { Store } from '../runtime/store.ts';
import { type Accounts, createAccounts } from './account/accounts.ts';
import { account } from './account/index.ts';
import type { OperatorLimits } from './account/limits.ts';
import type { CloudPorts } from './account/open.ts';
import type { OwnAccount } from './account/own.ts';
import { algorithm } from './algorithm/index.ts';
import type { Backoff } from './attempts.ts';
import type { ListingsRun } from './listings.ts';
import { model } from './model/index.ts';
import { modelService } from './modelservice/index.ts';
import { KIND_NAMES, type Kind } from './names.ts';
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
  /** The kinds to run, Account among them; undefined: all. */
  only?: readonly Kind[] | undefined;
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
  /** The only namespaces to work in, and the labels of all that is seen; undefined: all. */
  namespaces?: readonly string[] | undefined;
  selector?: string | undefined;
  /** Where Pools tell how they are reached. */
  pools?: TermPools;
  /** How accounts are reached. */
  cloud: CloudPorts;
};

type Parts = KindsOptions & { accounts: Accounts; store: Store; objects: Objects; pollMs: number };

/** How each kind is run. */
const CONTROLLERS: Readonly<Record<Kind, (parts: Parts) => Controller>> = {
  Account: ({ accounts, store }) => account(accounts, store),
  TrainingJob: (parts) => managed(trainingJob(parts)),
  Algorithm: (parts) => managed(algorithm(parts)),
  Network: (parts) => managed(network(parts)),
  NodePool: (parts) => managed(nodePool(parts)),
  Pool: (parts) => managed(pool(parts)),
  Model: (parts) => managed(model(parts)),
  ModelService: (parts) => managed(modelService(parts)),
  Workflow: (parts) => managed(workflow(parts)),
  WorkflowRun: (parts) => managed(workflowRun(parts)),
};

/** The chosen kinds, wired for one lease term; `close` ends their connections. Of the others there is nothing. */
export function kinds(options: KindsOptions): { controllers: Controller[]; close(): Promise<void> } {
  const { lists, only = KIND_NAMES, selector } = options;
  const store = new Store();
  const controllers: Controller[] = [];
  const objects = new Objects(controllers, selector);
  const accounts = createAccounts({ ...options, ...{ store, time: lists.time, objects } });
  const parts = { ...options, accounts, store, objects, pollMs: lists.busyMs };
  controllers.push(...only.map((kind) => CONTROLLERS[kind](parts)));
  for (const controller of controllers) controller.phases = PHASES[controller.type.kind] ?? [];
  measurePools(controllers, options);
  return { controllers, close: accounts.close };
}

function measurePools(controllers: readonly Controller[], { lists, pools }: KindsOptions): void {
  const store = controllers.find(({ type }) => type.kind === POOL.kind)?.store;
  if (store) pools?.measure(() => store.all(), new UsageReads(lists));
}
