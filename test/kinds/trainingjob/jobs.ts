import type { KnownJob } from '../../../operator/kinds/trainingjob/job.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';

import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { CommonStatus, Resource } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';

/** A training job as the cloud tells it; `parts` replace what is given. */
export const job = (parts: Partial<KnownJob> = {}): KnownJob => ({
  id: '425b7087-83de-49ab-90aa-5cdbbd4a8d5a',
  name: 'resnet-0123abcd-1',
  description: '',
  phase: 'Running',
  tasks: [],
  ...parts,
});

/** How plans and reports are asked in tests; `parts` replace what is given. */
export const context = (parts: Partial<PlanContext> = {}): PlanContext => ({
  marker: '[k8s marker]',
  attempt: 1,
  nowMs: Date.UTC(2026, 0, 1, 12),
  changed: [],
  pending: false,
  journal: undefined,
  isChecked: () => false,
  ...parts,
});

export const BACKOFF = { firstMs: 10_000, maxMs: 360_000 };

/** A TrainingJob with this spec on top of an empty one. */
export const object = (
  spec: Partial<TrainingJobSpec> = {},
  status?: CommonStatus,
): Resource<TrainingJobSpec> => ({ ...thing({}, status), spec: spec as TrainingJobSpec });
