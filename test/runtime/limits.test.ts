import { describe, expect, test } from 'vitest';
import type { Limit } from '../../operator/runtime/limits.ts';
import { limitStep } from '../../operator/runtime/limits.ts';

const EACH: Limit = { name: '--max-nodes-per-job', of: 'nodes-each', max: 8 };
const NODES: Limit = { name: 'spec.limits.maxNodes of Account "a"', of: 'nodes', max: 10 };
const JOBS: Limit = { name: 'spec.limits.maxJobs of Account "a"', of: 'objects', max: 2 };

const told = (nodes: number, others: [nodes: number, objects: number], ...limits: Limit[]) => {
  const step = limitStep('training job', nodes, { nodes: others[0], objects: others[1] }, limits);
  return step && 'message' in step ? `${step.step} ${step.reason}: ${step.message}` : 'room';
};

describe('a job', () => {
  test.each<[string, number, [number, number], Limit[]]>([
    ['without limits', 1000, [1000, 1000], []],
    ['of as many nodes as one may have', 8, [1000, 1000], [EACH]],
    ['that fills what is left', 4, [6, 1], [EACH, NODES, JOBS]],
  ])('%s has room', (_sentence, nodes, others, limits) => {
    expect(told(nodes, others, ...limits)).toBe('room');
  });

  test.each<[string, number, [number, number], Limit[], string]>([
    [
      'of more nodes than one may have is for a person',
      9,
      [0, 0],
      [NODES, EACH],
      'stuck LimitExceeded: --max-nodes-per-job allows at most 8 nodes for a training job, and this one needs 9 nodes: ask for less, or have the limit raised',
    ],
    [
      'of more nodes than all may have together is for a person, whatever runs',
      11,
      [4, 1],
      [JOBS, NODES],
      'stuck LimitExceeded: spec.limits.maxNodes of Account "a" allows at most 10 nodes for a training job, and this one needs 11 nodes: ask for less, or have the limit raised',
    ],
    [
      'where none is allowed is for a person',
      1,
      [0, 0],
      [{ ...JOBS, max: 0 }],
      'stuck LimitExceeded: spec.limits.maxJobs of Account "a" allows no training job: ask for less, or have the limit raised',
    ],
    [
      'beyond the nodes of all waits, with the numbers',
      5,
      [6, 2],
      [NODES],
      'wait LimitReached: spec.limits.maxNodes of Account "a" allows 10 nodes, and 2 unfinished training jobs have 6 of them; this one needs 5 and is created when others have ended',
    ],
    [
      'beyond what one other leaves waits',
      5,
      [6, 1],
      [NODES],
      'wait LimitReached: spec.limits.maxNodes of Account "a" allows 10 nodes, and 1 unfinished training job has 6 of them; this one needs 5 and is created when others have ended',
    ],
    [
      'beyond the number of jobs waits',
      1,
      [2, 2],
      [JOBS, NODES],
      'wait LimitReached: spec.limits.maxJobs of Account "a" allows 2 training jobs, and 2 are unfinished; this one is created when another has ended',
    ],
  ])('%s', (_sentence, nodes, others, limits, expected) => {
    expect(told(nodes, others, ...limits)).toBe(expected);
  });
});
