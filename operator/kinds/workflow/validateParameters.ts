/** Whether the values of a parameter fit what it says of them. Pure; for workflows, and for what their runs are given. */
import { canonicalJson } from '../../runtime/digest.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import { valuesIn } from './values.ts';

/** A parameter of a workflow. */
export type Parameter = NonNullable<WorkflowSpec['parameters']>[number];

/** A sentence for each value, default and member of the enum that does not fit. */
export const checkParameter = (parameter: Parameter): string[] => {
  const path = `spec.parameters[${parameter.name}]`;
  return [
    ...(parameter.enum ?? []).flatMap((value, index) =>
      typeProblem(value, parameter).map((words) => `${path}.enum[${index}]: ${words}`),
    ),
    ...(['default', 'value'] as const).flatMap((field) =>
      valueProblems(parameter[field], parameter).map((words) => `${path}.${field}: ${words}`),
    ),
  ];
};

/**
 * What is wrong with a value, in words. Types and constraints that are not known are not checked, nor is what another
 * object says.
 */
export function valueProblems(value: unknown, parameter: Omit<Parameter, 'name'>): string[] {
  if (value === undefined || value === null || valuesIn(value, '').length > 0) return [];
  const wrong = typeProblem(value, parameter);
  return wrong.length > 0
    ? wrong
    : [...enumProblem(value, parameter), ...constraintProblems(value, parameter)];
}

const TYPES: Readonly<Record<string, readonly [words: string, fits: (value: unknown) => boolean]>> = {
  str: ['a text', (value) => typeof value === 'string'],
  int: ['a whole number', Number.isInteger],
  float: ['a number', (value) => typeof value === 'number'],
  bool: ['true or false', (value) => typeof value === 'boolean'],
};

function typeProblem(value: unknown, { type = '' }: Omit<Parameter, 'name'>): string[] {
  const [words, fits] = (Object.hasOwn(TYPES, type) && TYPES[type]) || [];
  if (!fits || fits(value) || valuesIn(value, '').length > 0) return [];
  return [`it is ${textOf(value)}, not ${words}, as its type ${type} wants it`];
}

function enumProblem(value: unknown, { enum: members = [] }: Omit<Parameter, 'name'>): string[] {
  if (members.length === 0 || members.some((one) => canonicalJson(one) === canonicalJson(value))) return [];
  if (valuesIn(members, '').length > 0) return [];
  return [`it is ${textOf(value)}, not one of ${members.map(textOf).join(', ').slice(0, 256)}`];
}

/** Constraints of either spelling whose meaning leaves no doubt. */
function constraintProblems(value: unknown, { constraint = {} }: Omit<Parameter, 'name'>): string[] {
  const bound = (...names: string[]) =>
    names.map((name) => constraint[name]).find((one) => typeof one === 'number') as number | undefined;
  const [what, size, least, most] =
    typeof value === 'string'
      ? ['characters', value.length, bound('min_length', 'minLength'), bound('max_length', 'maxLength')]
      : ['', value, bound('min', 'minimum'), bound('max', 'maximum')];
  if (typeof size !== 'number') return [];
  const said = what === '' ? `it is ${size}` : `it has ${size} ${what}`;
  return [
    ...(least !== undefined && size < least ? [`${said}, less than its constraint of ${least}`] : []),
    ...(most !== undefined && size > most ? [`${said}, more than its constraint of ${most}`] : []),
  ];
}

const textOf = (value: unknown): string => JSON.stringify(value).slice(0, 64);
