/** Training jobs in number. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Resource } from '../../operator/runtime/object.ts';
import { root } from './child.ts';
import { GROUP, type Lab, watchUntil } from './lab.ts';

const sample = load(readFileSync(join(root, 'deploy/samples/trainingjob.yaml'), 'utf8')) as Resource;

/** The sample, `count` times. */
export const jobs = (count: number, namespace: string): (readonly [string, object])[] =>
  Array.from({ length: count }, (_, index) => [
    `${GROUP}/namespaces/${namespace}/trainingjobs`,
    { ...sample, metadata: { name: `job-${index}`, namespace } },
  ]);

/** What was seen of a burst. */
export type Burst = {
  /** From the first apply to the last id in status, seconds. */
  seconds: number;
  /** Versions of an object that a watch showed beyond the first, per object, until the id was in status. */
  writesToId: number;
  /** The same until it ran, once all do; 0 where nobody waits for that. */
  running: Promise<number>;
};

/** Applies `count` jobs at once and follows them until all have their ids in status, and, if asked, until all run. */
export async function burst(
  lab: Lab,
  { namespace, count, untilRunning }: { namespace: string; count: number; untilRunning: boolean },
): Promise<Burst> {
  const { metadata } = await lab.get(`${GROUP}/namespaces/${namespace}/trainingjobs`, { limit: '1' });
  const versions = new Map<string, number>();
  const [ids, running] = [new Set<string>(), new Set<string>()];
  let [writesToId, writesToRunning] = [0, 0];
  const idsSeen = Promise.withResolvers<number>();
  const watched = watchUntil(
    lab,
    { plural: 'trainingjobs', namespace, resourceVersion: metadata.resourceVersion },
    ({ metadata: { name }, status }, type) => {
      const writes = type === 'ADDED' ? 0 : (versions.get(name) ?? 0) + 1;
      versions.set(name, writes);
      if (status?.remote?.id !== undefined && !ids.has(name)) {
        ids.add(name);
        writesToId += writes;
        if (ids.size === count) idsSeen.resolve(performance.now());
      }
      if (status?.phase === 'Running' && !running.has(name)) {
        running.add(name);
        writesToRunning += writes;
      }
      return (untilRunning ? running : ids).size === count;
    },
  );
  const startMs = performance.now();
  await Promise.all([lab.apply(jobs(count, namespace)), idsSeen.promise]);
  const seconds = ((await idsSeen.promise) - startMs) / 1000;
  return { seconds, writesToId: writesToId / count, running: watched.then(() => writesToRunning / count) };
}
