/** How long things of chapters 7 and 9 take, in simulated milliseconds. */
export type InferenceDurations = {
  /** A model, until its image begins to be built or it is there without. */
  readonly publishingMs: number;
  /** The image of a model. */
  readonly buildingMs: number;
  /** A service, until its first instance begins to come up: image, environment, scheduling. */
  readonly deployingMs: number;
  /** Each instance: they come up one after the other. */
  readonly instanceMs: number;
  /** A batch service, from its last instance on until it has read all its data. */
  readonly batchMs: number;
  readonly stoppingMs: number;
};

export const INFERENCE_DURATIONS: InferenceDurations = {
  publishingMs: 20_000,
  buildingMs: 60_000,
  deployingMs: 60_000,
  instanceMs: 20_000,
  batchMs: 300_000,
  stoppingMs: 20_000,
};
