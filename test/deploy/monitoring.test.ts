import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { describe, expect, test, vi } from 'vitest';
import { RECORDINGS } from '../../operator/runtime/auditFile.ts';
import { CLOUD_RESULTS, CLUSTER_RESULTS } from '../../operator/runtime/callMetrics.ts';
import { RESULTS } from '../../operator/runtime/metrics.ts';
import { World } from '../support/world.ts';
import { exported, PREFIX } from './exported.ts';
import { askedIn, labelsIn, troublesIn } from './expressions.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

type Rule = {
  alert: string;
  expr: string;
  annotations: Record<string, string>;
  labels: Record<string, string>;
};
type Panel = { title: string; type: string; targets?: { expr: string; legendFormat: string }[] };

const metrics = exported();
const own = [...metrics.values()].filter(({ name }) => name.startsWith(PREFIX));
const rules = (
  load(read('deploy/monitoring/rules.yaml')) as { spec: { groups: { rules: Rule[] }[] } }
).spec.groups.flatMap((group) => group.rules);
const { panels } = JSON.parse(read('deploy/monitoring/dashboard.json')) as { panels: Panel[] };
const readme = read('README.md');

const expressions: [string, string][] = [
  ...rules.map(({ alert, expr }): [string, string] => [`alert ${alert}`, expr]),
  ...panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }): [string, string] => [`panel ${title}`, expr]),
  ),
];

describe('an expression', () => {
  test.each(expressions)('of the %s asks only for what is exported', (_where, expr) => {
    expect(troublesIn(expr, metrics)).toEqual([]);
  });

  test.each(expressions)('of the %s asks only for results that there are', (_where, expr) => {
    const words = [...expr.matchAll(/\bresult(?:=~|!=|=)"([^"]*)"/g)].flatMap(
      ([, list]) => list?.split('|') ?? [],
    );
    const known: readonly string[] = [...RESULTS, ...CLOUD_RESULTS, ...CLUSTER_RESULTS, ...RECORDINGS];
    expect(words.filter((word) => !known.includes(word))).toEqual([]);
  });

  test.each([
    ['modelarts_operator_leader_of_all', 'modelarts_operator_leader_of_all is not exported'],
    ['modelarts_operator_leader{kind="Pool"}', 'modelarts_operator_leader has no label kind'],
    ['sum by (verb) (modelarts_operator_objects)', 'modelarts_operator_objects has no label verb'],
    [
      'rate(modelarts_operator_queue_wait_seconds[5m])',
      'modelarts_operator_queue_wait_seconds is a histogram: _bucket, _sum or _count',
    ],
    ['time()', 'no metric in time()'],
  ])('like %s would be found out', (expr, trouble) => {
    expect(troublesIn(expr, metrics)).toEqual([trouble]);
  });
});

describe.each(rules.map((rule) => [rule.alert, rule] as const))('the alert %s', (alert, rule) => {
  const { annotations, expr, labels } = rule;
  const anchor = `alert-${alert.toLowerCase()}`;

  test('says in short and at length what is wrong, and where it stands what to do', () => {
    expect(annotations).toEqual({
      summary: expect.stringMatching(/\w/),
      description: expect.stringMatching(/\.$/),
      docs: `README.md#${anchor}`,
    });
    expect(labels.severity).toMatch(/^(critical|warning|info)$/);
    const paragraph = new RegExp(`^#### Alert ${alert}\n\n[^#\\s]`, 'm');
    expect(paragraph.test(readme), `README.md has "#### Alert ${alert}" and a paragraph below it`).toBe(true);
  });

  test('names only labels that its expression has', () => {
    const named = Object.values(annotations).flatMap((text) =>
      [...text.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label),
    );
    for (const label of named) expect(labelsIn(expr)).toContain(label);
  });
});

test('the README tells of no alert that there is not', () => {
  const told = [...readme.matchAll(/^#### Alert (\w+)$/gm)].map(([, alert]) => alert);
  expect(told.sort()).toEqual(rules.map(({ alert }) => alert).sort());
});

test('each metric of ours has its place on the dashboard', () => {
  const shown = new Set(
    panels
      .flatMap(({ targets = [] }) => targets)
      .flatMap(({ expr }) => askedIn(expr))
      .flatMap(({ metric }) => [metric, metric.replace(/_bucket$/, '')]),
  );
  expect(own.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
});

test('the table of the README has each metric of ours with its type, labels and meaning', () => {
  const rows = own
    .map(({ name, type, labelNames, help }) =>
      ['', `\`${name.slice(PREFIX.length)}\``, type, labelNames.join(', '), help, ''].join(' | ').trim(),
    )
    .map((row) => row.replace('|  |', '| |'));
  const [, table = ''] = readme.split(
    '| metric (`modelarts_operator_…`) | type | labels | meaning |\n|---|---|---|---|\n',
  );
  expect(table.split('\n\n')[0]?.split('\n')).toEqual(rows);
});

test('a running operator exports the same metrics', async () => {
  await using world = await World.create();
  const operator = world.start({ metrics: { host: '127.0.0.1', port: 0 } });
  await operator.leading;
  const line = await vi.waitUntil(
    () => operator.log.find((entry) => entry.includes('/readyz are served')),
    20_000,
  );
  const text = await (await fetch(`http://127.0.0.1:${JSON.parse(line).port}/metrics`)).text();
  const told = [...text.matchAll(/^# TYPE (modelarts_operator_\w+) (\w+)$/gm)].map(
    ([, name, type]) => `${name} ${type}`,
  );
  expect(told.sort()).toEqual(own.map(({ name, type }) => `${name} ${type}`).sort());
});

test('the ServiceMonitor scrapes /metrics as the job that the expressions name, and leaves our labels alone', () => {
  const [monitor] = loadAll(read('deploy/monitoring/servicemonitor.yaml')) as {
    spec: { jobLabel: string; selector: { matchLabels: Record<string, string> }; endpoints: object[] };
  }[];
  expect(monitor?.spec.endpoints).toEqual([expect.objectContaining({ path: '/metrics', honorLabels: true })]);
  const job = monitor?.spec.selector.matchLabels[monitor.spec.jobLabel];
  const jobs = expressions.flatMap(([, expr]) =>
    [...expr.matchAll(/job="([^"]*)"/g)].map(([, name]) => name),
  );
  expect(new Set(jobs)).toEqual(new Set([job]));
});
