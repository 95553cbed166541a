/** The way to the cloud for one lease term: connection pools, and one throttle per account. */
import type { Dispatcher } from 'undici';
import type { Config } from './config.ts';
import type { CloudPorts } from './kinds/account/open.ts';
import { createAuthority } from './modelarts/authority.ts';
import { createClient } from './modelarts/client.ts';
import type { CallMeter } from './modelarts/deliver.ts';
import { createDispatcher } from './modelarts/dispatcher.ts';
import { createThrottle, shareOf, type Throttle, type ThrottleMeter } from './modelarts/throttle.ts';
import type { Time } from './runtime/time.ts';
import { urgencyNow } from './runtime/urgency.ts';

export type CloudOptions = {
  config: Pick<Config, 'cloud' | 'requestTimeoutMs'>;
  time: Time;
  /** Told of calls and of waits for a slot. */
  meter?: CallMeter & ThrottleMeter;
  /** How many share what an account bears; 1 unless given. */
  shards?: number;
  /** Wraps the connection pool: the crash harness cuts there. */
  wrap?: (dispatcher: Dispatcher) => Dispatcher;
};

/** Opens no connection yet. `close` breaks off what still runs. */
export function connectCloud({ config, time, meter, shards = 1, wrap }: CloudOptions): {
  ports: CloudPorts;
  close(): Promise<void>;
} {
  const { requestTimeoutMs: timeoutMs, cloud = {} } = config;
  const { limits = {}, machineCredentials = false, ownMachineCredentials = false, ...way } = cloud;
  const asksMachine = machineCredentials || ownMachineCredentials;
  const pool = createDispatcher(way);
  const machine = createDispatcher({ linkLocal: true });
  const dispatcher = wrap?.(pool) ?? pool;
  const throttles = new Map<string, Throttle>();

  const throttleOf = (account: string): Throttle => {
    const throttle =
      throttles.get(account) ?? createThrottle({ ...shareOf(limits, shards), now: time.monotonic, meter });
    throttles.set(account, throttle);
    return throttle;
  };

  return {
    ports: {
      createAuthority: (target) =>
        createAuthority({
          ...target,
          network: { dispatcher, timeoutMs, meter },
          metadata: asksMachine ? { dispatcher: machine, meter } : undefined,
          now: time.wall,
        }),
      createClient: ({ account, ...target }) =>
        createClient({
          ...target,
          ...{ dispatcher, timeoutMs, meter, throttle: throttleOf(account) },
          urgency: () => (urgencyNow() === 'change' ? 'change' : 'poll'),
          retry: { random: time.random, now: time.monotonic },
        }),
      machineCredentials,
    },
    async close() {
      for (const throttle of throttles.values()) throttle.close();
      await Promise.all([pool.destroy(), machine.destroy()]);
    },
  };
}
