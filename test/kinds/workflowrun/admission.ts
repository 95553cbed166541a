import type { Admission } from '../admission.ts';
import { completeSample, REFUSED, sample, TAKEN } from './specs.ts';

/** WorkflowRun, for the API server. */
export const admission: Admission = {
  plural: 'workflowruns',
  kind: 'WorkflowRun',
  noun: 'a workflow run',
  sample: sample(),
  defaults: { managementPolicy: 'Manage', backoffLimit: 0 },
  complete: completeSample(),
  taken: [...TAKEN, ['an existing run', { adopt: { id: 'flow-1/exec-1' } }]],
  refused: REFUSED,
  byOperator: /value(\.valueFrom.*)?: /,
  bySchema: [
    ['an id to adopt without its workflow', { adopt: { id: 'exec-1' } }],
    ['an id to adopt that climbs', { adopt: { id: '../exec-1' } }],
    ['an id to adopt of three parts', { adopt: { id: 'a/b/c' } }],
    ['a workflow that is a path', { workflowRef: null, workflowId: '../1' }],
    ['a label twice', { labels: ['a', 'a'] }],
    ['a parameter twice', { parameters: [0, 1].map((value) => ({ name: 'a', value })) }],
    ['a parameter whose name begins with a digit', { parameters: [{ name: '1a' }] }],
    ['data without a type', { dataRequirements: [{ name: 'a' }] }],
    ['a token with a blank', { rerun: { token: 'a b' } }],
    ['a rerun without a token', { rerun: { failedOnly: true } }],
    ['a rerun of no steps', { rerun: { token: '1', steps: [] } }],
    ['an action that nobody knows', { stepActions: [{ step: 'a', action: 'skip', token: '1' }] }],
    [
      'two actions on one step',
      { stepActions: ['1', '2'].map((token) => ({ step: 'a', action: 'retry', token })) },
    ],
    ['fewer than no retries', { backoffLimit: -1 }],
  ],
  fixed: [
    ['name', { name: 'other' }],
    ['workspaceId', { workspaceId: '1' }],
    ['workflowRef', { workflowRef: { name: 'other' } }],
    ['workflowRef', { workflowRef: null }],
    ['workflowId', { workflowRef: null, workflowId: 'flow-2' }],
    ['sceneId', { sceneId: 'other' }],
    ['sceneName', { sceneName: null }],
    ['parameters', { parameters: [{ name: 'other', value: 1 }] }],
    ['parameters', { parameters: null }],
    [
      'parameters',
      { parameters: [{ ...completeSample().parameters?.[0], value: 10 }, completeSample().parameters?.[1]] },
    ],
    ['dataRequirements', { dataRequirements: [] }],
    ['policies', { policies: { useCache: true } }],
  ],
  free: [
    ['description and labels', { description: 'other', labels: ['other'] }],
    ['what the operator goes by', { suspend: true, backoffLimit: 3, activeDeadlineSeconds: 60 }],
    ['how long it is kept', { ttlSecondsAfterFinished: null, deletionPolicy: 'Retain', accountRef: null }],
    ['another rerun', { rerun: { token: 'again', steps: null, failedOnly: true } }],
    ['what is to be done about steps', { stepActions: [{ step: 'train', action: 'retry', token: '1' }] }],
  ],
};
