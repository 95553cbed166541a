import { beforeEach, describe, expect, test } from 'vitest';
import type { Claim, Room } from '../../operator/runtime/ledger.ts';
import { Ledger, takesRoom } from '../../operator/runtime/ledger.ts';
import type { CommonStatus, Metadata, Resource } from '../../operator/runtime/object.ts';
import { CREATE_INTENT, FINALIZER, REMOTE_ID } from '../../operator/runtime/object.ts';
import { PAUSED } from '../../operator/runtime/policy.ts';
import { thing } from './objects.ts';

const usage = ({ spec }: Resource) => ({ of: 'accounts/ml/default', nodes: spec.nodes ?? 1 });
const limits = (maxNodes: number, maxJobs = 100): Room => ({
  limits: [
    { name: 'maxNodes', of: 'nodes', max: maxNodes },
    { name: 'maxJobs', of: 'objects', max: maxJobs },
  ],
  counts: () => true,
});

const job = (name: string, nodes = 1, metadata: Partial<Metadata> = {}, status?: CommonStatus): Resource => ({
  ...thing({ name, uid: `uid-${name}`, ...metadata }, status),
  spec: { nodes },
});
const intent = (attempt = 1) =>
  JSON.stringify({ name: 'n', attempt, nonce: 'x', account: 'h/p/u', time: '', fields: {} });
/** The job once the intent of `attempt` is written. */
const begun = (name: string, nodes = 1, attempt = 1, annotations: Record<string, string> = {}) =>
  job(name, nodes, {
    finalizers: [FINALIZER],
    annotations: { [CREATE_INTENT]: intent(attempt), ...annotations },
  });
const condition = (type: string) => ({
  conditions: [{ type, status: 'True' as const, reason: 'R', message: '', lastTransitionTime: '' }],
});

let ledger: Ledger;
let asked: string[];
beforeEach(() => {
  ledger = new Ledger();
  asked = [];
  ledger.listen((plural, { name }) => asked.push(`${plural} ${name}`));
});
const see = (now: Resource | undefined, before?: Resource) => ledger.see(usage, now, before);
const admit = (object: Resource, room: Room, parts: Partial<Claim> = {}) => {
  const step = ledger.admit({
    ...{ object, room, plural: 'jobs', noun: 'job', usage: usage(object) },
    ...parts,
  });
  return step && 'reason' in step ? step.reason : 'admitted';
};

describe('room', () => {
  test('is taken in the moment of the decision: eight that decide at once do not overbook', () => {
    const answers = [1, 2, 3, 4, 5, 6, 7, 8].map((one) => admit(job(`j${one}`, 2), limits(6)));
    expect(answers.filter((answer) => answer === 'admitted')).toHaveLength(3);
  });

  test('counts once, whether reserved or seen with its intent', () => {
    expect(admit(job('a', 3), limits(6))).toBe('admitted');
    see(begun('a', 3), job('a', 3));
    expect([admit(job('b', 3), limits(6)), admit(job('c', 1), limits(6))]).toEqual([
      'admitted',
      'LimitReached',
    ]);
  });

  test('is given back when a later version of the object shows no intent', () => {
    admit(job('a', 6), limits(6));
    see(job('a', 6), job('a', 6));
    expect(admit(job('b', 6), limits(6))).toBe('admitted');
  });

  test('is free again when the object ends or goes', () => {
    see(begun('a', 6));
    see({ ...begun('a', 6), status: condition('Complete') }, begun('a', 6));
    expect(admit(job('b', 6), limits(6))).toBe('admitted');
    see(undefined, job('b', 6));
    expect(admit(job('c', 6), limits(6))).toBe('admitted');
  });

  test('of its own does not keep an object from another attempt', () => {
    see(begun('a', 6));
    expect(admit(begun('a', 6), limits(6, 1))).toBe('admitted');
  });

  test('that others took in namespaces that do not count is not missed', () => {
    see({ ...begun('a', 6), metadata: { ...begun('a', 6).metadata, namespace: 'elsewhere' } });
    const room = { ...limits(6), counts: (namespace: string) => namespace === 'ml' };
    expect(admit(job('b', 6), room)).toBe('admitted');
  });

  test('of another account is not asked for', () => {
    see(begun('a', 6));
    expect(admit(job('b', 6), limits(6), { usage: { of: 'accounts/ml/other', nodes: 6 } })).toBe('admitted');
  });

  test('is not kept by two whose next attempts wait for each other after the limit was lowered', () => {
    see(begun('a', 4));
    see(begun('b', 4));
    expect(admit(begun('a', 4), limits(4))).toBe('LimitReached');
    expect(admit(begun('b', 4), limits(4))).toBe('admitted');
  });

  test('is not kept for what the cloud has refused', () => {
    see(begun('a', 6));
    ledger.rest(begun('a', 6));
    see(begun('a', 6), begun('a', 6));
    expect(admit(job('b', 6), limits(6))).toBe('admitted');
  });

  test('is counted again once an object that had none has a remote object all the same', () => {
    ledger.rest(begun('a', 6));
    see(begun('a', 6, 1, { [REMOTE_ID]: JSON.stringify({ id: 'job-1', attempt: 1, uid: 'uid-a' }) }));
    expect(admit(job('b', 6), limits(6))).toBe('LimitReached');
  });
});

