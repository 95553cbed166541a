import { expect, test } from 'vitest';
import { createRequest } from '../../../operator/kinds/trainingjob/request.ts';
import { startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller } from '../../simulator/caller.ts';
import { missingFromSpec } from '../../support/missing.ts';
import { completeSample } from './specs.ts';

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

test('the complete sample has every field but the alternatives to what it says', () => {
  expect(missingFromSpec('trainingjobs', [completeSample()])).toEqual(LEFT_OUT);
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
