import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { WorkflowSpec } from '../../../operator/kinds/workflow/spec.gen.ts';
import type { Resource } from '../../../operator/runtime/object.ts';

const read = (name: string): WorkflowSpec =>
  (load(readFileSync(`deploy/samples/${name}.yaml`, 'utf8')) as Resource<WorkflowSpec>).spec;

/** The spec of deploy/samples/workflow.yaml. */
export const sample = (): WorkflowSpec => read('workflow');

/** The spec of deploy/samples/workflow-complete.yaml. */
export const completeSample = (): WorkflowSpec => read('workflow-complete');

/** The spec of deploy/samples/workflow-conditional.yaml. */
export const conditionalSample = (): WorkflowSpec => read('workflow-conditional');

export type Step = NonNullable<WorkflowSpec['steps']>[number];
export type Parameter = NonNullable<WorkflowSpec['parameters']>[number];

type Row = readonly [sentence: string, spec: WorkflowSpec, said: readonly string[]];

const steps = (...all: Step[]): WorkflowSpec => ({ steps: all });
const parameter = (one: Omit<Parameter, 'name'>): WorkflowSpec => ({ parameters: [{ name: 'p', ...one }] });
const cron = (text: string): WorkflowSpec => ({ schedules: [{ name: 'nights', content: { cron: text } }] });
const algorithm = (id: unknown): WorkflowSpec => steps({ name: 'train', properties: { algorithm: { id } } });

const CONDITION: Step = {
  name: 'ask',
  type: 'condition',
  conditions: [{ type: '==', left: '$ref/parameters/a', right: true }],
  ifThenSteps: ['yes'],
};

/** What can be created. */
export const TAKEN: readonly (readonly [string, WorkflowSpec])[] = [
  ['nothing at all', {}],
  ['a Chinese name with blanks', { name: '训练 a-1_', ...steps({ name: '步骤 1' }) }],
  ['the conditional example of the reference', conditionalSample()],
  ['a type of step that nobody knows yet', steps({ name: 'a', type: 'quantum' })],
  ['a condition with one branch', steps(CONDITION, { name: 'yes', dependSteps: ['ask'] })],
  [
    'a step in two branches of two conditions',
    steps(CONDITION, { ...CONDITION, name: 'b' }, { name: 'yes' }),
  ],
  [
    'a diamond',
    steps(
      { name: 'a' },
      { name: 'b', dependSteps: ['a'] },
      { name: 'c', dependSteps: ['a'] },
      { name: 'd', dependSteps: ['b', 'c'] },
    ),
  ],
  [
    'a copy that names steps of its source',
    { sourceWorkflowId: 'w-1', parameters: [{ name: 'p', usedSteps: ['x'] }] },
  ],
  ['a parameter of a type that nobody knows yet', parameter({ type: 'json', value: { a: 1 } })],
  ['a whole number for a float', parameter({ type: 'float', value: 1 })],
  [
    'a value inside its constraint',
    parameter({ type: 'str', value: 'ab', constraint: { min_length: 2, colour: 1 } }),
  ],
  [
    'a value that another object has',
    parameter({ type: 'str', value: { valueFrom: { kind: 'Pool', name: 'a' } } }),
  ],
  [
    'values of any shape',
    steps({
      name: 'a',
      inputs: [
        { name: 'i', data: ['x', 1] },
        { name: 'j', value: false },
      ],
    }),
  ],
  [
    'the schedules of the reference',
    {
      schedules: ['0 0 0 * * Thu', '0 0 0 * * Thu,Tue', '*/30 0 0-9/2 1,15 JAN-mar ?'].map((text, index) => ({
        name: `s${index}`,
        content: { cron: text },
      })),
    },
  ],
];

