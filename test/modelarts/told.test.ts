import { expect, test } from 'vitest';
import type { Sent } from '../../operator/modelarts/exchange.ts';
import { rejected, simulated } from './simulated.ts';

const BODY = {
  kind: 'job',
  metadata: { name: 'told' },
  algorithm: { command: 'true', engine: { image_url: 'org/image:1' } },
  spec: { resource: { flavor_id: 'modelarts.vm.cpu.2u', node_count: 1 } },
};

/** Options whose gate keeps what it is told. */
function telling(gate = () => {}) {
  const sent: Sent[] = [];
  const told = (one: Sent) => void sent.push(one);
  return { sent, options: { signal: new AbortController().signal, gate: Object.assign(gate, { told }) } };
}

test.each([
  ['accepted', undefined, { outcome: 'accepted', status: 201, code: undefined }],
  ['refused', { kind: 'status', status: 429 }, { outcome: 'refused', status: 429, code: 'ModelArts.2799' }],
  ['unclear with an answer', { kind: 'status', status: 500 }, { outcome: 'unclear', status: 500 }],
  [
    'unclear without one',
    { kind: 'drop-after' },
    { outcome: 'unclear', status: undefined, requestId: undefined },
  ],
] as const)(
  'a mutation that was %s is told of, with the request id of its answer',
  async (_what, fault, expected) => {
    await using stage = await simulated();
    const { simulator, client } = stage;
    if (fault) simulator.faults.add({ ...fault, operation: 'createTrainingJob' });
    const { sent, options } = telling();
    await client.trainingJobs.create(BODY, options).catch(() => undefined);
    expect(sent).toEqual([expect.objectContaining({ operation: 'createTrainingJob', ...expected })]);
    const [call] = simulator.audit.calls;
    if (call?.status) expect(sent[0]?.requestId).toBe(call.requestId);
  },
);

test('a mutation that never left is not told of, and neither is a read', async () => {
  await using stage = await simulated();
  const { sent, options } = telling(() => {
    throw new Error('no longer leader');
  });
  expect((await rejected(stage.client.trainingJobs.create(BODY, options))).kind).toBe('unsent');
  await stage.client.trainingJobs.search({}, options);
  expect(sent).toEqual([]);
});

test('a call that is sent to two places is told of twice', async () => {
  await using stage = await simulated({ 'training.tagPath': 'modelarts-training-job' });
  const { sent, options } = telling();
  const id = await stage.job();
  await stage.client.trainingJobs.tags.add(id, { team: 'vision' }, options);
  expect(sent.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted']);
});
