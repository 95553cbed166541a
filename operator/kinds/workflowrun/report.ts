/** What a WorkflowRun's status says of its execution. Pure. */
import type { StepExecution } from '../../modelarts/stepExecution.ts';
import type { News, PlanContext, Report } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { attemptEnd, durationText, endOf, readyAs, suspension, timeText } from '../attemptReport.ts';
import type { Backoff } from '../attempts.ts';
import { endMs, isBad, isEnd, type Run, stageOf, stepsOf } from './execution.ts';
import { failureOf, outcomeOf, stepText, textOf } from './outcome.ts';
import { partsOf } from './place.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';
import { inputNeeded, stepFields } from './steps.ts';
import type { Standing } from './wishes.ts';
import { isOpen, restartedMs, standings } from './wishes.ts';

type Spec = Resource<WorkflowRunSpec>;

/** Nothing in it moves by itself: durations come with ends (DESIGN section 5). */
export function report(object: Spec, run: Run, context: PlanContext, backoff: Backoff): Report {
  const stage = stageOf(run);
  const all = standings(object, run, context);
  const ended = isEnd(stage) && !isOpen(all);
  const outcome = ended ? outcomeOf(object, run, context, backoff) : undefined;
  const suspended =
    isEnd(stage) === ended && suspension(object, outcome, { made: 'run', isStopping: stage === 'stopping' });
  const end = endOf(outcome, `${textOf(run)} completed`);
  const conditions = isEnd(stage) ? [] : inputNeeded(run);
  const times = { startedAtMs: run.createdAtMs, endedAtMs: endMs(run) };
  return {
    phase: phaseOf(run),
    fields: {
      workflow: object.spec.workflowRef?.name ?? partsOf(run.id).workflowId,
      scene: object.spec.sceneName ?? run.sceneId,
      startTime: timeText(run.createdAtMs),
      completionTime: ended ? timeText(endMs(run)) : undefined,
      duration: ended && run.durationS !== undefined ? durationText(run.durationS * 1000) : undefined,
      ...stepFields(run),
      ...wishFields(all),
    },
    ready: readyAs(outcome, `ModelArts accepted ${textOf(run)}`),
    ...(end && { end }),
    ...(restartedMs(context) !== undefined && { restarted: true }),
    ...(suspended && { suspended }),
    ...(conditions.length > 0 && { conditions }),
    ...(outcome && {
      attempt: attemptEnd(outcome, times, stage === 'failed' ? failureOf(run).message : undefined),
    }),
  };
}

/** As it was told; nothing is told at first. */
const phaseOf = ({ status }: Run): string => status.slice(0, 64) || 'init';

/** The whole of what needs a person stands in a condition. */
const MAX_MESSAGE = 160;

function wishFields(all: readonly Standing[]) {
  const told = all.map(({ step, token, state, message }) => ({
    ...(step !== undefined && { step }),
    token,
    // What is due is sent in the same pass.
    state: state === 'Due' ? 'Waiting' : state,
    message: message.slice(0, MAX_MESSAGE),
  }));
  const steps = told.filter(({ step }) => step !== undefined);
  return {
    rerun: told.find(({ step }) => step === undefined),
    stepActions: steps.length > 0 ? steps : undefined,
  };
}

/** The Events for what status does not tell yet: another status, steps that failed, steps that wait. */
export function news({ status = {} }: Resource, run: Run): News[] {
  const seen = status.remote?.id === run.id;
  return [
    ...(seen && status.phase === phaseOf(run) ? [] : phaseNews(run)),
    ...failedSteps(seen ? status.steps : undefined, run),
    ...waitingSteps(status.conditions ?? [], run),
  ];
}

function phaseNews(run: Run): News[] {
  const took = run.durationS === undefined ? '' : ` in ${durationText(run.durationS * 1000)}`;
  switch (stageOf(run)) {
    case 'completed':
      return [{ type: 'Normal', reason: 'Completed', message: `Completed${took}` }];
    case 'moving':
      return run.status === ''
        ? []
        : [{ type: 'Normal', reason: reasonOf(run.status), message: `The run is ${run.status}` }];
    // How an attempt ends otherwise is told with what it means.
    default:
      return [];
  }
}

/** `wait_inputs` as the reason of an Event: `WaitInputs`. */
const reasonOf = (status: string): string =>
  status
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, 64) || 'Changed';

type Told = readonly { name?: string; status?: string; startTime?: string }[];

function failedSteps(before: unknown, run: Run): News[] {
  const told = (Array.isArray(before) ? before : []) as Told;
  const isNew = (step: StepExecution) =>
    !told.some(
      ({ name, status, startTime }) =>
        name === step.name && status === step.status && startTime === timeText(step.createdAtMs),
    );
  return stepsOf(run)
    .filter((step) => isBad(step) && step.status !== 'stopped' && isNew(step))
    .slice(0, 5)
    .map((step) => ({ type: 'Warning', reason: 'StepFailed', message: stepText(step) }));
}

function waitingSteps(before: readonly { type: string; message: string }[], run: Run): News[] {
  const [needed] = isEnd(stageOf(run)) ? [] : inputNeeded(run);
  if (!needed || before.some(({ type, message }) => type === needed.type && message === needed.message))
    return [];
  return [{ type: 'Warning', reason: 'InputNeeded', message: needed.message }];
}
