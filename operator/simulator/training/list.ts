import type { SearchTrainingJobsRequest } from '../../modelarts/generated/training.gen.ts';
import type { Answer, Request } from '../exchange.ts';
import { DEFAULT_LIMIT, search } from './search.ts';
import { viewOf } from './view.ts';
import type { TrainingWorld } from './world.ts';

/** searchTrainingJobs, section 6.16: the caller's own jobs of one workspace. */
export function list(world: TrainingWorld, { body, query, caller }: Request): Answer {
  const { behaviours, jobs, clock, wallClock } = world;
  const asked = (body ?? {}) as SearchTrainingJobsRequest;
  const workspaceId = query.get('workspace_id') ?? '0';
  const limit = asked.limit ?? limitOf(query);
  const now = clock.now() - behaviours['training.searchStaleMs'];
  const shownSince = wallClock.now() - behaviours['training.searchDelayMs'];
  const foreign = behaviours['training.foreign'] === 'show';
  const own = jobs.at(
    now,
    (job) =>
      job.workspaceId === workspaceId && (foreign || job.user === caller.name) && job.madeAt <= shownSince,
  );
  const { total, count, page } = search(own, { ...asked, limit }, now, behaviours);
  const answer = {
    total,
    count,
    limit,
    offset: asked.offset ?? 0,
    sort_by: asked.sort_by ?? 'create_time',
    order: asked.order ?? 'desc',
    group_by: asked.group_by ?? '',
    workspace_id: workspaceId,
    ai_project: 'default-ai-project',
    items: page.map((job) => viewOf(job, now, behaviours)),
  };
  return { status: 200, body: answer };
}

const limitOf = (query: URLSearchParams) => Number(query.get('limit') ?? DEFAULT_LIMIT);
