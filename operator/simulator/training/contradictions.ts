import type { operations } from '../../modelarts/generated/training.gen.ts';
import type { Behaviours } from '../behaviours.ts';
import type { Otherwise } from '../validation.ts';

/** An operation of chapter 6. */
export type Operation = keyof typeof operations;

/** A second path of an operation, and when it is one. */
export type OtherPath = { readonly path: string; readonly when?: (behaviours: Behaviours) => boolean };

const integer = { type: 'integer', minimum: 1, maximum: 50 };
const text = { type: 'string' };

/** Query parameters outside the tables. */
export const OTHER_QUERY: Partial<Record<Operation, Readonly<Record<string, object>>>> = {
  // 6.14: Content-Type is a header in the table, a query parameter in the example.
  getTrainingJobTaskLogUrl: { 'Content-Type': text },
  // 6.16: the example has ?limit=1 beside the limit of the body; 6.2 shows how a workspace is asked for.
  searchTrainingJobs: { limit: integer, workspace_id: text },
};

/** Query parameters of the tables that need not be given. */
export const OPTIONAL_QUERY: Partial<Record<Operation, readonly string[]>> = {
  // 6.23: algorithm_name is a query parameter in the table, a part of the path in the example.
  getAutosearchYamlTemplate: ['algorithm_name'],
};

const tagPath = (name: string) => `/v2/{project_id}/${name}/{training_job_id}/tags`;
const renamed = (behaviours: Behaviours) => behaviours['training.tagPath'] !== 'trainJob';

/** Paths outside the URI lines. */
export const OTHER_PATHS: Partial<Record<Operation, readonly OtherPath[]>> = {
  // 6.23: see above.
  getAutosearchYamlTemplate: [
    { path: '/v2/{project_id}/training-jobs/autosearch/yaml-templates/{algorithm_type}/{algorithm_name}' },
  ],
  // 6.24 to 6.26: trainJob in the URI lines, modelarts-training-job in other clients.
  createTrainingJobTags: [{ path: `${tagPath('modelarts-training-job')}/create`, when: renamed }],
  listTrainingJobTags: [{ path: tagPath('modelarts-training-job'), when: renamed }],
  deleteTrainingJobTags: [
    { path: `${tagPath('modelarts-training-job')}/delete`, when: renamed },
    // 6.25: the example has modelarts-trainJob.
    { path: `${tagPath('modelarts-trainJob')}/delete` },
  ],
};

/** Operations whose URI line counts only under some behaviours. */
export const PATH_WHEN: Partial<Record<Operation, (behaviours: Behaviours) => boolean>> = Object.fromEntries(
  ['createTrainingJobTags', 'deleteTrainingJobTags', 'listTrainingJobTags'].map((id) => [
    id,
    (behaviours: Behaviours) => behaviours['training.tagPath'] !== 'modelarts-training-job',
  ]),
);

/** What schemas of requests know besides, or instead. */
export const OTHERWISE: Otherwise = {
  // 6.1 to 6.4: the id of an algorithm is an Integer in the table, a UUID in every example.
  AlgorithmMetadataReq: { properties: { id: { type: ['integer', 'string'] } } },
};
