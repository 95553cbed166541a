import { expect, test, vi } from 'vitest';
import { inCloud } from '../support/cloud.ts';
import type { Life } from '../support/world.ts';
import { holds, POOL_FLAVOR, World } from '../support/world.ts';

const METRICS = { host: '127.0.0.1', port: 0 };

/** Asks the health server of `operator`; the log says where it is. */
async function ask(operator: Life, path: string): Promise<{ status: number; text: string }> {
  const line = await vi.waitUntil(
    () => operator.log.find((entry) => entry.includes('/readyz are served')),
    20_000,
  );
  const { port } = JSON.parse(line);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: answer.status, text: await answer.text() };
}

/** The value of one series of /metrics; 0 when there is none. */
async function metric(operator: Life, series: string): Promise<number> {
  const { text } = await ask(operator, '/metrics');
  const line = text.split('\n').find((entry) => entry.startsWith(`modelarts_operator_${series} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

test('a job that runs moves the metrics of its kind, and the operator says that it is alive and ready', async () => {
  await using world = await World.create();
  const operator = world.start({ metrics: METRICS });
  await operator.leading;
  await world.account({ iamEndpoint: world.simulator.url });
  await world.job('resnet');
  await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'));
  await world.untilEvent('resnet', 'Completed');
  await world.remove('trainingjobs', 'resnet');
  await world.until('trainingjobs', 'resnet', (job) => job === undefined);
  expect(await ask(operator, '/healthz')).toEqual({ status: 200, text: 'ok\n' });
  expect(await ask(operator, '/readyz')).toEqual({ status: 200, text: 'ok: leading\n' });
  const wanted = [
    'leader',
    'queue_adds_total{kind="TrainingJob",priority="change"}',
    'queue_adds_total{kind="TrainingJob",priority="recheck"}',
    'queue_wait_seconds_count{kind="TrainingJob"}',
    'queue_work_seconds_count{kind="TrainingJob"}',
    'queue_keys{kind="Account"}',
    'reconcile_total{kind="TrainingJob",result="act"}',
    'reconcile_total{kind="TrainingJob",result="settled"}',
    'reconcile_total{kind="Account",result="settled"}',
    'events_total{result="told"}',
    'reconcile_duration_seconds_count{kind="TrainingJob",result="act"}',
    'apply_to_remote_seconds_count{kind="TrainingJob"}',
    'remote_to_status_seconds_count{kind="TrainingJob"}',
    'modelarts_calls_total{service="ModelArts",operation="createTrainingJob",result="ok"}',
    'modelarts_calls_total{service="IAM",operation="showPermanentAccessKey",result="ok"}',
    'kubernetes_calls_total{verb="watch",resource="trainingjobs",result="ok"}',
    'kubernetes_calls_total{verb="patch",resource="trainingjobs/status",result="ok"}',
    'kubernetes_call_duration_seconds_count{verb="create",resource="leases"}',
    'throttle_wait_seconds_count{priority="change"}',
    'throttle_wait_seconds_count{priority="poll"}',
    'list_polls_total{kind="TrainingJob",result="ok"}',
    'list_poll_items_total{kind="TrainingJob"}',
    'objects{kind="Account",phase="none"}',
    `build_info{version="test",node="${process.version}"}`,
  ];
  for (const series of wanted) expect(await metric(operator, series), series).toBeGreaterThan(0);
});

test('what is stalled, refused, corrected and in use is told by the metrics, by name where it is bounded', async () => {
  await using world = await World.create();
  const operator = world.start({ metrics: METRICS });
  await operator.leading;
  await world.account();
  world.simulator.faults.add({ operation: 'createPool', kind: 'status', status: 429, times: 1 });
  await world.pool('a100');
  const pool = await world.until('pools', 'a100', (one) => holds(one, 'Ready') && !holds(one, 'Reconciling'));
  await world.job('none', { resource: { flavorId: 'no.such.flavor', nodeCount: 1 } });
  await world.until('trainingjobs', 'none', (job) => holds(job, 'Stalled'));
  const three = { spec: { resources: [{ flavor: POOL_FLAVOR, count: 3 }] } };
  await inCloud(world, (cloud) => cloud.changePool(pool?.status?.remote?.id ?? '', three));
  await world.untilEvent('a100', 'DriftCorrected');
  await world.until('pools', 'a100', (one) => one?.status?.nodes === '2/2' && holds(one, 'Ready'));
  const of = `namespace="${world.namespace}",name="a100"`;
  await vi.waitUntil(
    async () => (await metric(operator, `pool_capacity{${of},resource="accelerator",unit="card"}`)) > 0,
    20_000,
  );
  const asked = () => world.simulator.audit.calls.map(({ operation }) => operation);
  await vi.waitUntil(() => asked().includes('getPoolWorkloadStatistics'), 20_000);
  const reason = /reason="(\w+)"/.exec(
    (await ask(operator, '/metrics')).text.match(/object_stalled\{.*/)?.[0] ?? '',
  )?.[1];
  const wanted: [string, number][] = [
    [`object_stalled{kind="TrainingJob",namespace="${world.namespace}",name="none",reason="${reason}"}`, 1],
    [`stalled_objects{kind="TrainingJob",reason="${reason}"}`, 1],
    ['throttle_refusals_total', 1],
    ['modelarts_calls_total{service="ModelArts",operation="createPool",result="throttled"}', 1],
    ['drift_corrected_total{kind="Pool"}', 1],
    ['objects{kind="Pool",phase="Running"}', 1],
    [`pool_nodes{${of},state="available"}`, 2],
    [`pool_nodes_wanted{${of}}`, 2],
    ['pools_left_out', 0],
  ];
  for (const [series, value] of wanted) expect(await metric(operator, series), series).toBe(value);
});

test('a replica that follows is alive and ready, and leads no queue', async () => {
  await using world = await World.create();
  const leader = world.start();
  await leader.leading;
  const follower = world.start({ metrics: METRICS });
  const ready = await vi.waitUntil(async () => {
    const answer = await ask(follower, '/readyz');
    return answer.status === 200 && answer;
  }, 10_000);
  expect(ready.text).toMatch(/^ok: test_[0-9a-f]+ leads\n$/);
  expect((await ask(follower, '/healthz')).status).toBe(200);
  expect((await ask(follower, '/metrics')).text).not.toMatch(/^modelarts_operator_queue_keys/m);
  expect(await metric(follower, 'leader')).toBe(0);
});

test('an operator whose port is in use ends with a sentence, and gives back what it holds', async () => {
  await using world = await World.create();
  const first = world.start({ metrics: METRICS });
  await ask(first, '/healthz');
  const { port } = JSON.parse(first.log.find((entry) => entry.includes('/readyz are served')) ?? '{}');
  const second = world.start({ metrics: { ...METRICS, port }, simulate: { port: 0, speed: 1 } });
  await expect(second.ended).rejects.toThrow(/--metrics-port: port \d+ of 127\.0\.0\.1 is in use/);
  expect(second.log.some((line) => line.includes('operator stopped'))).toBe(true);
});
