/** The list of kinds. A new kind is one folder, one CRD file and one line in `controllers`. */
import type { Controller } from '../runtime/controller.ts';
import { managed } from '../runtime/managed.ts';
import type { Cluster } from '../runtime/ports.ts';
import { Store } from '../runtime/store.ts';
import type { Time } from '../runtime/time.ts';
import type { OwnAccount } from './account/accounts.ts';
import { createAccounts } from './account/accounts.ts';
import { account } from './account/index.ts';
import type { CloudPorts } from './account/open.ts';
import { createSecrets } from './secrets.ts';
import { trainingJob } from './trainingjob/index.ts';

export type KindsOptions = {
  cluster: Pick<Cluster, 'secret'>;
  time: Time;
  /** How soon to look again at a remote object that is in flight, milliseconds. */
  pollMs: number;
  allowedEndpoints: readonly string[];
  own?: OwnAccount;
  /** How accounts are reached. */
  cloud: CloudPorts;
};

/** All kinds, wired for one lease term; `close` ends their connections. */
export function kinds(options: KindsOptions): { controllers: Controller[]; close(): Promise<void> } {
  const { cluster, time, pollMs } = options;
  const secrets = createSecrets(cluster, time);
  const store = new Store();
  const accounts = createAccounts({ ...options, store, secrets });
  return {
    controllers: [account(accounts, store), managed(trainingJob({ accounts, secrets, pollMs }))],
    close: accounts.close,
  };
}
