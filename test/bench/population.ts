/** Many objects of all kinds, settled, as the operator itself has brought them to rest in two simulators. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadAll } from 'js-yaml';
import type { Resource } from '../../operator/runtime/object.ts';
import { root } from './child.ts';
import { type Cloud, GROUP, type Lab, note, UNTHROTTLED } from './lab.ts';

/** Stages so short that all is soon at rest. */
const QUICK = {
  ...{ creatingMs: 300, pendingMs: 300, runningMs: 300, terminatingMs: 300 },
  ...{ publishingMs: 100, buildingMs: 100, deployingMs: 100, instanceMs: 50, stoppingMs: 100 },
  ...{ networkMs: 100, peerMs: 100, poolMs: 100, nodeMs: 50, driverMs: 50, scopeMs: 50, leavingMs: 50 },
  ...{ stepInitMs: 20, stepCreatingMs: 20, stepCreatedMs: 20, stepRunningMs: 100, stepStoppingMs: 50 },
};

type Sort = {
  /** What the row of the printed shares says. */
  title: string;
  plural: string;
  sample: string;
  namespace: 'quick' | 'running';
  share: number;
  /** What differs from the sample in the object of this number. */
  change?: (index: number) => object;
};

const SORTS: readonly Sort[] = [
  {
    title: 'TrainingJob, completed',
    plural: 'trainingjobs',
    sample: 'trainingjob',
    namespace: 'quick',
    share: 0.5,
  },
  {
    title: 'TrainingJob, running',
    plural: 'trainingjobs',
    sample: 'trainingjob',
    namespace: 'running',
    share: 0.1,
  },
  { title: 'Algorithm', plural: 'algorithms', sample: 'algorithm', namespace: 'quick', share: 0.15 },
  {
    ...{ title: 'Model', plural: 'models', sample: 'model', namespace: 'quick', share: 0.1 },
    change: (index) => ({ modelName: `model-${index}` }),
  },
  {
    ...{
      title: 'ModelService',
      plural: 'modelservices',
      sample: 'modelservice',
      namespace: 'quick',
      share: 0.05,
    },
    change: (index) => ({
      variants: [
        {
          name: 'stable',
          modelRef: { name: `model-${index}` },
          weight: 100,
          specification: 'modelarts.vm.cpu.2u',
        },
      ],
    }),
  },
  { title: 'Workflow', plural: 'workflows', sample: 'workflow', namespace: 'quick', share: 0.05 },
  {
    ...{ title: 'WorkflowRun, completed', plural: 'workflowruns', sample: 'workflowrun', namespace: 'quick' },
    ...{ share: 0.049, change: (index: number) => ({ workflowRef: { name: `workflow-${index}` } }) },
  },
  {
    ...{ title: 'Network', plural: 'networks', sample: 'network', namespace: 'quick', share: 0.0005 },
    change: (index) => ({ cidr: `192.168.${index}.0/24` }),
  },
  {
    ...{ title: 'Pool', plural: 'pools', sample: 'pool', namespace: 'quick', share: 0.0005 },
    change: (index) => ({ networkRef: { name: `network-${index}` } }),
  },
];

export type Population = {
  quick: Cloud;
  running: Cloud;
  /** How many there are of what. */
  shares: Record<string, number>;
  total: number;
  plurals: readonly string[];
};

/** Calls of both clouds so far. */
export async function remoteCalls({ quick, running }: Population): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const counts of [await quick.counts(), await running.counts()])
    for (const [name, count] of Object.entries(counts)) all[name] = (all[name] ?? 0) + count;
  return all;
}

/** Makes them; the operator that did so is gone when this resolves. */
export async function populate(lab: Lab, total: number): Promise<Population> {
  const quick = await lab.cloud({ durations: QUICK });
  const running = await lab.cloud({ durations: { ...QUICK, runningMs: 24 * 3_600_000 } });
  await lab.namespace('quick', quick);
  await lab.namespace('running', running);
  await using operator = await lab.leading([...UNTHROTTLED, '--poll-interval', '2s']);
  const shares: Record<string, number> = {};
  for (const sort of SORTS) {
    const count = Math.max(1, Math.round(total * sort.share));
    shares[sort.title] = count;
    await lab.apply(objects(sort, count));
  }
  note(`applied ${JSON.stringify(shares)}`);
  const population = {
    quick,
    running,
    shares,
    total: count(shares),
    plurals: [...new Set(SORTS.map(({ plural }) => plural))],
  };
  await settled(lab, population);
  note(`all settled; to get there the operator took ${JSON.stringify(await operator.usage())}`);
  return population;
}

const count = (shares: Record<string, number>): number =>
  Object.values(shares).reduce((sum, one) => sum + one, 0);

function objects({ plural, sample, namespace, change }: Sort, count: number): (readonly [string, object])[] {
  const [first] = loadAll(readFileSync(join(root, 'deploy/samples', `${sample}.yaml`), 'utf8')) as Resource[];
  return Array.from({ length: count }, (_, index) => [
    `${GROUP}/namespaces/${namespace}/${plural}`,
    {
      ...first,
      metadata: { name: `${sample}-${index}`, namespace },
      spec: { ...first?.spec, ...change?.(index) },
    },
  ]);
}

/** Waits until every object is as its spec wants it, or at its end. */
async function settled(lab: Lab, { plurals, total }: Population): Promise<void> {
  for (let said = 0; ; said += 1) {
    const left: string[] = [];
    let found = 0;
    for (const plural of plurals)
      for (const object of await all(lab, plural)) {
        found += 1;
        if (!isSettled(object))
          left.push(
            `${plural}/${object.metadata.name}: ${object.status?.phase} ${JSON.stringify(object.status?.conditions?.find(({ type }) => type === 'Ready'))}`,
          );
      }
    if (found === total && left.length === 0) return;
    if (said % 5 === 0) note(`${left.length} of ${found} are not settled yet, such as ${left[0]}`);
    await sleep(2_000);
  }
}

/** All objects of a kind, page by page. */
export async function all(lab: Lab, plural: string): Promise<Resource[]> {
  const found: Resource[] = [];
  let token: string | undefined;
  do {
    const query: Record<string, string> = { limit: '500', ...(token && { continue: token }) };
    const page = await lab.get<{ items: Resource[]; metadata: { continue?: string } }>(
      `${GROUP}/${plural}`,
      query,
    );
    found.push(...page.items);
    token = page.metadata.continue;
  } while (token);
  return found;
}

function isSettled({ kind, status, metadata }: Resource): boolean {
  const holds = (wanted: string) =>
    status?.conditions?.some(({ type, status }) => type === wanted && status === 'True');
  const current = status?.observedGeneration === (metadata as { generation?: number }).generation;
  // A job that passes through Running would still change something after this.
  const ends = kind === 'TrainingJob' && metadata.namespace === 'quick';
  const there = !ends && (holds('Ready') || status?.phase === 'Running');
  return Boolean(current && (there || holds('Complete')) && !holds('Stalled'));
}
