import type { Admission } from '../admission.ts';
import { REFUSED, TAKEN } from './refused.ts';
import { ALGORITHMS, completeSample, RESOURCE, sample, TASK } from './specs.ts';

const { nodeCount: _, ...resource } = sample().resource;
const { algorithm } = completeSample();

/** TrainingJob, for the API server. */
export const admission: Admission = {
  plural: 'trainingjobs',
  kind: 'TrainingJob',
  noun: 'a training job',
  sample: { ...sample(), resource },
  defaults: {
    resource: sample().resource,
    managementPolicy: 'Manage',
    updatePolicy: 'Never',
    backoffLimit: 0,
  },
  complete: completeSample(),
  taken: [
    ...Object.entries(ALGORITHMS).map(([way, one]) => [way, { algorithm: one, resource: RESOURCE }] as const),
    ...TAKEN,
  ],
  refused: REFUSED,
  // A path inside another is compared by the operator only.
  byOperator: /is not inside/,
  bySchema: [
    ['a hundred attempts', { backoffLimit: 100 }],
    ['a deadline of no seconds', { activeDeadlineSeconds: 0 }],
    ['a time to live below zero', { ttlSecondsAfterFinished: -1 }],
    ['an update policy that there is not', { updatePolicy: 'Always' }],
    ['a workspace that is a path', { workspaceId: '../0' }],
    ['a trial that is a path', { earlyStopTrials: ['a/b'] }],
    ['a trial twice', { earlyStopTrials: ['a', 'a'] }],
    ['a tag twice', { tags: [{ key: 'a' }, { key: 'a' }] }],
    ['a tag with blanks around its key', { tags: [{ key: ' a' }] }],
    ['a code folder outside /home', { algorithm: { id: 'a', localCodeDir: '/homeless' } }],
    ['no tasks', { resource: null, tasks: [] }],
    ['an automatic stop after no hours', { autoStop: { duration: 0 } }],
    ['an automatic stop in days', { autoStop: { timeUnit: 'DAYS', duration: 1 } }],
    [
      'a failure rule for success',
      { failurePolicy: { rules: [{ action: 'Fail', onPhases: ['Completed'] }] } },
    ],
  ],
  fixed: [
    ['name', { name: 'other' }],
    ['name', { name: null }],
    ['workspaceId', { workspaceId: null }],
    ['jobKind', { jobKind: 'visualization_job' }],
    ['jobTemplate', { jobTemplate: 'Template RL' }],
    ['algorithm', { algorithm: { command: 'x', engine: { name: null, version: null, imageUrl: 'i' } } }],
    ['algorithm', { algorithm: { environments: algorithm.environments?.slice(1) } }],
    ['tasks', { tasks: [TASK], resource: null }],
    ['resource.flavorId', { tasks: [TASK], resource: null }],
    ['resource.flavorId', { resource: { flavorId: null } }],
    ['resource.poolId', { resource: { poolId: 'pool-2' } }],
    ['resource.poolRef', { resource: { poolId: null, poolRef: { name: 'pool' } } }],
    ['resource.nodeCount', { resource: { nodeCount: 3 } }],
    ['volumes', { volumes: [] }],
    ['logExportPath', { logExportPath: null }],
    ['autoStop', { autoStop: { duration: 1 } }],
    ['schedulePolicy', { schedulePolicy: { priority: 1 } }],
    ['endpoints', { endpoints: { ssh: { keyPairNames: ['other'] } } }],
    ['faultTolerance', { faultTolerance: { maxRestarts: 1 } }],
    ['jupyterLab', { jupyterLab: { enabled: false } }],
    ['tensorBoard', { tensorBoard: null }],
    ['mindStudioInsight', { mindStudioInsight: { enabled: true } }],
  ],
  lets: { updatePolicy: 'Recreate' },
  free: [
    [
      'the order of variables, which says nothing,',
      { algorithm: { environments: [...(algorithm.environments ?? [])].reverse() } },
    ],
    [
      'what the operator goes by, description and tags',
      {
        description: 'other',
        tags: [],
        suspend: true,
        backoffLimit: 19,
        failurePolicy: null,
        activeDeadlineSeconds: 1,
        ttlSecondsAfterFinished: 0,
        updatePolicy: 'Recreate',
        deletionProtection: true,
        deletionPolicy: 'Retain',
        writeEndpointsTo: null,
        earlyStopTrials: ['50093e6c'],
        accountRef: null,
      },
    ],
  ],
};