describe('those that wait', () => {
  beforeEach(() => see(begun('a', 6)));
  const end = () => see(undefined, begun('a', 6));

  test('are asked when there is room, the longest waiting first, as many as fit together', () => {
    for (const [name, nodes] of [
      ['b', 4],
      ['c', 4],
      ['d', 2],
    ] as const)
      admit(job(name, nodes), limits(6));
    end();
    expect(asked).toEqual(['jobs b', 'jobs d']);
  });

  test('are not asked while nothing has become free', () => {
    admit(job('b', 6), limits(6));
    see({ ...begun('a', 6), status: {} }, begun('a', 6));
    expect(asked).toEqual([]);
  });

  test.each<[string, Partial<Metadata>]>([
    ['changed', { generation: 2 }],
    ['paused', { annotations: { [PAUSED]: 'true' } }],
    ['deleted', { deletionTimestamp: '2026-01-01T00:00:00Z' }],
  ])('keep nothing from others once they are %s', (_word, metadata) => {
    admit(job('b', 6), limits(6));
    admit(job('c', 6), limits(6));
    see(job('b', 6, metadata), job('b', 6));
    end();
    expect(asked).toEqual(['jobs c']);
  });

  test('are forgotten when they go', () => {
    admit(job('b', 6), limits(6));
    see(undefined, job('b', 6));
    end();
    expect(asked).toEqual([]);
  });
});

describe('an object takes room', () => {
  const remote = (attempt: number) => ({ remote: { id: 'job-1', attempt } });
  test.each<[string, Resource, boolean]>([
    ['not before it has an intent', job('a'), false],
    ['once it has an intent', begun('a'), true],
    ['once it has our finalizer: an intent of unknown time', job('a', 1, { finalizers: [FINALIZER] }), true],
    ['while its remote object is there', job('a', 1, {}, remote(1)), true],
    ['not once it has ended', job('a', 1, {}, { ...remote(1), ...condition('Failed') }), false],
    ['not while it is suspended', job('a', 1, {}, { ...remote(1), ...condition('Suspended') }), false],
    [
      'again from the intent of the attempt that resumes it',
      { ...begun('a', 1, 2), status: { ...remote(1), ...condition('Suspended') } },
      true,
    ],
    [
      'also while status still speaks of the attempt before',
      {
        ...begun('a', 1, 2, { [REMOTE_ID]: JSON.stringify({ id: 'job-2', attempt: 2, uid: 'uid-a' }) }),
        status: { ...remote(1), ...condition('Suspended') },
      },
      true,
    ],
    [
      'not for the remote object of another one, of which it is a copy',
      job('a', 1, {
        annotations: { [REMOTE_ID]: JSON.stringify({ id: 'job-1', attempt: 1, uid: 'other' }) },
      }),
      false,
    ],
  ])('%s', (_sentence, object, expected) => {
    expect(takesRoom(object)).toBe(expected);
  });
});
