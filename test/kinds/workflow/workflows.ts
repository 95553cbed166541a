import type { WorkflowSpec } from '../../../operator/kinds/workflow/spec.gen.ts';
import type { Held } from '../../../operator/kinds/workflow/state.ts';
import { digestOf } from '../../../operator/kinds/workflow/wanted.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { CommonStatus, Metadata, Resource } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';

export const MARKER = '[k8s marker]';

/** A Workflow with this spec. */
export const object = (
  spec: WorkflowSpec,
  status?: CommonStatus,
  metadata?: Partial<Metadata>,
): Resource<WorkflowSpec> => ({ ...thing(metadata, status), kind: 'Workflow', spec });

/** How plans are asked in tests; `parts` replace what is given. */
export const context = (parts: Partial<PlanContext> = {}): PlanContext => ({
  ...{ marker: MARKER, attempt: 1, nowMs: 0, changed: [], pending: false, journal: {} },
  isChecked: () => false,
  ...parts,
});

/** A workflow in the cloud that is as `spec` wants it, but for `parts`. */
export const held = (spec: WorkflowSpec, parts: Partial<Held> = {}): Held => {
  const { steps, dataRequirements, parameters, storages, labels, smnSwitch } = spec;
  const content = { steps, dataRequirements, parameters, storages, labels, smnSwitch };
  const description = [spec.description, MARKER].filter((text) => text).join(' ');
  const described = { id: 'w-1', name: spec.name ?? 'nightly', description, markedText: description };
  return { ...described, workspaceId: spec.workspaceId ?? '0', content, asked: spec, ...parts };
};

/** The status of one that was seen to be as `spec` wants it. */
export const synced = (spec: WorkflowSpec, parts: CommonStatus = {}): CommonStatus => ({
  remote: { id: 'w-1', attempt: 1 },
  syncedGeneration: 1,
  applied: digestOf(spec),
  ...parts,
});
