import { expect, test } from 'vitest';
import { Vitals } from '../../operator/runtime/vitals.ts';
import { HandTime } from './handTime.ts';

const MINUTE = 60_000;

/** The lines of our own metrics that are not zero, without those of buckets, help and type. */
async function metrics(vitals: Vitals): Promise<string[]> {
  const text = await vitals.metrics.registry.metrics();
  return text.split('\n').filter((line) => /^modelarts_operator_(?!.*_bucket).* (?!0$)/.test(line));
}

test('what the loops tell is counted by kind, and times are seconds', async () => {
  const vitals = new Vitals(new HandTime());
  const kind = vitals.kind('Thing');
  kind.due('change');
  kind.due('recheck');
  kind.due('recheck');
  kind.started(250);
  kind.ended(1_500);
  kind.retried();
  kind.reconciled('settled');
  kind.queue(() => ({ keys: 7, due: 2, stalledMs: 0, unfinishedMs: 5_000, longestMs: 3_000 }));
  vitals.watch('things').broke();
  vitals.event('held-back');
  vitals.leads();
  expect(await metrics(vitals)).toEqual([
    'modelarts_operator_queue_adds_total{kind="Thing",priority="change"} 1',
    'modelarts_operator_queue_adds_total{kind="Thing",priority="recheck"} 2',
    'modelarts_operator_queue_retries_total{kind="Thing"} 1',
    'modelarts_operator_queue_wait_seconds_sum{kind="Thing"} 0.25',
    'modelarts_operator_queue_wait_seconds_count{kind="Thing"} 1',
    'modelarts_operator_queue_work_seconds_sum{kind="Thing"} 1.5',
    'modelarts_operator_queue_work_seconds_count{kind="Thing"} 1',
    'modelarts_operator_reconcile_total{kind="Thing",result="settled"} 1',
    'modelarts_operator_watch_restarts_total{plural="things"} 1',
    'modelarts_operator_events_total{result="held-back"} 1',
    'modelarts_operator_queue_depth{kind="Thing"} 2',
    'modelarts_operator_queue_keys{kind="Thing"} 7',
    'modelarts_operator_queue_unfinished_work_seconds{kind="Thing"} 5',
    'modelarts_operator_queue_longest_work_seconds{kind="Thing"} 3',
    'modelarts_operator_leader 1',
  ]);
});

test('what has never happened stands at zero, so that its first time is a rise', async () => {
  const vitals = new Vitals(new HandTime());
  vitals.kind('Thing');
  vitals.watch('things');
  const text = await vitals.metrics.registry.metrics();
  expect(text).toContain('modelarts_operator_reconcile_total{kind="Thing",result="error"} 0');
  expect(text).toContain('modelarts_operator_queue_adds_total{kind="Thing",priority="change"} 0');
  expect(text).toContain('modelarts_operator_queue_retries_total{kind="Thing"} 0');
  expect(text).toContain('modelarts_operator_watch_restarts_total{plural="things"} 0');
  expect(text).toContain('modelarts_operator_events_total{result="failed"} 0');
});

test('a term that ends takes its queues and watches along and leaves the counters', async () => {
  const time = new HandTime();
  const vitals = new Vitals(time);
  vitals.leads();
  vitals.kind('Thing').queue(() => ({ keys: 7, due: 2, stalledMs: 600_000, unfinishedMs: 0, longestMs: 0 }));
  vitals.watch('things').broke();
  await time.advance(11 * MINUTE);
  expect(vitals.liveness().ok).toBe(false);
  vitals.termEnded();
  expect(vitals.liveness()).toEqual({ ok: true, text: 'ok' });
  expect(vitals.readiness().ok).toBe(false);
  expect(await metrics(vitals)).toEqual(['modelarts_operator_watch_restarts_total{plural="things"} 1']);
});

test('a watch lives from its begin, and as long as it gives signs of life', async () => {
  const time = new HandTime();
  const vitals = new Vitals(time);
  const { alive } = vitals.watch('things');
  await time.advance(9 * MINUTE);
  alive();
  await time.advance(9 * MINUTE);
  expect(vitals.liveness().ok).toBe(true);
  await time.advance(2 * MINUTE);
  expect(vitals.liveness().text).toBe('watch of things: neither delivered nor ended for 660 s');
});

test('a watch of one namespace that is dead is not hidden by that of another one which lives', async () => {
  const time = new HandTime();
  const vitals = new Vitals(time);
  vitals.watch('things', 'ml');
  const { alive } = vitals.watch('things', 'ops');
  await time.advance(11 * MINUTE);
  alive();
  expect(vitals.liveness().text).toBe('watch of things in ml: neither delivered nor ended for 660 s');
});

test('ready is who leads with all listed, or follows another', () => {
  const vitals = new Vitals(new HandTime());
  const seen = [vitals.readiness().ok];
  for (const step of [() => vitals.follows('b'), () => vitals.leads(), () => vitals.synced()]) {
    step();
    seen.push(vitals.readiness().ok);
  }
  expect(seen).toEqual([false, true, false, true]);
});
