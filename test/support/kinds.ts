/** The kinds that the operator runs, without running them. */
import { kinds } from '../../operator/kinds/index.ts';
import type { Kind } from '../../operator/kinds/names.ts';
import { createLog } from '../../operator/runtime/log.ts';
import { systemTime } from '../../operator/runtime/time.ts';

const noCall = () => {
  throw new Error('no call is made here');
};

export const controllerTypes = (only?: readonly Kind[]) =>
  kinds({
    only,
    secrets: { read: noCall },
    lists: {
      time: systemTime,
      log: createLog('silent'),
      busyMs: 1_000,
      idleMs: 1_000,
      signal: AbortSignal.abort(),
    },
    backoff: { firstMs: 1_000, maxMs: 1_000 },
    allowedEndpoints: [],
    cloud: { createAuthority: noCall, createClient: noCall, machineCredentials: false },
  }).controllers.map(({ type }) => type);
