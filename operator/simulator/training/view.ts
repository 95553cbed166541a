import type { JobAlgorithmReq } from '../../modelarts/generated/training.gen.ts';
import type { Behaviours } from '../behaviours.ts';
import { endpointsOf } from './endpoints.ts';
import { asOf, type Job, nodeCount } from './job.ts';
import { tasksOf } from './tasks.ts';
import { ENDED, type Phase, phaseAt, type Run, runsOf, until } from './timeline.ts';

/** Second-level status where it is not called like the phase (table 6-180). */
const SECONDARY: Partial<Record<Phase, string>> = { Pending: 'Queuing', Abnormal: 'Lost' };
/** What a process that was told to stop exits with: 128 and SIGTERM. */
const TERMINATED_EXIT_CODE = 143;

/** A job as answers show it (sections 6.8, 6.9); notes which phase that was, for `training.holdPhases`. */
export function viewOf(job: Job, now: number, behaviours: Behaviours) {
  job.shown = Math.max(job.shown, until(job.life, asOf(job, now)).length - 1);
  const { metadata, kind } = job.request;
  const { algorithm } = job;
  const endpoints = endpointsOf(job, phaseAt(job.life, asOf(job, now)));
  return {
    kind,
    metadata: {
      id: job.id,
      name: job.name,
      description: job.description ?? (behaviours['training.description'] === 'null' ? null : ''),
      create_time: job.createdAt,
      workspace_id: job.workspaceId,
      user_name: job.user,
      ...(metadata.annotations && { annotations: metadata.annotations }),
    },
    status: statusOf(job, now, behaviours),
    ...(algorithm && { algorithm: algorithmOf(algorithm, behaviours) }),
    spec: specOf(job, behaviours),
    ...(endpoints && { endpoints }),
  };
}

function statusOf(job: Job, now: number, behaviours: Behaviours): object {
  const moment = asOf(job, now);
  const phase = phaseAt(job.life, moment);
  const runs = runsOf(job.life, moment);
  const run = runs.at(-1);
  const nodes = nodeCount(job);
  const tasks = tasksOf(job);
  return {
    phase,
    secondary_phase: behaviours['answers.enums'] ? `${phase}Somehow` : (SECONDARY[phase] ?? phase),
    duration: run ? Math.floor((run.end ?? moment) - run.start) : 0,
    start_time: run ? Math.floor(run.start) : 0,
    node_count_metrics: run ? [[Math.floor(run.start), nodes]] : null,
    tasks,
    ...(run && ENDED.has(phase) && { task_statuses: tasks.map((task) => taskStatus(task, job, phase)) }),
    ...(run && {
      running_records: runs.map((one) => runningRecord(one, job, one === run ? phase : undefined)),
    }),
  };
}

function taskStatus(task: string, { outcome }: Job, phase: Phase): object {
  if (phase === 'Terminated') return { task, exit_code: TERMINATED_EXIT_CODE, message: 'terminated' };
  return { task, exit_code: outcome.exitCode, message: outcome.message };
}

function runningRecord(run: Run, { outcome }: Job, phase: Phase | undefined): object {
  const failed = phase === 'Failed' || phase === 'Abnormal';
  return {
    start_at: Math.floor(run.start / 1000),
    start_type: 'init_or_rescheduled',
    ...(run.end !== undefined && { end_at: Math.floor(run.end / 1000) }),
    ...(failed && { end_reason: `exit with ${outcome.exitCode}`, end_related_task: 'worker-0' }),
  };
}

function algorithmOf(algorithm: JobAlgorithmReq, behaviours: Behaviours): object {
  const { environments, ...rest } = algorithm;
  if (!environments) return rest;
  const asArray = behaviours['training.environments'] === 'array';
  return { ...rest, environments: asArray ? [environments] : environments };
}

/** With `training.echo` table without the fields that the tables of the answer lack. */
function specOf(job: Job, behaviours: Behaviours): object {
  const { resource, auto_stop, volumes, ...rest } = job.request.spec ?? {};
  const all = behaviours['training.echo'] === 'all';
  return {
    resource: {
      policy: 'regular',
      ...resource,
      ...(resource?.flavor_id && { flavor_name: resource.flavor_id }),
      node_count: nodeCount(job),
    },
    ...rest,
    ...(volumes && { volumes: all ? volumes : volumes.map(({ nfs }) => ({ ...(nfs && { nfs }) })) }),
    ...(all && auto_stop && { auto_stop }),
  };
}
