import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Audit, Call, JobRecord } from './audit.ts';
import { type Behaviours, changeBehaviours, defaultBehaviours } from './behaviours.ts';
import { type Clock, isManual, systemClock } from './clock.ts';
import { createControl } from './control.ts';
import { Faults } from './faults.ts';
import { iamChapter } from './iam/chapter.ts';
import { type Agency, Identities, type Project, type User } from './identities.ts';
import { createRouter } from './router.ts';
import { createHttpServer } from './server.ts';
import type { Credential } from './signature.ts';
import { trainingChapter } from './training/chapter.ts';
import { recordOf } from './training/job.ts';
import { Jobs } from './training/jobs.ts';
import { type OutcomeRule, usual } from './training/outcomes.ts';
import type { Durations, Ending } from './training/timeline.ts';

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
  /** The clock against which signatures are checked, and that of the Date header and the audit log. */
  readonly wallClock?: Clock;
  /** How long stages last, in simulated milliseconds. */
  readonly durations?: Partial<Durations>;
  readonly behaviours?: Partial<Behaviours>;
  readonly newId?: () => string;
  /** Told of every call before it is answered. */
  readonly onCall?: (call: Call) => void;
};

/** A simulator that runs. */
export type Simulator = AsyncDisposable & {
  readonly url: string;
  readonly region: string;
  readonly projectId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** The first of those who may log in with a password. */
  readonly user: User | undefined;
  /** Makes every token and temporary key that was given out so far unknown. */
  revoke(): void;
  /** The jobs that were not deleted, the oldest first. */
  jobs(): JobRecord[];
  readonly audit: Audit;
  readonly faults: Faults;
  /** May be changed at any time. */
  readonly behaviours: Behaviours;
  /** Makes jobs that are created from now on, and whose name matches, end so. The first rule that matches wins. */
  outcome(pattern: RegExp, ending: Ending, details?: { exitCode?: number; message?: string }): void;
  /** Moves the clock forward, where it is driven by hand. */
  readonly advance?: (ms: number) => void;
  /** Ends every connection and frees the port. */
  stop(): Promise<void>;
};

/** Obviously not keys of anybody. */
const DEFAULT_CREDENTIALS: readonly Credential[] = [
  { accessKey: 'SIMULATEDACCESSKEY', secretKey: 'simulated-secret-key', userName: 'simulated-user' },
];
const DEFAULT_DOMAIN = 'simulated-domain';
const DEFAULT_USER = { name: 'simulated-user', password: 'simulated-password', domain: DEFAULT_DOMAIN };
const DEFAULT_AGENCY = { name: 'simulated-agency', domain: DEFAULT_DOMAIN };
const DEFAULT_PROJECT = '5100a7ed00000000000000000000f001';
const DEFAULT_DURATIONS: Durations = {
  creatingMs: 60_000,
  pendingMs: 120_000,
  runningMs: 360_000,
  terminatingMs: 30_000,
};

/**
 * Starts a stand-in ModelArts over HTTP.
 *
 * @throws Error when the port cannot be had; RangeError for an option that makes no sense
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { clock = systemClock, wallClock = systemClock, newId = randomUUID, onCall } = options;
  const { host = '127.0.0.1', port = 0, projectId = DEFAULT_PROJECT, region = 'cn-north-4' } = options;
  const { credentials = DEFAULT_CREDENTIALS } = options;
  const [credential] = credentials;
  if (!credential) throw new RangeError('credentials: give at least one access key');
  const { users = [DEFAULT_USER], agencies = [DEFAULT_AGENCY] } = options;
  const { projects = [{ id: projectId, name: region }] } = options;
  const behaviours = defaultBehaviours();
  changeBehaviours(behaviours, options.behaviours ?? {});
  const scale = 1 / speedOf(options);
  const durations = scaled({ ...DEFAULT_DURATIONS, ...options.durations }, scale);
  const jobs = new Jobs();
  const outcomes: OutcomeRule[] = [];
  const calls: Call[] = [];
  const audit: Audit = { calls, jobs: () => jobs.ever.map((job) => recordOf(job, clock.now())) };
  const faults = new Faults();
  const stopping = new AbortController();
  const world = { jobs, clock, wallClock, durations, scale, behaviours, outcomes, newId };
  const known = { keys: credentials, users, agencies, projects };
  const identities = new Identities(known, behaviours, randomUUID);
  const server = createHttpServer({
    rules: { identities, projectId, behaviours, wallClock },
    router: createRouter([trainingChapter(world), iamChapter({ identities, wallClock })]),
    faults,
    control: createControl({ audit, faults, behaviours, identities, ...(isManual(clock) && { clock }) }),
    newId,
    onCall: (call) => {
      calls.push(call);
      onCall?.(call);
    },
    signal: stopping.signal,
  });
  const url = await listen(server, host, port);
  const stop = async () => {
    stopping.abort();
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  return {
    url,
    region,
    projectId,
    accessKey: credential.accessKey,
    secretKey: credential.secretKey,
    user: users[0],
    revoke: () => identities.revoke(),
    jobs: () => audit.jobs().filter(({ deletedAt }) => deletedAt === undefined),
    audit,
    faults,
    behaviours,
    outcome: (pattern, ending, details) => outcomes.push({ pattern, ...usual(ending), ...details }),
    ...(isManual(clock) && { advance: clock.advance }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function speedOf({ speed = 1 }: SimulatorOptions): number {
  if (Number.isFinite(speed) && speed > 0) return speed;
  throw new RangeError(`speed: ${speed} is no pace; give the simulated seconds per real second, more than 0`);
}

const scaled = (durations: Durations, scale: number): Durations => ({
  creatingMs: durations.creatingMs * scale,
  pendingMs: durations.pendingMs * scale,
  runningMs: durations.runningMs * scale,
  terminatingMs: durations.terminatingMs * scale,
});

async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening').catch((cause: NodeJS.ErrnoException) => {
    throw new Error(
      `the simulator cannot listen on ${host}:${port} (${cause.code}): choose another port or address`,
      {
        cause,
      },
    );
  });
  const { address, port: taken, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
}
