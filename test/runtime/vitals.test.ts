import { expect, test } from 'vitest';
import { Vitals } from '../../operator/runtime/vitals.ts';
import { HandTime } from './handTime.ts';
import { thing } from './objects.ts';

const MINUTE = 60_000;

/** The lines of our own metrics that are not zero, without those of buckets, help and type. */
async function metrics(vitals: Vitals): Promise<string[]> {
  const text = await vitals.metrics.registry.metrics();
  return text.split('\n').filter((line) => /^modelarts_operator_(?!.*_bucket).* (?!0$)/.test(line));
}

test('what the loops tell is counted by kind, and times are seconds', async () => {
  const vitals = new Vitals(new HandTime());
  const term = vitals.term();
  const kind = term.kind('Thing');
  kind.due('change');
  kind.due('recheck');
  kind.due('recheck');
  kind.started(250);
  kind.ended(1_500);
  kind.retried();
  kind.reconciled('settled', 500);
  kind.applied(2_000);
  kind.applied(undefined);
  kind.shown(750);
  kind.driftCorrected();
  kind.queue(() => ({
    keys: 7,
    due: 2,
    oldestMs: 4_000,
    stalledMs: 0,
    unfinishedMs: 5_000,
    longestMs: 3_000,
  }));
  term.watch('things').broke();
  const list = term.list('Thing');
  list.page(7);
  list.polled(true);
  vitals.event('held-back');
  expect(await metrics(vitals)).toEqual([
    'modelarts_operator_queue_adds_total{kind="Thing",priority="change"} 1',
    'modelarts_operator_queue_adds_total{kind="Thing",priority="recheck"} 2',
    'modelarts_operator_queue_retries_total{kind="Thing"} 1',
    'modelarts_operator_queue_wait_seconds_sum{kind="Thing"} 0.25',
    'modelarts_operator_queue_wait_seconds_count{kind="Thing"} 1',
    'modelarts_operator_queue_work_seconds_sum{kind="Thing"} 1.5',
    'modelarts_operator_queue_work_seconds_count{kind="Thing"} 1',
    'modelarts_operator_reconcile_total{kind="Thing",result="settled"} 1',
    'modelarts_operator_reconcile_duration_seconds_sum{kind="Thing",result="settled"} 0.5',
    'modelarts_operator_reconcile_duration_seconds_count{kind="Thing",result="settled"} 1',
    'modelarts_operator_apply_to_remote_seconds_sum{kind="Thing"} 2',
    'modelarts_operator_apply_to_remote_seconds_count{kind="Thing"} 1',
    'modelarts_operator_remote_to_status_seconds_sum{kind="Thing"} 0.75',
    'modelarts_operator_remote_to_status_seconds_count{kind="Thing"} 1',
    'modelarts_operator_drift_corrected_total{kind="Thing"} 1',
    'modelarts_operator_watch_restarts_total{plural="things"} 1',
    'modelarts_operator_list_polls_total{kind="Thing",result="ok"} 1',
    'modelarts_operator_list_poll_items_total{kind="Thing"} 7',
    'modelarts_operator_events_total{result="held-back"} 1',
    'modelarts_operator_queue_depth{kind="Thing"} 2',
    'modelarts_operator_queue_keys{kind="Thing"} 7',
    'modelarts_operator_queue_oldest_due_seconds{kind="Thing"} 4',
    'modelarts_operator_queue_unfinished_work_seconds{kind="Thing"} 5',
    'modelarts_operator_queue_longest_work_seconds{kind="Thing"} 3',
    'modelarts_operator_leader 1',
    'modelarts_operator_shard_owned{shard="0"} 1',
  ]);
});

test('what has never happened stands at zero, so that its first time is a rise', async () => {
  const vitals = new Vitals(new HandTime());
  vitals.term().kind('Thing');
  vitals.term().watch('things');
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
  const term = vitals.term();
  term
    .kind('Thing')
    .queue(() => ({ keys: 7, due: 2, oldestMs: 4_000, stalledMs: 600_000, unfinishedMs: 0, longestMs: 0 }));
  term.watch('things').broke();
  await time.advance(11 * MINUTE);
  expect(vitals.liveness().ok).toBe(false);
  term.ended();
  expect(vitals.liveness()).toEqual({ ok: true, text: 'ok' });
  expect(vitals.readiness().ok).toBe(false);
  expect(await metrics(vitals)).toEqual(['modelarts_operator_watch_restarts_total{plural="things"} 1']);
});

