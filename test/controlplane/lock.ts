import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Runs `work` while no other process on this machine runs work under the same lock file.
 *
 * The lock is the kernel's (`flock` of util-linux): it ends with the process that holds it, however that ends,
 * so there are no stale ones. Where there is no `flock` (macOS) two may work at once; all work here ends with
 * an atomic rename, so that costs time only. `onWait` is called once if another process holds the lock.
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  onWait: () => void,
  signal?: AbortSignal,
): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  // `cat` keeps the lock until its input ends: at our word, or with our death.
  const script = 'flock -n 9 || { echo waiting; flock 9; }; echo held; exec cat >/dev/null';
  const command = `command -v flock >/dev/null || exec echo held; { ${script}; } 9>>"$0"`;
  // A process group of its own: the one that waits is a child of the shell.
  const holder = spawn('sh', ['-c', command, file], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  holder.stdin.on('error', () => {}); // the holder may be gone already
  const gone = once(holder, 'close').catch(() => {});
  const giveUp = () => holder.pid && process.kill(-holder.pid, 'SIGKILL');
  signal?.addEventListener('abort', giveUp);
  try {
    const locked = await held(holder.stdout, onWait);
    signal?.removeEventListener('abort', giveUp);
    signal?.throwIfAborted();
    if (!locked) throw new Error(`${file} could not be locked; is its folder writable?`);
    return await work();
  } finally {
    holder.stdin.end();
    await gone;
  }
}

async function held(output: AsyncIterable<Buffer>, onWait: () => void): Promise<boolean> {
  let text = '';
  for await (const chunk of output) {
    const before = text;
    text += chunk;
    if (text.includes('waiting') && !before.includes('waiting')) onWait();
    if (text.includes('held')) return true;
  }
  return false;
}
