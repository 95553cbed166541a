/**
 * `npm run bench:rival [-- --jobs 1000] [--rounds 5] [--idle 1000] [--running 50] [--minutes 5] [--quiet-seconds 30]`: the operator
 * against a straightforward controller of training jobs, written the usual way on the same packages (rival/controller.ts).
 *
 * Burst: jobs applied at once until all ids are in status, subject after subject in each round, both followed until
 * all jobs run; the operator's throttle raised, the rival has none. One more burst gives the rival one pool of
 * connections to the API server, which the package does not do by itself.
 * Idle: each subject takes jobs of its own to rest (`--running` per cent of them run for ever in one cloud and
 * namespace, the others are Completed in another one), is started again with default settings, and is left alone for
 * a while; then remote requests, CPU, memory and writes are counted for some minutes. One window each, one after the
 * other. The intervals are the same: 10 s for what is in flight, 60 s for what has ended. The rival runs as TypeScript,
 * which makes its RSS larger and its heap not.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Child } from './child.ts';
import { mib, ratioOf, ratioText, round, sum } from './figures.ts';
import { jobs } from './jobs.ts';
import { type Cloud, GROUP, Lab, note, UNTHROTTLED, watchUntil } from './lab.ts';
import { middleOf, play, type Round, type Subject, unthrottled } from './play.ts';
import type { RivalFacts } from './rival/controller.ts';
import { type Window, windowOf } from './window.ts';

const options = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    idle: { type: 'string', default: '1000' },
    running: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '5' },
    'quiet-seconds': { type: 'string', default: '30' },
  },
}).values;
const [count, rounds, idle] = [Number(options.jobs), Number(options.rounds), Number(options.idle)];
const [minutes, quietSeconds] = [Number(options.minutes), Number(options['quiet-seconds'])];
const runningCount = Math.round((idle * Number(options.running)) / 100);

await using lab = await Lab.open();

async function rival(facts: Omit<RivalFacts, 'kubeconfig'>): Promise<Child> {
  const all: RivalFacts = { kubeconfig: lab.plane.kubeconfig, ...facts };
  const child = new Child(join(import.meta.dirname, 'rival/controller.ts'), [JSON.stringify(all)]);
  await child.says('all kinds are watched');
  return child;
}

const rivalOf =
  (pooled: boolean): Subject =>
  ({ namespace, cloud }) =>
    rival({ pooled, places: [{ namespace, cloud }] });
const follow = { jobs: count, untilRunning: true };
const [ours, theirs]: [Round[], Round[]] = [[], []];
for (let index = 0; index < rounds; index += 1) {
  const first = await play(lab, unthrottled(lab), follow);
  const second = await play(lab, rivalOf(false), follow);
  ours.push(first);
  theirs.push(second);
  note(
    `round ${index + 1}/${rounds}: operator ${round(first.seconds)} s, ${round(first.cpuSeconds)} CPU s; rival ${round(second.seconds)} s, ${round(second.cpuSeconds)} CPU s`,
  );
}
const pooled = middleOf([await play(lab, rivalOf(true), follow)]);

type Place = { namespace: string; cloud: Cloud; phase: 'Running' | 'Completed'; count: number };

/** The rest of one subject's own jobs, and the time after it. */
async function rest(
  name: string,
  { setUp, start }: Record<'setUp' | 'start', (places: readonly Place[]) => Promise<Child>>,
): Promise<Window> {
  const place = async (phase: Place['phase'], count: number, runningMs: number): Promise<Place> => {
    const cloud = await lab.cloud({ durations: { creatingMs: 10, pendingMs: 10, runningMs } });
    const namespace = `${name}-${phase.toLowerCase()}`;
    await lab.namespace(namespace, cloud);
    return { namespace, cloud, phase, count };
  };
  const places = [
    await place('Running', runningCount, 1e9),
    await place('Completed', idle - runningCount, 1_000),
  ].filter(({ count }) => count > 0);
  const maker = await setUp(places);
  await Promise.all(places.map(settled));
  await maker.stop();
  note(`${name}: ${idle} objects are at rest`);
  const child = await start(places);
  await sleep(quietSeconds * 1000);
  const [clouds, namespaces] = [places.map(({ cloud }) => cloud), places.map(({ namespace }) => namespace)];
  const window = await windowOf(lab, child, { clouds, namespaces, seconds: minutes * 60 });
  await child.stop();
  for (const { namespace, cloud } of places) {
    for (const plural of ['trainingjobs', 'accounts']) await lab.wipe(plural, namespace);
    await cloud.child.stop('SIGKILL');
  }
  note(
    `${name}, idle for ${round(window.seconds, 0)} s: ${sum(window.requests)} remote requests, ${round(window.cpuSeconds)} CPU s, RSS ${mib(window.rss)} MiB`,
  );
  return window;
}

