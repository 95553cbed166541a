/** The command `step-metrics`: what the steps of a WorkflowRun have measured (section 4.17), read when somebody asks. */
import { connectCloud } from './cloud.ts';
import { createAccounts } from './kinds/account/accounts.ts';
import { ACCOUNT } from './kinds/account/index.ts';
import type { AccountRef } from './kinds/account/share.ts';
import { accountKey } from './kinds/account/share.ts';
import { stepsOf } from './kinds/workflowrun/execution.ts';
import { partsOf } from './kinds/workflowrun/place.ts';
import { WORKFLOW_RUN } from './kinds/workflowrun/type.ts';
import { createCluster } from './kube/cluster.ts';
import { Rest } from './kube/rest.ts';
import type { ModelArts } from './modelarts/client.ts';
import type { StepMetric } from './modelarts/stepExecution.ts';
import type { Resource } from './runtime/object.ts';
import type { Cluster } from './runtime/ports.ts';
import { Objects } from './runtime/references.ts';
import { SECRET, SecretWatches } from './runtime/secrets.ts';
import { Store } from './runtime/store.ts';
import { systemTime } from './runtime/time.ts';

/** What the command line says. */
export type StepMetricsOptions = {
  readonly namespace: string;
  /** Only of this step. */
  readonly step?: string;
  readonly output: 'table' | 'json';
  readonly kubeconfig?: string;
  readonly allowedEndpoints: readonly string[];
};

const TIMEOUT_MS = 30_000;

/**
 * Prints what the steps of the run have measured so far, as a table of the last values or as JSON with all of them. Reads
 * the run, its Account and the Secret with the caller's own permissions in the cluster.
 *
 * @throws Error with a sentence when the run, its execution, its step or its account cannot be had
 */
export async function stepMetrics(
  name: string,
  { namespace, step, output, kubeconfig, allowedEndpoints }: StepMetricsOptions,
  { stdout, signal }: { stdout: NodeJS.WritableStream; signal: AbortSignal },
): Promise<void> {
  const rest = new Rest({
    ...(kubeconfig && { kubeconfig }),
    ...{ timeoutMs: TIMEOUT_MS, userAgent: 'modelarts-operator/step-metrics' },
  });
  const cloud = connectCloud({ config: { requestTimeoutMs: TIMEOUT_MS }, time: systemTime });
  const store = new Store();
  try {
    const cluster = createCluster(rest, 'step-metrics');
    const run = await named(cluster, WORKFLOW_RUN, { namespace, name }, signal);
    if (!run) throw new Error(`there is no WorkflowRun "${name}" in namespace ${namespace}`);
    const { spec, status } = run as Resource<{ accountRef?: AccountRef }>;
    if (!status?.remote) throw new Error(`WorkflowRun "${name}" has no execution in ModelArts yet`);
    const account = await named(cluster, ACCOUNT, accountKey(namespace, spec.accountRef), signal);
    if (account) store.put(account);
    const secrets = new SecretWatches({ type: SECRET, cluster, time: systemTime, signal, failed: () => {} });
    const accounts = createAccounts({
      ...{ store, secrets, time: systemTime, allowedEndpoints, cloud: cloud.ports },
      objects: new Objects([]),
    });
    const access = await accounts.open(namespace, spec.accountRef, signal);
    if ('step' in access) throw new Error('message' in access ? access.message : 'there is no Account');
    const rows = await metricsOf(access.client, status.remote.id, step, signal);
    stdout.write(output === 'json' ? `${JSON.stringify(rows, undefined, 2)}\n` : table(rows));
    await accounts.close();
  } finally {
    await cloud.close();
    await rest.close();
  }
}

const named = async (
  cluster: Cluster,
  type: typeof SECRET,
  key: { namespace: string; name: string },
  signal: AbortSignal,
): Promise<Resource | undefined> =>
  (await cluster.named(type, key).list(type, { limit: 1 }, signal)).items[0];

type Row = { step: string; metrics: StepMetric[] };

/** A step that ran again is told by its last run. */
async function metricsOf(
  { workflows: { executions } }: ModelArts,
  id: string,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<Row[]> {
  const at = partsOf(id);
  const steps = stepsOf(await executions.get(at, { signal }));
  const chosen = steps.filter(({ name }) => wanted === undefined || name === wanted);
  if (wanted !== undefined && chosen.length === 0) {
    const names = steps.map(({ name }) => name).join(', ') || 'none';
    throw new Error(`step "${wanted}" has not begun; those that have: ${names}`);
  }
  const rows: Row[] = [];
  for (const { name, id: stepId } of chosen)
    rows.push({ step: name, metrics: await executions.metrics({ ...at, stepId }, { signal }) });
  return rows;
}

/** The last value of each line of each metric. */
function table(rows: readonly Row[]): string {
  const lines = rows.flatMap(({ step, metrics }) =>
    metrics.flatMap(({ key, data }) =>
      linesOf(data).map(({ title, values }) => [
        step,
        key,
        title,
        String(values.at(-1) ?? ''),
        `${values.length}`,
      ]),
    ),
  );
  if (lines.length === 0) return 'No step has measured anything yet.\n';
  const all = [['STEP', 'METRIC', 'LINE', 'LAST', 'VALUES'], ...lines];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0))) ?? [];
  const text = (line: readonly string[]) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd();
  return `${all.map(text).join('\n')}\n`;
}

/** The lines of `y_axis`, as the example of section 4.17 has them; none in data of another shape. */
const linesOf = ({ y_axis: lines }: StepMetric['data']): { title: string; values: unknown[] }[] =>
  (Array.isArray(lines) ? lines : []).flatMap((line: { title?: unknown; value?: unknown } | null) =>
    Array.isArray(line?.value) ? [{ title: String(line.title ?? ''), values: line.value }] : [],
  );
