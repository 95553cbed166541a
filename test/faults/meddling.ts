/** What others do to an object while no operator lives. */
import { CREATE_INTENT, JOURNAL, REMOTE_ID } from '../../operator/runtime/object.ts';
import { CHECKED } from '../../operator/runtime/policy.ts';
import type { World } from '../support/world.ts';
import { ended, JOBS } from './jobScenarios.ts';
import { unlessGone } from './scenario.ts';

/** What else happens while nobody watches: done between the lives, to the object of the scenario. */
export const STRIPPING: Readonly<Record<string, (world: World, plural: string) => Promise<void>>> = {
  'the status is wiped': (world, plural) => unlessGone(wipeStatus(world, plural)),
  'a replace strips annotations and finalizers': (world, plural) => unlessGone(strip(world, plural)),
  'a replace strips annotations and finalizers, and the status is wiped': (world, plural) =>
    unlessGone(strip(world, plural).then(() => wipeStatus(world, plural))),
};

const KIND = JOBS.plural;

/** The same, and worse, done to a training job. */
export const MEDDLING: Readonly<Record<string, (world: World) => Promise<void>>> = {
  ...Object.fromEntries(
    Object.entries(STRIPPING).map(([name, meddle]) => [name, (world: World) => meddle(world, KIND)]),
  ),
  'the object is deleted and made anew under the same name': recreate,
};

async function strip(world: World, plural: string): Promise<void> {
  const job = await world.get(plural, 'resnet');
  if (!job) return;
  // Stripping the finalizer and deleting at once is the one thing that README says can leave a job behind.
  const safe = !job.metadata.deletionTimestamp && !ended(job);
  const annotations = { [CREATE_INTENT]: null, [REMOTE_ID]: null, [JOURNAL]: null, [CHECKED]: null };
  const { resourceVersion } = job.metadata;
  await world.patch(plural, 'resnet', {
    metadata: { resourceVersion, annotations, ...(safe && { finalizers: null }) },
  });
}

const wipeStatus = (world: World, plural: string): Promise<unknown> =>
  world.patch(plural, 'resnet/status', { status: null });

async function recreate(world: World): Promise<void> {
  const job = await world.get(KIND, 'resnet');
  if (!job || job.metadata.deletionTimestamp || ended(job)) return;
  await unlessGone(world.remove(KIND, 'resnet'));
  await world.until(KIND, 'resnet', (held) => held?.metadata.uid !== job.metadata.uid, 60);
  await world.job('resnet').catch(() => undefined);
}
