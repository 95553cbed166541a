import { randomUUID } from 'node:crypto';
import type { Call } from './audit.ts';
import { type Behaviours, changeBehaviours, defaultBehaviours } from './behaviours.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Agency, Project, User } from './identities.ts';
import { INFERENCE_DURATIONS, type InferenceDurations } from './inference/durations.ts';
import { RESOURCE_DURATIONS, type ResourceDurations } from './resource/durations.ts';
import type { Credential } from './signature.ts';
import type { Durations } from './training/timeline.ts';
import { WORKFLOW_DURATIONS, type WorkflowDurations } from './workflow/durations.ts';

type AllDurations = Durations & ResourceDurations & InferenceDurations & WorkflowDurations;

/** Whether an operation is allowed to whoever signed with the access key; undefined for the holder of a token. */
export type Allows = (operation: string, accessKey: string | undefined) => boolean;

/** How a simulator is set up. Everything has a default. */
export type SimulatorOptions = {
  /** 0 takes a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly projectId?: string;
  readonly region?: string;
  /** All of them keys of users of the one project. */
  readonly credentials?: readonly Credential[];
  /** Who may log in with a password. */
  readonly users?: readonly User[];
  /** In whose name one may act; a machine's metadata give keys for the first. */
  readonly agencies?: readonly Agency[];
  /** Every project of the account; the simulator's own, called like the region, unless given. */
  readonly projects?: readonly Project[];
  /** Simulated seconds per real second: shortens every stage. Times in answers stay those of the clock. */
  readonly speed?: number;
  /** The clock on which jobs advance. */
  readonly clock?: Clock;
  /** The clock against which signatures and tokens are checked, and that of the Date header and the audit log. */
  readonly wallClock?: Clock;
  /** How long stages last, in simulated milliseconds. */
  readonly durations?: Partial<AllDurations>;
  readonly behaviours?: Partial<Behaviours>;
  /** What IAM allows, asked for each call of somebody who is known; everything unless given. */
  readonly allows?: Allows;
  readonly newId?: () => string;
  /** Told of every call before it is answered. */
  readonly onCall?: (call: Call) => void;
};

/** Obviously not keys or passwords of anybody. */
export const CREDENTIAL: Credential = {
  accessKey: 'SIMULATEDACCESSKEY',
  secretKey: 'simulated-secret-key',
  userName: 'simulated-user',
};
const DOMAIN = 'simulated-domain';
const USER: User = { name: 'simulated-user', password: 'simulated-password', domain: DOMAIN };
const AGENCY: Agency = { name: 'simulated-agency', domain: DOMAIN };
const PROJECT = '5100a7ed00000000000000000000f001';
const DURATIONS: AllDurations = {
  ...RESOURCE_DURATIONS,
  ...INFERENCE_DURATIONS,
  ...WORKFLOW_DURATIONS,
  creatingMs: 60_000,
  pendingMs: 120_000,
  runningMs: 360_000,
  terminatingMs: 30_000,
  savingMs: 120_000,
};

/** Fills in the defaults. @throws RangeError for an option that makes no sense */
export function settle(options: SimulatorOptions) {
  const { region = 'cn-north-4', projectId = PROJECT, credentials = [CREDENTIAL] } = options;
  const [credential] = credentials;
  if (!credential) throw new RangeError('credentials: give at least one access key');
  const behaviours = defaultBehaviours();
  changeBehaviours(behaviours, options.behaviours ?? {});
  const scale = 1 / speedOf(options);
  return {
    host: '127.0.0.1',
    port: 0,
    users: [USER],
    agencies: [AGENCY],
    projects: [{ id: projectId, name: region }],
    clock: systemClock,
    wallClock: systemClock,
    allows: (): boolean => true,
    newId: randomUUID as () => string,
    ...options,
    region,
    projectId,
    credentials,
    credential,
    behaviours,
    scale,
    durations: scaled({ ...DURATIONS, ...options.durations }, scale),
  };
}

function speedOf({ speed = 1 }: SimulatorOptions): number {
  if (Number.isFinite(speed) && speed > 0) return speed;
  throw new RangeError(`speed: ${speed} is no pace; give the simulated seconds per real second, more than 0`);
}

const scaled = <Lengths extends Record<string, number>>(lengths: Lengths, scale: number) =>
  Object.fromEntries(Object.entries(lengths).map(([name, ms]) => [name, ms * scale])) as Lengths;