/** Applies the jobs of a place; resolves when all are in its phase. */
async function settled({ namespace, phase, count }: Place): Promise<void> {
  const { metadata } = await lab.get(`${GROUP}/namespaces/${namespace}/trainingjobs`, { limit: '1' });
  const { resourceVersion } = metadata;
  const there = new Set<string>();
  const done = watchUntil(lab, { plural: 'trainingjobs', namespace, resourceVersion }, (object) => {
    if (object.status?.phase === phase) there.add(object.metadata.name);
    return there.size === count;
  });
  await Promise.all([lab.apply(jobs(count, namespace)), done]);
}

const operatorIdle = await rest('operator', {
  setUp: () => lab.leading(UNTHROTTLED),
  start: () => lab.leading(),
});
const start = (places: readonly Place[]) => rival({ places });
const rivalIdle = await rest('rival', { setUp: start, start });

const times = (rounds: readonly Round[]) => rounds.map(({ seconds }) => seconds);
const cpu = (rounds: readonly Round[]) => rounds.map(({ cpuSeconds }) => cpuSeconds);
const [us, them] = [middleOf(ours), middleOf(theirs)];
const ratios = {
  seconds: ratioOf(times(theirs), times(ours)),
  cpu: ratioOf(cpu(theirs), cpu(ours)),
  idleRequests: round(sum(rivalIdle.requests) / sum(operatorIdle.requests)),
  idleCpu: round(rivalIdle.cpuSeconds / operatorIdle.cpuSeconds),
};
const creates = (rounds: readonly Round[]) => rounds.map(({ calls }) => calls.createTrainingJob ?? 0);
console.log(
  `rival, burst: ${count} TrainingJobs applied at once until all ids are in status; throttle ${UNTHROTTLED.join(' ')} for the operator, none for the rival, 8 requests at once for both; ratios are rival to operator`,
);
console.log(
  `ratio: ${ratioText(ratios.seconds)}; rival ${them.seconds} s, operator ${us.seconds} s (medians of ${rounds})`,
);
console.log(
  `CPU ratio: ${ratioText(ratios.cpu)}; rival ${them.cpuSeconds} s, operator ${us.cpuSeconds} s; peak RSS ${them.peakMiB} MiB, ${us.peakMiB} MiB; creates sent ${creates(theirs).join(', ')}; ${creates(ours).join(', ')}; writes of an object to its id ${them.writesToId}, ${us.writesToId}`,
);
console.log(
  `rival with one pool of connections to the API server: ${pooled.seconds} s, ${pooled.cpuSeconds} CPU s, peak RSS ${pooled.peakMiB} MiB (one round)`,
);
console.log(
  `rival, idle: ${runningCount} TrainingJobs Running, ${idle - runningCount} Completed, ${minutes} minutes, default settings for both`,
);
const quiet = ({ seconds, cpuSeconds, requests, changed, rss, heap, heapGrowth }: Window) =>
  `${sum(requests)} remote requests ${JSON.stringify(requests)}, ${round(cpuSeconds)} CPU s (${round((100 * cpuSeconds) / seconds)} % of a core), ${changed} objects written, RSS ${mib(rss)} MiB, heap ${round(heap / 2 ** 20, 1)} MiB (${round(heapGrowth / 2 ** 20, 1)} more than at first)`;
console.log(`rival: ${quiet(rivalIdle)}`);
console.log(`operator: ${quiet(operatorIdle)}`);
console.log(`remote requests, ratio: ${ratios.idleRequests.toFixed(2)}; aim 20`);
console.log(`CPU, ratio: ${ratios.idleCpu.toFixed(2)}; aim 3`);
console.log(
  JSON.stringify({
    ...{ bench: 'rival', jobs: count, rounds, ratios, operator: us, rival: them, rivalPooled: pooled },
    idle: { jobs: idle, running: runningCount, minutes, operator: operatorIdle, rival: rivalIdle },
  }),
);
