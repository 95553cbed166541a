import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followLevelFile } from '../operator/logLevelFile.ts';
import type { LevelSwitch, Log } from '../operator/runtime/log.ts';
import { createLog } from '../operator/runtime/log.ts';
import { HandTime } from './runtime/handTime.ts';

let folder: string;
let path: string;
let time: HandTime;
let stop: AbortController;
let done: Promise<void>;
let now: LevelSwitch;
let log: Log;
let lines: { level: string; msg: string }[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'level-'));
  path = join(folder, 'level');
  [time, stop, now, lines] = [new HandTime(), new AbortController(), { level: 'info' }, []];
  log = createLog(now, { write: (line: string) => void lines.push(JSON.parse(line)) });
});
afterEach(async () => {
  stop.abort();
  await done;
  await rm(folder, { recursive: true });
});

/** Begins to follow the file, and waits until it has been read. */
async function follow(): Promise<void> {
  done = followLevelFile({ path, now, log, time }, stop.signal);
  await read();
}

const read = () => vi.waitUntil(() => time.sleeping === 1, 10_000);

/** Waits until the file has been read once more. */
async function again(): Promise<void> {
  await time.advance(5_000);
  await read();
}

/** As the kubelet does it: another file takes the place. */
async function write(text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

const told = () => lines.splice(0).map(({ level, msg }) => `${level}: ${msg}`);

test('the level is that of the file by and by; every child that is in use already follows', async () => {
  const child = log.child({ kind: 'Pool' });
  const grandchild = child.child({ name: 'a100' });
  await write('info');
  await follow();
  grandchild.debug({}, 'hidden');
  await write(' debug\n');
  await time.advance(4_999);
  expect([told(), now.level]).toEqual([[], 'info']);
  await time.advance(1);
  await read();
  for (const one of [log, child, grandchild]) one.debug({}, 'shown');
  expect(told()).toEqual(['info: the log level is debug now', ...Array(3).fill('debug: shown')]);
  await write('warn');
  await again();
  for (const one of [log, child, grandchild]) one.info({}, 'hidden');
  grandchild.warn({}, 'shown');
  expect(told()).toEqual(['info: the log level is warn now', 'warn: shown']);
  await write('silent');
  await again();
  grandchild.error({}, 'hidden');
  expect(told()).toEqual([]);
});

test('while there is no file, the level is that of the flag', async () => {
  await follow();
  expect([told(), now.level]).toEqual([[], 'info']);
  await write('debug');
  await again();
  await rm(path);
  await again();
  await again();
  expect(told()).toEqual(['info: the log level is debug now', 'info: the log level is info now']);
});

test('a word that is no level is told once, and changes nothing', async () => {
  await write('debug');
  await follow();
  told();
  await write('loud');
  await again();
  await again();
  expect(told()).toEqual([
    'warn: --log-level-file: "loud" is none of error, warn, info, debug, silent: the level stays as it is',
  ]);
  expect(now.level).toBe('debug');
  await write('');
  await again();
  expect(told()).toEqual([expect.stringContaining('"" is none of')]);
  await write('info');
  await again();
  await write('loud');
  await again();
  expect(told()).toEqual(['info: the log level is info now', expect.stringContaining('"loud" is none of')]);
});

test('a file that cannot be read is told once, and changes nothing', async () => {
  await mkdir(path);
  await follow();
  await again();
  expect(told()).toEqual(['warn: --log-level-file: it cannot be read (EISDIR): the level stays as it is']);
});
