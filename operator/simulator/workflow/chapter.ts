import { operations, schemas } from '../../modelarts/generated/workflow.gen.ts';
import { briefBody } from '../errors.ts';
import type { Answer, Chapter, Request, Route } from '../exchange.ts';
import { amended, bodyCheck } from '../validation.ts';
import { OTHERWISE } from './contradictions.ts';
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

const HANDLERS: Partial<Record<Operation, Handler>> = {
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
};

const CODE = 'ModelArts.0104';

/** Shared by all simulators of the process: compiling a schema takes longer than a request. */
const checkBody = bodyCheck(amended(schemas, OTHERWISE), CODE);

/** Chapter 4 of the reference: workflows and their executions. */
export function workflowChapter(world: WorkflowWorld): Chapter {
  const routes = (Object.entries(HANDLERS) as [Operation, Handler][]).map(([id, handler]): Route => {
    const handle = (request: Request) => handler(world, request);
    return { id, ...operations[id], code: CODE, access: 'project', handle };
  });
  return { routes, checkBody, errorBody: briefBody };
}
