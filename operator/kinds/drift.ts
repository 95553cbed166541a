/** What differs between spec and cloud, in words, and whether it is somebody else's doing. Pure. */
import type { News } from '../runtime/kind.ts';
import type { Resource } from '../runtime/object.ts';
import { DRIFT_CORRECTED } from '../runtime/words.ts';

/** A field of the spec that the cloud does not hold as it is wanted; both in words. */
export type Difference = { path: string; there: string; wanted: string };

/** `spec.resources.count: 12 in ModelArts, 8 wanted`. */
export const textOf = (differences: readonly Difference[]): string =>
  differences.map(({ path, there, wanted }) => `${path}: ${there} in ModelArts, ${wanted} wanted`).join('; ');

/** The Event of a change by others that was put back. */
export const driftCorrected = (differences: readonly Difference[]): News => ({
  type: 'Warning',
  reason: DRIFT_CORRECTED,
  message: `${textOf(differences)}; changed in ModelArts, but not by this object; set back`,
});

/**
 * For `status.syncedGeneration`: the generation of the spec that the cloud was last seen to hold. What differs from
 * that very generation was changed by others; an edit, and what was adopted just now, has a generation to come.
 */
export const syncedGeneration = (
  { metadata, status }: Resource,
  id: string,
  differences: readonly Difference[],
): unknown => {
  if (differences.length === 0) return metadata.generation;
  return status?.remote?.id === id ? status.syncedGeneration : undefined;
};

/** Whether the cloud held the present spec before. */
export const wasSynced = ({ metadata, status }: Resource, id: string): boolean =>
  status?.remote?.id === id && status.syncedGeneration === metadata.generation;
