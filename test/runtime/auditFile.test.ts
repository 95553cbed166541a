import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openAuditFile } from '../../operator/runtime/auditFile.ts';
import type { AuditRecord } from '../../operator/runtime/auditRecord.ts';
import { createLog } from '../../operator/runtime/log.ts';
import { HandTime } from './handTime.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const record = (call: string): AuditRecord => ({
  ...{ time: '2026-01-01T00:00:00.000Z', kind: 'Pool', namespace: 'ml', name: 'a100', uid: 'u-1', call },
  ...{ operation: 'createPool', outcome: 'accepted', attempt: 1, because: 'none yet', account: 'host/p/u' },
  durationMs: 12,
});

function opened(path: string) {
  const log: { level: string; msg: string; lost?: number }[] = [];
  const recorded: string[] = [];
  const time = new HandTime();
  const file = openAuditFile({
    ...{ path, time, recorded: (word: string) => void recorded.push(word) },
    log: createLog('debug', { write: (line: string) => void log.push(JSON.parse(line)) }),
  });
  return { file, log, recorded, time };
}

const callsIn = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as AuditRecord).call);
const until = (holds: () => boolean) => expect.poll(holds, { timeout: 10_000 }).toBe(true);
const has = (path: string, ...calls: string[]) =>
  expect.poll(() => callsIn(path), { timeout: 10_000 }).toEqual(calls);

test('records are lines of JSON in their order, added to what is there, in a file for its owner only', async () => {
  const path = join(folder, 'plain');
  const first = opened(path);
  for (const call of ['a', 'b']) first.file.write(record(call));
  await first.file.close();
  const second = opened(path);
  second.file.write(record('c'));
  await second.file.close();
  expect(callsIn(path)).toEqual(['a', 'b', 'c']);
  expect(JSON.parse(readFileSync(path, 'utf8').split('\n')[0] ?? '')).toEqual(record('a'));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(second.recorded).toEqual(['written']);
});

test('a file that was moved away is made again, one that was truncated is gone on with', async () => {
  const path = join(folder, 'rotated');
  const { file } = opened(path);
  file.write(record('a'));
  await has(path, 'a');
  renameSync(path, `${path}.1`);
  file.write(record('b'));
  await until(() => statSync(path, { throwIfNoEntry: false }) !== undefined);
  await has(path, 'b');
  truncateSync(path);
  file.write(record('c'));
  await file.close();
  expect([callsIn(`${path}.1`), callsIn(path)]).toEqual([['a'], ['c']]);
});

test('what cannot be written waits and is tried again, told when that begins and when it ends', async () => {
  const path = join(folder, 'not-there', 'file');
  const { file, log, recorded, time } = opened(path);
  await until(() => recorded.includes('failed'));
  file.write(record('a'));
  await time.advance(5_000);
  file.write(record('b'));
  await until(() => recorded.length === 2);
  expect(log.map(({ level }) => level)).toEqual(['error']);
  const { mkdirSync } = await import('node:fs');
  mkdirSync(join(folder, 'not-there'));
  await until(() => time.sleeping > 0);
  await time.advance(5_000);
  await until(() => recorded.filter((word) => word === 'written').length === 2);
  expect(callsIn(path)).toEqual(['a', 'b']);
  expect(log.map(({ level, msg }) => [level, msg])).toEqual([
    ['error', 'the audit file cannot be written: records wait, and the log has them'],
    ['info', 'the audit file is written again'],
  ]);
  await file.close();
});

test('of more than ten thousand that wait the later ones are lost, and counted', async () => {
  const { file, log, recorded } = opened(folder);
  for (let one = 0; one < 10_003; one++) file.write(record(String(one)));
  expect(recorded.filter((word) => word === 'lost')).toHaveLength(3);
  await file.close();
  expect(log.at(-1)).toMatchObject({ level: 'error', lost: 10_003 });
});
