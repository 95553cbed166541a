/** What a NodePool's status says of its node pool. Pure. */
import type { NodePool } from '../../modelarts/nodePools.ts';
import type { News, Report } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { syncedGeneration } from '../drift.ts';
import { applied } from './keyed.ts';
import { poolIdOf } from './place.ts';
import { differences, wantedCount } from './request.ts';
import type { NodePoolSpec } from './spec.gen.ts';
import { availability, type Counts, countsOf, lacking, thereAre } from './state.ts';

type Spec = Resource<NodePoolSpec>;
type Held = NodePool & { id: string };

export function report(object: Spec, held: Held): Report {
  const { metadata, spec } = object;
  const counts = countsOf(held);
  const wanted = wantedCount(spec, held.resources);
  const nodes = availability(counts, wanted);
  const trouble = lacking(counts, wanted);
  const observed = spec.managementPolicy === 'Observe';
  return {
    phase: undefined,
    fields: {
      nodes,
      flavor: held.resources.flavor,
      pool: poolIdOf(held.id),
      replicas: thereAre(counts),
      // HorizontalPodAutoscalers refuse an empty one; names can be too long for a label.
      selector: `modelarts.huaweicloud.com/nodepool-uid=${metadata.uid}`,
      nodeCounts: counts,
      ...(!observed && { applied: applied(object, held.resources) }),
      syncedGeneration: syncedGeneration(object, held.id, differences(object, held)),
    },
    ready: trouble
      ? { status: 'False', ...trouble }
      : { status: 'True', reason: 'Available', message: `${nodes} nodes available` },
  };
}

/** What is worth an Event when its nodes are others than status says. */
export function news({ spec, status }: Spec, held: Held): News[] {
  const before = status?.nodeCounts as Counts | undefined;
  if (!before) return [];
  const counts = countsOf(held);
  const wanted = wantedCount(spec, held.resources);
  const whole = lacking(counts, wanted) === undefined && wanted > 0;
  const told: News[] = [];
  if (whole && before.available < wanted)
    told.push({
      type: 'Normal',
      reason: 'NodesAvailable',
      message: `${availability(counts, wanted)} nodes available`,
    });
  if (counts.abnormal > before.abnormal)
    told.push({
      type: 'Warning',
      reason: 'NodesAbnormal',
      message: `${counts.abnormal} of ${thereAre(counts)} nodes are abnormal`,
    });
  return told;
}
