/** Which objects are known to be born in a term, where labels select what is seen. Pure. */
import type { Metadata } from './object.ts';

/** When the term's caches began to fill, and now, in milliseconds since the epoch; and how far clocks are trusted. */
export type Clock = {
  beganMs: number;
  nowMs: number;
  /** A clock of an API server may differ from ours by as much. */
  skewMs: number;
  /** An object that is older had time to be worked on by somebody else. */
  youngMs: number;
};

/**
 * Whether an object that has just come into sight was made in this term, and not long ago. One that comes in by a change of
 * its labels is as old as it is: another operator may have sent a create for it. In doubt it was not born: then
 * what may have been sent is waited out (DESIGN 4.1).
 */
export function isNewborn(
  { creationTimestamp }: Pick<Metadata, 'creationTimestamp'>,
  { beganMs, nowMs, skewMs, youngMs }: Clock,
): boolean {
  const bornMs = Date.parse(creationTimestamp ?? '');
  return bornMs >= beganMs + skewMs && nowMs - bornMs <= youngMs && bornMs - nowMs <= skewMs;
}
