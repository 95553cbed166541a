/** Two lives of an operator: the first is cut at a point, the second starts with nothing but what the servers hold. */

import type { Config } from '../../operator/config.ts';
import type { Simulator } from '../../operator/simulator/simulator.ts';
import { World } from '../support/world.ts';
import type { Mode, Point } from './cut.ts';
import { Cut } from './cut.ts';
import type { Scenario } from './scenarios.ts';

export type Ending = {
  /** False when the run came to its end without ever reaching the point. */
  reached: boolean;
  requests: Point[];
  /** How many requests had been sent when the deletion began. */
  beforeDeletion: number;
  /** Every job ever made, and those that still exist. */
  made: string[];
  alive: string[];
};

/** How late a create takes effect whose sender died: after the next life began, inside its settle window. */
const LATE_MS = 2_200;

export type PlayOptions = { config?: Partial<Config>; lateMs?: number };

/** Plays `scenario` to its end, with a death at `at` if given. */
export async function play(
  scenario: Scenario,
  at?: Point & { mode: Mode },
  { config = {}, lateMs = LATE_MS }: PlayOptions = {},
): Promise<Ending> {
  // Names need not be unique: the cloud will not stop a second job, only we can.
  await using world = await World.create({ behaviours: { 'training.duplicateName': 'allow' } });
  const cut = new Cut(at);
  if (at?.mode === 'unanswered') delayCreates(world.simulator, lateMs);
  const first = world.start(config, { wrap: cut.wrap });
  await Promise.race([first.leading, cut.died]);
  let beforeDeletion = 0;
  const person = scenario.person(world, () => {
    beforeDeletion = cut.requests.length;
  });
  await Promise.race([person, cut.died]);
  if (cut.dead) {
    const buried = cut.bury().then(() => first.stop());
    world.start(config);
    await Promise.all([person, buried]);
  }
  const lateCreate = at?.mode === 'unanswered' && /training-jobs$/.test(at.request) && cut.dead;
  if (lateCreate) await untilOver(world.simulator, lateMs);
  const reached = cut.dead;
  cut.disarm();
  return {
    reached,
    requests: cut.requests,
    beforeDeletion,
    made: world.simulator.audit.jobs().map(({ name }) => name),
    alive: world.simulator.jobs().map(({ name }) => name),
  };
}

/** Until every create that reached the simulator has taken its effect, or has had all the time for it. */
async function untilOver(simulator: Simulator, lateMs: number): Promise<void> {
  const deadline = performance.now() + lateMs + 1_000;
  const creates = () =>
    simulator.audit.calls.filter(({ operation }) => operation === 'createTrainingJob').length;
  const before = creates();
  while (creates() === before && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

const delayCreates = (simulator: Simulator, beforeMs: number) =>
  simulator.faults.add({ operation: 'createTrainingJob', times: 1, kind: 'latency', beforeMs });

/** The points of a scenario: a run without a death numbers every request to either API. */
export async function pointsOf(scenario: Scenario): Promise<Point[]> {
  const { requests, beforeDeletion } = await play(scenario);
  return scenario.from === 'start' ? requests : requests.slice(beforeDeletion);
}
