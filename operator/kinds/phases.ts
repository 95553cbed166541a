/**
 * The phases that a kind is known to have, for metrics: what status says beside them counts as `other`, so that new words
 * of the cloud make no new series. A kind that is not here has none.
 */
export const PHASES: Readonly<Record<string, readonly string[]>> = {
  TrainingJob: [
    ...['Creating', 'Pending', 'Running', 'Terminating'],
    ...['Completed', 'Failed', 'Terminated', 'Abnormal'],
  ],
  Model: ['publishing', 'building', 'published', 'failed', 'building_failed'],
  ModelService: [
    'waiting',
    'deploying',
    'running',
    'concerning',
    'failed',
    'stopping',
    'stopped',
    'finished',
    'deleting',
  ],
  Pool: ['Creating', 'Running', 'Abnormal', 'Deleting', 'Error'],
  Network: ['Creating', 'Active', 'Abnormal', 'Deleting'],
  WorkflowRun: ['init', 'running', 'completed', 'stopping', 'stopped', 'failed'],
};
