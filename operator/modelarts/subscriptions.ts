import type { Calls, Receipt } from './calls.ts';
import type {
  CreateWorkflowSubscriptionRequest,
  CreateWorkflowSubscriptionResponse,
  GetWorkflowSubscriptionResponse,
  UpdateWorkflowSubscriptionRequest,
} from './generated/workflow.gen.ts';
import { asObject, asText } from './loose.ts';
import { ID_PATTERN } from './trainingJob.ts';
import type { MutationOptions, ReadOptions } from './transport.ts';
import { asMoment, asTexts } from './workflow.ts';

/** A subscription to what happens to a workflow (section 4.20), absent values undefined. */
export type Subscription = {
  /** undefined where it was not told: the example of 4.20 has none. */
  readonly id?: string | undefined;
  readonly topicUrns: readonly string[];
  readonly entity?: string | undefined;
  /** As `*:failed,completed` for all steps, or `job_step:stop` for one. */
  readonly events: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAtMs?: number | undefined;
};

/** Where a subscription lies. */
export type SubscriptionAt = { readonly workflowId: string; readonly subscriptionId: string };

/**
 * The calls on subscriptions (sections 4.18 to 4.21). There is none that lists them; the workflow may tell the id of one
 * (`Workflow.subscriptionId`). `not-found` only on status 400 or 404 with ModelArts.7519, or with ModelArts.7512 where
 * the workflow itself is not there any more.
 */
export type Subscriptions = {
  /** Section 4.18. Answers the id; without one it may be there all the same: `ambiguous`. */
  create(
    workflowId: string,
    body: CreateWorkflowSubscriptionRequest,
    options: MutationOptions,
  ): Promise<{ readonly id: string } & Receipt>;
  /** Section 4.20. */
  get(at: SubscriptionAt, options: ReadOptions): Promise<Subscription>;
  /** Section 4.21. The topics always, whether they change or not; what else is left out stays. */
  update(
    at: SubscriptionAt,
    body: UpdateWorkflowSubscriptionRequest,
    options: MutationOptions,
  ): Promise<Receipt>;
  /** Section 4.19. */
  remove(at: SubscriptionAt, options: MutationOptions): Promise<Receipt>;
};

/** The calls on the subscriptions to the workflows of one project. */
export function createSubscriptions(calls: Calls): Subscriptions {
  const place = ({ workflowId, subscriptionId }: SubscriptionAt) => ({
    ids: { workflow_id: workflowId, subscription_id: subscriptionId },
  });
  return {
    async create(workflowId, body, options) {
      const ids = { workflow_id: workflowId };
      // In the answer to a create, the code of a missing workflow speaks of what it refers to.
      const reply = await calls.mutate('createWorkflowSubscription', options, { ids, body, notFound: [] });
      const id = asText(asObject<CreateWorkflowSubscriptionResponse>(reply.body).subscription_id);
      if (id === undefined || !ID_PATTERN.test(id))
        throw reply.broken('the answer holds no id of a subscription');
      return { id, requestId: reply.requestId };
    },
    async get(at, options) {
      const reply = await calls.read('getWorkflowSubscription', options, place(at));
      const found = parseSubscription(reply.body);
      if (!found) throw reply.broken('the answer holds no subscription with its topics');
      const { id = at.subscriptionId } = found;
      if (id !== at.subscriptionId) throw reply.broken(`the answer is about another subscription, ${id}`);
      return found;
    },
    update: (at, body, options) => calls.order('updateWorkflowSubscription', options, { ...place(at), body }),
    remove: (at, options) => calls.order('deleteWorkflowSubscription', options, place(at)),
  };
}

/** Reads a subscription; undefined unless it holds topics, without which there is none. */
export function parseSubscription(wire: unknown): Subscription | undefined {
  const told = asObject<GetWorkflowSubscriptionResponse>(wire);
  const topicUrns = asTexts(told.topic_urns);
  if (topicUrns.length === 0) return undefined;
  return {
    id: asText(told.subscription_id),
    topicUrns,
    entity: asText(told.entity),
    events: asTexts(told.events),
    createdAtMs: asMoment(told.created_at),
  };
}
