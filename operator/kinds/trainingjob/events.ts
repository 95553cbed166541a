/** From what ModelArts tells of a job's life (section 6.27) to Kubernetes Events. Pure. */
import type { JobEvent } from '../../modelarts/jobEvents.ts';
import type { News } from '../../runtime/kind.ts';
import { remoteNews } from '../remoteEvents.ts';

/** Reasons of events whose words name none, by source in lower case. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['job', 'JobEvent'],
  ['task', 'TaskEvent'],
  ['k8s', 'ClusterEvent'],
]);
/** `[Pod: …] Started: Started container` names its reason as Kubernetes has it. */
const NAMED_REASON = /^\[[^\]]*\] ([A-Z][A-Za-z]{2,63}): /;

/**
 * The news in the events of a job: the newest 20, in the order in which they happened, each once. Info is Normal, as
 * is a level that no one knows; Warning and Error are Warning.
 *
 * @param events the newest first, as the client reads them
 * @param sinceMs events before this are old news, milliseconds since 1970; ones without a time never are
 */
export const jobEventNews = (events: readonly JobEvent[], sinceMs = 0): News[] =>
  remoteNews(events, sinceMs, ({ level, source }, words) => ({
    type: ['warning', 'error'].includes(level.toLowerCase()) ? 'Warning' : 'Normal',
    reason: NAMED_REASON.exec(words)?.[1] ?? REASONS.get(source.toLowerCase()) ?? 'RemoteEvent',
  }));
