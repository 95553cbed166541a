import { readFileSync } from 'node:fs';

/** What being asked has taken. */
let askedMs = 0;

/** Loaded before a measured process: answers its parent's messages with what the process has taken so far. */
process.on('message', ({ ask }) => {
  if (ask !== 'usage') return;
  const totalMs = cpuMs();
  const { rss } = process.memoryUsage();
  const peak = highWater() ?? rss;
  // Asked for after the rest, so that collecting is not counted, now or the next time.
  globalThis.gc?.();
  const { heapUsed, heapTotal, external } = process.memoryUsage();
  process.send?.({ answer: { cpuMs: totalMs - askedMs, rss, peak, heapUsed, heapTotal, external } });
  askedMs += cpuMs() - totalMs;
});
// A process that only waits to be asked has come to its end.
process.channel?.unref();

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The most memory so far; what getrusage says is the parent's where that was larger when it forked. */
function highWater() {
  try {
    const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return kib === undefined ? undefined : Number(kib) * 1024;
  } catch {
    return undefined;
  }
}
