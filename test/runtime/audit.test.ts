import { expect, test } from 'vitest';
import { audited } from '../../operator/runtime/audit.ts';
import type { AuditRecord, Gate, Sent } from '../../operator/runtime/auditRecord.ts';
import type { Fault } from '../../operator/runtime/kind.ts';
import { createLog } from '../../operator/runtime/log.ts';
import { thing } from './objects.ts';
import { contextOf, kindOf, runOf } from './passes.ts';

const CAUSE = {
  attempt: 2,
  because: 'two nodes too few',
  account: 'host/p/u',
  remoteId: 'id-1',
  remoteName: 'n',
};
const sent = (parts: Partial<Sent> = {}): Sent => ({
  ...{ operation: 'patchThing', outcome: 'accepted', status: 200, code: undefined, requestId: 'r-1' },
  durationMs: 11.6,
  ...parts,
});

/** Plays `send` for an object; answers the records, the lines of the log, and what came of it. */
async function trail(
  send: (gate: Gate) => Promise<object>,
  {
    outcome,
    found = {},
    because = CAUSE.because,
  }: { outcome?: Fault['outcome']; found?: object; because?: string } = {},
) {
  const object = thing();
  const [records, lines]: [AuditRecord[], string[]] = [[], []];
  const context = {
    ...contextOf(object),
    audit: (record: AuditRecord) => void records.push(record),
    log: createLog('info', { write: (line: string) => void lines.push(line) }),
  };
  const fault = () => ({ outcome: outcome ?? 'retry', reason: '', message: '', needsPerson: false });
  const kind = kindOf([], outcome ? { fault } : {});
  const end = await audited(
    runOf(kind, object, context),
    { ...CAUSE, because },
    () => {},
    send,
    () => found,
  ).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  return { records, lines: lines.map((line) => JSON.parse(line)), end, object };
}

test('a call that was accepted is a record and a line with object, operation, id, attempt, request and reason', async () => {
  const { records, lines, object } = await trail(
    async (gate) => {
      gate();
      gate.told?.(sent());
      return {};
    },
    { found: { made: 's-1' } },
  );
  const { namespace, name, uid } = object.metadata;
  const expected = {
    ...{
      time: '2026-01-01T00:00:00.000Z',
      kind: 'Thing',
      namespace,
      name,
      uid,
      call: expect.stringMatching(/./),
    },
    ...{
      operation: 'patchThing',
      outcome: 'accepted',
      attempt: 2,
      remoteId: 'id-1',
      remoteName: 'n',
      made: 's-1',
    },
    ...{ because: 'two nodes too few', account: 'host/p/u', status: 200, requestId: 'r-1', durationMs: 12 },
  };
  expect(records).toEqual([expected]);
  const { time: _, ...line } = expected;
  expect(lines).toEqual([
    { ...line, time: expect.anything(), level: 'info', msg: 'patchThing accepted', call: records[0]?.call },
  ]);
});

test.each([
  [
    'refused',
    sent({ outcome: 'refused', status: 409, code: 'X.1' }),
    'retry',
    { outcome: 'refused', code: 'X.1' },
  ],
  [
    'without an answer',
    sent({ outcome: 'unclear', status: undefined, requestId: undefined }),
    'ambiguous',
    { outcome: 'unclear' },
  ],
  ['answered without what it promises', sent(), 'ambiguous', { outcome: 'unclear', requestId: 'r-1' }],
  ['answered with a list of what failed', sent(), 'retry', { outcome: 'refused', requestId: 'r-1' }],
  ['accepted by a pass with a defect', sent(), undefined, { outcome: 'unclear', requestId: 'r-1' }],
] as const)(
  'a call that was %s is told so, and its error goes on',
  async (_what, told, outcome, expected) => {
    const failure = new Error('it failed');
    const { records, lines, end } = await trail(
      async (gate) => {
        gate.told?.(told);
        throw failure;
      },
      outcome ? { outcome } : {},
    );
    expect(records).toEqual([expect.objectContaining(expected)]);
    expect(lines).toEqual([expect.objectContaining(expected)]);
    expect(end).toEqual({ error: failure });
  },
);

test('what never left makes no record', async () => {
  const { records, end } = await trail(async () => {
    throw new Error('the lease was lost');
  });
  expect(records).toEqual([]);
  expect(end).toHaveProperty('error');
});

test('a call that was sent to two places makes two records with numbers of their own', async () => {
  const { records } = await trail(
    async (gate) => {
      gate.told?.(sent({ outcome: 'refused', status: 404, requestId: 'r-0' }));
      gate.told?.(sent());
      return {};
    },
    { found: { made: 's-1' } },
  );
  expect(records.map(({ requestId, outcome, made }) => [requestId, outcome, made])).toEqual([
    ['r-0', 'refused', undefined],
    ['r-1', 'accepted', 's-1'],
  ]);
  expect(new Set(records.map(({ call }) => call)).size).toBe(2);
});

test('a reason is cut to 256 characters', async () => {
  const send = async (gate: Gate) => {
    gate.told?.(sent());
    return {};
  };
  const { records } = await trail(send, { because: 'x'.repeat(300) });
  expect(records[0]?.because).toBe('x'.repeat(256));
});
