import type { CreateWorkflowExecutionRequest } from '../../modelarts/generated/workflow.gen.ts';
import type { Step } from './workflow.ts';

type Said = Pick<CreateWorkflowExecutionRequest, 'data_requirements' | 'parameters'>;

/** The data and parameters of an execution, in the words of the wire. */
export type Values = { readonly [Field in keyof Required<Said>]: NonNullable<Said[Field]> };

type Named = { readonly name?: string | null; readonly value?: unknown };

/** Values with those that are given now; of what is there already only the value changes. */
export function withValues(values: Values, given: object): Values {
  const said = given as Said;
  return {
    data_requirements: merged(values.data_requirements, said.data_requirements),
    parameters: merged(values.parameters, said.parameters),
  };
}

function merged<One extends Named>(old: readonly One[], given: readonly One[] = []): readonly One[] {
  const kept = old.map((one) => ({ ...one, ...given.find(({ name }) => name === one.name) }));
  return [...kept, ...given.filter(({ name }) => !old.some((one) => one.name === name))];
}

/** What a parameter or data requirement comes to; undefined where nobody has said. */
const saidOf = (one: Named & { readonly default?: unknown }): unknown => one.value ?? one.default;

/** Whether a step lacks a value: it waits for inputs then. */
export function lacks(step: Step, values: Values): boolean {
  const said = JSON.stringify(step);
  return (['parameters', 'data_requirements'] as const).some((field) =>
    values[field].some(
      (one) =>
        saidOf(one) === undefined &&
        (one.used_steps?.includes(step.name) || said.includes(`"$ref/${field}/${one.name}"`)),
    ),
  );
}

/** What a side of a condition comes to: a reference what it refers to, everything else itself. */
function resolved(side: unknown, values: Values): unknown {
  if (typeof side === 'object' && side !== null && 'type' in side) return holds(side, values);
  const [, field, name] = /^\$ref\/(parameters|data_requirements)\/(.+)$/.exec(String(side)) ?? [];
  if (field === undefined) return side;
  const found = values[field as keyof Values].find((one) => one.name === name);
  return found && saidOf(found);
}

/** Whether a condition of a step holds; one with an operator that nobody knows does not. */
export function holds(condition: object, values: Values): boolean {
  const { type, left, right } = condition as { type?: string; left?: unknown; right?: unknown };
  const [one, other] = [resolved(left, values), resolved(right, values)];
  switch (type) {
    case '==':
      return one === other;
    case '!=':
      return one !== other;
    case '>':
      return Number(one) > Number(other);
    case '>=':
      return Number(one) >= Number(other);
    case '<':
      return Number(one) < Number(other);
    case '<=':
      return Number(one) <= Number(other);
    case 'in':
      return Array.isArray(other) ? other.includes(one) : String(other).includes(String(one));
    case 'or':
      return Boolean(one) || Boolean(other);
    default:
      return false;
  }
}
