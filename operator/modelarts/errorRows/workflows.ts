/**
 * Codes of workflows. Chapter 4 names none; these are known from other clients, and speak of something that a
 * request refers to (for the object that a call addresses see notFound.ts). For the form of a row see common.ts.
 */
export const WORKFLOWS = `
400,404 invalid 7512 WorkflowNotFound Check the workflow id; the workflow may have been deleted.
400,404 invalid 7511 WorkflowExecutionNotFound Check the id of the execution; it may have been deleted.
400,404 invalid 7525 WorkflowScheduleNotFound Check the id of the schedule; it may have been deleted.
400,404 invalid 7519 WorkflowSubscriptionNotFound Check the id of the subscription; it may have been deleted.
`;
