/** Puts the repository's CRDs on an API server, and waits until they are served. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Rest } from '../../operator/kube/rest.ts';
import { isApiError } from '../../operator/runtime/ports.ts';

type Crd = { metadata: { name: string }; status?: { conditions?: { type: string; status: string }[] } };

const root = join(import.meta.dirname, '../..');
const PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const signal = new AbortController().signal;

export const crds = (): Crd[] =>
  globSync('crds/*.yaml', { cwd: root }).map((file) => load(readFileSync(join(root, file), 'utf8')) as Crd);

export async function installCrds(rest: Rest): Promise<void> {
  for (const crd of crds()) {
    await rest.json({ method: 'POST', path: PATH, body: crd, signal }).catch((error: unknown) => {
      if (!isApiError(error, 'conflict')) throw error;
    });
    while (!(await isServed(rest, crd.metadata.name)))
      await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isServed(rest: Rest, name: string): Promise<boolean> {
  const crd = await rest.json<Crd>({ method: 'GET', path: `${PATH}/${name}`, signal });
  return (
    crd.status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True') ?? false
  );
}
