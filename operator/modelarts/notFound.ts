/**
 * The error codes that say, with status 400 or 404, that the object addressed by id does not exist (DESIGN 4.6;
 * sections 19.2, 10 and 16; those of workflows, notebooks and workspaces are known from other clients).
 *
 * Only an answer to a call that addresses such an object by its id may be read by this table: in the answer to
 * a create the same codes speak of something that the request refers to.
 */
export const NOT_FOUND = {
  trainingJob: ['ModelArts.2775'],
  algorithm: ['ModelArts.2755'],
  experiment: ['ModelArts.2842'],
  pool: ['ModelArts.50015001', 'ModelArts.2890'],
  network: ['ModelArts.50025001'],
  pluginTemplate: ['ModelArts.50005101'],
  model: ['ModelArts.3001'],
  service: ['ModelArts.3502'],
  workflow: ['ModelArts.7512'],
  workflowExecution: ['ModelArts.7511'],
  workflowSchedule: ['ModelArts.7525'],
  workflowSubscription: ['ModelArts.7519'],
  notebook: ['ModelArts.6309', 'ModelArts.6357', 'ModelArts.6404'],
  workspace: ['ModelArts.7005'],
  /** None: chapter 16 answers 400 ModelArts.50004000 for whatever it dislikes. See nodePools.ts, and DESIGN 4.6. */
  nodePool: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
