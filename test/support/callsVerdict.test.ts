import { describe, expect, test } from 'vitest';
import { operationsOf } from '../../operator/iamPolicy.ts';
import type { RecordedCalls } from './calls.ts';
import { NEVER_CALLED, verdictOn } from './callsVerdict.ts';
import { EVERYTHING } from './policy.ts';

const declared = operationsOf(EVERYTHING).filter((one) => !(one in NEVER_CALLED));
const world = (parts: Partial<RecordedCalls>): RecordedCalls => ({ operations: [], mutations: [], ...parts });

describe('the calls of a run agree with what iam-policy asks for', () => {
  test('when each declared call was made, in whichever world', () => {
    const [first = '', ...rest] = declared;
    expect(verdictOn([world({ operations: [first] }), world({ operations: rest })], true)).toEqual([]);
  });

  test('not when one was made that is declared for no kind', () => {
    expect(verdictOn([world({ operations: ['batchDeletePoolNodes'] })], false)).toEqual([
      'batchDeletePoolNodes was called, and is declared for no kind (kinds/operations.ts)',
    ]);
  });

  test('not when a kind has sent what only another one may', () => {
    const mutations = [
      { kind: 'Pool', operation: 'createPool' },
      { kind: 'Pool', operation: 'createNetwork' },
    ];
    expect(verdictOn([world({ mutations })], false)).toEqual([
      'Pool called createNetwork, which is not declared for it (kinds/operations.ts)',
    ]);
  });

  test('not when a declared one was never made, but that says something of a whole run only', () => {
    const [first = '', ...rest] = declared;
    expect(verdictOn([world({ operations: rest })], true)).toEqual([
      `${first} is declared (kinds/operations.ts), and was never called`,
    ]);
    expect(verdictOn([world({ operations: rest })], false)).toEqual([]);
  });
});
