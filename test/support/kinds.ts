/** The kinds that the operator runs, without running them. */
import { kinds } from '../../operator/kinds/index.ts';
import { systemTime } from '../../operator/runtime/time.ts';

export const controllerTypes = () =>
  kinds({
    cluster: { secret: () => Promise.resolve(undefined) },
    time: systemTime,
    pollMs: 1_000,
    allowedEndpoints: [],
    createClient: () => {
      throw new Error('no call is made here');
    },
  }).controllers.map(({ type }) => type);
