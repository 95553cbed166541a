import type {
  CreateWorkflowSubscriptionRequest,
  UpdateWorkflowSubscriptionRequest,
} from '../../modelarts/generated/workflow.gen.ts';
import type { Answer, Request } from '../exchange.ts';
import { bad, timestamp } from './listing.ts';
import { isThere, missing, type WorkflowWorld, workflowOf } from './world.ts';

/** A subscription. Times are milliseconds since the epoch, by the clock of the simulation. */
export type Subscription = {
  readonly id: string;
  readonly workflowId: string;
  readonly createdAt: number;
  said: UpdateWorkflowSubscriptionRequest;
  deletedAt?: number;
};

/** createWorkflowSubscription, section 4.18. */
export function createWorkflowSubscription(world: WorkflowWorld, request: Request): Answer {
  const { clock, newId, resources, subscriptions } = world;
  const { id: workflowId } = workflowOf(world, request);
  const now = clock.now();
  const said = checked(request.body as CreateWorkflowSubscriptionRequest);
  const made: Subscription = { id: newId(), workflowId, createdAt: now, said };
  subscriptions.push(made);
  resources.add('workflowSubscription', made.id, said.entity ?? made.id, request.caller.name, now);
  request.touched.resource = `workflowSubscription/${made.id}`;
  return { status: 201, body: subscriptionView(made) };
}

function checked(body: UpdateWorkflowSubscriptionRequest): UpdateWorkflowSubscriptionRequest {
  const { topic_urns, entity, events } = body;
  if (topic_urns.length === 0) throw bad('topic_urns must name a topic');
  return { topic_urns, ...(entity !== undefined && { entity }), ...(events && { events }) };
}

const subscriptionView = ({ id, createdAt, said }: Subscription) => ({
  created_at: timestamp(createdAt),
  subscription_id: id,
  ...said,
});

/** The subscription that the path names. @throws ApiError ModelArts.7512 or 7519 when it, or its workflow, is not there */
function subscriptionOf(world: WorkflowWorld, request: Request): Subscription {
  const workflow = workflowOf(world, request);
  const id = request.params.subscription_id ?? '';
  request.touched.resource = `workflowSubscription/${id}`;
  const found = world.subscriptions.find(
    (one) => one.id === id && one.workflowId === workflow.id && isThere(one, world.clock.now()),
  );
  if (!found) throw missing(world, 'ModelArts.7519', `there is no subscription ${id}`);
  return found;
}

/** getWorkflowSubscription, section 4.20. */
export const getWorkflowSubscription = (world: WorkflowWorld, request: Request): Answer => ({
  status: 200,
  body: subscriptionView(subscriptionOf(world, request)),
});

/** updateWorkflowSubscription, section 4.21: what is left out stays. */
export function updateWorkflowSubscription(world: WorkflowWorld, request: Request): Answer {
  const found = subscriptionOf(world, request);
  found.said = { ...found.said, ...checked(request.body as UpdateWorkflowSubscriptionRequest) };
  world.resources.note('workflowSubscription', found.id, 'update', request.caller.name, world.clock.now());
  return { status: 200, body: subscriptionView(found) };
}

/** deleteWorkflowSubscription, section 4.19. */
export function deleteWorkflowSubscription(world: WorkflowWorld, request: Request): Answer {
  const found = subscriptionOf(world, request);
  const now = world.clock.now();
  found.deletedAt = now;
  world.resources.note('workflowSubscription', found.id, 'delete', request.caller.name, now);
  return { status: 204 };
}

/** What a workflow tells of its last subscription, if it does. */
export function subscriptionTold(world: WorkflowWorld, workflowId: string, now: number): object {
  if (world.behaviours['workflow.subscriptionShown'] === false) return {};
  const last = world.subscriptions.findLast((one) => one.workflowId === workflowId && isThere(one, now));
  return last ? { subscription_id: last.id, with_subscription: true } : {};
}
