/** Puts the repository's CRDs on an API server, and waits until they are served. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Rest } from '../../operator/kube/rest.ts';
import { isApiError } from '../../operator/runtime/ports.ts';

type Crd = {
  metadata: { name: string; resourceVersion?: string };
  status?: { conditions?: { type: string; status: string }[] };
};

const root = join(import.meta.dirname, '../..');
const PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const signal = new AbortController().signal;

export const crds = (): Crd[] =>
  globSync('crds/*.yaml', { cwd: root }).map((file) => load(readFileSync(join(root, file), 'utf8')) as Crd);

const installed = new Map<string, Promise<void>>();

/** Once per server and process: the server compiles all rules of a CRD before it says that it has it already. */
export function installCrds(rest: Rest): Promise<void> {
  const known = installed.get(rest.server);
  if (known) return known;
  const begun = install(rest);
  installed.set(rest.server, begun);
  begun.catch(() => installed.delete(rest.server));
  return begun;
}

async function install(rest: Rest): Promise<void> {
  for (const crd of crds()) {
    const { name } = crd.metadata;
    if (await isServed(rest, name)) continue;
    await rest.json({ method: 'POST', path: PATH, body: crd, signal }).catch((error: unknown) => {
      if (!isApiError(error, 'conflict')) throw error;
    });
    while (!(await isServed(rest, name))) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Creates or replaces CRDs, whatever the server has, and waits until each is served. */
export async function applyCrds(rest: Rest, wanted: readonly Crd[]): Promise<void> {
  for (const crd of wanted) {
    const { name } = crd.metadata;
    const path = `${PATH}/${name}`;
    const there = await rest.json<Crd>({ method: 'GET', path, signal }).catch(() => undefined);
    const metadata = { ...crd.metadata, ...(there && { resourceVersion: there.metadata.resourceVersion }) };
    const body = { ...crd, metadata };
    await rest.json({ method: there ? 'PUT' : 'POST', path: there ? path : PATH, body, signal });
    while (!(await isServed(rest, name))) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isServed(rest: Rest, name: string): Promise<boolean> {
  const crd = await rest
    .json<Crd>({ method: 'GET', path: `${PATH}/${name}`, signal })
    .catch((error: unknown) => {
      if (isApiError(error, 'not-found')) return {} as Crd;
      throw error;
    });
  return (
    crd.status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True') ?? false
  );
}
