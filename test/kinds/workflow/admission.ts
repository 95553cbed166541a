import type { Admission } from '../admission.ts';
import { completeSample, REFUSED, sample, TAKEN } from './specs.ts';

const complete = completeSample();
const [step] = sample().steps ?? [];
const steps = (change: object) => ({ steps: [{ ...step, ...change }] });

/** Fields that no call can change, with another value that the schema takes. */
const FIXED: readonly (readonly [string, unknown])[] = [
  ['workspaceId', 'w-1'],
  ['sourceWorkflowId', 'w-1'],
  ['source', 'elsewhere'],
  ['data', [{ name: 'other', type: 'obs' }]],
  ['assets', []],
  ['subGraphs', []],
  ['extend', null],
  ['policy', { sceneId: '2' }],
  ['gallerySubscription', { contentId: 'other' }],
  ['withSubscription', false],
  ['exemplTemplateId', 'other'],
];

/** Workflow, for the API server. */
export const admission: Admission = {
  plural: 'workflows',
  kind: 'Workflow',
  noun: 'a workflow',
  sample: sample(),
  defaults: { managementPolicy: 'Manage' },
  complete,
  taken: TAKEN,
  refused: REFUSED,
  // What compares steps with each other, and what is inside free-form parts, is the operator's.
  byOperator: /there is no step|in a circle|spec\.parameters|cron: |valueFrom/,
  bySchema: [
    ['a name that begins with a digit', { name: '1a' }],
    ['a name with a dot', { name: 'a.b' }],
    ['a description that leaves no room for the marker', { description: 'x'.repeat(122) }],
    ['a workspace that is a path', { workspaceId: '../0' }],
    ['two steps of one name', { steps: [step, step] }],
    ['a step without a name', { steps: [{ type: 'job' }] }],
    ['a step whose name begins with a blank', steps({ name: ' a' })],
    ['a step that depends on another one twice', steps({ dependSteps: ['a', 'a'] })],
    ['an input whose name has a blank', steps({ inputs: [{ name: 'a b' }] })],
    ['a parameter with a Chinese name', { parameters: [{ name: '训练' }] }],
    ['two parameters of one name', { parameters: [{ name: 'a' }, { name: 'a' }] }],
    ['data of no type', { dataRequirements: [{ name: 'a' }] }],
    ['a policy in words', steps({ policy: { maxExecutionMinutes: 'an hour' } })],
    ['a label twice', { labels: ['a', 'a'] }],
    ['a schedule of five fields', { schedules: [{ name: 'a', content: { cron: '0 0 * * Thu' } }] }],
    ['a schedule without a cron', { schedules: [{ name: 'a', content: { method: 'fixed' } }] }],
    ['a subscription to nothing', { subscription: { topicUrns: [] } }],
    ['more runs than are kept', { runHistory: { failed: 11 } }],
  ],
  fixed: FIXED.map(([field, value]) => [field, { [field]: value }]),
  free: [
    [
      'what an update takes',
      {
        ...{ name: 'renamed', description: 'other', labels: [], smnSwitch: false, storages: null },
        ...{ steps: null, dataRequirements: null, parameters: null },
      },
    ],
    ['what has calls of its own', { schedules: null, subscription: null, runHistory: null }],
  ],
};
