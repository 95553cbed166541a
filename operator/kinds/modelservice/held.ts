/** A service as the kind knows it: the cloud's answer, and what is read and resolved beside it. */
import type { Service } from '../../modelarts/service.ts';
import type { ServiceUpdate } from '../../modelarts/serviceHistory.ts';
import type { News, Remote, Step } from '../../runtime/kind.ts';
import type { Resolved } from './wanted.ts';

/** What takes calls of its own, or comes from other objects. */
export type Beside = {
  /** What the references and Secrets of the spec stand for, or what they have to wait for. */
  resolved?: Resolved | Step | undefined;
  /** The last change of the configuration; read only while not everything is as it is wanted. */
  lastUpdate?: ServiceUpdate | undefined;
  news?: readonly News[] | undefined;
};

export type Held = Omit<Service, 'createdAtMs' | 'requestId'> & Remote & Beside;

/** What of a service makes it worth another read: not what moves by itself. */
export const versionOf = ({
  status,
  description,
  transitionAtMs,
  updatedAtMs,
  publishedAtMs,
}: Held): string => JSON.stringify([status, description, transitionAtMs, updatedAtMs, publishedAtMs]);
