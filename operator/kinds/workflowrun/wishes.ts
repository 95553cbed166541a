/** What is asked for once: reruns, and what is to be done about single steps (sections 4.15 and 4.16). Pure. */
import type { StepExecution } from '../../modelarts/stepExecution.ts';
import { shortHash } from '../../runtime/digest.ts';
import { checkedCommand } from '../../runtime/doubt.ts';
import { bindingOf } from '../../runtime/intent.ts';
import type { Once, PlanContext } from '../../runtime/kind.ts';
import type { JournalEntry, Resource } from '../../runtime/object.ts';
import { UNKNOWN_JOURNAL } from '../../runtime/policy.ts';
import { wasSuspended } from '../attempts.ts';
import { hasStepEnded, isBad, isEnd, isWaiting, type Run, stageOf, stepsOf } from './execution.ts';
import { actionValues } from './request.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';
import { WORKFLOW_RUN } from './type.ts';

/** The calls that may not be made twice. */
export type OnceAction =
  | { type: 'rerun'; token: string; steps: readonly string[] | undefined; values: ActionValues }
  | { type: 'act-on-step'; token: string; stepId: string; action: StepWish['action']; values: ActionValues };

type ActionValues = ReturnType<typeof actionValues>;

type Spec = Resource<WorkflowRunSpec>;
type Rerun = NonNullable<WorkflowRunSpec['rerun']>;
type StepWish = NonNullable<WorkflowRunSpec['stepActions']>[number];
type Context = Pick<PlanContext, 'attempt' | 'journal' | 'isChecked' | 'pending'>;

/** How one of them stands. */
export type Standing = { step?: string; token: string; message: string } & (
  | { state: 'Waiting' | 'Done' }
  | { state: 'Due'; action: OnceAction; once: Once }
  /** The cloud said yes, and does not show it yet. */
  | { state: 'Sent' }
  /** Nobody knows whether it was done. */
  | { state: 'Unknown' }
);

export const RERUN = 'rerun';
const keyOfStep = (name: string): string => `step/${name}`;

/** All that the spec asks for, the steps' first: they may spare the rerun. */
export function standings(object: Spec, run: Run, context: Context): Standing[] {
  const { rerun, stepActions = [] } = object.spec;
  return [
    ...stepActions.map((wish) => ({ step: wish.step, ...ofStep(wish, { object, run, context }) })),
    ...(rerun ? [ofRerun(rerun, { object, run, context })] : []),
  ];
}

/** True while the end of the execution is none of the run: something is about to be made of it. */
export const isOpen = (all: readonly Standing[]): boolean =>
  all.some(({ state }) => state === 'Due' || state === 'Sent' || state === 'Unknown');

type Facts = { object: Spec; run: Run; context: Context };

function ofRerun(wish: Rerun, facts: Facts): Standing {
  const { run, context } = facts;
  const { token, steps, failedOnly } = wish;
  const entry = context.journal?.[RERUN];
  const seen = seenOf(run);
  const told = entry && noted(entry)?.token === token;
  const before = entry && standingOf(facts, { entry, seen, token, told: told === true });
  if (before) return before;
  if (!isEnd(stageOf(run))) return waiting(token, 'it is done once the execution has ended');
  const held = heldBack(facts);
  if (held) return waiting(token, held);
  const failed = stepsOf(run).filter(isBad);
  if (failedOnly && failed.length === 0) return waiting(token, 'no step has failed or was stopped');
  const names = failedOnly ? failed.map(({ name }) => name) : steps;
  const message = `spec.rerun: ${names ? `${names.join(', ')} and what comes after` : 'all steps'} shall run again`;
  return due(facts, message, {
    token,
    action: { type: 'rerun', token, steps: names, values: actionValues(wish) },
    once: { key: RERUN, what: whatText('rerun', token, context.attempt, true), seen },
  });
}

function ofStep(wish: StepWish, facts: Facts): Standing {
  const { run, context } = facts;
  const { token, action } = wish;
  const entry = context.journal?.[keyOfStep(wish.step)];
  const one = stepsOf(run).find(({ name }) => name === wish.step);
  const former = entry && noted(entry);
  const told = former?.token === token && former.action === action && former.attempt === context.attempt;
  const seen = seenOfStep(run, wish.step, former?.action ?? action);
  const before = entry && standingOf(facts, { entry, seen, token, told });
  if (before) return before;
  if (!one) return waiting(token, 'the step has not begun');
  if (!takes(action, one)) return waiting(token, `a step that is ${one.status || 'new'} takes no ${action}`);
  const held = heldBack(facts);
  if (held) return waiting(token, held);
  const ended = isEnd(stageOf(run));
  return due(facts, `spec.stepActions[${wish.step}]: ${action} of the step, which is ${one.status}`, {
    token,
    action: { type: 'act-on-step', token, stepId: one.id, action, values: actionValues(wish) },
    once: {
      key: keyOfStep(wish.step),
      what: whatText(action, token, context.attempt, ended),
      seen: seenOfStep(run, wish.step, action),
    },
  });
}

