import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { buildFromDebian, DEBIAN_KUBERNETES, fetchDebianKubectl, RECIPE } from './debianBuild.ts';
import { type Archive, downloadArchive, envtestArchive } from './envtest.ts';
import { withLock } from './lock.ts';
import type { Binaries } from './servers.ts';

/** What `findBinaries` works with; all of it but `log` and `signal` is for tests. */
export type FindOptions = {
  readonly log?: (line: string) => void;
  readonly signal?: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
  readonly archive?: Archive | undefined;
  readonly build?: typeof buildFromDebian;
};

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64' };
const platform = `${process.platform}-${ARCHITECTURES[process.arch] ?? process.arch}`;

/**
 * The programs of a control plane: from KUBEBUILDER_ASSETS, else from the project's cache
 * (`$XDG_CACHE_HOME/modelarts-operator/controlplane`), which is filled from the pinned envtest archive where
 * the internet allows it, else by building Debian's source package (minutes). Two processes that need to fill
 * the cache wait for each other. Rejects with what to do when this machine can do none of it.
 */
export async function findBinaries(options: FindOptions = {}): Promise<Binaries> {
  const { env = process.env, log = () => {}, signal, archive = envtestArchive(platform) } = options;
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'modelarts-operator', 'controlplane');
  const built = join(cache, `debian-${DEBIAN_KUBERNETES}-${RECIPE}-${platform}`);
  const downloaded = archive && join(cache, archive.name);
  const scratch = join(cache, 'scratch');
  const exclusively = <T>(work: () => Promise<T>) =>
    withLock(
      join(cache, 'lock'),
      work,
      () => log('waiting for another process that fills the cache'),
      signal,
    );

  const findKubectl = async (folder: string) => {
    const own = folder === built ? [] : [folder];
    const fetched = join(cache, `kubectl-${DEBIAN_KUBERNETES}-${platform}`);
    const folders = [
      ...own,
      ...(env.PATH ?? '').split(delimiter),
      ...(downloaded ? [downloaded] : []),
      fetched,
    ];
    const known = () => folders.map((place) => join(place, 'kubectl')).find(isExecutable);
    if (!known()) {
      await exclusively(async () => {
        if (!known()) await fetchDebianKubectl({ scratch, folder: fetched, log, signal });
      });
    }
    return known() as string;
  };
  const complete = async (folder: string, origin: string): Promise<Binaries> => ({
    etcd: join(folder, 'etcd'),
    kubeApiServer: join(folder, 'kube-apiserver'),
    kubectl: await findKubectl(folder),
    origin,
  });
  const cached = () => [downloaded, built].find((folder) => folder && hasServers(folder));

  if (env.KUBEBUILDER_ASSETS) {
    const folder = resolve(env.KUBEBUILDER_ASSETS);
    if (hasServers(folder)) return complete(folder, 'KUBEBUILDER_ASSETS');
    throw new Error(`KUBEBUILDER_ASSETS: ${folder} holds no kube-apiserver and etcd; correct it or unset it`);
  }
  const found = cached();
  if (found) return complete(found, 'cached');
  const [folder, origin] = await exclusively(async () => {
    const meanwhile = cached();
    if (meanwhile) return [meanwhile, 'cached'] as const;
    if (archive && downloaded && (await tryDownload(archive, downloaded, log, signal))) {
      return [downloaded, 'downloaded'] as const;
    }
    await build(options.build ?? buildFromDebian, { scratch, folder: built, log, signal });
    return [built, 'built'] as const;
  });
  return complete(folder, origin);
}

async function tryDownload(
  archive: Archive,
  folder: string,
  log: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  log(`downloading ${archive.name}`);
  try {
    await downloadArchive(archive, folder, signal);
    return true;
  } catch (error) {
    signal?.throwIfAborted();
    log(`no download: ${(error as Error).message}`);
    return false;
  }
}

async function build(builder: typeof buildFromDebian, options: Parameters<typeof buildFromDebian>[0]) {
  try {
    await builder(options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw new Error(
      `no kube-apiserver could be downloaded or built here: ${(error as Error).message}\n` +
        'Set KUBEBUILDER_ASSETS to a folder with kube-apiserver and etcd (for example from setup-envtest).',
    );
  }
}

const hasServers = (folder: string) =>
  isExecutable(join(folder, 'etcd')) && isExecutable(join(folder, 'kube-apiserver'));

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