test('a watch lives from its begin, and as long as it gives signs of life', async () => {
  const time = new HandTime();
  const vitals = new Vitals(time);
  const { alive } = vitals.term().watch('things');
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
  const term = vitals.term();
  term.watch('things', 'ml');
  const { alive } = term.watch('things', 'ops');
  await time.advance(11 * MINUTE);
  alive();
  expect(vitals.liveness().text).toBe('watch of things in ml: neither delivered nor ended for 660 s');
});

test('two watches of one plural are two: the one that lives does not hide the other', async () => {
  const time = new HandTime();
  const vitals = new Vitals(time);
  const term = vitals.term();
  const [first, second] = [term.watch('things'), term.watch('things')];
  await time.advance(11 * MINUTE);
  first.alive();
  expect(vitals.liveness().text).toBe('watch of things: neither delivered nor ended for 660 s');
  second.ended();
  expect(vitals.liveness().ok).toBe(true);
});

test('a list is alive while it is polled, and until its rest is long over', async () => {
  const time = new HandTime();
  const vitals = new Vitals(time);
  const { polls, rests } = vitals.term().list('Thing');
  polls();
  await time.advance(60 * MINUTE);
  expect(vitals.liveness().ok).toBe(true);
  rests(10 * MINUTE);
  await time.advance(20 * MINUTE);
  expect(vitals.liveness().ok).toBe(true);
  await time.advance(MINUTE);
  expect(vitals.liveness().text).toBe('list of Thing in ModelArts: a poll is overdue for 660 s');
});

test('a leader that does not try to renew its lease is not alive', async () => {
  const time = new HandTime();
  const vitals = new Vitals(time);
  vitals.term();
  vitals.renews();
  await time.advance(5 * MINUTE);
  vitals.renews();
  await time.advance(5 * MINUTE);
  expect(vitals.liveness().ok).toBe(true);
  await time.advance(MINUTE);
  expect(vitals.liveness().text).toBe('lease: leading, and it was not tried for 360 s to renew it');
});

test('a term that is over and does not come to its end is not alive', async () => {
  const time = new HandTime();
  const vitals = new Vitals(time);
  const over = new AbortController();
  const term = vitals.term(1, over.signal);
  await time.advance(MINUTE);
  over.abort();
  await time.advance(6 * MINUTE);
  expect(vitals.liveness().text).toBe('term of shard 1: over for 360 s, and its work has not stopped');
  term.ended();
  expect(vitals.liveness().ok).toBe(true);
});

test('the objects of a kind are counted while its term lasts, those of several shards together', async () => {
  const vitals = new Vitals(new HandTime());
  const [one, two] = [vitals.term(0), vitals.term(1)];
  for (const term of [one, two]) term.kind('Thing').counted({ objects: () => [thing()], phases: [] });
  const counted = async () => (await metrics(vitals)).filter((line) => line.includes('_objects{'));
  expect(await counted()).toEqual(['modelarts_operator_objects{kind="Thing",phase="none"} 2']);
  one.ended();
  expect(await counted()).toEqual(['modelarts_operator_objects{kind="Thing",phase="none"} 1']);
});

test('ready is who leads with all listed, follows another, or takes part', () => {
  const vitals = new Vitals(new HandTime());
  const seen = [vitals.readiness().ok];
  let term: ReturnType<Vitals['term']> | undefined;
  const steps = [
    () => vitals.follows('b'),
    () => {
      term = vitals.term();
    },
    () => term?.synced(),
    () => term?.ended(),
    () => vitals.seated(),
    () => {
      term = vitals.term(2);
    },
    () => term?.ended(),
  ];
  for (const step of steps) {
    step();
    seen.push(vitals.readiness().ok);
  }
  expect(seen).toEqual([false, true, false, true, false, true, false, true]);
});

test('what several shards of a process tell is added up, and the longest wait and the oldest sign of life count', async () => {
  const time = new HandTime();
  const vitals = new Vitals(time);
  const [one, two] = [vitals.term(0), vitals.term(2)];
  const state = { keys: 7, due: 2, oldestMs: 3_000, stalledMs: 0, unfinishedMs: 0, longestMs: 0 };
  for (const term of [one, two]) term.kind('Thing').queue(() => state);
  one.watch('things');
  const { alive } = two.watch('things');
  expect(await metrics(vitals)).toEqual([
    'modelarts_operator_queue_depth{kind="Thing"} 4',
    'modelarts_operator_queue_keys{kind="Thing"} 14',
    'modelarts_operator_queue_oldest_due_seconds{kind="Thing"} 3',
    'modelarts_operator_leader 1',
    'modelarts_operator_shard_owned{shard="0"} 1',
    'modelarts_operator_shard_owned{shard="2"} 1',
  ]);
  await time.advance(11 * MINUTE);
  alive();
  expect(vitals.liveness().ok).toBe(false);
  one.ended();
  expect(vitals.liveness().ok).toBe(true);
});
