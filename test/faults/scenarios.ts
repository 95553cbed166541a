/** What a person does while operators die: the scenarios of the crash harness. A kind joins by naming its own. */
import type { Resource } from '../../operator/runtime/object.ts';
import { holds, type World } from '../support/world.ts';

export type Scenario = {
  name: string;
  /** Plays the person; ends when everything has come to its end. `deleting` is called before the deletion. */
  person(world: World, deleting: () => void): Promise<void>;
  /** From where on the requests are cut. */
  from: 'start' | 'deletion';
};

const KIND = 'trainingjobs';

async function playJob(world: World, ripe: (job: Resource | undefined) => boolean, deleting: () => void) {
  await world.account();
  await world.job('resnet');
  await world.until(KIND, 'resnet', ripe, 60);
  deleting();
  await world.remove(KIND, 'resnet');
  await world.until(KIND, 'resnet', (job) => job === undefined, 60);
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a job that completes and is then deleted',
    from: 'start',
    person: (world, deleting) => playJob(world, (job) => holds(job, 'Complete'), deleting),
  },
  {
    name: 'a job that is deleted while it runs',
    from: 'deletion',
    // A death may take so long to be noticed that the job has completed meanwhile.
    person: (world, deleting) =>
      playJob(world, (job) => job?.status?.phase === 'Running' || holds(job, 'Complete'), deleting),
  },
];
