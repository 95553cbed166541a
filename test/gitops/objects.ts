/** Objects as the operator really leaves them, from what is kept for upgrades. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Resource } from '../../operator/runtime/object.ts';

const files = globSync(join(import.meta.dirname, '../upgrade/states/*/objects.yaml')).sort();

/** Of the newest version, by `Kind/name`. */
export const KEPT: ReadonlyMap<string, Resource> = new Map(
  (load(readFileSync(files.at(-1) ?? '', 'utf8')) as Resource[])
    .filter(({ apiVersion }) => apiVersion !== 'v1')
    .map((object) => [`${object.kind}/${object.metadata.name}`, object]),
);
