/** From what ModelArts tells of a service's deployment (section 9.11) to Kubernetes Events. Pure. */
import type { ServiceEvent } from '../../modelarts/serviceHistory.ts';
import type { News } from '../../runtime/kind.ts';
import { remoteNews } from '../remoteEvents.ts';

/** The news in the events of a service: abnormal ones are Warnings. */
export const serviceEventNews = (events: readonly ServiceEvent[], sinceMs = 0): News[] =>
  remoteNews(events, sinceMs, ({ type }) => ({
    type: type === 'abnormal' ? 'Warning' : 'Normal',
    reason: 'ServiceEvent',
  }));
