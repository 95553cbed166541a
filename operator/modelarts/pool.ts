import type { GetPoolResponse } from './generated/resource.gen.ts';
import { asArray, asNumber, asObject, asText } from './loose.ts';
import { type FlavorCount, type NodeCounts, parseCount, parseCounts } from './nodeCounts.ts';
import { type OsMetadata, parseMetadata } from './osMetadata.ts';

/** A driver of the nodes of a pool. */
export type PoolDriver = {
  readonly version?: string | undefined;
  /** Creating, Upgrading, Running, Abnormal, or new ones; '' if none. */
  readonly state: string;
  /** What is wrong with it, where that is told. */
  readonly message?: string | undefined;
};

/** A pool as the cloud describes it (sections 10.13 to 10.17), absent values undefined. */
export type Pool = OsMetadata & {
  readonly type?: string | undefined;
  /** The job types that it is meant for: Train, Infer, Notebook, or new ones. */
  readonly scope: readonly string[];
  /** The nodes that it is meant to have. */
  readonly resources: readonly FlavorCount[];
  /** The server's name of its network. */
  readonly networkId?: string | undefined;
  readonly jobFlavors: readonly string[];
  /** The drivers that it is meant to have. */
  readonly driver: Readonly<Partial<Record<'gpuVersion' | 'npuVersion' | 'updateStrategy', string>>>;
  /** 0 for none; the sum of what restricts it (table 10-177): 8 is frozen, for example. */
  readonly controlMode?: number | undefined;
  /** Creating, Running, Abnormal, Deleting, Error, or new ones; '' if none. */
  readonly phase: string;
  readonly message?: string | undefined;
  /** By job type: Enabling, Enabled, Disabling, Disabled, or new ones. */
  readonly scopeStates: Readonly<Record<string, string>>;
  readonly drivers: { readonly gpu?: PoolDriver | undefined; readonly npu?: PoolDriver | undefined };
  /** The nodes that it has. */
  readonly nodes: NodeCounts;
  /** Only in lists: it is among those whose creation failed. */
  readonly failed?: true | undefined;
};

type Spec = NonNullable<GetPoolResponse['spec']>;
type Status = NonNullable<GetPoolResponse['status']>;

/**
 * Reads a pool out of an answer.
 *
 * @returns undefined unless it holds an id and the name that its maker gave
 */
export function parsePool(wire: unknown): Pool | undefined {
  const { metadata, spec: wireSpec, status: wireStatus } = asObject<GetPoolResponse>(wire);
  const meta = parseMetadata(metadata);
  if (!meta) return undefined;
  return { ...meta, ...specOf(asObject<Spec>(wireSpec)), ...statusOf(asObject<Status>(wireStatus)) };
}

function specOf({
  type,
  scope,
  resources,
  network,
  jobFlavors,
  driver,
  controlMode,
}: Record<string, unknown>) {
  const { gpuVersion, npuVersion, updateStrategy } = asObject<Spec['driver']>(driver);
  const wished = { gpuVersion, npuVersion, updateStrategy };
  return {
    type: asText(type),
    scope: asArray(scope)
      .map(asText)
      .filter((one) => one !== undefined),
    resources: asArray(resources)
      .map(parseCount)
      .filter((one) => one !== undefined),
    networkId: asText(asObject<Spec['network']>(network).name),
    jobFlavors: asArray(jobFlavors)
      .map(asText)
      .filter((one) => one !== undefined),
    driver: Object.fromEntries(Object.entries(wished).filter(([, value]) => asText(value))) as Pool['driver'],
    controlMode: asNumber(controlMode),
  };
}

function statusOf({ phase, message, resources, scope, driver }: Record<string, unknown>) {
  // 10.14 calls the driver of NPUs npv.
  const { gpu, npu, npv } = asObject<Record<string, unknown>>(driver);
  const states = asArray(scope).flatMap((one) => {
    const { scopeType, state } = asObject<Record<string, unknown>>(one);
    return asText(scopeType) === undefined ? [] : [[scopeType as string, asText(state) ?? ''] as const];
  });
  return {
    phase: asText(phase) ?? '',
    message: asText(message),
    scopeStates: Object.fromEntries(states),
    drivers: { gpu: driverOf(gpu), npu: driverOf(npu ?? npv) },
    nodes: parseCounts(resources),
  };
}

function driverOf(wire: unknown): PoolDriver | undefined {
  if (typeof wire !== 'object' || wire === null) return undefined;
  const { version, state, error_msg } = asObject<Record<string, unknown>>(wire);
  return { version: asText(version), state: asText(state) ?? '', message: asText(error_msg) };
}
