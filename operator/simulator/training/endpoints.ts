import type { Job } from './job.ts';
import { shortId } from './noise.ts';
import { tasksOf } from './tasks.ts';
import type { Phase } from './timeline.ts';

/** Applications beside a job: their field in answers, and the annotation that asks for them (table 6-126). */
const APPLICATIONS = [
  ['jupyter_lab', 'jupyter-lab/enable', 'lab'],
  ['tensorboard', 'tensorboard/enable', 'tensorboard/'],
  ['mindstudio_insight', 'mindstudio-insight/enable', 'insight/'],
] as const;

/**
 * How to reach into a job (table 6-231): the key pairs asked for, and while it runs the addresses, whose form the
 * reference does not show.
 */
export function endpointsOf(job: Job, phase: Phase): object | undefined {
  const { id, request } = job;
  const { ssh } = request.endpoints ?? {};
  const running = phase === 'Running';
  const taskUrl = (task: string, index: number) => ({
    task,
    url: `ssh://ma-user@${id}.ssh.simulated.invalid:${30_000 + index}`,
  });
  const asked = APPLICATIONS.filter(
    ([, annotation]) => request.metadata.annotations?.[annotation] === 'true',
  );
  const applications = asked.map(([name, , path]) => [
    name,
    {
      url: `https://${id}.${name.replace('_', '-')}.simulated.invalid/${path}`,
      token: shortId(`${id}/${name}/1`) + shortId(`${id}/${name}/2`),
    },
  ]);
  const endpoints = {
    ...(ssh && { ssh: { ...ssh, ...(running && { task_urls: tasksOf(job).map(taskUrl) }) } }),
    ...(running && Object.fromEntries(applications)),
  };
  return Object.keys(endpoints).length > 0 ? endpoints : undefined;
}
