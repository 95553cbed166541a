/** What a pool has and what is taken of it, in numbers with a unit. Pure. */
import type { PoolMetrics } from '../../modelarts/poolUsage.ts';

/** Resources of a closed set: cards go by the names of products, and are added up as `accelerator`. */
export type Amount = {
  resource: 'cpu' | 'memory' | 'accelerator';
  unit: 'core' | 'byte' | 'card';
  value: number;
};

const SUFFIXES: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** What nodes have beside cards that is neither cpu nor memory. */
const NO_CARD = /^(pods|storage|ephemeral-storage|hugepages-.*|attachable-volumes-.*)$/;

/** A quantity as Kubernetes writes it; undefined for anything else. */
export function quantity(text: string): number | undefined {
  const [, digits, suffix = ''] =
    /^([0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?)([A-Za-z]{0,2})$/.exec(text) ?? [];
  const factor = SUFFIXES[suffix];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

export function amounts(resources: PoolMetrics['capacity']): Amount[] {
  const entries = Object.entries(resources).flatMap(([name, text]) => {
    const value = quantity(text);
    return value === undefined ? [] : [{ name, value }];
  });
  const named = (name: string) => entries.filter((one) => one.name === name);
  const cards = entries.filter(({ name }) => name !== 'cpu' && name !== 'memory' && !NO_CARD.test(name));
  const sum = (list: { value: number }[]) => list.reduce((total, { value }) => total + value, 0);
  return [
    ...named('cpu').map(({ value }): Amount => ({ resource: 'cpu', unit: 'core', value })),
    ...named('memory').map(({ value }): Amount => ({ resource: 'memory', unit: 'byte', value })),
    ...(cards.length > 0 ? [{ resource: 'accelerator', unit: 'card', value: sum(cards) } as const] : []),
  ];
}

const TYPES = ['train', 'infer', 'notebook'];
const STATUSES = [
  ...['Queue', 'Pending', 'Creating', 'Running', 'Terminating'],
  ...['Completed', 'Terminated', 'Failed', 'Abnormal'],
];

/** How many jobs are in which status, by type, in words of closed sets. None that is zero. */
export function workloads(
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>,
): { type: string; status: string; value: number }[] {
  const sums = new Map<string, { type: string; status: string; value: number }>();
  for (const [kind, byStatus] of Object.entries(counts))
    for (const [word, count] of Object.entries(byStatus)) {
      const type = TYPES.includes(kind) ? kind : 'other';
      const status = STATUSES.includes(word) ? word : 'other';
      const known = sums.get(`${type} ${status}`)?.value ?? 0;
      if (count > 0) sums.set(`${type} ${status}`, { type, status, value: known + count });
    }
  return [...sums.values()];
}
