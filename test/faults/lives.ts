/** Two lives of an operator: the first is cut at a point, the second starts with nothing but what the servers hold. */
import type { Config } from '../../operator/config.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { FAULT_SETTINGS, STAGES, World } from '../support/world.ts';
import type { Mode, Point } from './cut.ts';
import { Cut } from './cut.ts';
import type { Made, Scenario } from './scenario.ts';
import { removeAll } from './scenario.ts';

export type Ending = {
  /** False when the run came to its end without ever reaching the point. */
  reached: boolean;
  requests: Point[];
  /** How many requests had been sent when the deletion began. */
  beforeDeletion: number;
  /** The names of all remote objects ever made, and of those that still exist. */
  made: string[];
  alive: string[];
};

export type PlayOptions = {
  config?: Partial<Config>;
  /** How late a create takes effect whose sender died. */
  lateMs?: number;
  /** Whether the cloud refuses a name twice; by default it will not stop us. */
  uniqueNames?: boolean;
  /** Of the cloud, where they are not the usual ones. */
  behaviours?: Partial<Behaviours>;
  /** How long the one who is frozen stands still; longer than its lease unless given. */
  freezeMs?: number;
  /** How late the events of watches arrive, in both lives. */
  watchLagMs?: number;
  /** What a person does between the lives. */
  between?: (world: World) => Promise<void>;
};

/** After the next life began, inside its settle window. */
const LATE_MS = 2_200;
/** Long enough for another operator to take the lease, and to look up and create in its place. */
const FREEZE_MS = 2 * FAULT_SETTINGS.leaseDurationMs;

/** Plays `scenario` to its end, with a death at `at` if given. */
export async function play(
  scenario: Scenario,
  at?: Point & { mode: Mode },
  options: PlayOptions = {},
): Promise<Ending> {
  const { lateMs = LATE_MS, uniqueNames = false, watchLagMs = 0, between } = options;
  const { freezeMs = FREEZE_MS } = options;
  const config = { ...FAULT_SETTINGS, ...options.config };
  const duplicateName = uniqueNames ? 'refuse' : 'allow';
  await using world = await World.create({
    behaviours: {
      ...{ 'training.duplicateName': duplicateName, 'algorithm.duplicateName': duplicateName },
      ...{ 'network.duplicateName': duplicateName, 'model.duplicateName': duplicateName },
      ...{ 'pool.duplicateName': duplicateName, 'service.duplicateName': duplicateName },
      ...{ 'workflow.duplicateName': duplicateName },
      ...options.behaviours,
    },
    ...(scenario.runningMs && { durations: { ...STAGES, runningMs: scenario.runningMs } }),
  });
  const { made } = scenario;
  const cut = new Cut(at, { watchLagMs, freezeMs });
  // A job that is found late may have ended by then, and no more is read of it.
  const read = at?.request.startsWith('modelarts GET');
  if (at?.mode === 'unanswered' && !read) delayCreates(world.simulator, made, lateMs);
  const first = world.start(config, { wrap: cut.wrap });
  await Promise.race([first.leading, cut.died]);
  let beforeDeletion = 0;
  const person = scenario.person(world, () => {
    beforeDeletion = cut.requests.length;
  });
  await Promise.race([person, cut.died]);
  // The person may see what the last request did before its answer has come to the operator.
  if (cut.aimed) await Promise.race([cut.died, new Promise((resolve) => setTimeout(resolve, 2_000))]);
  if (cut.struck) {
    const buried = cut.dead ? cut.bury().then(() => first.stop()) : undefined;
    const next = new Cut(undefined, { watchLagMs });
    const meddling = between?.(world);
    // What takes no operator is over before the next one starts; waiting for it to act is not.
    await Promise.race([meddling, new Promise((resolve) => setTimeout(resolve, 300))]);
    world.start(config, { wrap: next.wrap });
    await Promise.all([person, buried, meddling]);
    if (between) await removeAll(world, ['resnet'], undefined, made.plural);
    // An object that the API server removed in the moment in which its finalizer was written cannot be waited for.
    if (between) await untilEmpty(world.simulator, made);
  }
  const lateCreate = at?.mode === 'unanswered' && made.path.test(at.request) && cut.dead;
  if (lateCreate) await untilOver(world.simulator, made, lateMs);
  const reached = cut.struck;
  cut.disarm();
  return {
    reached,
    requests: cut.requests,
    beforeDeletion,
    made: made.ever(world.simulator),
    alive: made.alive(world.simulator),
  };
}

/** Until every create that reached the simulator has taken its effect, or has had all the time for it. */
async function untilOver(simulator: Simulator, made: Made, lateMs: number): Promise<void> {
  const deadline = performance.now() + lateMs + 1_000;
  const creates = () => simulator.audit.calls.filter(({ operation }) => operation === made.operation).length;
  const before = creates();
  while (creates() === before && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Until nothing is left, or it has taken long enough for all that may be under way. */
async function untilEmpty(simulator: Simulator, made: Made): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (made.alive(simulator).length > 0 && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

const delayCreates = (simulator: Simulator, { operation }: Made, beforeMs: number) =>
  simulator.faults.add({ operation, times: 1, kind: 'latency', beforeMs });

/** The points of a scenario: a run without a death numbers every request to either API. */
export async function pointsOf(scenario: Scenario): Promise<Point[]> {
  const { requests, beforeDeletion } = await play(scenario);
  return scenario.from === 'start' ? requests : requests.slice(beforeDeletion);
}
