import type {
  CreateWorkflowScheduleRequest,
  UpdateWorkflowScheduleRequest,
} from '../../modelarts/generated/workflow.gen.ts';
import type { Answer, Request } from '../exchange.ts';
import { bad, timestamp } from './listing.ts';
import { cronOf, type Schedule } from './schedule.ts';
import { isThere, missing, type WorkflowWorld, workflowOf } from './world.ts';

/** createWorkflowSchedule, section 4.22: an id of the caller's own is taken, or not. */
export function createWorkflowSchedule(world: WorkflowWorld, request: Request): Answer {
  const { behaviours, clock, newId, resources, schedules } = world;
  const { id: workflowId } = workflowOf(world, request);
  const body = (request.body ?? {}) as CreateWorkflowScheduleRequest;
  const { type = 'time', content = {}, policies = {}, enable = true } = body;
  if (type !== 'time') throw bad('type must be time');
  cronOf(content as Schedule['content']);
  const own = behaviours['workflow.scheduleId'] === 'given' ? body.uuid : undefined;
  const now = clock.now();
  if (schedules.some((one) => one.id === own && isThere(one, now))) throw bad(`there is a schedule ${own}`);
  const { name: user, id: userId } = request.caller;
  const id = own ?? newId();
  const times = { createdAt: now, seenTo: now };
  const schedule: Schedule = {
    id,
    workflowId,
    user,
    userId,
    policies,
    enable,
    content: content as Schedule['content'],
    ...times,
  };
  schedules.push(schedule);
  resources.add('workflowSchedule', id, id, user, now);
  request.touched.resource = `workflowSchedule/${id}`;
  return { status: 201, body: scheduleView(schedule) };
}

const scheduleView = ({ id, workflowId, userId, createdAt, policies, enable, content }: Schedule) => ({
  created_at: timestamp(createdAt),
  uuid: id,
  type: 'time',
  content,
  action: 'run',
  policies,
  workflow_id: workflowId,
  user_id: userId,
  enable,
});

/** The schedule that the path names. @throws ApiError ModelArts.7512 or 7525 when it, or its workflow, is not there */
function scheduleOf(world: WorkflowWorld, request: Request): Schedule {
  const workflow = workflowOf(world, request);
  const id = request.params.schedule_id ?? '';
  request.touched.resource = `workflowSchedule/${id}`;
  const found = world.schedules.find(
    (one) => one.id === id && one.workflowId === workflow.id && isThere(one, world.clock.now()),
  );
  if (!found) throw missing(world, 'ModelArts.7525', `there is no schedule ${id}`);
  return found;
}

/** getWorkflowSchedule, section 4.23. */
export const getWorkflowSchedule = (world: WorkflowWorld, request: Request): Answer => ({
  status: 200,
  body: scheduleView(scheduleOf(world, request)),
});

/** updateWorkflowSchedule, section 4.25: what is left out stays. */
export function updateWorkflowSchedule(world: WorkflowWorld, request: Request): Answer {
  const schedule = scheduleOf(world, request);
  const { content, enable } = (request.body ?? {}) as UpdateWorkflowScheduleRequest;
  if (content !== undefined) {
    cronOf(content as Schedule['content']);
    schedule.content = content as Schedule['content'];
  }
  schedule.enable = enable ?? schedule.enable;
  world.resources.note('workflowSchedule', schedule.id, 'update', request.caller.name, world.clock.now());
  return { status: 200, body: scheduleView(schedule) };
}

/** deleteWorkflowSchedule, section 4.24. */
export function deleteWorkflowSchedule(world: WorkflowWorld, request: Request): Answer {
  const schedule = scheduleOf(world, request);
  const now = world.clock.now();
  schedule.deletedAt = now;
  world.resources.note('workflowSchedule', schedule.id, 'delete', request.caller.name, now);
  return { status: 204 };
}
