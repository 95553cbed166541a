import type { Calls, Receipt } from './calls.ts';
import type {
  CreateWorkflowScheduleRequest,
  CreateWorkflowScheduleResponse,
  GetWorkflowScheduleResponse,
  UpdateWorkflowScheduleRequest,
  WorkflowSchedulePolicies,
} from './generated/workflow.gen.ts';
import { asObject, asText, type Fields } from './loose.ts';
import { ID_PATTERN } from './trainingJob.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';
import { asMoment } from './workflow.ts';

/** A schedule of a workflow (section 4.23), absent values undefined. */
export type Schedule = {
  readonly id: string;
  readonly workflowId?: string | undefined;
  /** time, or new ones; '' if none. */
  readonly type: string;
  /** As told: `cron` in six fields, from seconds to the day of the week, and `method`, for example fixed. */
  readonly content: Fields;
  readonly enabled?: boolean | undefined;
  /** The reference has no lists: retry and cancel in its example. */
  readonly onFailure?: string | undefined;
  readonly onRunning?: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAtMs?: number | undefined;
};

/** Where a schedule lies. */
export type ScheduleAt = { readonly workflowId: string; readonly scheduleId: string };

/**
 * The calls on schedules of workflows (sections 4.22 to 4.25). There is none that lists them: who loses the id cannot find
 * the schedule again. `not-found` only on status 400 or 404 with ModelArts.7525, or with ModelArts.7512 where the
 * workflow itself is not there any more.
 */
export type Schedules = {
  /**
   * Section 4.22. Answers the id that the schedule has: whether that of the body (`uuid`) is taken, nobody says.
   * Without one in the answer: `ambiguous`.
   */
  create(
    workflowId: string,
    body: CreateWorkflowScheduleRequest,
    options: MutationOptions,
  ): Promise<{ readonly id: string } & Receipt>;
  /** Section 4.23. */
  get(at: ScheduleAt, options: ReadOptions): Promise<Schedule>;
  /** Section 4.25. Content and enable alone can change; what is left out stays. */
  update(at: ScheduleAt, body: UpdateWorkflowScheduleRequest, options: MutationOptions): Promise<Receipt>;
  /** Section 4.24. */
  remove(at: ScheduleAt, options: MutationOptions): Promise<Receipt>;
};

/** The calls on the schedules of the workflows of one project. */
export function createSchedules(calls: Calls): Schedules {
  const place = ({ workflowId, scheduleId }: ScheduleAt) => ({
    ids: { workflow_id: workflowId, schedule_id: scheduleId },
  });
  return {
    async create(workflowId, body, options) {
      const ids = { workflow_id: workflowId };
      // In the answer to a create, the code of a missing workflow speaks of what it refers to.
      const reply = await calls.mutate('createWorkflowSchedule', options, { ids, body, notFound: [] });
      const id = asText(asObject<CreateWorkflowScheduleResponse>(reply.body).uuid);
      if (id === undefined || !ID_PATTERN.test(id))
        throw reply.broken('the answer holds no id of a schedule');
      return { id, requestId: reply.requestId };
    },
    async get(at, options) {
      const reply = await calls.read('getWorkflowSchedule', options, place(at));
      const schedule = parseSchedule(reply.body);
      if (!schedule) throw reply.broken('the answer holds no schedule with an id');
      if (schedule.id !== at.scheduleId)
        throw reply.broken(`the answer is about another schedule, ${schedule.id}`);
      return schedule;
    },
    update: (at, body, options) => calls.order('updateWorkflowSchedule', options, { ...place(at), body }),
    remove: (at, options) => calls.order('deleteWorkflowSchedule', options, place(at)),
  };
}

/** Reads a schedule; undefined unless it holds an id fit for a URL. */
export function parseSchedule(wire: unknown): Schedule | undefined {
  const schedule = asObject<GetWorkflowScheduleResponse>(wire);
  const id = asText(schedule.uuid);
  if (id === undefined || !ID_PATTERN.test(id)) return undefined;
  const { on_failure, on_running } = asObject<WorkflowSchedulePolicies>(schedule.policies);
  return {
    id,
    workflowId: asText(schedule.workflow_id),
    type: asText(schedule.type) ?? '',
    content: asObject<Fields>(schedule.content),
    enabled: typeof schedule.enable === 'boolean' ? schedule.enable : undefined,
    onFailure: asText(on_failure),
    onRunning: asText(on_running),
    createdAtMs: asMoment(schedule.created_at),
  };
}
