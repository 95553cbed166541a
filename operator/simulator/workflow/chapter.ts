import { operations, schemas } from '../../modelarts/generated/workflow.gen.ts';
import { briefBody } from '../errors.ts';
import type { Answer, Chapter, Request, Route } from '../exchange.ts';
import { amended, bodyCheck } from '../validation.ts';
import { OTHERWISE } from './contradictions.ts';
import type { Execution } from './execution.ts';
import {
  actOnWorkflowExecution,
  actOnWorkflowStepExecution,
  getWorkflowStepExecutionMetrics,
} from './executionActions.ts';
import {
  createWorkflowExecution,
  deleteWorkflowExecution,
  getWorkflowExecution,
  listWorkflowExecutions,
  updateWorkflowExecution,
} from './executionCalls.ts';
import { getWorkflowOverview, listWorkflowTodos } from './overview.ts';
import { fire } from './schedule.ts';
import {
  createWorkflowSchedule,
  deleteWorkflowSchedule,
  getWorkflowSchedule,
  updateWorkflowSchedule,
} from './scheduleCalls.ts';
import {
  createWorkflowSubscription,
  deleteWorkflowSubscription,
  getWorkflowSubscription,
  updateWorkflowSubscription,
} from './subscriptions.ts';
import { authorizeWorkflowService, createWorkflowServicePackage } from './usage.ts';
import {
  createWorkflow,
  deleteWorkflow,
  getWorkflow,
  listWorkflows,
  updateWorkflow,
} from './workflowCalls.ts';
import type { WorkflowWorld } from './world.ts';

type Operation = keyof typeof operations;
type Handler = (world: WorkflowWorld, request: Request) => Answer;

const HANDLERS: Record<Operation, Handler> = {
  listWorkflows,
  createWorkflow,
  deleteWorkflow,
  getWorkflow,
  updateWorkflow,
  getWorkflowOverview,
  listWorkflowTodos,
  authorizeWorkflowService: (_world, request) => authorizeWorkflowService(request),
  createWorkflowServicePackage,
  listWorkflowExecutions,
  createWorkflowExecution,
  deleteWorkflowExecution,
  getWorkflowExecution,
  updateWorkflowExecution,
  actOnWorkflowExecution,
  actOnWorkflowStepExecution,
  getWorkflowStepExecutionMetrics,
  createWorkflowSubscription,
  deleteWorkflowSubscription,
  getWorkflowSubscription,
  updateWorkflowSubscription,
  createWorkflowSchedule,
  getWorkflowSchedule,
  deleteWorkflowSchedule,
  updateWorkflowSchedule,
};

const CODE = 'ModelArts.0104';

/** Shared by all simulators of the process: compiling a schema takes longer than a request. */
const checkBody = bodyCheck(amended(schemas, OTHERWISE), CODE);

/** A chapter in which nothing was made yet. */
export const emptyWorkflows = () => ({
  ...{ workflows: [], executions: [], schedules: [], subscriptions: [] },
  retriable: new Set<Execution>(),
});

/** Chapter 4 of the reference: workflows, their executions, schedules and subscriptions. */
export function workflowChapter(world: WorkflowWorld): Chapter {
  const routes = (Object.keys(HANDLERS) as Operation[]).map((id): Route => {
    const handle = (request: Request) => {
      fire(world);
      return HANDLERS[id](world, request);
    };
    return { id, ...operations[id], code: CODE, access: 'project', handle };
  });
  return { routes, checkBody, errorBody: briefBody };
}
