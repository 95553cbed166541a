import { expect, test } from 'vitest';
import { cell, describe, judge } from './verdict.ts';

const condition = (type: string, status = 'True') => ({ type, status, reason: 'Why', message: 'in words' });

test.each([
  ['no conditions yet: still running', [], { state: 'running' }],
  ['accepted by the cloud is not the end', [condition('Ready')], { state: 'running' }],
  ['Complete is the end', [condition('Ready'), condition('Complete')], { state: 'complete' }],
  ['Complete=False is not', [condition('Complete', 'False')], { state: 'running' }],
  [
    'Failed comes with its reason',
    [condition('Stalled'), condition('Failed')],
    { state: 'failed', why: 'Failed=True Why: in words' },
  ],
  [
    'Stalled alone is a failure too',
    [condition('Stalled')],
    { state: 'failed', why: 'Stalled=True Why: in words' },
  ],
])('%s', (_, conditions, verdict) => {
  expect(judge(conditions)).toEqual(verdict);
});

test('a condition without a message ends with its reason', () => {
  expect(describe({ type: 'Ready', status: 'False', reason: 'Waiting' })).toBe('Ready=False Waiting');
});

const HEADER = 'NAME     PHASE      NODES   DURATION   AGE';

test.each([
  ['a filled cell', 'resnet   Creating   1                  0s', 'PHASE', 'Creating'],
  ['an empty cell', 'resnet              1                  0s', 'PHASE', ''],
  ['a cell that is wider than before', 'resnet   Completed   1       6s         9s', 'PHASE', 'Completed'],
  ['a row that ends before the column', 'resnet', 'PHASE', ''],
  ['a column that is not there', 'resnet   Creating   1                  0s', 'FLAVOR', ''],
])('a row of kubectl get: %s', (_, row, column, content) => {
  expect(cell(HEADER, row, column)).toBe(content);
});
