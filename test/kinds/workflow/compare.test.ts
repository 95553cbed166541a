import { describe, expect, test } from 'vitest';
import { gaps } from '../../../operator/kinds/workflow/compare.ts';
import type { WorkflowSpec } from '../../../operator/kinds/workflow/spec.gen.ts';
import { digestOf, wantedOf } from '../../../operator/kinds/workflow/wanted.ts';
import type { Workflow } from '../../../operator/modelarts/workflow.ts';

const DESCRIBED = { name: 'nightly', description: 'x [k8s marker]' };
const SPEC: WorkflowSpec = {
  labels: ['a', 'b'],
  smnSwitch: true,
  parameters: [
    { name: 'p', type: 'int', default: 0, delay: false },
    { name: 'q', value: { deep: [1, { b: 2 }] } },
  ],
  steps: [
    { name: 'train', type: 'job', properties: { algorithm: { id: 'a', epochs: 3 } }, policy: {} },
    { name: 'serve', type: 'service', dependSteps: ['train', 'x'] },
  ],
};
const [train, serve] = SPEC.steps as [object, object];
const [p, q] = SPEC.parameters as [object, object];

const found = (content: object, spec = SPEC, applied?: Record<string, string>, texts: object = {}) => {
  const there = { ...DESCRIBED, content: { ...SPEC, ...content }, ...texts } as Workflow;
  return gaps(wantedOf(spec, DESCRIBED, applied), there, digestOf(spec), applied);
};
const paths = (content: object, spec = SPEC) => found(content, spec).map(({ path }) => path);

describe('no difference is', () => {
  test.each<[string, object]>([
    ['what is as wanted', {}],
    ['the order of steps', { steps: [serve, train] }],
    ['the order of labels', { labels: ['b', 'a'] }],
    ['the order of what a step depends on', { steps: [train, { ...serve, dependSteps: ['x', 'train'] }] }],
    ['when a step was made', { steps: [{ ...train, createdAt: '2022-09-09T11:28:29' }, serve] }],
    ['an empty field that is left out', { steps: [{ ...train, policy: undefined }, serve] }],
    ['a flag that is left out', { parameters: [{ ...p, delay: undefined }, q] }],
    [
      'a default inside a free-form part',
      { parameters: [p, { name: 'q', value: { deep: [1, { b: 2, c: 3 }] } }] },
    ],
    ['the switch told as a text', { smnSwitch: 'true' }],
    ['a number told as a text', { parameters: [{ ...p, default: '0' }, q] }],
    ['what the spec never says', { storages: [{ name: 's' }], dataRequirements: [{ name: 'd' }] }],
  ])('%s', (_sentence, content) => {
    expect(found(content)).toEqual([]);
  });
});

describe('a difference is', () => {
  test.each<[string, object, string[]]>([
    ['a label less', { labels: ['a'] }, ['spec.labels']],
    ['a label more', { labels: ['a', 'b', 'c'] }, ['spec.labels']],
    ['the switch, told as a text', { smnSwitch: 'false' }, ['spec.smnSwitch']],
    ['the switch', { smnSwitch: undefined }, ['spec.smnSwitch']],
    ['a step less', { steps: [train] }, ['spec.steps[serve]']],
    ['a step more', { steps: [train, serve, { name: 'other' }] }, ['spec.steps[other]']],
    ['no steps', { steps: undefined }, ['spec.steps[serve]', 'spec.steps[train]']],
    ['the type of a step', { steps: [train, { ...serve, type: 'job' }] }, ['spec.steps[serve].type']],
    [
      'what is inside its properties',
      { steps: [{ ...train, properties: { algorithm: { id: 'b' } } }, serve] },
      ['spec.steps[train].properties'],
    ],
    [
      'what it depends on',
      { steps: [train, { ...serve, dependSteps: ['x'] }] },
      ['spec.steps[serve].dependSteps'],
    ],
    [
      'a value of another shape',
      { steps: [{ ...train, properties: 'job' }, serve] },
      ['spec.steps[train].properties'],
    ],
    ['a value', { parameters: [{ ...p, default: 1 }, q] }, ['spec.parameters[p].default']],
    [
      'a default that is gone',
      { parameters: [{ ...p, default: undefined }, q] },
      ['spec.parameters[p].default'],
    ],
    [
      'an item of a list in a free-form part',
      { parameters: [p, { name: 'q', value: { deep: [1] } }] },
      ['spec.parameters[q].value'],
    ],
  ])('%s', (_sentence, content, expected) => {
    expect(paths(content)).toEqual(expected);
  });

  test('the name and the description, told in words', () => {
    expect(found({}, SPEC, undefined, { name: 'other', description: '' })).toMatchObject([
      { field: 'name', path: 'spec.name', there: '"other"', wanted: '"nightly"' },
      { field: 'description', path: 'spec.description', there: 'nothing' },
    ]);
  });

  test('never told with the values of free-form parts', () => {
    for (const parameters of [[p, { name: 'q', value: 'secret' }], [{ value: 'secret' }]]) {
      const differing = found({ parameters });
      expect([differing.length, JSON.stringify(differing)]).toEqual([
        1,
        expect.not.stringContaining('secret'),
      ]);
    }
  });
});

describe('what was sent last', () => {
  const applied = digestOf(SPEC);

  test('tells a field that was taken out of a free-form part of the spec from what the cloud adds', () => {
    const less: WorkflowSpec = {
      ...SPEC,
      steps: [
        { ...train, name: 'train', properties: { algorithm: { id: 'a' } } },
        { ...serve, name: 'serve' },
      ],
    };
    expect(found({}, less, applied)).toMatchObject([{ path: 'spec.steps', isEdited: true }]);
    expect(found({}, less)).toEqual([]);
  });

  test('is emptied where the spec says it no more', () => {
    const { labels: _, smnSwitch: __, ...less } = SPEC;
    expect(found({}, less, applied)).toMatchObject([
      { path: 'spec.labels', there: '["a","b"]', wanted: 'nothing', isEdited: true },
      { path: 'spec.smnSwitch', there: 'true', wanted: 'nothing', isEdited: true },
    ]);
  });

  test('does not tell one order from another', () => {
    const { labels = [], steps = [] } = SPEC;
    const turned = { ...SPEC, labels: labels.toReversed(), steps: steps.toReversed() };
    expect(found({}, turned, applied)).toEqual([]);
  });

  test('is no edit where others changed what was sent', () => {
    expect(found({ labels: [] }, SPEC, applied)).toMatchObject([{ path: 'spec.labels', isEdited: false }]);
  });
});
