/** The kinds that the operator runs, without running them. */
import { kinds } from '../../operator/kinds/index.ts';
import { systemTime } from '../../operator/runtime/time.ts';

const noCall = () => {
  throw new Error('no call is made here');
};

export const controllerTypes = () =>
  kinds({
    cluster: { secret: () => Promise.resolve(undefined) },
    time: systemTime,
    pollMs: 1_000,
    allowedEndpoints: [],
    cloud: { createAuthority: noCall, createClient: noCall, machineCredentials: false },
  }).controllers.map(({ type }) => type);
