/** Which calls each kind may make: what `iam-policy` asks IAM for. Tests hold it against the calls that are really made. */
import type { Operation } from '../modelarts/calls.ts';
import type { IamOperation } from '../modelarts/permissions.ts';
import type { Kind } from './names.ts';

/** Calls that look, and calls that change something in ModelArts. */
export type Operations = {
  readonly reads: readonly (Operation | IamOperation)[];
  readonly changes: readonly Operation[];
};

/** Of each kind, whatever its objects say. */
export const OPERATIONS: Readonly<Record<Kind, Operations>> = {
  Account: {
    reads: ['createToken', 'listProjects', 'showPermanentAccessKey', 'searchTrainingJobs'],
    changes: [],
  },
  TrainingJob: {
    reads: [
      'searchTrainingJobs',
      'getTrainingJob',
      'listTrainingJobEvents',
      'listTrainingJobTags',
      'listAutosearchTrials',
    ],
    changes: [
      'createTrainingJob',
      'updateTrainingJob',
      'actOnTrainingJob',
      'deleteTrainingJob',
      'createTrainingJobTags',
      'deleteTrainingJobTags',
      'earlyStopAutosearchTrial',
    ],
  },
  Algorithm: {
    reads: ['listAlgorithms', 'getAlgorithm'],
    changes: ['createAlgorithm', 'updateAlgorithm', 'deleteAlgorithm'],
  },
  Network: {
    reads: ['listNetworks', 'getNetwork'],
    changes: ['createNetwork', 'patchNetwork', 'deleteNetwork'],
  },
  NodePool: {
    reads: ['getPool', 'listNodePools', 'getNodePool'],
    changes: ['createNodePool', 'patchNodePool', 'deleteNodePool'],
  },
  Pool: {
    reads: [
      'listPools',
      'getPool',
      'listResourceFlavors',
      'getPoolsRuntimeMetrics',
      'getPoolWorkloadStatistics',
    ],
    changes: ['createPool', 'patchPool', 'deletePool'],
  },
  Model: {
    reads: ['listModels', 'getModel'],
    changes: ['createModel', 'deleteModel'],
  },
  ModelService: {
    reads: ['listServices', 'getService', 'listServiceEvents', 'listServiceLogs'],
    changes: ['createService', 'updateService', 'patchService', 'updateServiceProperty', 'deleteService'],
  },
  Workflow: {
    reads: [
      'listWorkflows',
      'getWorkflow',
      'listWorkflowExecutions',
      'getWorkflowSchedule',
      'getWorkflowSubscription',
    ],
    changes: [
      'createWorkflow',
      'updateWorkflow',
      'deleteWorkflow',
      'createWorkflowSchedule',
      'updateWorkflowSchedule',
      'deleteWorkflowSchedule',
      'createWorkflowSubscription',
      'updateWorkflowSubscription',
      'deleteWorkflowSubscription',
    ],
  },
  WorkflowRun: {
    reads: ['getWorkflow', 'listWorkflowExecutions', 'getWorkflowExecution'],
    changes: [
      'createWorkflowExecution',
      'updateWorkflowExecution',
      'deleteWorkflowExecution',
      'actOnWorkflowExecution',
      'actOnWorkflowStepExecution',
    ],
  },
};

/** Calls of what is used beside the kinds: an Account with an agency, the command `step-metrics`. */
export const EXTRAS = {
  agency: { reads: ['createTemporaryAccessKeyByAgency'], changes: [] },
  'step-metrics': { reads: ['getWorkflowExecution', 'getWorkflowStepExecutionMetrics'], changes: [] },
} as const satisfies Record<string, Operations>;

/** The name of one of them. */
export type Extra = keyof typeof EXTRAS;
