/** When a process has nothing left to do, without asking it. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from './child.ts';

const LOOK_MS = 100;
/** Of a core, in the time between two looks. */
const BUSY_SHARE = 0.15;
const QUIET_MS = 3_000;
/** What the kernel counts in, on every Linux of today. */
const TICK_MS = 10;

/** CPU (user and system) since its start in ms, to 10 ms; from /proc, so on Linux only. A collection that was asked for counts. */
export function cpuMsOf({ process: { pid } }: Child): number {
  // The name of the program, in brackets, may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Resolves when it has been quiet for three seconds; tells when that began (`performance.now()`) and the CPU until then. */
export async function quiet(child: Child): Promise<{ atMs: number; cpuMs: number }> {
  let last = { atMs: performance.now(), cpuMs: cpuMsOf(child) };
  let busy = last;
  while (last.atMs - busy.atMs < QUIET_MS) {
    await sleep(LOOK_MS);
    const now = { atMs: performance.now(), cpuMs: cpuMsOf(child) };
    if (now.cpuMs - last.cpuMs > BUSY_SHARE * (now.atMs - last.atMs)) busy = now;
    last = now;
  }
  return busy;
}
