/** The Events of what a pass came to. Pure. */
import type { Outcome } from './conditions.ts';
import type { News } from './kind.ts';
import type { Resource } from './object.ts';

/** What is told with the status: why nothing goes on, and the end of the object, or of an attempt that another one follows. */
export function outcomeNews(before: Resource, outcome: Outcome): News[] {
  const { step } = outcome;
  const stuck: News[] =
    step.step === 'stuck' ? [{ type: 'Warning', reason: step.reason, message: step.message }] : [];
  return [...stuck, ...endNews(before, outcome)];
}

function endNews(before: Resource, { report, lost, attempt }: Outcome): News[] {
  const end = lost ?? report?.end;
  if (end)
    return end.type === 'Failed' ? [{ type: 'Warning', reason: end.reason, message: end.message }] : [];
  const known = before.status?.attempts?.some((held) => held.attempt === attempt?.attempt) ?? false;
  if (!attempt || known) return [];
  const { counted, reason, message = `attempt ${attempt.attempt} has ended` } = attempt;
  return [{ type: counted ? 'Warning' : 'Normal', reason, message }];
}
