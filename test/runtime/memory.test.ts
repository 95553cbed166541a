import { expect, test } from 'vitest';
import { Memories } from '../../operator/runtime/memory.ts';
import { thing } from './objects.ts';

test('an object of the first list was born before the term, any other in it', () => {
  const memories = new Memories(new Set(['uid-1']));
  expect(memories.of('ml/old', 'uid-1').bornInTerm).toBe(false);
  expect(memories.of('ml/new', 'uid-2').bornInTerm).toBe(true);
});

test('an object is remembered from pass to pass', () => {
  const memories = new Memories(new Set());
  memories.of('ml/a', 'uid-1').intended = true;
  expect(memories.of('ml/a', 'uid-1').intended).toBe(true);
  expect(memories.of('ml/b', 'uid-2').intended).toBe(false);
});

test('an object that was made anew under the same name begins without memories', () => {
  const memories = new Memories(new Set());
  memories.of('ml/a', 'uid-1').deleteAccepted.push('job-1');
  expect(memories.of('ml/a', 'uid-2').deleteAccepted).toEqual([]);
  expect(memories.of('ml/a', 'uid-1').deleteAccepted).toEqual([]);
});

test('an object that has gone is forgotten', () => {
  const memories = new Memories(new Set());
  memories.of('ml/a', 'uid-1').intended = true;
  memories.forget('ml/a');
  memories.forget('ml/never-seen');
  expect(memories.of('ml/a', 'uid-1').intended).toBe(false);
});

test('two objects share no memory', () => {
  const memories = new Memories(new Set());
  memories.of('ml/a', 'uid-1').gone.push('job-1');
  memories.of('ml/a', 'uid-1').twins.push('job-2');
  expect(memories.of('ml/b', 'uid-2')).toMatchObject({ gone: [], twins: [] });
});

test('an object that is out of sight is remembered, but not as one that only we may have worked on', () => {
  const memories = new Memories(new Set());
  const memory = memories.of('ml/a', 'uid-1');
  memory.intended = true;
  memory.owing = thing();
  memories.leave('ml/a');
  memories.leave('ml/never-seen');
  expect(memories.of('ml/a', 'uid-1')).toMatchObject({ bornInTerm: false, intended: true });
  memories.forget('ml/a');
  expect(memories.ghosts('ml/a')).toEqual([]);
});
