/** Kustomizations, read as far as they list files. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';

/** The resources of a kustomization and of those below it; patches and generators are left out. */
export function resourcesOf<Manifest>(path: string): Manifest[] {
  if (!statSync(path).isDirectory()) return loadAll(readFileSync(path, 'utf8')) as Manifest[];
  const file = ['kustomization.yaml', 'Kustomization'].map((name) => join(path, name)).find(existsSync);
  const { resources } = load(readFileSync(file as string, 'utf8')) as { resources: string[] };
  return resources.flatMap((resource) => resourcesOf<Manifest>(join(path, resource)));
}
