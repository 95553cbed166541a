import { ApiError } from '../errors.ts';
import type { Answer, Request } from '../exchange.ts';
import type { Job } from './job.ts';
import { noise } from './noise.ts';
import { ENDED, phaseAt } from './timeline.ts';
import { parametersOf, rewardOf, searchOf, type Trial, trialsOf } from './trials.ts';
import { jobOf, type TrainingWorld } from './world.ts';

/** Page size where none is asked for, as in the example of 6.17. */
const DEFAULT_PAGE = 50;

/** listAutosearchTrials, section 6.17: item offsets; a job that searches nothing has no trials. */
export function listTrials(world: TrainingWorld, request: Request): Answer {
  const job = jobOf(world, request);
  const offset = amount(request.query, 'offset', 0);
  const limit = amount(request.query, 'limit', DEFAULT_PAGE);
  const trials = trialsNow(world, job);
  const page = trials.slice(offset, offset + limit);
  const items = {
    header: ['', ...columns(job)],
    data: page.map((trial) => [`${trial.index}`, ...row(trial)]),
  };
  const counts = { total: trials.length, count: page.length };
  return { status: 200, body: { ...counts, limit, offset, group_by: '', items } };
}

/** getAutosearchTrial, section 6.18. */
export function getTrial(world: TrainingWorld, request: Request): Answer {
  const job = jobOf(world, request);
  return { status: 200, body: { header: columns(job), data: [row(trialOf(world, job, request))] } };
}

/** earlyStopAutosearchTrial, section 6.21: only while it runs. */
export function stopTrial(world: TrainingWorld, request: Request): Answer {
  const job = jobOf(world, request);
  const trial = trialOf(world, job, request);
  if (trial.status !== 'RUNNING')
    throw new ApiError('ModelArts.2788', `trial ${trial.id} has ended and cannot be stopped`);
  job.stoppedTrials.set(trial.id, world.clock.now());
  return { status: 200, body: { earlystop_trial: trial.id } };
}

/** getAutosearchParameterAnalysis, section 6.19: empty until the search has ended. */
export function analyse(world: TrainingWorld, request: Request): Answer {
  const job = jobOf(world, request);
  const ended = ENDED.has(phaseAt(job.life, world.clock.now()));
  const share = (name: string, of: string) => noise(`${job.id}/${name}/${of}`).toFixed(4);
  const data = ended
    ? searched(job).map((name) => [name, `${share(name, 'mean')}/${share(name, 'std')}`])
    : [];
  return { status: 200, body: { header: ['parameters', 'the mean/std of importance'], data } };
}

/** getAutosearchParameterAnalysisPath, section 6.20. */
export function analysisPath(world: TrainingWorld, request: Request): Answer {
  const job = jobOf(world, request);
  const { parameter_name = '' } = request.params;
  if (!searched(job).includes(parameter_name))
    throw new ApiError('ModelArts.2788', `training job ${job.id} does not search ${parameter_name}`);
  const base = job.algorithm?.outputs?.[0]?.remote.obs.obs_url ?? `/simulated-bucket/${job.id}/`;
  const file_path = `${base.replace(/\/$/, '')}/log/hyperparameter-analysis/fanova/${parameter_name}.png`;
  return { status: 200, body: { file_path } };
}

const trialsNow = ({ clock, durations }: TrainingWorld, job: Job) =>
  trialsOf(job, clock.now(), durations.runningMs);

const searched = (job: Job): string[] => {
  const search = searchOf(job);
  return search ? parametersOf(search) : [];
};

function trialOf(world: TrainingWorld, job: Job, { params }: Request): Trial {
  const trial = trialsNow(world, job).find(({ id }) => id === params.trial_id);
  if (!trial) throw new ApiError('ModelArts.2788', `training job ${job.id} has no trial ${params.trial_id}`);
  return trial;
}

/** The columns of the example of 6.17 that every search has; the reward has a column of its own name. */
const columns = (job: Job) => [
  'done',
  'pid',
  'config',
  'trial_id',
  'training_iteration',
  'time_total_s',
  'reward_attr',
  'status',
  rewardOf(searchOf(job) ?? {}),
  'best_reward',
];

/** A row under these columns: text but for `config`, which the table calls a list of texts and shows as an object. */
function row({ id, index, status, seconds, config, reward }: Trial): unknown[] {
  const done = status === 'TERMINATED' ? 'True' : 'False';
  const tried = Object.fromEntries(Object.entries(config).map(([name, value]) => [`param/${name}`, value]));
  const values = { ...config, trial_index: index, ...tried };
  return [
    done,
    `${300 + index}`,
    values,
    id,
    '2',
    `${seconds}`,
    `${reward}`,
    status,
    `${reward}`,
    `${reward}`,
  ];
}

function amount(query: URLSearchParams, name: string, usual: number): number {
  const value = Number(query.get(name) ?? usual);
  if (value < 0) throw new ApiError('ModelArts.2764', `${name} must be 0 or more`);
  return value;
}
