import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kubectl } from './follow.ts';

/** What `simulate` prints when it is ready. */
export type Simulator = {
  readonly url: string;
  readonly projectId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly speed: number;
};

/** Creates the CRDs (a YAML stream) and waits until the API server serves them. Resolves with their number. */
export async function createCrds(kubectl: Kubectl, crds: string): Promise<number> {
  // Kubernetes 1.20 knows no x-kubernetes-validations: a validating kubectl refuses them, and so does a
  // server-side apply, while the server drops them from a create.
  const created = await kubectl.run(['create', '--validate=false', '-f', '-'], crds);
  await established(kubectl, '--all');
  return created.trim().split('\n').length;
}

/**
 * Waits until the API server serves a CRD, or `--all`: kubectl 1.20 gives up at once on one that is so new that its
 * conditions are null.
 */
export async function established(kubectl: Pick<Kubectl, 'run'>, crd: string, tries = 40): Promise<void> {
  try {
    await kubectl.run(['wait', '--for=condition=Established', 'crd', crd, '--timeout=60s']);
  } catch (error) {
    if (tries === 0 || !String(error).includes('conditions accessor error')) throw error;
    await sleep(250);
    await established(kubectl, crd, tries - 1);
  }
}

/** Applies the Account "default" of the simulator's project, with its Secret. */
export async function applyAccount(kubectl: Kubectl, simulator: Simulator): Promise<void> {
  const { url, projectId, accessKey, secretKey } = simulator;
  const items = [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'modelarts-credentials' },
      stringData: { accessKey, secretKey },
    },
    {
      apiVersion: 'modelarts.huaweicloud.com/v1alpha1',
      kind: 'Account',
      metadata: { name: 'default' },
      spec: {
        endpoint: url,
        region: 'cn-north-4',
        projectId,
        credentials: { secretRef: { name: 'modelarts-credentials' } },
      },
    },
  ];
  await kubectl.run(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
}

/** Waits until the operator has found the Account's credentials good. */
export async function accountReady(kubectl: Kubectl): Promise<void> {
  await kubectl.run(['wait', '--for=condition=Ready', 'account/default', '--timeout=60s']);
}

/** Asks the simulator's audit log. Rejects unless exactly one job was ever made; resolves with a sentence. */
export async function auditOneJob(simulator: Simulator): Promise<string> {
  const response = await fetch(`${simulator.url}/_simulator/audit`);
  const { calls, jobs } = (await response.json()) as { calls: unknown[]; jobs: { name: string }[] };
  if (jobs.length === 1) return `one job was made, none twice (${calls.length} calls in the audit log)`;
  const names = jobs.map(({ name }) => name).join(', ');
  throw new Error(`${jobs.length} jobs were made in ModelArts where one was asked for: ${names}`);
}

/** As `modelarts-operator rbac` names it where nothing else is said. */
const ACCOUNT = 'system:serviceaccount:modelarts-system:modelarts-operator';

/**
 * A kubeconfig beside `admin` that signs in as the operator's service account, which then may do what `rbac` (YAML)
 * says, and no more.
 */
export async function operatorKubeconfig(kubectl: Kubectl, admin: string, rbac: string): Promise<string> {
  await kubectl.run(['create', 'namespace', 'modelarts-system']);
  await kubectl.run(['apply', '-f', '-'], rbac);
  const config = JSON.parse(readFileSync(admin, 'utf8'));
  config.users[0].user.as = ACCOUNT;
  const file = join(dirname(admin), 'operator.kubeconfig');
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}
