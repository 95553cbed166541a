/** From parts of a workflow to the bodies of sections 4.18 to 4.25, and where the cloud differs from them. Pure. */
import { createHash } from 'node:crypto';
import type {
  CreateWorkflowScheduleRequest,
  CreateWorkflowSubscriptionRequest,
  UpdateWorkflowScheduleRequest,
} from '../../modelarts/generated/workflow.gen.ts';
import type { Schedule } from '../../modelarts/schedules.ts';
import type { Subscription } from '../../modelarts/subscriptions.ts';
import { canonicalJson } from '../../runtime/digest.ts';
import type { Part, ScheduleSpec, SubscriptionSpec } from './part.ts';

export type PartAction =
  | { type: 'createSchedule'; body: CreateWorkflowScheduleRequest }
  | { type: 'updateSchedule'; partId: string; body: UpdateWorkflowScheduleRequest }
  | { type: 'createSubscription'; body: CreateWorkflowSubscriptionRequest }
  | { type: 'updateSubscription'; partId: string; body: CreateWorkflowSubscriptionRequest }
  | { type: 'deleteSchedule' | 'deleteSubscription'; partId: string };

/**
 * The create of a part. A schedule is made disabled, so that one whose answer is lost starts nothing; it proposes its
 * id, which ModelArts may take or not.
 */
export const createOf = (part: Part, proposed: string): PartAction =>
  part.type === 'schedule'
    ? { type: 'createSchedule', body: scheduleBody(part.spec, proposed) }
    : { type: 'createSubscription', body: subscriptionBody(part.spec) };

/** An id to propose: another one for each `salt`. */
export function proposedId(salt: string): string {
  const hex = createHash('sha256').update(salt).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

const scheduleBody = (
  { type = 'time', content, policies }: ScheduleSpec,
  uuid: string,
): CreateWorkflowScheduleRequest => ({
  ...{ type, action: 'run', content, enable: false, uuid },
  ...(policies && {
    policies: {
      ...(policies.onFailure !== undefined && { on_failure: policies.onFailure }),
      ...(policies.onRunning !== undefined && { on_running: policies.onRunning }),
    },
  }),
});

const subscriptionBody = ({
  topicUrns,
  events,
  entity,
}: SubscriptionSpec): CreateWorkflowSubscriptionRequest => ({
  topic_urns: topicUrns,
  ...(events && { events }),
  ...(entity !== undefined && { entity }),
});

/** How a part differs, in words, and the call that sets it right; `replace`: none does, it has to be made anew. */
export type Difference = { words: string; action: PartAction; replace?: true };

/** Where the part `id` differs from what is wanted; undefined where it does not. */
export const differenceOf = (
  part: Part,
  id: string,
  held: Schedule | Subscription,
): Difference | undefined =>
  part.type === 'schedule'
    ? scheduleDifference(part.spec, id, held as Schedule)
    : subscriptionDifference(part.spec, id, held as Subscription);

function scheduleDifference(spec: ScheduleSpec, id: string, held: Schedule): Difference | undefined {
  const { onFailure, onRunning } = spec.policies ?? {};
  const policies = [
    ...said('policies.onFailure', held.onFailure, onFailure),
    ...said('policies.onRunning', held.onRunning, onRunning),
  ];
  if (policies.length > 0)
    return { words: policies.join(', '), action: { type: 'deleteSchedule', partId: id }, replace: true };
  const { enable = true, content } = spec;
  const contents = Object.entries(content).flatMap(([name, value]) =>
    said(`content.${name}`, held.content[name], value),
  );
  const enabled = said('enable', held.enabled, enable);
  if (contents.length === 0 && enabled.length === 0) return undefined;
  const body = { ...(contents.length > 0 && { content }), ...(enabled.length > 0 && { enable }) };
  return {
    words: [...contents, ...enabled].join(', '),
    action: { type: 'updateSchedule', partId: id, body },
  };
}

function subscriptionDifference(
  spec: SubscriptionSpec,
  id: string,
  held: Subscription,
): Difference | undefined {
  const { topicUrns, events, entity } = spec;
  const differing = [
    ...said('topicUrns', held.topicUrns.toSorted(), topicUrns.toSorted()),
    ...said('events', held.events.toSorted(), events?.toSorted() ?? []),
    ...(entity === undefined ? [] : said('entity', held.entity, entity)),
  ];
  if (differing.length === 0) return undefined;
  const body = { ...subscriptionBody(spec), events: events ?? [] };
  return { words: differing.join(', '), action: { type: 'updateSubscription', partId: id, body } };
}

/** What differs, if it does; nothing is wanted of what is left out. */
function said(name: string, has: unknown, wanted: unknown): string[] {
  if (wanted === undefined || canonicalJson({ is: has ?? null }) === canonicalJson({ is: wanted })) return [];
  return [`${name}: ${shown(has)} in ModelArts, ${shown(wanted)} wanted`];
}

const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, 128);
};
