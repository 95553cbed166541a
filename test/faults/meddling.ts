/** What others do to an object while no operator lives. */
import { CREATE_INTENT, REMOTE_ID } from '../../operator/runtime/object.ts';
import type { World } from '../support/world.ts';
import { ended, JOBS } from './jobScenarios.ts';
import { unlessGone } from './scenario.ts';

const KIND = JOBS.plural;

/** What else happens while nobody watches: done between the lives, to the object of the scenario. */
export const MEDDLING: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'the status is wiped': (world) => unlessGone(wipeStatus(world)),
  'a replace strips annotations and finalizers': (world) => unlessGone(strip(world)),
  'a replace strips annotations and finalizers, and the status is wiped': (world) =>
    unlessGone(strip(world).then(() => wipeStatus(world))),
  'the object is deleted and made anew under the same name': recreate,
};

async function strip(world: World): Promise<void> {
  const job = await world.get(KIND, 'resnet');
  if (!job) return;
  // Stripping the finalizer and deleting at once is the one thing that README says can leave a job behind.
  const safe = !job.metadata.deletionTimestamp && !ended(job);
  const annotations = { [CREATE_INTENT]: null, [REMOTE_ID]: null };
  const { resourceVersion } = job.metadata;
  await world.patch(KIND, 'resnet', {
    metadata: { resourceVersion, annotations, ...(safe && { finalizers: null }) },
  });
}

const wipeStatus = (world: World): Promise<unknown> => world.patch(KIND, 'resnet/status', { status: null });

async function recreate(world: World): Promise<void> {
  const job = await world.get(KIND, 'resnet');
  if (!job || job.metadata.deletionTimestamp || ended(job)) return;
  await unlessGone(world.remove(KIND, 'resnet'));
  await world.until(KIND, 'resnet', (held) => held?.metadata.uid !== job.metadata.uid, 60);
  await world.job('resnet').catch(() => undefined);
}
