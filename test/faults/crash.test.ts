import { afterAll, describe, expect, test } from 'vitest';
import { parseSelector } from '../../operator/runtime/selector.ts';
import type { World } from '../support/world.ts';
import type { Mode, Point } from './cut.ts';
import { pointText } from './cut.ts';
import {
  ADOPTED,
  COMPLETES,
  DELETED,
  EDITED,
  EXPIRED,
  LIMITED,
  RECREATED,
  RELABELLED,
  RETRIED,
  RICH,
  SEVERAL,
  SUSPENDED,
  TOGETHER,
} from './jobScenarios.ts';
import type { PlayOptions } from './lives.ts';
import { play, pointsOf } from './lives.ts';
import { MEDDLING, STRIPPING } from './meddling.ts';
import { ALGORITHM, CHAIN, MODEL, OUTPUT, REMADE } from './modelScenarios.ts';
import { NETWORK, NODE_POOL, POOL, PURCHASE } from './poolScenarios.ts';
import type { Scenario } from './scenario.ts';
import { SCHEDULES } from './scheduleScenarios.ts';
import { ROLLOUT, SERVICE, STOPPED } from './serviceScenarios.ts';
import { RERUN, RUN } from './workflowrunScenarios.ts';
import { WORKFLOW } from './workflowScenarios.ts';

const DEATHS: readonly Mode[] = ['before', 'unanswered', 'answered'];
const WORDS: Record<Mode, string> = {
  before: 'killed before it is sent',
  unanswered: 'killed after it is sent, without an answer',
  answered: 'killed after the answer',
  frozen: 'frozen with it in hand while another takes over, or joins',
};

type Variation = PlayOptions & {
  name: string;
  scenario: Scenario;
  modes: readonly Mode[];
  /** Which of the scenario's requests are cut; all by default. */
  points?: (points: readonly Point[]) => Point[];
};

/** Requests that change something; of those that create, every one, of the others the first (the rest are the same again). */
const changes = (points: readonly Point[]): Point[] =>
  points.filter(
    ({ request, nth }) =>
      /(POST|PATCH|DELETE)/.test(request) &&
      !/events|searches/.test(request) &&
      (nth === 1 || /(training-jobs|models|schedules)$|\((id|intent|journal)\)$/.test(request)),
  );

/** A watch answers once there is something to see: that of a kind is cut where the kind has an object. */
const withWatch =
  (plural: string, points: (all: readonly Point[]) => Point[]) =>
  (all: readonly Point[]): Point[] => {
    const some = points(all);
    const watch = `kubernetes GET /${plural} watch`;
    return all.filter((point) => some.includes(point) || (point.request === watch && point.nth === 1));
  };

/** A purchase is noted in status before it is sent: every write of status counts. */
const changesAndStatus = (points: readonly Point[]): Point[] =>
  points.filter((point) => changes([point]).length > 0 || /PATCH .*\/status$/.test(point.request));

/** Each mutation of a service in the cloud is another one. */
const changesOfService = (points: readonly Point[]): Point[] =>
  points.filter((point) => /^modelarts (PUT|PATCH) /.test(point.request) || changes([point]).length > 0);

/** Where one thing too many is made. */
const creates = (points: readonly Point[]): Point[] =>
  changes(points).filter(({ request }) => /^modelarts POST|\((id|intent|journal)\)$/.test(request));

/** Status says how far a roll-out has come: every write of it counts. */
const changesOfRollout = (points: readonly Point[]): Point[] =>
  points.filter((point) => changesOfService([point]).length + changesAndStatus([point]).length > 0);

/** A rerun is noted before it is sent, and takes an end back in status: every such write counts. */
const changesOfRerun = (points: readonly Point[]): Point[] =>
  points.filter(
    (point) =>
      changes([point]).length > 0 || /workflowruns\/resnet(\/status| \(journal\))$/.test(point.request),
  );

/** What is done once: the note of it, and the request itself. */
const journaled = (points: readonly Point[]): Point[] =>
  points
    .slice(0, firstDeletion(points))
    .filter(({ request }) => /POST .*(schedules|subscriptions|actions)$|\(journal\)$/.test(request));

/** Of what the spec does not want any more nobody knows once all that told of it is stripped: README says so. */
const firstDeletion = (points: readonly Point[]): number =>
  points.findIndex(({ request }) => request.startsWith('modelarts DELETE'));

/** Of the three jobs, what is done for the first stands for all. */
const changesOfOne = (points: readonly Point[]): Point[] =>
  changes(points).filter(({ request }) => !/trainingjobs\/[bc]/.test(request));

/** The request in the hand of a frozen process outlives its lease: only the gate at the socket stops it. */
const PATIENT = { requestTimeoutMs: 5_000 };