/** Specs that the CRD's schema lets through and that cannot be created, with how what is said of them begins. */
export const REFUSED: readonly Row[] = [
  [
    'a step that depends on itself',
    steps({ name: 'a', dependSteps: ['a'] }),
    ['spec.steps[a].dependSteps: a step cannot depend on itself'],
  ],
  [
    'a condition without conditions',
    steps({ ...CONDITION, conditions: [] }, { name: 'yes' }),
    ['spec.steps[ask]: a condition needs conditions, and steps in ifThenSteps or elseThenSteps'],
  ],
  [
    'a condition without a branch',
    steps({ ...CONDITION, ifThenSteps: [] }),
    ['spec.steps[ask]: a condition needs conditions, and steps in ifThenSteps or elseThenSteps'],
  ],
  [
    'a step in both branches',
    steps({ ...CONDITION, elseThenSteps: ['yes'] }, { name: 'yes' }),
    ['spec.steps[ask]: a step cannot be in both ifThenSteps and elseThenSteps'],
  ],
  ...(['dependSteps', 'ifThenSteps', 'elseThenSteps'] as const).map(
    (field): Row => [
      `${field} of a step that is not there`,
      steps({ name: 'a', [field]: ['b'] }),
      [`spec.steps[a].${field}: there is no step "b"`],
    ],
  ),
  ...(['dataRequirements', 'data', 'parameters'] as const).map(
    (field): Row => [
      `${field} that a step uses which is not there`,
      { ...steps({ name: 'a' }), [field]: [{ name: 'x', type: 'obs', usedSteps: ['b'] }] },
      [`spec.${field}[x].usedSteps: there is no step "b"`],
    ],
  ),
  [
    'a graph of a step that is not there',
    { ...steps({ name: 'a' }), subGraphs: [{ name: 'g', steps: ['a', 'b'] }] },
    ['spec.subGraphs[g].steps: there is no step "b"'],
  ],
  [
    'a scene of a step that is not there',
    { ...steps({ name: 'a' }), policy: { scenes: [{ id: '7', steps: ['b'] }] } },
    ['spec.policy.scenes[7].steps: there is no step "b"'],
  ],
  [
    'a circle of steps',
    steps(
      { name: 'x' },
      { name: 'a', dependSteps: ['x', 'c'] },
      { name: 'b', dependSteps: ['a'] },
      { name: 'c', dependSteps: ['b'] },
    ),
    ['spec.steps[a]: in a circle: a -> b -> c -> a'],
  ],
  [
    'a condition that waits for its own branch',
    steps({ ...CONDITION, dependSteps: ['yes'] }, { name: 'yes' }),
    ['spec.steps[ask]: in a circle: ask -> yes -> ask'],
  ],
  [
    'a text for a whole number',
    parameter({ type: 'int', value: '1' }),
    ['spec.parameters[p].value: it is "1", not a whole number'],
  ],
  [
    'a fraction for a whole number',
    parameter({ type: 'int', default: 1.5 }),
    ['spec.parameters[p].default: it is 1.5, not a whole number'],
  ],
  [
    'a text for a number',
    parameter({ type: 'float', value: 'x' }),
    ['spec.parameters[p].value: it is "x", not a number'],
  ],
  [
    'a number for a text',
    parameter({ type: 'str', value: 1 }),
    ['spec.parameters[p].value: it is 1, not a text'],
  ],
  [
    'a text for true or false',
    parameter({ type: 'bool', default: 'true' }),
    ['spec.parameters[p].default: it is "true", not true or false'],
  ],
  [
    'a member of an enum of another type',
    parameter({ type: 'int', enum: [1, 'b'] }),
    ['spec.parameters[p].enum[1]: it is "b", not a whole number'],
  ],
  [
    'a value that is not in its enum',
    parameter({ type: 'str', enum: ['a', 'b'], value: 'c' }),
    ['spec.parameters[p].value: it is "c", not one of "a", "b"'],
  ],
  [
    'a value below its constraint',
    parameter({ type: 'int', value: 0, constraint: { min: 1 } }),
    ['spec.parameters[p].value: it is 0, less than its constraint of 1'],
  ],
  [
    'a value beyond its constraint',
    parameter({ type: 'float', default: 2.5, constraint: { maximum: 2 } }),
    ['spec.parameters[p].default: it is 2.5, more than its constraint of 2'],
  ],
  [
    'a text that is too long',
    parameter({ type: 'str', value: 'abc', constraint: { max_length: 2 } }),
    ['spec.parameters[p].value: it has 3 characters, more than its constraint of 2'],
  ],
  [
    'a second of 60',
    cron('60 0 0 * * *'),
    ['spec.schedules[nights].content.cron: "60" is no second, which is from 0 to 59'],
  ],
  [
    'a month with a wrong name',
    cron('0 0 0 1 foo ?'),
    ['spec.schedules[nights].content.cron: "foo" is no month, which is from 1 to 12 or a name such as feb'],
  ],
  [
    'a kind that has no values',
    algorithm({ valueFrom: { kind: 'Secret', name: 'a' } }),
    ['spec.steps[train].properties.algorithm.id.valueFrom.kind: it is "Secret"'],
  ],
];
