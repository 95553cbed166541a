/** The list of kinds. A new kind is one folder, one CRD file and one line in `controllers`. */
import type { Controller } from '../runtime/controller.ts';
import { managed } from '../runtime/managed.ts';
import type { Secrets } from '../runtime/secrets.ts';
import { Store } from '../runtime/store.ts';
import type { OwnAccount } from './account/accounts.ts';
import { createAccounts } from './account/accounts.ts';
import { account } from './account/index.ts';
import type { CloudPorts } from './account/open.ts';
import { algorithm } from './algorithm/index.ts';
import type { ListingsRun } from './listings.ts';
import { trainingJob } from './trainingjob/index.ts';
import type { Backoff } from './trainingjob/outcome.ts';

export type KindsOptions = {
  secrets: Pick<Secrets, 'read'>;
  /** How the lists of the cloud are polled; a remote object that no list shows is read as often by its id. */
  lists: ListingsRun;
  /** Between the failure of a job and its next attempt. */
  backoff: Backoff;
  allowedEndpoints: readonly string[];
  own?: OwnAccount;
  /** How accounts are reached. */
  cloud: CloudPorts;
};

/** All kinds, wired for one lease term; `close` ends their connections. */
export function kinds(options: KindsOptions): { controllers: Controller[]; close(): Promise<void> } {
  const { secrets, lists, backoff } = options;
  const store = new Store();
  const accounts = createAccounts({ ...options, store, time: lists.time });
  const pollMs = lists.busyMs;
  return {
    controllers: [
      account(accounts, store),
      managed(trainingJob({ accounts, secrets, pollMs, lists, backoff })),
      managed(algorithm({ accounts, lists })),
    ],
    close: accounts.close,
  };
}