/** Which states take an action (section 4.16 does not say): in any other it could do something that nobody asked for. */
function takes(action: StepWish['action'], step: StepExecution): boolean {
  if (action === 'stop') return !hasStepEnded(step) && step.status !== 'stopping';
  return isBad(step) || (action === 'continue' && isWaiting(step));
}

/** What the journal says of it; undefined where it says nothing that stands in the way. */
function standingOf(
  { object, context }: Facts,
  { entry, seen, token, told }: { entry: JournalEntry; seen: string; token: string; told: boolean },
): Standing | undefined {
  const { id, what, time, state } = entry;
  const same = entry.seen === seen;
  if (context.isChecked(id)) return undefined;
  if (!same) return told ? { token, state: 'Done', message: `done at ${time}` } : undefined;
  const release = checkedCommand({ kind: { type: WORKFLOW_RUN }, object }, id);
  if (state === 'sent')
    return {
      token,
      state: 'Unknown',
      message: `${what} was sent at ${time}, and it is not known what became of it: ModelArts still shows ${seen}. If it has not been done: ${release}`,
    };
  return {
    token,
    state: 'Sent',
    message: `ModelArts accepted ${what} at ${time}, and does not show it yet. If nothing is to come of it any more: ${release}`,
  };
}

/** Why nothing is done at present, whatever is asked for. */
function heldBack({ object, context }: Facts): string | undefined {
  if (object.spec.managementPolicy === 'Observe') return 'the run is only looked at';
  if (object.spec.suspend || wasSuspended(object)) return 'the run is suspended';
  return context.pending ? 'another attempt has been begun' : undefined;
}

/** Sent now, unless it may have been before and nobody can tell any more. */
function due(
  { object, context }: Facts,
  message: string,
  wish: { token: string; action: OnceAction; once: Once },
): Standing {
  if (context.journal || context.isChecked(UNKNOWN_JOURNAL)) return { ...wish, state: 'Due', message };
  const release = checkedCommand({ kind: { type: WORKFLOW_RUN }, object }, UNKNOWN_JOURNAL);
  return {
    token: wish.token,
    state: 'Unknown',
    message: `${message}; it may have been sent before: annotations and status, which would tell, were stripped. Look into ModelArts; if it has not been done: ${release}`,
  };
}

const waiting = (token: string, message: string): Standing => ({ token, state: 'Waiting', message });

const AFTER = ', after its end';

const whatText = (action: string, token: string, attempt: number, ended: boolean): string =>
  `${action} ${token} in attempt ${attempt}${ended ? AFTER : ''}`;

/** What an entry of the journal is about. */
function noted({ what }: JournalEntry) {
  const [, action, token, attempt] = /^(\S+) (\S+) in attempt (\d+)/.exec(what) ?? [];
  if (action === undefined || token === undefined) return undefined;
  return { action: action as StepWish['action'], token, attempt: Number(attempt) };
}

/** When the execution was set going again last after it had come to its end, milliseconds since the epoch. */
export function restartedMs({ attempt, journal = {} }: Pick<Context, 'attempt' | 'journal'>) {
  const times = Object.values(journal)
    .filter((entry) => entry.what.endsWith(AFTER) && noted(entry)?.attempt === attempt)
    .map(({ time }) => Date.parse(time));
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** Whether somebody asked for this step to be stopped, in this attempt. */
export const wasStopped = (step: string, { attempt, journal = {} }: Pick<Context, 'attempt' | 'journal'>) => {
  const entry = journal[keyOfStep(step)];
  const what = entry && noted(entry);
  return what?.action === 'stop' && what.attempt === attempt;
};

/**
 * The entry as it is once `run` was read: what is shown otherwise than before has been done. What was done about the
 * steps of an earlier attempt is of no concern any more.
 */
export function settleEntry(
  key: string,
  entry: JournalEntry,
  run: Run,
  object: Resource,
): JournalEntry | null {
  const binding = bindingOf(object);
  const told = noted(entry);
  if (key !== RERUN && told && binding.state === 'bound' && told.attempt < binding.attempt) return null;
  if (entry.state !== 'sent') return entry;
  const seen =
    key === RERUN ? seenOf(run) : seenOfStep(run, key.replace('step/', ''), told?.action ?? 'retry');
  return seen === entry.seen ? entry : { ...entry, state: 'accepted' };
}

/** A rerun gives steps new ids and adds to the events; whether it keeps either is not said for all. */
const seenOf = ({ steps, events }: Run): string =>
  `${steps.length} steps and ${events.length} events (${shortHash(steps.map(({ id }) => id).join(' '), 8)})`;

/** Another try keeps the id of the step. What goes on after a failed one shows in the execution only. */
function seenOfStep(run: Run, name: string, action: StepWish['action']): string {
  const one = stepsOf(run).find((step) => step.name === name);
  if (!one) return 'no such step';
  const around = action === 'continue' && isBad(one) ? ` of ${run.steps.length}, ${run.status}` : '';
  return `step ${name} ${one.status}${around} with ${one.events.length} events (${shortHash(one.id, 8)})`;
}
