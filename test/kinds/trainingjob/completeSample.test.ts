import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { createRequest } from '../../../operator/kinds/trainingjob/request.ts';
import { startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller } from '../../simulator/caller.ts';
import { completeSample } from './specs.ts';

type Schema = { properties?: Record<string, Schema>; items?: Schema };
type Crd = { spec: { versions: { schema: { openAPIV3Schema: { properties: { spec: Schema } } } }[] } };

const crd = load(readFileSync('crds/trainingjobs.yaml', 'utf8')) as Crd;

/** Alternatives to what the sample says, and what can only be known once the job runs. */
const LEFT_OUT = [
  'accountRef.namespace',
  'adopt',
  'algorithm.algorithmRef',
  'algorithm.command',
  'algorithm.engine.id',
  'algorithm.engine.imageUrl',
  'algorithm.id',
  'algorithm.itemVersionId',
  'algorithm.subscriptionId',
  'earlyStopTrials',
  'jobTemplate',
  'resource.poolRef',
  'tasks',
];

/** The paths of the schema that none of the values has; below a missing one nothing is listed. */
function missing(
  { items, properties = {} }: Schema,
  values: readonly unknown[],
  path: string[] = [],
): string[] {
  if (items) return missing(items, values.flat(), path);
  return Object.entries(properties).flatMap(([name, inner]) => {
    const at = [...path, name];
    const held = values
      .map((value) => (value as Record<string, unknown>)[name])
      .filter((item) => item !== undefined);
    return held.length === 0 ? [at.join('.')] : missing(inner, held, at);
  });
}

test('the complete sample has every field but the alternatives to what it says', () => {
  const spec = crd.spec.versions[0]?.schema.openAPIV3Schema.properties.spec as Schema;
  expect(missing(spec, [completeSample()]).sort()).toEqual(LEFT_OUT);
});

test('the complete sample is taken by a cloud that is strict', async () => {
  await using simulator = await startSimulator();
  const decided = { name: 'complete-1', description: 'd', environments: { NCCL_DEBUG: 'INFO' } };
  const { status, text } = await caller(simulator)(
    'POST',
    '/training-jobs',
    createRequest(completeSample(), decided),
  );
  expect([status, text]).toEqual([201, expect.any(String)]);
});
