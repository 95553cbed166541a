/** How long things of the resource chapters take, in simulated milliseconds. */
export type ResourceDurations = {
  /** A network, until it is there or is not. */
  readonly networkMs: number;
  /** A peer connection of a network. */
  readonly peerMs: number;
  /** A pool, until its first node begins to come up, or its creation has failed. */
  readonly poolMs: number;
  /** Each node: they come up one after the other. */
  readonly nodeMs: number;
  /** Installing a driver on the nodes of a pool, or changing it. */
  readonly driverMs: number;
  /** Switching a job type of a pool on or off. */
  readonly scopeMs: number;
  /** A node that is taken away, and a pool that is deleted. */
  readonly leavingMs: number;
  /** A node that is rebooted. */
  readonly rebootMs: number;
};

/** Some minutes, as pools take; the real ones need a quarter of an hour and more. */
export const RESOURCE_DURATIONS: ResourceDurations = {
  networkMs: 20_000,
  peerMs: 20_000,
  poolMs: 60_000,
  nodeMs: 30_000,
  driverMs: 60_000,
  scopeMs: 20_000,
  leavingMs: 60_000,
  rebootMs: 60_000,
};
