import { expect, test } from 'vitest';
import { CallMetrics, CLOUD_RESULTS } from '../../operator/runtime/callMetrics.ts';
import { Meters } from '../../operator/runtime/meters.ts';

const OPERATION = 'service="ModelArts",operation="getPool"';

test('calls are counted by operation and result, and timed; from the first one on all results stand at zero', async () => {
  const meters = new Meters();
  const calls = new CallMetrics(meters);
  calls.cloud('ModelArts', 'getPool', 'throttled', 1_500);
  calls.cluster('patch', 'pools/status', 'conflict', 20);
  const text = await meters.registry.metrics();
  const lines = text.split('\n').filter((line) => line.includes('modelarts_calls_total{'));
  expect(lines).toHaveLength(CLOUD_RESULTS.length);
  for (const line of [
    `modelarts_operator_modelarts_calls_total{${OPERATION},result="throttled"} 1`,
    `modelarts_operator_modelarts_calls_total{${OPERATION},result="ok"} 0`,
    `modelarts_operator_modelarts_call_duration_seconds_sum{${OPERATION}} 1.5`,
    'modelarts_operator_kubernetes_calls_total{verb="patch",resource="pools/status",result="conflict"} 1',
    'modelarts_operator_kubernetes_call_duration_seconds_sum{verb="patch",resource="pools/status"} 0.02',
  ])
    expect(text).toContain(`${line}\n`);
});

test('waits for a turn are timed by priority, refusals counted, both from zero on', async () => {
  const meters = new Meters();
  const calls = new CallMetrics(meters);
  expect(await meters.registry.metrics()).toContain('throttle_wait_seconds_count{priority="poll"} 0\n');
  calls.waited('change', 250);
  calls.refused();
  const text = await meters.registry.metrics();
  expect(text).toContain('throttle_wait_seconds_sum{priority="change"} 0.25\n');
  expect(text).toContain('throttle_refusals_total 1\n');
});
