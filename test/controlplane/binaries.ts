import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { Binaries } from './servers.ts';

/** Where the programs come from, in this order: KUBEBUILDER_ASSETS … */
export async function findBinaries(_options: {
  log?: (line: string) => void;
  signal?: AbortSignal;
}): Promise<Binaries> {
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (!assets) throw new Error('KUBEBUILDER_ASSETS is not set');
  return {
    etcd: resolve(assets, 'etcd'),
    kubeApiServer: resolve(assets, 'kube-apiserver'),
    kubectl: onPath('kubectl') ?? 'kubectl',
    origin: 'KUBEBUILDER_ASSETS',
  };
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
