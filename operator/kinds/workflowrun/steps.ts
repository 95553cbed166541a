/** What a WorkflowRun's status says of its steps. Pure; bounded to some 40 KB. */
import type { StepExecution } from '../../modelarts/stepExecution.ts';
import type { OwnCondition } from '../../runtime/kind.ts';
import { timeText } from '../attemptReport.ts';
import { hasStepEnded, isBad, isThrough, isWaiting, type Run, stepsOf } from './execution.ts';
import { errorText } from './outcome.ts';

const MAX_STEPS = 100;
/** Bytes of what the cloud says of the first five that failed, and of the others; status stays below 64 KB. */
const MESSAGE_BYTES = { first: 1024, others: 48 };
const FULL_MESSAGES = 5;
const MAX_NAME = 64;
const MAX_WORD = 24;
const MAX_RESULT = 16;
const MAX_INSTANCE = 48;

/** `progress`, `current`, `stepCounts` and `steps`. Durations come with the end of a step: nothing moves by itself. */
export function stepFields(run: Run) {
  const steps = stepsOf(run);
  const through = steps.filter(isThrough).length;
  const failed = steps.filter(isBad).length;
  const total = run.stepsInAll === undefined ? undefined : Math.max(run.stepsInAll, steps.length);
  return {
    progress: `${through}/${total ?? '?'}`,
    current: currentOf(steps),
    stepCounts: { begun: steps.length, through, failed, ...(total !== undefined && { total }) },
    steps: steps.length > 0 ? stepList(steps) : undefined,
  };
}

/** The step that it is at: one that runs, else one that waits, else any that has not ended; and how many others. */
function currentOf(steps: readonly StepExecution[]): string | undefined {
  const open = steps.filter((step) => !hasStepEnded(step));
  const first = open.find(({ status }) => status === 'running') ?? open.find(isWaiting) ?? open[0];
  if (!first) return undefined;
  return `${firstBytes(first.name, MAX_NAME)}${open.length > 1 ? ` (+${open.length - 1})` : ''}`;
}

/** In the order in which they began; where there are too many, those that failed or are under way come first. */
function stepList(steps: readonly StepExecution[]) {
  const rank = (step: StepExecution) => (isBad(step) ? 0 : hasStepEnded(step) ? 2 : 1);
  const shown =
    steps.length <= MAX_STEPS
      ? steps
      : [...steps].sort((one, other) => rank(one) - rank(other)).slice(0, MAX_STEPS);
  let messages = 0;
  return shown.map((step) => {
    const error = errorText(step);
    const bytes =
      error !== undefined && messages++ < FULL_MESSAGES ? MESSAGE_BYTES.first : MESSAGE_BYTES.others;
    return stepStatus(step, error && firstBytes(error, bytes));
  });
}

function stepStatus(step: StepExecution, message: string | undefined) {
  const { name, type, status, createdAtMs, durationS, result } = step;
  const startTime = timeText(createdAtMs);
  const instance = instanceText(step.instance);
  return {
    name: firstBytes(name, MAX_NAME),
    ...(type !== '' && { type: firstBytes(type, MAX_WORD) }),
    status: firstBytes(status || 'init', MAX_WORD),
    ...(startTime !== undefined && { startTime }),
    ...(hasStepEnded(step) && durationS !== undefined && { durationSeconds: Math.floor(durationS) }),
    ...(result !== undefined && { result: firstBytes(result, MAX_RESULT) }),
    ...(instance !== undefined && { instance: firstBytes(instance, MAX_INSTANCE) }),
    ...(message !== undefined && { message }),
  };
}

/** `{"job_id":"425b…"}`, as a text or as it is, in short: `job_id 425b…`. */
function instanceText(instance: unknown): string | undefined {
  if (instance === undefined) return undefined;
  const parsed = typeof instance === 'string' ? parse(instance) : instance;
  if (typeof parsed !== 'object' || parsed === null) return String(instance);
  const parts = Object.entries(parsed).map(
    ([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return parts.join(', ') || undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Set while steps wait for inputs, or for a person. */
export function inputNeeded(run: Run): OwnCondition[] {
  const steps = stepsOf(run).filter(isWaiting);
  const [first] = steps;
  if (!first) return [];
  const names = steps.slice(0, 5).map(({ name, status }) => `${name} (${status})`);
  const more = steps.length > names.length ? ` and ${steps.length - names.length} more` : '';
  const message = `${steps.length > 1 ? 'steps wait' : 'a step waits'} for inputs or for a person: ${names.join(', ')}${more}; let it go on by spec.stepActions with action continue, and the values it lacks`;
  return [{ type: 'InputNeeded', status: 'True', reason: 'StepWaits', message }];
}

/** Never half a character. */
function firstBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text.toWellFormed());
  let end = Math.min(limit, bytes.length);
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
