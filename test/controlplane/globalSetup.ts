import type { TestProject } from 'vitest/node';
import { type ControlPlane, startControlPlane } from './controlPlane.ts';
import { startProgress } from './progress.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The control plane of this test run. Shared: a test works in a namespace of its own. */
    controlPlane: Pick<
      ControlPlane,
      'kubeconfig' | 'restrictedKubeconfig' | 'url' | 'version' | 'enforcesRbac' | 'kubectl'
    >;
  }
}

/** Starts one control plane for the whole test run: `inject('controlPlane')` in a test. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const progress = startProgress('API server');
  const controlPlane = await startControlPlane({ log: progress.note });
  const { kubeconfig, restrictedKubeconfig, url, version, enforcesRbac, kubectl } = controlPlane;
  progress.done(`kube-apiserver ${version.slice(1)}, etcd (${controlPlane.origin})`);
  project.provide('controlPlane', { kubeconfig, restrictedKubeconfig, url, version, enforcesRbac, kubectl });
  return controlPlane.stop;
}
