/** Whether the steps of a workflow can follow one another. Pure. */
import type { WorkflowSpec } from './spec.gen.ts';

type Step = NonNullable<WorkflowSpec['steps']>[number];

/** A sentence per step that names another one which is not there, or comes before itself. */
export function checkSteps(spec: WorkflowSpec): string[] {
  const { steps } = spec;
  // Of a copy, the steps are those of its source.
  if (!steps) return [];
  const names = new Set(steps.map(({ name }) => name));
  const unknown = [...steps.flatMap(namedBySteps), ...namedElsewhere(spec)].flatMap(([path, named = []]) =>
    named.filter((name) => !names.has(name)).map((name) => `${path}: there is no step "${name}"`),
  );
  const selfish = steps.flatMap(selfDependency);
  const circle = unknown.length + selfish.length > 0 ? undefined : circleOf(steps);
  return [
    ...unknown,
    ...selfish,
    ...steps.flatMap(checkBranches),
    ...(circle ? [`spec.steps[${circle[0]}]: in a circle: ${circle.join(' -> ')}`] : []),
  ];
}

type Naming = readonly [path: string, names: readonly string[] | undefined];

const namedBySteps = ({ name, dependSteps, ifThenSteps, elseThenSteps }: Step): Naming[] => [
  [`spec.steps[${name}].dependSteps`, dependSteps],
  [`spec.steps[${name}].ifThenSteps`, ifThenSteps],
  [`spec.steps[${name}].elseThenSteps`, elseThenSteps],
];

function namedElsewhere(spec: WorkflowSpec): Naming[] {
  const { dataRequirements = [], data = [], parameters = [], subGraphs = [], policy } = spec;
  const lists = Object.entries({ dataRequirements, data, parameters });
  return [
    ...lists.flatMap(([list, items]) =>
      items.map(({ name, usedSteps }): Naming => [`spec.${list}[${name}].usedSteps`, usedSteps]),
    ),
    ...subGraphs.map(({ name, steps }): Naming => [`spec.subGraphs[${name}].steps`, steps]),
    ...(policy?.scenes ?? []).map(
      ({ id, name, steps }, index): Naming => [`spec.policy.scenes[${name ?? id ?? index}].steps`, steps],
    ),
  ];
}

const selfDependency = ({ name, dependSteps = [] }: Step): string[] =>
  dependSteps.includes(name) ? [`spec.steps[${name}].dependSteps: a step cannot depend on itself`] : [];

function checkBranches({
  name,
  type,
  conditions = [],
  ifThenSteps = [],
  elseThenSteps = [],
}: Step): string[] {
  const both = ifThenSteps.filter((one) => elseThenSteps.includes(one));
  const branches = ifThenSteps.length + elseThenSteps.length;
  return [
    ...(type === 'condition' && (conditions.length === 0 || branches === 0)
      ? [`spec.steps[${name}]: a condition needs conditions, and steps in ifThenSteps or elseThenSteps`]
      : []),
    ...(both.length > 0
      ? [`spec.steps[${name}]: a step cannot be in both ifThenSteps and elseThenSteps: ${both.join(', ')}`]
      : []),
  ];
}

/** The names along a circle of steps that follow one another, the first one at both ends. */
function circleOf(steps: readonly Step[]): string[] | undefined {
  const after = new Map<string, string[]>(
    steps.map(({ name, ifThenSteps = [], elseThenSteps = [] }) => [name, [...ifThenSteps, ...elseThenSteps]]),
  );
  for (const { name, dependSteps = [] } of steps) for (const one of dependSteps) after.get(one)?.push(name);
  const done = new Set<string>();
  const walk = (name: string, way: readonly string[]): string[] | undefined => {
    const at = way.indexOf(name);
    if (at >= 0) return [...way.slice(at), name];
    if (done.has(name)) return undefined;
    done.add(name);
    for (const next of after.get(name) ?? []) {
      const found = walk(next, [...way, name]);
      if (found) return found;
    }
    return undefined;
  };
  for (const { name } of steps) {
    const found = walk(name, []);
    if (found) return found;
  }
  return undefined;
}
