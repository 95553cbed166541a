import { asText } from './loose.ts';
import { type Page, parsePage } from './pages.ts';
import { parseTrainingJob, type TrainingJob } from './trainingJob.ts';

/** One page of a search for training jobs, and the workspace that the cloud says it looked in. */
export type TrainingJobPage = Page<TrainingJob> & { readonly workspaceId: string | undefined };

/**
 * Reads an answer of section 6.16.
 *
 * @returns undefined when it is not a list, or when any of its jobs cannot be read: such a list proves nothing
 */
export function parseTrainingJobPage(wire: unknown): TrainingJobPage | undefined {
  const page = parsePage(wire, parseTrainingJob);
  return page && { ...page, workspaceId: asText((wire as { workspace_id?: unknown }).workspace_id) };
}
