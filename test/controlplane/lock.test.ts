import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withLock } from './lock.ts';

const directory = mkdtempSync(join(tmpdir(), 'lock-test-'));
const file = join(directory, 'folder/lock');
afterAll(() => rmSync(directory, { recursive: true }));

const module = new URL('lock.ts', import.meta.url).href;
const HOLD = `
  import { withLock } from '${module}';
  await withLock(process.argv[1], async () => {
    console.log('locked');
    await new Promise((resolve) => process.stdin.once('end', resolve).resume());
  }, () => {});
`;

/** Another process that holds the lock until its input ends. */
async function holder(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', HOLD, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('work waits for another process that holds the lock, is told so, and then runs', async () => {
  const child = await holder();
  const events: string[] = [];
  const exited = once(child, 'exit').then(() => events.push('other has ended'));
  await withLock(
    file,
    async () => events.push('work'),
    () => {
      events.push('waiting');
      child.stdin?.end();
    },
  );
  await exited;
  expect(events.slice(0, 1)).toEqual(['waiting']);
  expect(events.sort()).toEqual(['other has ended', 'waiting', 'work']);
});

test('the lock of a process that was killed is free', async () => {
  const child = await holder();
  const waited = Promise.withResolvers<void>();
  const work = withLock(file, async () => 'done', waited.resolve);
  await waited.promise;
  child.kill('SIGKILL');
  expect(await work).toBe('done');
});

test('the lock is free again after work that failed', async () => {
  const failing = withLock(
    file,
    () => Promise.reject(new Error('broken')),
    () => {},
  );
  await expect(failing).rejects.toThrow('broken');
  let waited = false;
  await withLock(
    file,
    async () => {},
    () => {
      waited = true;
    },
  );
  expect(waited).toBe(false);
});

test('waiting ends when the signal is aborted', async () => {
  const child = await holder();
  const giveUp = new AbortController();
  const work = withLock(
    file,
    async () => 'done',
    () => giveUp.abort(new Error('enough')),
    giveUp.signal,
  );
  await expect(work).rejects.toThrow('enough');
  child.stdin?.end();
  await once(child, 'exit');
});
