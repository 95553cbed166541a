import type {
  ActOnWorkflowExecutionRequest,
  ActOnWorkflowStepExecutionRequest,
} from '../../modelarts/generated/workflow.gen.ts';
import type { Answer, Request } from '../exchange.ts';
import { changed, phaseAt } from '../resource/life.ts';
import { anew, layOut, supply } from './dag.ts';
import { beginOf, type Execution, isAtRest, isBad, isEnd, type StepRun } from './execution.ts';
import { executionView, stepView } from './executionView.ts';
import { bad, timestamp } from './listing.ts';
import { lacks, withValues } from './values.ts';
import { executionOf, type WorkflowWorld } from './world.ts';

/** actOnWorkflowExecution, section 4.15: stops one that is under way, runs one again that is at rest. */
export function actOnWorkflowExecution(world: WorkflowWorld, request: Request): Answer {
  const execution = executionOf(world, request);
  const body = request.body as ActOnWorkflowExecutionRequest;
  const now = world.clock.now();
  const rests = isAtRest(execution, now);
  if (rests !== (body.action_name === 'rerun')) {
    if (world.behaviours['workflow.actionOutOfPlace'] === 'ignore')
      return { status: 201, body: executionView(world, execution, now) };
    throw bad(`an execution that is ${rests ? 'at rest' : 'under way'} takes no ${body.action_name}`);
  }
  execution.values = withValues(execution.values, body);
  if (body.action_name === 'stop') stop(world, execution, now);
  else rerun(world, execution, body.policies?.rerun_steps ?? undefined, now);
  return { status: 201, body: executionView(world, execution, now) };
}

function stop(world: WorkflowWorld, execution: Execution, now: number): void {
  execution.isHalted = true;
  execution.runs = execution.runs
    .filter((run) => beginOf(run) <= now)
    .map((run) => (isEnd(phaseAt(run.life, now)) ? run : stopped(world, run, now)));
}

/** What waits stops at once, what runs takes a while. */
function stopped({ durations }: WorkflowWorld, run: StepRun, now: number): StepRun {
  const waits = ['init', 'wait_inputs', 'hold'].includes(phaseAt(run.life, now));
  const end = { phase: 'stopped', at: waits ? 0 : durations.stepStoppingMs } as const;
  const moments = waits ? [end] : [{ phase: 'stopping', at: 0 } as const, end];
  return { ...run, life: changed(run.life, now, ...moments) };
}

/** Runs steps again, and all that come after them; without names all of them. */
export function rerun(
  world: WorkflowWorld,
  execution: Execution,
  names: readonly string[] | undefined,
  now: number,
): void {
  const all = execution.steps.map(({ name }) => name);
  const lost = names?.find((name) => !all.includes(name));
  if (lost !== undefined) throw bad(`there is no step ${lost} to run again`);
  const again = new Set(names ?? all);
  // What comes after a step may stand before it in the list: as often as there are steps.
  for (const _ of all)
    for (const { name, depend_steps = [], if_then_steps = [], else_then_steps = [] } of execution.steps) {
      if (depend_steps.some((one) => again.has(one))) again.add(name);
      if (again.has(name)) for (const one of [...if_then_steps, ...else_then_steps]) again.add(one);
    }
  execution.former = [...execution.former, ...execution.runs.filter(({ step }) => again.has(step.name))];
  execution.runs = execution.runs.filter(({ step }) => !again.has(step.name));
  execution.isHalted = false;
  layOut(world, execution, now);
}

/** actOnWorkflowStepExecution, section 4.16. */
export function actOnWorkflowStepExecution(world: WorkflowWorld, request: Request): Answer {
  const execution = executionOf(world, request);
  const run = stepOf(world, execution, request);
  const body = request.body as ActOnWorkflowStepExecutionRequest;
  const now = world.clock.now();
  const status = phaseAt(run.life, now);
  execution.values = withValues(execution.values, body);
  const next = ACTIONS[body.action_name](world, execution, run, now);
  if (!next) throw bad(`a step that is ${status} takes no ${body.action_name}`);
  execution.runs = execution.runs.map((one) => (one.id === run.id ? next : one));
  execution.isHalted = execution.isHalted && body.action_name === 'stop';
  supply(world, execution, now);
  const after = execution.runs.find(({ id }) => id === run.id) ?? next;
  return { status: 201, body: stepView(after, now) };
}

type Action = (world: WorkflowWorld, execution: Execution, run: StepRun, now: number) => StepRun | undefined;

/** What a step becomes; undefined where the action makes no sense. */
const ACTIONS: Record<ActOnWorkflowStepExecutionRequest['action_name'], Action> = {
  stop: (world, _execution, run, now) =>
    isEnd(phaseAt(run.life, now)) ? undefined : stopped(world, run, now),
  retry: (world, execution, run, now) =>
    isBad(phaseAt(run.life, now)) ? anew(world, execution, run, now) : undefined,
  continue: (world, execution, run, now) => {
    const status = phaseAt(run.life, now);
    if (status === 'hold') return { ...run, life: changed(run.life, now, { phase: 'completed', at: 0 }) };
    if (status === 'wait_inputs')
      return lacks(run.step, execution.values) ? undefined : anew(world, execution, run, now);
    return isBad(status) ? { ...run, isForgiven: true } : undefined;
  },
};

/** getWorkflowStepExecutionMetrics, section 4.17: as far as the step has run. */
export function getWorkflowStepExecutionMetrics(world: WorkflowWorld, request: Request): Answer {
  const run = stepOf(world, executionOf(world, request), request);
  const now = world.clock.now();
  const since = run.life.find(({ phase, at }) => phase === 'running' && at <= now)?.at;
  if (since === undefined) return { status: 200, body: [] };
  const steps = [1, 2, 3, 4, 5];
  const axis = (title: string, value: readonly number[]) => [{ title, value }];
  const data = {
    x_axis: axis('step', steps),
    y_axis: axis(
      'value',
      steps.map((one) => one / 10),
    ),
  };
  const metric = {
    created_at: timestamp(since),
    key: 'accuracy',
    title: 'accuracy',
    type: 'line chart',
    data,
  };
  return { status: 200, body: [metric] };
}

function stepOf({ clock }: WorkflowWorld, execution: Execution, { params }: Request): StepRun {
  const id = params.step_execution_id;
  const found = execution.runs.find((run) => run.id === id && beginOf(run) <= clock.now());
  if (!found) throw bad(`there is no execution ${id} of a step`);
  return found;
}
