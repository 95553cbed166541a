import { bad } from './listing.ts';
import type { Step } from './workflow.ts';

/**
 * Checks the steps of a workflow: each name is there once (section 4.2), and they wait for one another in no circle.
 * Branches may name steps that are not there, as those in the example of 4.2 do.
 *
 * @throws ApiError naming the step
 */
export function checkSteps(steps: readonly Step[] = []): void {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const twice = steps.find(({ name }, index) => steps.findIndex((one) => one.name === name) !== index);
  if (twice) throw bad(`step ${twice.name} is there twice`);
  for (const { name, depend_steps = [] } of steps) {
    const lost = depend_steps.find((one) => !byName.has(one));
    if (lost !== undefined) throw bad(`step ${name} depends on ${lost}, which is not there`);
    if (before(byName, name).has(name)) throw bad(`step ${name} waits for itself`);
  }
}

/** The names of the steps that come before a step. */
function before(byName: ReadonlyMap<string, Step>, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (one: string) => {
    for (const earlier of byName.get(one)?.depend_steps ?? []) {
      if (found.has(earlier)) continue;
      found.add(earlier);
      look(earlier);
    }
  };
  look(name);
  return found;
}
