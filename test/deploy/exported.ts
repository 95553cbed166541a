/** The metrics that the operator exports, as they are made in it. */
import { PoolMeter } from '../../operator/kinds/pool/metrics.ts';
import { Vitals } from '../../operator/runtime/vitals.ts';
import { HandTime } from '../runtime/handTime.ts';

export type Exported = { name: string; type: string; help: string; labelNames: string[] };

export const PREFIX = 'modelarts_operator_';

/** By name, those of Node and of the process as well. */
export function exported(): Map<string, Exported> {
  const { metrics } = new Vitals(new HandTime());
  new PoolMeter(metrics.meters);
  metrics.build('test');
  metrics.withProcess();
  // Types and labels of a metric are not in the types of prom-client.
  const all = metrics.registry.getMetricsAsArray() as unknown as Exported[];
  return new Map(
    all.map((one) => [
      one.name,
      {
        name: one.name,
        help: one.help,
        type: one.constructor.name.toLowerCase(),
        labelNames: [...one.labelNames],
      },
    ]),
  );
}
