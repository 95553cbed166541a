/** The codes of chapter 4, which names none: these are known from other clients, and 0103 from examples of 20.3. */
export const WORKFLOW_ERRORS = {
  'ModelArts.0103': [400, 'The name exists already', 'Choose another name.'],
  'ModelArts.7511': [404, 'Workflow execution does not exist', 'Check the id of the execution.'],
  'ModelArts.7512': [404, 'Workflow does not exist', 'Check the id of the workflow.'],
  'ModelArts.7519': [404, 'Subscription does not exist', 'Check the id of the subscription.'],
  'ModelArts.7525': [404, 'Schedule does not exist', 'Check the id of the schedule.'],
} as const;
