/** `npm run bench`: all benchmarks, one after the other, with their own settings; takes about an hour of a quiet machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const BENCHMARKS: readonly (readonly [file: string, ...args: string[]])[] = [
  ['burst.ts'],
  ['mixed.ts', 'restart', 'idle', 'latency'],
  ['throttled.ts'],
  ['scaling.ts'],
  ['rival.ts'],
  ['failover.ts'],
];

for (const [file, ...args] of BENCHMARKS) {
  console.log(`── ${[file.replace('.ts', ''), ...args].join(' ')}`);
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  // What one could not measure the others still can.
  if (code !== 0) process.exitCode = 1;
}
