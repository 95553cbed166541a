/**
 * `npm run bench:throttled [-- --jobs 500] [--rounds 5] [--rate 10] [--burst 10]`: training jobs of five namespaces, applied
 * together, in a cloud that answers 429 to more than `--rate` requests per second after `--burst` at once. The operator
 * has its default settings; each namespace has an Account of its own, all of one user, so that they share what the cloud
 * bears. The first namespace has applied all of its jobs before the others begin.
 *
 * Time: from the first apply to the last id in status, as a ratio to the ideal, in which each request that the cloud bears is
 * one of the creates.
 * Fairness: the k-th id of a namespace is due k creates after its own apply at its fifth of the rate. Its ratio is the worst of
 * time taken to time due at its tenths (k = 10 %, 20 % ... of its jobs); the worst namespace is told. Beside it the ratio of
 * the means over all k.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { difference, median, ratioOf, ratioText, round, sum } from './figures.ts';
import { jobs } from './jobs.ts';
import { Lab, note, watchUntil } from './lab.ts';

const options = parseArgs({
  options: {
    jobs: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '5' },
    rate: { type: 'string', default: '10' },
    burst: { type: 'string', default: '10' },
  },
}).values;
const NAMESPACES = 5;
const TENTHS = 10;
/** After it the Accounts have been looked at, and a burst is saved up on both sides. */
const REST_MS = 5_000;
const [perNamespace, rounds] = [Math.ceil(Number(options.jobs) / NAMESPACES), Number(options.rounds)];
const [perSecond, burst] = [Number(options.rate), Number(options.burst)];
const count = perNamespace * NAMESPACES;
const idealSeconds = Math.max(0, count - burst) / perSecond;
const DURATIONS = { creatingMs: 2_000, pendingMs: 2_000, runningMs: 3_600_000 };

await using lab = await Lab.open();

/** Seconds from `startMs` to each id in the status of a job, in the order in which they came. */
async function idsOf(
  namespace: string,
  resourceVersion: string,
): Promise<(startMs: number) => readonly number[]> {
  const seenMs = new Map<string, number>();
  const query = { plural: 'trainingjobs', namespace, resourceVersion };
  await watchUntil(lab, query, ({ metadata: { name }, status }) => {
    if (status?.remote?.id !== undefined && !seenMs.has(name)) seenMs.set(name, performance.now());
    return seenMs.size === perNamespace;
  });
  return (startMs) => [...seenMs.values()].map((ms) => (ms - startMs) / 1000);
}

const dueSeconds = (k: number) => (k * NAMESPACES) / perSecond;
const mean = (values: readonly number[]) => values.reduce((all, one) => all + one, 0) / values.length;

/** What a namespace has waited as ratios to its fair share. */
function waits(seconds: readonly number[]) {
  const tenths = Array.from({ length: TENTHS }, (_, index) =>
    Math.ceil(((index + 1) * seconds.length) / TENTHS),
  );
  return {
    worst: Math.max(...tenths.map((k) => (seconds[k - 1] ?? Number.NaN) / dueSeconds(k))),
    mean: mean(seconds) / mean(seconds.map((_, index) => dueSeconds(index + 1))),
    first: seconds[0] ?? Number.NaN,
    last: seconds.at(-1) ?? Number.NaN,
  };
}

async function play(index: number) {
  const cloud = await lab.cloud({
    durations: DURATIONS,
    behaviours: { 'requests.perSecond': perSecond, 'requests.burst': burst },
  });
  const namespaces = Array.from({ length: NAMESPACES }, (_, which) => `throttled-${index}-${which}`);
  for (const namespace of namespaces) await lab.namespace(namespace, cloud);
  const operator = await lab.leading();
  await sleep(REST_MS);
  const before = await cloud.counts();
  const { metadata } = await lab.get('/api/v1/namespaces', { limit: '1' });
  const seen = Promise.all(namespaces.map((namespace) => idsOf(namespace, metadata.resourceVersion ?? '')));
  const [first = '', ...others] = namespaces;
  const firstMs = performance.now();
  await lab.apply(jobs(perNamespace, first));
  const othersMs = performance.now();
  await lab.apply(others.flatMap((namespace) => jobs(perNamespace, namespace)));
  const ids = await seen;
  const seconds = (performance.now() - firstMs) / 1000;
  const calls = difference(await cloud.counts(), before);
  await operator.stop();
  for (const namespace of namespaces) await lab.wipe('trainingjobs', namespace);
  await cloud.child.stop('SIGKILL');
  return { seconds, calls, waits: ids.map((since, which) => waits(since(which === 0 ? firstMs : othersMs))) };
}

const played: Awaited<ReturnType<typeof play>>[] = [];
for (let index = 0; index < rounds; index += 1) {
  const one = await play(index);
  played.push(one);
  note(
    `round ${index + 1}/${rounds}: ${round(one.seconds)} s; ${one.waits.map(({ worst, mean, first, last }) => `${round(worst)} (mean ${round(mean)}, ids after ${round(first)} to ${round(last)} s)`).join(', ')}`,
  );
}

const refusedIn = (calls: Readonly<Record<string, number>>) =>
  sum(Object.fromEntries(Object.entries(calls).filter(([operation]) => operation.endsWith(' 429'))));
const ratio = ratioOf(
  played.map(({ seconds }) => seconds),
  played.map(() => idealSeconds),
);
const worstOf = (of: 'worst' | 'mean') =>
  ratioOf(
    played.map(({ waits }) => Math.max(...waits.map((one) => one[of]))),
    played.map(() => 1),
  );
const fairness = { worst: worstOf('worst'), mean: worstOf('mean') };
const seconds = round(median(played.map((one) => one.seconds)));
const refused = played.map(({ calls }) => refusedIn(calls));
console.log(
  `throttled: ${count} TrainingJobs of ${NAMESPACES} namespaces, default settings, in a cloud that bears ${perSecond} requests/s after ${burst} at once`,
);
console.log(
  `ratio: ${ratioText(ratio)}; ${seconds} s (median of ${rounds}) to the last id, ideal ${round(idealSeconds)} s: ${count} creates, none before the cloud bears it, and nothing else; aim 1.15`,
);
console.log(
  `waits: worst namespace ${ratioText(fairness.worst)} times its fair share at the worst tenth of its ids (aim 1.5), ${ratioText(fairness.mean)} times in the mean`,
);
console.log(`requests: ${JSON.stringify(played.at(-1)?.calls)}; 429: ${refused.join(', ')}`);
console.log(
  JSON.stringify({
    ...{ bench: 'throttled', jobs: count, rounds, perSecond, burst, idealSeconds, ratio, fairness },
    ...{ refused, calls: played.at(-1)?.calls },
  }),
);
