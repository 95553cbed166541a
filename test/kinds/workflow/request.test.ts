import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { gaps } from '../../../operator/kinds/workflow/compare.ts';
import { resolvedSpec } from '../../../operator/kinds/workflow/references.ts';
import { createRequest, immutableFields, updateRequest } from '../../../operator/kinds/workflow/request.ts';
import type { WorkflowSpec } from '../../../operator/kinds/workflow/spec.gen.ts';
import { CONTENT_FIELDS, digestOf, wantedOf } from '../../../operator/kinds/workflow/wanted.ts';
import { schemas } from '../../../operator/modelarts/generated/workflow.gen.ts';
import type { Behaviours } from '../../../operator/simulator/behaviours.ts';
import { mayMutate } from '../../modelarts/server.ts';
import { read, simulated } from '../../modelarts/simulated.ts';
import { thing } from '../../runtime/objects.ts';
import { missingFrom, missingFromSpec } from '../../support/missing.ts';
import { completeSample, conditionalSample, sample } from './specs.ts';

const DESCRIBED = { name: 'nightly-0123abcd-1', description: '[k8s marker]' };

const named = (kind: string, name: string) => ({
  ...thing({ name }, { remote: { id: `${name}-id`, attempt: 1 } }),
  kind,
});

/** The complete sample, with what other objects say in it. */
const complete = (): WorkflowSpec =>
  resolvedSpec(
    completeSample(),
    new Map([
      ['a', named('Algorithm', 'resnet')],
      ['b', named('Pool', 'a100')],
    ]),
  );

const want = (spec: WorkflowSpec, applied = {}) => wantedOf(spec, DESCRIBED, applied);
const update = (spec: WorkflowSpec, applied?: Record<string, string>) =>
  updateRequest(want(spec, applied), new Set(['name', 'description', ...CONTENT_FIELDS]));

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const against = (name: string) => ajv.compile({ $ref: `#/$defs/${name}`, $defs: schemas });

describe('the body of a create', () => {
  test('says what the spec says, in the words of the API, and free-form parts as they are written', () => {
    const step = { name: 'a', dependSteps: ['b'], properties: { camelCase: { snake_case: 1 } } };
    expect(createRequest({ steps: [step, { name: 'b' }], smnSwitch: false }, DESCRIBED)).toEqual({
      ...DESCRIBED,
      smn_switch: false,
      steps: [
        { name: 'a', depend_steps: ['b'], properties: { camelCase: { snake_case: 1 } } },
        { name: 'b' },
      ],
    });
  });

  /** What the server fills, and what is bought by a call of its own (4.9). */
  const LEFT_OUT = [
    ...['latest_execution', 'package', 'param_ready', 'run_count', 'subscription_id', 'user_name'],
    ...['last_modified_at', 'steps.created_at'],
  ].sort();

  test('can have every field of the reference but for those in the table', () => {
    const body = createRequest({ ...complete(), sourceWorkflowId: 'w-1' }, DESCRIBED);
    expect(missingFrom('CreateWorkflowRequest', [body], schemas)).toEqual(LEFT_OUT);
  });

  test('has the value of another object in the place that names it', () => {
    const { steps } = createRequest(complete(), DESCRIBED);
    expect(steps?.[0]?.properties).toMatchObject({
      algorithm: { id: 'resnet-id' },
      spec: { resource: { pool_id: 'a100-id' } },
    });
  });
});

test('the complete sample has every field but the alternatives to what it says', () => {
  expect(missingFromSpec('workflows', [completeSample()])).toEqual([
    ...['accountRef.namespace', 'adopt', 'schedules.id', 'sourceWorkflowId', 'subscription.id'],
  ]);
});

test.each([
  ['the sample', sample()],
  ['the complete sample', complete()],
])('the bodies of %s fit the schemas', (_sentence, spec) => {
  for (const [name, body] of [
    ['CreateWorkflowRequest', createRequest(spec, DESCRIBED)],
    ['UpdateWorkflowRequest', update(spec)],
  ] as const) {
    const fits = against(name);
    fits(body);
    // The type of the switch follows the example of 4.5; what is sent is in the form of the table.
    const errors = (fits.errors ?? []).filter(({ instancePath }) => instancePath !== '/smn_switch');
    expect(errors).toEqual([]);
  }
});

describe('the body of an update', () => {
  test('has the fields that it is to have, and no others', () => {
    const wanted = want({ labels: ['a'], smnSwitch: true, storages: [] });
    expect(updateRequest(wanted, new Set(['labels', 'name']))).toEqual({
      ...{ name: DESCRIBED.name, labels: ['a'] },
    });
  });

  test('says the switch as the table does, and empties what was taken out of the spec', () => {
    const applied = { labels: '1', smnSwitch: '2', steps: '3' };
    expect(update({}, applied)).toEqual({ ...DESCRIBED, labels: [], smn_switch: 'false', steps: [] });
  });

  test('leaves alone what the spec never said', () => {
    expect(update({})).toEqual(DESCRIBED);
  });

  test('knows no field that cannot change', () => {
    const fixed = immutableFields(complete()).map(({ path }) => path.replace('spec.', ''));
    expect(Object.keys(want(complete()).content).filter((field) => fixed.includes(field))).toEqual([]);
    expect(fixed).toHaveLength(11);
  });
});

const readings: [string, Partial<Behaviours>][] = [
  ['as built', {}],
  ['with fields that nobody asked for', { 'answers.extra': true }],
  ['without empty fields', { 'answers.nulls': 'omit' }],
  ['with empty fields null', { 'answers.nulls': 'null' }],
];

describe.each(readings)('a workflow in the cloud, told %s,', (_words, behaviours) => {
  /** What differs after a create from `spec`, and after an update to `now`. */
  async function stored(spec: WorkflowSpec, now: WorkflowSpec = spec) {
    await using world = await simulated(behaviours);
    const { workflows } = world.client;
    const { id } = await workflows.create(createRequest(spec, DESCRIBED), mayMutate());
    const applied = digestOf(spec);
    const wanted = want(now, applied);
    const before = gaps(wanted, await workflows.get(id, {}, read()), digestOf(now), applied);
    const fields = new Set(before.map(({ field }) => field));
    await workflows.update(id, updateRequest(wanted, fields), mayMutate());
    const after = gaps(wanted, await workflows.get(id, {}, read()), digestOf(now), digestOf(now));
    return { before: [...fields].sort(), after };
  }

  test.each([
    ['the sample', sample()],
    ['the complete sample', complete()],
    ['the conditional sample', conditionalSample()],
    ['nothing', {}],
  ])('made of %s is as wanted', async (_sentence, spec) => {
    expect(await stored(spec)).toEqual({ before: [], after: [] });
  });

  test.each([
    ['the complete sample to the small one', complete(), sample()],
    ['the small sample to the complete one', sample(), complete()],
    ['the complete sample to nothing', complete(), {}],
  ])('is as wanted after an update from %s', async (_sentence, before, now) => {
    const { before: differing, after } = await stored(before, now);
    expect(differing).toEqual([...CONTENT_FIELDS].sort());
    expect(after).toEqual([]);
  });
});
