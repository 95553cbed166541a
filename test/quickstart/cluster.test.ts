import { expect, test } from 'vitest';
import { createCrds } from './cluster.ts';
import type { Kubectl } from './follow.ts';

/** A kubectl that answers a wait as it is told, one after the other. */
function answering(...waits: (Error | string)[]) {
  const asked: string[] = [];
  const run = async ([verb = '']: readonly string[]) => {
    asked.push(verb);
    const answer = verb === 'wait' ? (waits.shift() ?? '') : 'one\ntwo\n';
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, kubectl: { program: '', env: {}, run } as Kubectl };
}

const TOO_NEW = new Error(
  'kubectl wait failed:\nerror: .status.conditions accessor error: <nil> is of the type <nil>, expected []interface{}',
);

test('a CRD that is too new for kubectl to wait for is waited for again', async () => {
  const { kubectl, asked } = answering(TOO_NEW, TOO_NEW, 'met');
  expect(await createCrds(kubectl, '')).toBe(2);
  expect(asked).toEqual(['create', 'wait', 'wait', 'wait']);
});

test('any other failure is told at once', async () => {
  const { kubectl, asked } = answering(new Error('timed out waiting for the condition'));
  await expect(createCrds(kubectl, '')).rejects.toThrow('timed out');
  expect(asked).toEqual(['create', 'wait']);
});
