/** Runs of workflows while operators die. */
import type { Resource } from '../../operator/runtime/object.ts';
import { CHECKED, UNKNOWN_JOURNAL } from '../../operator/runtime/policy.ts';
import { stepRuns, workflowByHand } from '../support/workflows.ts';
import { holds, type World } from '../support/world.ts';
import { noted, removeAll, type Scenario } from './scenario.ts';

const RUNS = noted('workflowExecution', {
  plural: 'workflowruns',
  operation: 'createWorkflowExecution',
  path: /executions$/,
});
const { plural } = RUNS;
const NAME = 'resnet';
const STEPS = [
  { name: 'prepare', type: 'job' },
  { name: 'train', type: 'job', depend_steps: ['prepare'] },
] as const;

/** Fails unless each step has run so often. */
async function expectRuns(world: World, run: Resource | undefined, wanted: Record<string, number>) {
  const runs = await stepRuns(world, run);
  if (JSON.stringify(runs) !== JSON.stringify(wanted))
    throw new Error(`steps have run ${JSON.stringify(runs)} times instead of ${JSON.stringify(wanted)}`);
}

export const RUN: Scenario = {
  name: 'a run of a workflow that comes to its end and is deleted',
  made: RUNS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    await world.account();
    await world.run(NAME, { workflowId: await workflowByHand(world, STEPS) });
    const done = await world.until(plural, NAME, (run) => holds(run, 'Complete'), 60);
    await expectRuns(world, done, { prepare: 1, train: 1 });
    await removeAll(world, [NAME], deleting, plural);
  },
};

/** The number of what is asked about; that of a journal of which nothing is left. */
const idOf = (run: Resource | undefined) =>
  run?.status?.journal ? run.status.journal.entries?.[0]?.id : UNKNOWN_JOURNAL;

/** Until the run is complete; looks after what only a person can tell meanwhile. */
async function untilComplete(world: World): Promise<Resource | undefined> {
  const asks = (run: Resource | undefined) => holds(run, 'Stalled', 'ActionUnknown');
  for (;;) {
    const run = await world.until(plural, NAME, (one) => holds(one, 'Complete') || asks(one), 90);
    if (!asks(run)) return run;
    // What README tells a person to do: to look into ModelArts, and to release what has come to nothing.
    const { train } = await stepRuns(world, run);
    if (train === 2) {
      if (idOf(run) !== UNKNOWN_JOURNAL)
        throw new Error('the rerun is there to be seen, and yet a person was asked');
      // It was done, and everything that told so was stripped: nothing is to be sent any more.
      await world.patch(plural, NAME, { spec: { rerun: null } });
      await world.until(plural, NAME, (one) => !asks(one), 60);
      continue;
    }
    await expectRuns(world, run, { prepare: 1, train: 1 });
    const id = idOf(run);
    await world.patch(plural, NAME, { metadata: { annotations: { [CHECKED]: id } } });
    // What is sent then may be lost as well.
    await world.until(plural, NAME, (one) => !asks(one) || idOf(one) !== id, 60);
  }
}

export const RERUN: Scenario = {
  name: 'a run that fails, is rerun once from the step that failed, and is deleted',
  made: RUNS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    await world.account();
    world.simulator.outcome(/^train$/, 'Failed');
    await world.run(NAME, { workflowId: await workflowByHand(world, STEPS) });
    await world.until(plural, NAME, (run) => holds(run, 'Failed'), 60);
    world.simulator.outcome(/^train$/, 'Completed');
    await world.patch(plural, NAME, { spec: { rerun: { token: 'fixed', failedOnly: true } } });
    await expectRuns(world, await untilComplete(world), { prepare: 1, train: 2 });
    await removeAll(world, [NAME], deleting, plural);
  },
};
