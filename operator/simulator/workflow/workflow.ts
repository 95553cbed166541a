import type { CreateWorkflowRequest } from '../../modelarts/generated/workflow.gen.ts';

/** What an update of a workflow replaces (section 4.5). */
const REPLACED = [
  ...(['name', 'description', 'data_requirements', 'parameters', 'storages', 'labels'] as const),
  ...(['smn_switch', 'steps'] as const),
];

/** A workflow. Times are milliseconds since the epoch, by the clock of the simulation unless said otherwise. */
export type Workflow = {
  readonly id: string;
  readonly user: string;
  readonly workspaceId: string;
  /** As created or updated last, without fields that were null. */
  request: CreateWorkflowRequest;
  readonly createdAt: number;
  modifiedAt: number;
  /** When it was created by the real clock; late visibility counts from here. */
  readonly madeAt: number;
  deletedAt?: number;
};

/** The steps of a workflow. */
export type Step = NonNullable<CreateWorkflowRequest['steps']>[number];

/** A request with what an update says; what it leaves out stays. */
export function replaced(request: CreateWorkflowRequest, update: object): CreateWorkflowRequest {
  const given = REPLACED.flatMap((field) =>
    field in update ? [[field, (update as Record<string, unknown>)[field]] as const] : [],
  );
  return { ...request, ...Object.fromEntries(given) };
}
