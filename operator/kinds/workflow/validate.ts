/** What the CRD's schema cannot say about a Workflow's spec. Pure; the same rules hold on servers without CEL. */
import { cronProblem } from './cron.ts';
import { valuesOf } from './references.ts';
import type { WorkflowSpec } from './spec.gen.ts';
import { checkParameter } from './validateParameters.ts';
import { checkSteps } from './validateSteps.ts';

/** Section 4.2: with Chinese and blanks. Section 4.5 takes less. */
const CREATABLE = /^[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9 _-]{0,63}$/;
const UPDATABLE = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Whether an existing workflow can be given this name (section 4.5). */
export const isUpdatableName = (name: string): boolean => UPDATABLE.test(name);

/** A sentence per bad field, naming it; empty when the workflow can be created (section 4.2). */
export const validate = (spec: WorkflowSpec): string[] => [
  ...(spec.name === undefined || CREATABLE.test(spec.name) ? [] : [nameRule('spec.name', CREATABLE_RULE)]),
  ...listNames(spec),
  ...checkSteps(spec),
  ...(spec.parameters ?? []).flatMap(checkParameter),
  ...(spec.schedules ?? []).flatMap(checkSchedule),
  ...valuesOf(spec).flatMap(({ problem }) => problem ?? []),
];

const CREATABLE_RULE = 'Chinese or letters, then these, digits, blanks, - and _ too';
const UPDATABLE_RULE = 'letters, then these, digits, - and _ too';

const nameRule = (path: string, rule: string): string => `${path}: up to 64 characters: ${rule}`;

/** Names are there once in each list, and like ModelArts wants them. */
function listNames(spec: WorkflowSpec): string[] {
  const { steps = [], dataRequirements = [], data = [], parameters = [], storages = [] } = spec;
  const { subGraphs = [], schedules = [] } = spec;
  return [
    ...checkNames('steps', steps, CREATABLE, CREATABLE_RULE),
    ...steps.flatMap(({ name, inputs = [], outputs = [] }) => [
      ...checkNames(`steps[${name}].inputs`, inputs),
      ...checkNames(`steps[${name}].outputs`, outputs),
    ]),
    ...checkNames('dataRequirements', dataRequirements, UPDATABLE, UPDATABLE_RULE),
    ...checkNames('data', data, UPDATABLE, UPDATABLE_RULE),
    ...checkNames('parameters', parameters, UPDATABLE, UPDATABLE_RULE),
    ...checkNames('storages', storages, UPDATABLE, UPDATABLE_RULE),
    ...checkNames('subGraphs', subGraphs),
    ...checkNames('schedules', schedules),
  ];
}

function checkNames(
  list: string,
  items: readonly { name: string }[],
  pattern: RegExp = /^/,
  rule = '',
): string[] {
  const names = items.map(({ name }) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [
    ...names
      .filter((name) => !pattern.test(name))
      .map((name) => nameRule(`spec.${list}[${name}].name`, rule)),
    ...[...twice].map((name) => `spec.${list}[${name}]: there is more than one of this name`),
  ];
}

type Schedule = NonNullable<WorkflowSpec['schedules']>[number];

function checkSchedule({ name, content }: Schedule): string[] {
  const problem = cronProblem(content.cron);
  return problem === undefined ? [] : [`spec.schedules[${name}].content.cron: ${problem}`];
}
