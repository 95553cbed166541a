/** What the CRD's schema cannot say about a WorkflowRun's spec. Pure; the same rules hold on servers without CEL. */
import { count } from '../fields.ts';
import { valuesOf } from './references.ts';
import type { WorkflowRunSpec } from './spec.gen.ts';

/** A sentence per bad field, naming it; empty when the run can be created (section 4.11). */
export const validate = (spec: WorkflowRunSpec): string[] => [
  ...workflow(spec),
  ...valuesOf(spec).flatMap(({ problem }) => problem ?? []),
  ...parameters(spec.parameters, 'spec.parameters'),
  ...rerun(spec),
  ...(spec.stepActions ?? []).flatMap((one) =>
    parameters(one.parameters, `spec.stepActions[${one.step}].parameters`),
  ),
];

function workflow({ adopt, workflowRef, workflowId }: WorkflowRunSpec): string[] {
  const given = count(workflowRef, workflowId);
  if (given === 2) return ['spec: give only one of workflowRef and workflowId'];
  return given === 1 || adopt
    ? []
    : ['spec: give workflowRef or workflowId, unless adopt names an existing run'];
}

function rerun({ rerun }: WorkflowRunSpec): string[] {
  if (!rerun) return [];
  return [
    ...(rerun.steps && rerun.failedOnly ? ['spec.rerun: give only one of steps and failedOnly'] : []),
    ...parameters(rerun.parameters, 'spec.rerun.parameters'),
  ];
}

type Parameters = readonly { name: string; type?: string; value?: unknown }[];

/** What values of the types of section 4.11 are; others are not known, and let through. */
const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  str: (value) => typeof value === 'string',
  int: (value) => Number.isInteger(value),
  float: (value) => typeof value === 'number',
  bool: (value) => typeof value === 'boolean',
};

const parameters = (given: Parameters = [], path: string): string[] =>
  given
    .filter(
      ({ type = '', value }) => value !== undefined && !isReferred(value) && FITS[type]?.(value) === false,
    )
    .map(
      ({ name, type, value }) =>
        `${path}[${name}].value: ${JSON.stringify(value).slice(0, 64)} is no ${type}`,
    );

const isReferred = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'valueFrom' in value;
