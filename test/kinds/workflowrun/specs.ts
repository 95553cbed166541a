import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { type Run, stageOf } from '../../../operator/kinds/workflowrun/execution.ts';
import type { WorkflowRunSpec } from '../../../operator/kinds/workflowrun/spec.gen.ts';
import type { StepExecution } from '../../../operator/modelarts/stepExecution.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { CommonStatus, JournalEntry, Resource } from '../../../operator/runtime/object.ts';

const read = (name: string): WorkflowRunSpec =>
  (load(readFileSync(`deploy/samples/${name}.yaml`, 'utf8')) as Resource<WorkflowRunSpec>).spec;

/** The spec of deploy/samples/workflowrun.yaml. */
export const sample = (): WorkflowRunSpec => read('workflowrun');

/** The spec of deploy/samples/workflowrun-complete.yaml. */
export const completeSample = (): WorkflowRunSpec => read('workflowrun-complete');

export const NOW = Date.UTC(2026, 5, 1, 12);
export const BACKOFF = { firstMs: 10_000, maxMs: 60_000 };
export const MARKER = '[k8s 0123abcd 0123456789abcdef 01234567]';

/** An object with that spec. */
export const object = (
  spec: Partial<WorkflowRunSpec> = {},
  status?: CommonStatus,
): Resource<WorkflowRunSpec> => ({
  apiVersion: 'modelarts.huaweicloud.com/v1alpha1',
  kind: 'WorkflowRun',
  metadata: { namespace: 'ml', name: 'nightly', uid: 'uid-1', resourceVersion: '1', generation: 1 },
  spec: { workflowId: 'flow', ...spec },
  ...(status && { status }),
});

/** A step that began ten minutes ago, half an hour after 11. */
export const step = (
  name: string,
  status = 'completed',
  parts: Partial<StepExecution> = {},
): StepExecution => ({
  id: `id-${name}`,
  name,
  type: 'job',
  status,
  createdAtMs: NOW - 600_000,
  durationS: 60,
  events: ['2026-06-01 11:50:00 change status from init to creating'],
  ...parts,
});

/** A run that was started ten minutes ago and has been through one step. */
export const run = (parts: Partial<Run> = {}): Run => ({
  id: 'flow/exec',
  name: 'execution-001',
  description: '',
  labels: [MARKER],
  markedText: MARKER,
  status: 'running',
  workspaceId: '0',
  workflowId: 'flow',
  createdAtMs: NOW - 600_000,
  durationS: 600,
  steps: [step('train')],
  events: ['2026-06-01 11:50:00 step train change status from init to creating'],
  content: {},
  ...parts,
});

export const context = (parts: Partial<PlanContext> = {}): PlanContext => ({
  marker: MARKER,
  attempt: 1,
  nowMs: NOW,
  changed: [],
  pending: false,
  journal: {},
  isChecked: () => false,
  ...parts,
});

/** An entry of the journal that was written five minutes ago. */
export const entry = (
  what: string,
  seen: string,
  state: JournalEntry['state'] = 'accepted',
): JournalEntry => ({
  id: 'a1b2c3d4',
  what,
  seen,
  time: new Date(NOW - 300_000).toISOString(),
  state,
});

export const SUSPENDED: CommonStatus = {
  conditions: [{ type: 'Suspended', status: 'False', reason: 'R', message: '', lastTransitionTime: '' }],
};

export { stageOf };

/** What can be created. */
export const TAKEN: readonly (readonly [string, WorkflowRunSpec])[] = [
  ['a workflow by its id', { workflowId: 'flow-1' }],
  ['a Workflow', { workflowRef: { name: 'nightly' } }],
  ['a parameter of any type', { workflowId: 'flow-1', parameters: [{ name: 'a', value: true }] }],
  [
    'a value that another object has',
    {
      workflowId: 'flow-1',
      parameters: [{ name: 'a', type: 'str', value: { valueFrom: { kind: 'Pool', name: 'a100' } } }],
    },
  ],
  ['a rerun of all steps', { workflowId: 'flow-1', rerun: { token: '1' } }],
  [
    'a rerun of steps by name, though failedOnly is false',
    {
      workflowId: 'flow-1',
      rerun: { token: '1', steps: ['a'], failedOnly: false },
    },
  ],
  [
    'a type of parameters that nobody knows yet',
    {
      workflowId: 'flow-1',
      parameters: [{ name: 'a', type: 'list', value: [1] }],
    },
  ],
];

/** Specs that the CRD's schema lets through and that cannot be created, with how what is said of them begins. */
export const REFUSED: readonly (readonly [string, WorkflowRunSpec, readonly string[]])[] = [
  ['no workflow', {}, ['spec: give workflowRef or workflowId, unless adopt names an existing run']],
  [
    'two workflows',
    { workflowId: 'flow-1', workflowRef: { name: 'nightly' } },
    ['spec: give only one of workflowRef and workflowId'],
  ],
  [
    'a rerun of named and of failed steps',
    { workflowId: 'flow-1', rerun: { token: '1', steps: ['a'], failedOnly: true } },
    ['spec.rerun: give only one of steps and failedOnly'],
  ],
  [
    'a number that is a text',
    { workflowId: 'flow-1', parameters: [{ name: 'epochs', type: 'int', value: '90' }] },
    ['spec.parameters[epochs].value: "90" is no int'],
  ],
  [
    'a value of a kind that has none',
    {
      workflowId: 'flow-1',
      parameters: [{ name: 'a', value: { valueFrom: { kind: 'Secret', name: 'x' } } }],
    },
    ['spec.parameters[a].value.valueFrom.kind: it is "Secret"'],
  ],
  [
    'a text for a step that is a number',
    {
      workflowId: 'flow-1',
      stepActions: [
        { step: 'a', action: 'continue', token: '1', parameters: [{ name: 'p', type: 'str', value: 1 }] },
      ],
    },
    ['spec.stepActions[a].parameters[p].value: 1 is no str'],
  ],
];
