/** What an expression of PromQL asks for, as far as it can be told without understanding it. */
import type { Exported } from './exported.ts';

/** Labels that a scrape adds to every series. */
const OF_TARGETS = ['job', 'instance', 'pod', 'namespace'];

/** A metric in an expression, and the labels that are asked of it: in braces, and by the aggregation around it. */
export type Asked = { metric: string; labels: string[] };

/** Words of a metric's name cannot be told from functions: what is asked for begins like this. */
const METRIC = /\b((?:modelarts_operator|process|nodejs)_\w+|up)\b(?:\{([^}]*)\})?/g;

export function askedIn(expression: string): Asked[] {
  return [...expression.matchAll(METRIC)].map(({ 1: metric = '', 2: braces = '', index }) => {
    const matched = [...braces.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => label as string);
    const by = [...expression.slice(0, index).matchAll(/\bby \(([^)]*)\)/g)].at(-1)?.[1] ?? '';
    return { metric, labels: [...matched, ...labelsOf(by)] };
  });
}

/** The labels that its result has, by its last aggregation. */
export const labelsIn = (expression: string): string[] =>
  [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list]) => labelsOf(list ?? ''));

const labelsOf = (list: string): string[] =>
  list
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '');

/** What is asked for and not exported, in words; none when all is well. */
export function troublesIn(expression: string, exported: ReadonlyMap<string, Exported>): string[] {
  const asked = askedIn(expression);
  if (asked.length === 0) return [`no metric in ${expression}`];
  return asked.flatMap(({ metric, labels }) => {
    if (metric === 'up') return [];
    const base = metric.replace(/_(bucket|sum|count)$/, '');
    const found = exported.get(metric) ?? exported.get(base);
    if (!found) return [`${metric} is not exported`];
    if (found.type === 'histogram' && metric === base)
      return [`${metric} is a histogram: _bucket, _sum or _count`];
    const known = [...OF_TARGETS, ...found.labelNames, ...(metric.endsWith('_bucket') ? ['le'] : [])];
    return labels.filter((label) => !known.includes(label)).map((label) => `${metric} has no label ${label}`);
  });
}
