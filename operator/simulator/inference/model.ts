import type { CreateModelRequest } from '../../modelarts/generated/model.gen.ts';
import type { Life } from '../resource/life.ts';
import type { Ending } from '../training/timeline.ts';
import type { InferenceDurations } from './durations.ts';

/** The states of a model (section 7.2). */
export type ModelStatus = 'publishing' | 'building' | 'published' | 'failed' | 'building_failed';

/** A model. Times are milliseconds since the epoch, by the clock of the simulation unless said otherwise. */
export type Model = {
  readonly id: string;
  readonly user: string;
  readonly userId: string;
  readonly workspaceId: string;
  /** As created, without fields that were null. */
  readonly request: CreateModelRequest;
  readonly createdAt: number;
  /** When it was created by the real clock; late visibility counts from here. */
  readonly madeAt: number;
  readonly life: Life<ModelStatus>;
  deletedAt?: number;
};

/** The ways to deploy a model where it does not say (section 7.3). */
const INSTALL_TYPES: readonly string[] = ['real-time', 'edge', 'batch'];

/** How a model may be deployed. */
export const installTypes = ({ request }: Model): readonly string[] => request.install_type ?? INSTALL_TYPES;

/** Whether it can be read at `now`. */
export const isThere = ({ createdAt, deletedAt }: Model, now: number): boolean =>
  createdAt <= now && (deletedAt === undefined || deletedAt > now);

/**
 * The life that lies before a model created at `at`. Failed: it is not published. Abnormal: its image is not built,
 * where it needs one: images that are not copied and templates do not.
 */
export function modelLife(
  { model_type, source_copy }: CreateModelRequest,
  at: number,
  { publishingMs, buildingMs }: InferenceDurations,
  ending: Ending,
): Life<ModelStatus> {
  const published = at + publishingMs;
  const first = { phase: 'publishing', at } as const;
  if (ending === 'Failed') return [first, { phase: 'failed', at: published }];
  const isBuilt = model_type !== 'Template' && !(model_type === 'Image' && source_copy === 'false');
  if (!isBuilt) return [first, { phase: 'published', at: published }];
  const last = ending === 'Abnormal' ? 'building_failed' : 'published';
  return [first, { phase: 'building', at: published }, { phase: last, at: published + buildingMs }];
}
