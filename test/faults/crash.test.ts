import { afterAll, describe, expect, test } from 'vitest';
import type { Mode } from './cut.ts';
import { pointText } from './cut.ts';
import { play, pointsOf } from './lives.ts';
import { SCENARIOS } from './scenarios.ts';

const MODES: readonly Mode[] = ['before', 'unanswered', 'answered'];
const WORDS: Record<Mode, string> = {
  before: 'killed before it is sent',
  unanswered: 'killed after it is sent, without an answer',
  answered: 'killed after the answer',
};

const counted = { requests: 0, runs: 0, reached: 0, jobs: 0 };
/** Requests with the way of dying around them, by whether any death of theirs was reached. */
const byName = new Map<string, boolean>();

afterAll(() => {
  const { requests, runs, reached, jobs } = counted;
  console.log(
    `crash harness: ${requests} requests numbered, ${runs} deaths tried, ${reached} reached, ${jobs} jobs made in ${runs} runs`,
  );
  // How often something is polled differs from run to run; that it was cut once in each way may not.
  const missed = [...byName].filter(([, hit]) => !hit).map(([name]) => name);
  expect(missed).toEqual([]);
});

for (const scenario of SCENARIOS) {
  const points = await pointsOf(scenario);
  counted.requests += points.length;
  const deaths = points.flatMap((point) => MODES.map((mode) => ({ ...point, mode })));
  describe.concurrent(`one job, and none after deletion: ${scenario.name}`, () => {
    test.each(deaths.map((at) => [pointText(at), WORDS[at.mode], at] as const))(
      '%s: %s',
      { timeout: 120_000 },
      async (_point, _words, at) => {
        const { reached, made, alive } = await play(scenario, at);
        counted.runs += 1;
        const name = `${at.request}, ${WORDS[at.mode]}`;
        byName.set(name, reached || (byName.get(name) ?? false));
        counted.reached += Number(reached);
        counted.jobs += made.length;
        expect(made).toHaveLength(1);
        expect(alive).toEqual([]);
      },
    );
  });
}
