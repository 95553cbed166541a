/**
 * How soon a change arrives while many objects are at rest, with default settings. From the cloud: a running job is stopped there,
 * until a watch shows it; as a multiple of the interval at which the lists are polled. From a user: an edited description, until
 * the call has reached the cloud; against the same without polls (intervals of a day).
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { caller } from '../simulator/caller.ts';
import { quantile, ratioText, round } from './figures.ts';
import { GROUP, type Lab, note, watchUntil } from './lab.ts';
import type { Population } from './population.ts';
import { all } from './population.ts';
import { quiet } from './quiet.ts';

const POLL_MS = 10_000;
const NO_POLLS = ['--poll-interval', '24h', '--idle-poll-interval', '24h'];
const NAMESPACE = 'running';
const { signal } = new AbortController();

type Spread = { p50: number; p99: number; max: number };
const spread = (values: readonly number[]): Spread => ({
  p50: round(quantile(values, 0.5)),
  p99: round(quantile(values, 0.99)),
  max: round(Math.max(...values)),
});

type Job = { name: string; id: string };

/** Jobs of the namespace that run, none twice. */
async function runningJobs(lab: Lab): Promise<Job[]> {
  const objects = (await all(lab, 'trainingjobs')).filter(({ metadata }) => metadata.namespace === NAMESPACE);
  return objects
    .filter(({ status }) => status?.phase === 'Running')
    .flatMap(({ metadata: { name }, status }) => (status?.remote ? [{ name, id: status.remote.id }] : []));
}

/** Seconds from the edit of each job to its arrival in the cloud. */
async function edits(lab: Lab, { running }: Population, jobs: readonly Job[]): Promise<number[]> {
  await running.child.ask('updates');
  const editedAt = new Map<string, number>();
  for (const { name, id } of jobs) {
    editedAt.set(id, Date.now());
    const path = `${GROUP}/namespaces/${NAMESPACE}/trainingjobs/${name}`;
    const body = { spec: { description: `edited ${Date.now()}` } };
    await lab.rest.json({ method: 'PATCH', path, body, contentType: 'application/merge-patch+json', signal });
    // So that the throttle, which allows ten calls a second, is not what is measured.
    await sleep(randomInt(600, 1_000));
  }
  await sleep(5_000);
  const updates = await running.child.ask<{ at: number; jobId: string }[]>('updates');
  const times = updates.map(({ at, jobId }) => (at - (editedAt.get(jobId) ?? at)) / 1000);
  if (times.length !== jobs.length) throw new Error(`${times.length} of ${jobs.length} edits have arrived`);
  return times;
}

/** Seconds from the stop of each job in the cloud until its object says so. */
async function stops(lab: Lab, { running }: Population, jobs: readonly Job[]): Promise<number[]> {
  const call = caller(running);
  const stoppedAt = new Map<string, number>();
  const times: number[] = [];
  const { metadata } = await lab.get(`${GROUP}/namespaces/${NAMESPACE}/trainingjobs`, { limit: '1' });
  const { resourceVersion } = metadata;
  const seen = watchUntil(
    lab,
    { plural: 'trainingjobs', namespace: NAMESPACE, resourceVersion },
    ({ metadata: { name }, status }) => {
      const at = stoppedAt.get(name);
      if (at === undefined || status?.phase !== 'Terminated') return false;
      stoppedAt.delete(name);
      times.push((performance.now() - at) / 1000);
      return times.length === jobs.length;
    },
  );
  for (const { name, id } of jobs) {
    const { status, text } = await call('POST', `/training-jobs/${id}/actions`, { action_type: 'terminate' });
    if (status >= 300) throw new Error(`stopping ${id} was answered ${status} ${text}`);
    // In the cloud of this population a job takes 0.3 s to stop.
    stoppedAt.set(name, performance.now() + 300);
    await sleep(randomInt(300, 900));
  }
  await seen;
  return times;
}

/** Measures it, prints sentences, and answers with the figures. */
export async function measureLatency(lab: Lab, population: Population, count: number): Promise<object> {
  const jobs = await runningJobs(lab);
  if (jobs.length < count) throw new Error(`there are ${jobs.length} running jobs, ${count} are needed`);
  note(`latency: ${count} edits without polls, as many with, then as many stops`);
  const run = async <T>(flags: readonly string[], work: () => Promise<T>): Promise<T> => {
    await using operator = await lab.leading(flags);
    await quiet(operator);
    // Not before it is done: the operator ends with this function.
    return await work();
  };
  const alone = await run(NO_POLLS, () => edits(lab, population, jobs.slice(0, count)));
  const [edited, stopped] = await run([], async () => [
    await edits(lab, population, jobs.slice(0, count)),
    await stops(lab, population, jobs.slice(0, count)),
  ]);
  const [user, quietly, cloud] = [spread(edited ?? []), spread(alone), spread(stopped ?? [])];
  const ratio = round(user.p99 / quietly.p99);
  console.log(
    `latency at ${population.total} objects, cloud to status: p50 ${cloud.p50} s, p99 ${cloud.p99} s, max ${cloud.max} s; the list is polled every ${POLL_MS / 1000} s`,
  );
  console.log(
    `user to cloud: p50 ${user.p50} s, p99 ${user.p99} s, max ${user.max} s; without polls p50 ${quietly.p50} s, p99 ${quietly.p99} s, max ${quietly.max} s`,
  );
  console.log(`ratio: ${ratioText({ median: ratio, min: ratio, max: ratio })} of both p99 (aim at most 3)`);
  const figures = { objects: population.total, changes: count, cloud, user, quietly, ratio };
  console.log(JSON.stringify({ bench: 'latency', ...figures }));
  return figures;
}
