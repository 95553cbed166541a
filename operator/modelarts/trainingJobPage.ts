import type { SearchTrainingJobsResponse } from './generated/training.gen.ts';
import type { Page } from './pages.ts';
import { parseTrainingJob, type TrainingJob } from './trainingJob.ts';

/** One page of a search for training jobs, and the workspace that the cloud says it looked in. */
export type TrainingJobPage = Page<TrainingJob> & { readonly workspaceId: string | undefined };

/**
 * Reads an answer of section 6.16.
 *
 * An empty list may be left out or null, so only its counts tell an empty page from an answer that is none.
 *
 * @returns undefined when it is not a list, or when any of its jobs cannot be read: such a list proves nothing
 */
export function parseTrainingJobPage(wire: unknown): TrainingJobPage | undefined {
  if (typeof wire !== 'object' || wire === null) return undefined;
  const answer = wire as { readonly [K in keyof SearchTrainingJobsResponse]: unknown };
  const [total, count, limit] = [asCount(answer.total), asCount(answer.count), asCount(answer.limit)];
  const rows = answer.items ?? [];
  if (!Array.isArray(rows) || (total === undefined && count === undefined)) return undefined;
  const items = rows.map(parseTrainingJob).filter((job) => job !== undefined);
  if (items.length !== rows.length) return undefined;
  const workspaceId = typeof answer.workspace_id === 'string' ? answer.workspace_id : undefined;
  return { items, total, count, limit: limit || undefined, workspaceId };
}

const asCount = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
