/**
 * `npm run upgrade:dump -- <version>`: keeps what an upgrade begins with in test/upgrade/states/<version>: the CRDs, all
 * objects of a namespace as the present operator leaves them, and what it takes to bring a simulator to the state that
 * goes with them. To be run before the first change of a new version, and then never again.
 */
import { cpSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { dump } from 'js-yaml';
import type { Resource } from '../../operator/runtime/object.ts';
import { startControlPlane } from '../controlplane/controlPlane.ts';
import { crds } from '../support/crds.ts';
import { GROUP_PATH, World } from '../support/world.ts';
import { Recorder } from './recorder.ts';
import { CLUSTER_ID, outcomes, play, SIMULATED } from './story.ts';

/** Stands for the host and port of the simulator, which are others each time. */
export const ADDRESS = 'simulator.invalid';

const root = join(import.meta.dirname, '../..');

async function main(version: string): Promise<void> {
  await using plane = await startControlPlane({ log: console.error });
  const recorder = new Recorder();
  await using world = await World.create({ ...SIMULATED, ...recorder.options }, plane.kubeconfig);
  outcomes(world.simulator);
  const operator = world.start({ clusterId: CLUSTER_ID, concurrency: 1 }, { wrap: recorder.wrap });
  await operator.leading;
  await play(world, recorder);
  await operator.stop();

  const list = async (path: string) => {
    const signal = new AbortController().signal;
    return (await world.rest.json<{ apiVersion: string; items: Resource[] }>({ method: 'GET', path, signal }))
      .items;
  };
  const objects: Resource[] = [];
  for (const { metadata } of crds())
    objects.push(
      ...(await list(`${GROUP_PATH}/namespaces/${world.namespace}/${metadata.name.split('.')[0]}`)),
    );
  for (const [plural, kind] of [
    ['secrets', 'Secret'],
    ['configmaps', 'ConfigMap'],
  ] as const)
    for (const object of await list(`/api/v1/namespaces/${world.namespace}/${plural}`))
      if (!object.metadata.name.startsWith('kube-')) objects.push({ ...object, apiVersion: 'v1', kind });

  const folder = join(root, 'test/upgrade/states', version);
  mkdirSync(join(folder, 'crds'), { recursive: true });
  for (const file of globSync('crds/*.yaml', { cwd: root }))
    cpSync(join(root, file), join(folder, 'crds', basename(file)));
  const write = (file: string, value: unknown) =>
    writeFileSync(
      join(folder, file),
      dump(value, { lineWidth: 160, noRefs: true }).replaceAll(new URL(world.simulator.url).host, ADDRESS),
    );
  write('objects.yaml', objects.map(bare));
  write('cloud.yaml', { begun: recorder.begun, ended: recorder.clock.now(), calls: recorder.calls() });
  console.log(`${objects.length} objects, ${recorder.calls().length} calls: ${folder}`);
}

/** Without what belongs to the server that held it. */
function bare({ metadata: { resourceVersion: _, ...metadata }, ...object }: Resource) {
  return { ...object, metadata };
}

const [version] = process.argv.slice(2);
if (import.meta.main) {
  if (!version) throw new Error('say which version this is: npm run upgrade:dump -- 0.1.0');
  await main(version);
}
