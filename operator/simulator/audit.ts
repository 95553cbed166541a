import type { ResourceRecord } from './resources.ts';

/** One call that reached the simulator. */
export type Call = {
  /** Milliseconds since the epoch, by the real clock. */
  readonly at: number;
  /** Null for a path that is no operation. */
  readonly operation: string | null;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** 0 when no answer was sent. */
  readonly status: number;
  readonly requestId: string;
  readonly errorCode?: string;
  /** Who signed, held the token, or logged in. */
  readonly user?: string;
  /** What it was signed with. */
  readonly accessKey?: string;
  readonly jobId?: string;
  readonly jobName?: string;
  /** Kind and id of another resource than a job, for example `algorithm/2e54…`. */
  readonly resource?: string;
  /** Phase of the job, network, pool, model or service after the call. */
  readonly phase?: string;
  /** Which of several spellings of the reference a request used for its fields. */
  readonly spellings?: readonly string[];
  /** The kinds of the faults that were played on the call. */
  readonly faults?: readonly string[];
  /** Whether the request was carried out although its answer was lost, spoiled or replaced. */
  readonly carriedOut?: boolean;
};

/** What a handler tells the audit log about the resource that it touched. */
export type Touched = {
  resource?: string;
  jobId?: string;
  jobName?: string;
  phase?: string;
  spellings?: readonly string[];
  user?: string;
};

/** A job that was made, with all that became of it. */
export type JobRecord = {
  readonly id: string;
  readonly name: string;
  /** Name of the user who made it. */
  readonly user: string;
  readonly workspaceId: string;
  readonly description: string;
  /** Milliseconds since the epoch, by the clock of the simulation, like every time below. */
  readonly createdAt: number;
  readonly phase: string;
  /** Every phase entered so far with the time, the oldest first. */
  readonly history: readonly { readonly phase: string; readonly at: number }[];
  readonly deletedAt?: number;
  readonly deletedBy?: string;
};

/** Everything that happened: each call in the order in which it was answered, each job ever made. */
export type Audit = {
  readonly calls: readonly Call[];
  /** Every job ever made, the deleted ones included, the oldest first. */
  jobs(): JobRecord[];
  /** Every other resource ever made: algorithms, experiments, images, networks, pools, models, services. */
  resources(): readonly ResourceRecord[];
};