/**
 * As two shards, which one replica has until it is cut, and the next one shares with it or takes over. Each shard renews a
 * Lease and watches for itself: twice the work, which on a busy machine takes longer.
 */
const SHARDED = { shards: 2, leaseDurationMs: 3_000, kinds: ['Account', 'TrainingJob'] } as const;
const SHARDED_FROZEN = {
  modes: ['frozen'],
  config: { ...SHARDED, requestTimeoutMs: 9_000 },
  freezeMs: 2 * SHARDED.leaseDurationMs,
} as const;

const VARIATIONS: readonly Variation[] = [
  { name: COMPLETES.name, scenario: COMPLETES, modes: DEATHS },
  { name: DELETED.name, scenario: DELETED, modes: DEATHS },
  {
    name: 'where the cloud refuses a name twice',
    scenario: COMPLETES,
    modes: DEATHS,
    uniqueNames: true,
    points: changes,
  },
  { name: EDITED.name, scenario: EDITED, modes: DEATHS, points: changes },
  { name: ADOPTED.name, scenario: ADOPTED, modes: DEATHS, points: changes },
  { name: SEVERAL.name, scenario: SEVERAL, modes: DEATHS, points: changesOfOne },
  { name: RETRIED.name, scenario: RETRIED, modes: DEATHS, points: changes },
  {
    name: `${RETRIED.name}, where the cloud refuses a name twice`,
    scenario: RETRIED,
    modes: ['unanswered'],
    uniqueNames: true,
    points: changes,
  },
  { name: SUSPENDED.name, scenario: SUSPENDED, modes: DEATHS, points: changes },
  { name: RECREATED.name, scenario: RECREATED, modes: DEATHS, points: changes },
  { name: RICH.name, scenario: RICH, modes: DEATHS, points: changes },
  { name: LIMITED.name, scenario: LIMITED, modes: DEATHS, points: changes },
  {
    name: RELABELLED.name,
    scenario: RELABELLED,
    modes: DEATHS,
    config: { labelSelector: parseSelector('team=vision') },
    points: creates,
  },
  { name: EXPIRED.name, scenario: EXPIRED, modes: DEATHS, points: changes },
  { name: TOGETHER.name, scenario: TOGETHER, modes: DEATHS, points: changes },
  { name: CHAIN.name, scenario: CHAIN, modes: DEATHS, points: changes },
  { name: ALGORITHM.name, scenario: ALGORITHM, modes: DEATHS },
  {
    name: 'an algorithm, frozen, not dead',
    scenario: ALGORITHM,
    modes: ['frozen'],
    config: PATIENT,
    points: changes,
  },
  { name: NETWORK.name, scenario: NETWORK, modes: DEATHS, points: withWatch('networks', changes) },
  {
    name: SERVICE.name,
    scenario: SERVICE,
    modes: DEATHS,
    points: withWatch('modelservices', changesOfService),
  },
  {
    name: 'a service, frozen, not dead',
    scenario: SERVICE,
    modes: ['frozen'],
    config: PATIENT,
    points: changesOfService,
  },
  { name: ROLLOUT.name, scenario: ROLLOUT, modes: DEATHS, points: changesOfRollout },
  { name: STOPPED.name, scenario: STOPPED, modes: DEATHS, points: changesOfService },
  { name: WORKFLOW.name, scenario: WORKFLOW, modes: DEATHS, points: changesOfService },
  { name: POOL.name, scenario: POOL, modes: DEATHS, points: withWatch('pools', changes) },
  { name: PURCHASE.name, scenario: PURCHASE, modes: DEATHS, points: changesAndStatus },
  {
    name: 'a prepaid pool, frozen, not dead',
    scenario: PURCHASE,
    modes: ['frozen'],
    config: PATIENT,
    points: changes,
  },
  { name: NODE_POOL.name, scenario: NODE_POOL, modes: DEATHS, points: withWatch('nodepools', changes) },
  { name: MODEL.name, scenario: MODEL, modes: DEATHS, points: withWatch('models', changes) },
  {
    name: `${MODEL.name}, where the cloud refuses a name twice`,
    scenario: MODEL,
    modes: ['unanswered'],
    uniqueNames: true,
    points: changes,
  },
  { name: 'a model, frozen, not dead', scenario: MODEL, modes: ['frozen'], config: PATIENT, points: changes },
  {
    name: SCHEDULES.name,
    scenario: SCHEDULES,
    modes: DEATHS,
    points: withWatch('workflows', changesOfService),
  },
  {
    name: `${SCHEDULES.name}, where the cloud takes proposed ids`,
    scenario: SCHEDULES,
    modes: ['unanswered'],
    behaviours: { 'workflow.scheduleId': 'given' },
    points: creates,
  },
  {
    name: 'a workflow with schedules, frozen, not dead',
    scenario: SCHEDULES,
    modes: ['frozen'],
    config: PATIENT,
    points: creates,
  },
  { name: REMADE.name, scenario: REMADE, modes: DEATHS, points: changes },
  { name: OUTPUT.name, scenario: OUTPUT, modes: DEATHS, points: changes },
  { name: RUN.name, scenario: RUN, modes: DEATHS, points: withWatch('workflowruns', changes) },
  { name: RERUN.name, scenario: RERUN, modes: DEATHS, points: changesOfRerun },
  {
    name: 'with caches that lag behind',
    scenario: COMPLETES,
    modes: DEATHS,
    watchLagMs: 400,
    points: changes,
  },
  { name: 'frozen, not dead', scenario: COMPLETES, modes: ['frozen'], config: PATIENT, points: changes },
  {
    name: 'frozen at the second attempt',
    scenario: RETRIED,
    modes: ['frozen'],
    config: PATIENT,
    points: (points) => changes(points).filter(({ nth }) => nth > 1),
  },
  {
    name: 'frozen while it is deleted',
    scenario: DELETED,
    modes: ['frozen'],
    config: PATIENT,
    points: changes,
  },
  {
    name: 'spread over two shards',
    scenario: COMPLETES,
    modes: DEATHS,
    config: SHARDED,
    points: changes,
  },
  {
    name: 'spread over two shards, frozen, not dead',
    scenario: COMPLETES,
    ...SHARDED_FROZEN,
    points: changes,
  },
  {
    name: 'spread over two shards, and another replica joins meanwhile',
    scenario: SEVERAL,
    ...SHARDED_FROZEN,
    freezeMs: 400,
    points: changesOfOne,
  },
  {
    name: 'spread over two shards, frozen at the second attempt',
    scenario: RETRIED,
    ...SHARDED_FROZEN,
    points: (points) => changes(points).filter(({ nth }) => nth > 1),
  },
  ...Object.entries(STRIPPING).flatMap(([name, meddle]) =>
    [SCHEDULES, RERUN].map((scenario) => ({
      name: `${scenario.name}, and ${name} meanwhile`,
      scenario,
      modes: ['unanswered'] as const,
      between: (world: World) => meddle(world, scenario.made.plural),
      points: journaled,
    })),
  ),
  ...Object.entries(MEDDLING).map(([name, between]) => ({
    name: `${name} meanwhile`,
    scenario: COMPLETES,
    modes: DEATHS,
    between,
    points: changes,
  })),
];

