import { manualClock } from '../../operator/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../operator/simulator/simulator.ts';
import { caller, jobRequest } from './caller.ts';
import type { EXAMPLES } from './trainingExamples.gen.ts';

/** Hyperparameters of the examples of 6.17 to 6.20. */
const search_params = [
  { name: 'batch_size', discrete_values: ['16', '32', '64'] },
  { name: 'learning_rate', lower_bound: '0.001', upper_bound: '0.1' },
];
const EXISTING_ID = '3f5d6706-7b67-408d-8ba0-ec08048c45ed';

/**
 * A simulator in which there is what the examples speak of: a job that searches, can be debugged and runs, an image
 * saved from it, and an algorithm.
 */
async function furnished(operation: string) {
  const clock = manualClock();
  const simulator = await startSimulator({ clock });
  const call = caller(simulator);
  const algorithm = await call('POST', '/algorithms', { metadata: { name: 'existing' } });
  const { algorithm: plain } = jobRequest('');
  const auto_search = { reward_attrs: [{ name: 'acc', mode: 'max', regex: 'x' }], search_params };
  const job = await call(
    'POST',
    '/training-jobs',
    jobRequest('searches', {
      metadata: { name: 'searches', annotations: { 'jupyter-lab/enable': 'true' } },
      algorithm: { ...plain, policies: { auto_search } },
    }),
  );
  clock.advance(200_000);
  const id: string = job.body.metadata.id;
  const image = { name: 'other', namespace: 'dev', tag: '1' };
  if (operation === 'getTrainingJobSaveImageJob')
    await call('POST', `/training-jobs/${id}/tasks/worker-0/save-image-job`, image);
  const trials = await call('GET', `/training-jobs/${id}/autosearch-trials`);
  const trial: string = trials.body.items.data[0][4];
  return { simulator, algorithm: algorithm.body.metadata.id as string, job: id, trial };
}

/** A token instead of a signature: the queries of the examples are neither sorted nor escaped as signing wants. */
async function tokenOf({ url, user, projectId }: Simulator): Promise<string> {
  const { name = '', password = '', domain = '' } = user ?? {};
  const identity = {
    methods: ['password'],
    password: { user: { name, password, domain: { name: domain } } },
  };
  const response = await fetch(`${url}/v3/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity, scope: { project: { id: projectId } } } }),
  });
  return response.headers.get('x-subject-token') ?? '';
}

/**
 * Sends an example to a simulator of its own, which has what it speaks of. The one exception to "word for word": the
 * ids of the examples are those of somebody's resources, so that each is replaced by the id of one that exists, of
 * the same kind.
 */
export async function play({ operation, line, body }: (typeof EXAMPLES)[number]) {
  const { simulator, algorithm, job, trial } = await furnished(operation);
  await using _ = simulator;
  const [method = '', template = ''] = line.split(' ');
  const target = template
    .replace(/(?<=\/algorithms\/)[^/?]+/, algorithm)
    .replace(/(?<=\/(training-jobs|trainJob|modelarts-trainJob)\/)(?!autosearch)[^/?]+/, job)
    .replace(/(?<=\/(autosearch-trials|autosearch-trial-earlystop)\/)[^/?]+/, trial)
    .replace('{project_id}', simulator.projectId);
  const text = JSON.stringify(body)?.replace(EXISTING_ID, algorithm);
  const response = await fetch(`${simulator.url}${target}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-auth-token': await tokenOf(simulator) },
    ...(text && { body: text }),
  });
  const answer = await response.text();
  return { status: response.status, answer, call: simulator.audit.calls.at(-1) };
}
