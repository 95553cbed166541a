/** A service as the kind knows it: the cloud's answer, and what is read and resolved beside it. */
import type { News, Remote, Step } from '../../runtime/kind.ts';
import type { HeldService, HeldVariant } from './compare.ts';
import type { Resolved } from './wanted.ts';

/** A variant as status shows it. */
export type ShownVariant = HeldVariant & {
  /** Name and version of the model. */
  model?: string | undefined;
  /** Its state; '' if none. */
  status: string;
};

/** An edge node that the service runs on. */
export type ShownNode = {
  id: string;
  name?: string | undefined;
  status?: string | undefined;
  url?: string | undefined;
};

/** A change of the configuration, as 9.13 tells of it. */
export type Update = {
  atMs: number;
  /** SUCCESS, FAIL, RUNNING, or new ones. */
  result: string;
  variants: readonly HeldVariant[];
};

/** What takes calls of its own, or comes from other objects. */
export type Beside = {
  /** What the references and Secrets of the spec stand for, or what they have to wait for. */
  resolved?: Resolved | Step | undefined;
  /** The last change; read only while something differs from what is wanted. */
  lastUpdate?: Update | undefined;
  news?: readonly News[] | undefined;
};

export type Service = HeldService &
  Remote & {
    /** running, deploying, concerning, failed, stopped, finished, stopping, deleting, pending, waiting, or new ones. */
    status: string;
    inferType: string;
    /** Percent. */
    progress?: number | undefined;
    /** What the cloud says is wrong. */
    error?: string | undefined;
    url?: string | undefined;
    /** When it stops by its schedule, milliseconds since the epoch. */
    dueAtMs?: number | undefined;
    variants: readonly ShownVariant[];
    nodes: readonly ShownNode[];
  } & Beside;
