import { type Life, type Moment, phaseAt } from '../resource/life.ts';
import { beginOf, type Execution, endOf, isBad, isEnd, type StepRun, type StepStatus } from './execution.ts';
import { holds, lacks } from './values.ts';
import type { Step } from './workflow.ts';
import { outcomeFor, type WorkflowWorld } from './world.ts';

type Status = Moment<StepStatus>;

/** Whether a step chooses between branches: those are not run by a job. */
const isChoice = ({ type, if_then_steps, else_then_steps }: Step): boolean =>
  type === 'condition' || if_then_steps !== undefined || else_then_steps !== undefined;

/**
 * Lays out an execution from `now` on: what has begun stays, and each other step begins once all that it waits for is
 * through, those in the branch of a choice after the choice.
 */
export function layOut(world: WorkflowWorld, execution: Execution, now: number): void {
  const runs = execution.runs.filter((run) => beginOf(run) <= now);
  let more = !execution.isHalted;
  while (more) {
    more = false;
    for (const step of execution.steps) {
      if (runs.some((run) => run.step.name === step.name)) continue;
      const run = nextRun(world, { ...execution, runs }, step, now);
      if (!run) continue;
      runs.push(run);
      more = true;
    }
  }
  execution.runs = runs;
}

/** The run of a step that has none yet; undefined while something before it is not through, or went wrong. */
function nextRun(world: WorkflowWorld, execution: Execution, step: Step, now: number): StepRun | undefined {
  const choices = execution.steps.filter(
    ({ if_then_steps = [], else_then_steps = [] }) =>
      if_then_steps.includes(step.name) || else_then_steps.includes(step.name),
  );
  const there = new Set(execution.steps.map(({ name }) => name));
  const names = [...(step.depend_steps ?? []), ...choices.map(({ name }) => name)];
  const before = [...new Set(names)]
    .filter((name) => there.has(name))
    .map((name) => execution.runs.find((run) => run.step.name === name));
  const through = before.filter((run) => run !== undefined);
  if (through.length < before.length) return undefined;
  if (through.some((run) => !lets(run))) return undefined;
  const begin = Math.max(now, ...through.map((run) => endOf(run).at));
  const allSkipped = through.length > 0 && through.every((run) => endOf(run).phase === 'skipped');
  const isSkipped = allSkipped || through.some((run) => passesBy(run, step.name));
  return newRun(world, execution, step, { begin, isSkipped });
}

/** Whether a run lets those that wait for it begin. */
const lets = (run: StepRun): boolean =>
  isEnd(endOf(run).phase) && (!isBad(endOf(run).phase) || run.isForgiven);

/** Whether a choice takes the branch in which a step is not. */
function passesBy({ step, result }: StepRun, name: string): boolean {
  const { if_then_steps = [], else_then_steps = [] } = step;
  if (result === undefined || !(if_then_steps.includes(name) || else_then_steps.includes(name))) return false;
  return !(result ? if_then_steps : else_then_steps).includes(name);
}

function newRun(
  world: WorkflowWorld,
  { values }: Execution,
  step: Step,
  { begin, isSkipped }: { begin: number; isSkipped: boolean },
): StepRun {
  const { conditions = [] } = step;
  const first = { phase: 'init', at: begin } as const;
  const ready = begin + world.durations.stepInitMs;
  const run = { id: world.newId(), step, message: '', isForgiven: false };
  const then = (phase: StepStatus): Life<StepStatus> => [first, { phase, at: ready }];
  if (isSkipped) return { ...run, life: then('skipped') };
  if (lacks(step, values)) return { ...run, life: then('wait_inputs') };
  const result = conditions.every((one) => holds(one, values));
  if (isChoice(step)) return { ...run, life: then('completed'), result };
  if (!result) return { ...run, life: then('skipped'), result };
  const { moments, message } = ahead(world, step, ready);
  return { ...run, life: [first, ...moments], message };
}

/** What lies before a step that has its inputs from `at` on. */
export function ahead(world: WorkflowWorld, step: Step, at: number): { moments: Status[]; message: string } {
  const { stepCreatingMs, stepCreatedMs, stepRunningMs } = world.durations;
  const { ending, message } = outcomeFor(world, step.name);
  const created = at + stepCreatingMs;
  const running = created + stepCreatedMs;
  const creating: Status = { phase: 'creating', at };
  if (ending === 'Abnormal') return { moments: [creating, { phase: 'create_failed', at: created }], message };
  const minutes = Number(step.policy?.max_execution_minutes) || Infinity;
  const most = minutes * 60_000 * world.scale;
  const well = step.type === 'labeling' ? 'hold' : 'completed';
  const end = most < stepRunningMs ? 'timeout' : ending === 'Failed' ? 'failed' : well;
  const moments: Status[] = [
    ...[creating, { phase: 'created', at: created } as const, { phase: 'running', at: running } as const],
    { phase: end, at: running + Math.min(most, stepRunningMs) },
  ];
  return { moments, message: end === 'timeout' ? 'the step ran too long' : message };
}

/** A run that has what it waited for, or is tried again, from `at` on. */
export function anew(world: WorkflowWorld, { values }: Execution, run: StepRun, at: number): StepRun {
  const { step } = run;
  const [first, ...rest] = run.life;
  const past = rest.filter((moment) => moment.at <= at);
  const result = (step.conditions ?? []).every((one) => holds(one, values));
  if (isChoice(step)) return { ...run, life: [first, ...past, { phase: 'completed', at }], result };
  const { moments, message } = ahead(world, step, at);
  return { ...run, life: [first, ...past, ...moments], message, isForgiven: false };
}

/** Lets go on at `now` whatever waited for inputs that are there by now. */
export function supply(world: WorkflowWorld, execution: Execution, now: number): void {
  execution.runs = execution.runs.map((run) =>
    phaseAt(run.life, now) === 'wait_inputs' && !lacks(run.step, execution.values)
      ? anew(world, execution, run, now)
      : run,
  );
  layOut(world, execution, now);
}
