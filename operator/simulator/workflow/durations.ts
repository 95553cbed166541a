/** How long things of chapter 4 take, in simulated milliseconds. */
export type WorkflowDurations = {
  /** From the beginning of a step, or of an execution, until something is done about it. */
  readonly stepInitMs: number;
  /** A step, until what it makes is created. */
  readonly stepCreatingMs: number;
  /** From then on until it runs. */
  readonly stepCreatedMs: number;
  readonly stepRunningMs: number;
  readonly stepStoppingMs: number;
};

export const WORKFLOW_DURATIONS: WorkflowDurations = {
  stepInitMs: 1_000,
  stepCreatingMs: 3_000,
  stepCreatedMs: 1_000,
  stepRunningMs: 60_000,
  stepStoppingMs: 2_000,
};