const counted = { requests: 0, runs: 0, reached: 0, made: 0, objects: 0 };
/** Requests with the way of dying around them, by whether any death of theirs was reached. */
const byName = new Map<string, boolean>();

afterAll(() => {
  const { requests, runs, reached, made, objects } = counted;
  console.log(
    `crash harness: ${requests} requests numbered, ${runs} deaths tried, ${reached} reached; ${made} remote objects made for ${objects} objects`,
  );
  // How often something is polled differs from run to run; that it was cut once in each way may not.
  const missed = [...byName].filter(([, hit]) => !hit).map(([name]) => name);
  expect(missed).toEqual([]);
});

const numbered = new Map<Scenario, Point[]>();
for (const scenario of new Set(VARIATIONS.map((variation) => variation.scenario))) {
  numbered.set(scenario, await pointsOf(scenario));
  counted.requests += numbered.get(scenario)?.length ?? 0;
}

for (const variation of VARIATIONS) {
  const { name, scenario, modes, points = (all) => [...all] } = variation;
  const deaths = points(numbered.get(scenario) ?? []).flatMap((point) =>
    modes.map((mode) => ({ ...point, mode })),
  );
  describe.concurrent(`one remote object for each object, and none after deletion: ${name}`, () => {
    test.each(deaths.map((at) => [pointText(at), WORDS[at.mode], at] as const))(
      '%s: %s',
      { timeout: 120_000 },
      async (_point, _words, at) => {
        const { reached, made, alive } = await play(scenario, at, variation);
        // A generated name stands for one attempt of one object.
        const objects = new Set(made);
        counted.runs += 1;
        counted.reached += Number(reached);
        counted.made += made.length;
        counted.objects += objects.size;
        const death = `${at.request}, ${WORDS[at.mode]}`;
        byName.set(death, reached || (byName.get(death) ?? false));
        expect(made).toHaveLength(objects.size);
        expect(objects.size).toBeGreaterThanOrEqual(scenario.count);
        if (!variation.between) expect(objects.size).toBe(scenario.count);
        expect(alive).toEqual([]);
      },
    );
  });
}
