/** The simulator as a process of its own; argument: its options as JSON. Answers `counts` with the
 * calls so far by operation, `asked` with the calls since it was last asked that, as `METHOD path operation`, and `updates` with
 * when which job's description was changed (milliseconds since the epoch). */
import type { SimulatorOptions } from '../../operator/simulator/simulator.ts';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import type { AskedCall, CloudFacts } from './lab.ts';

const counts: Record<string, number> = {};
let asked: AskedCall[] = [];
let updates: { at: number; jobId: string }[] = [];
const options = JSON.parse(process.argv[2] ?? '{}') as SimulatorOptions;
const simulator = await startSimulator({
  ...options,
  onCall: ({ operation, status, method, path, at, jobId }) => {
    asked.push({ method, path, operation: `${operation}` });
    if (operation === 'updateTrainingJob' && jobId) updates.push({ at, jobId });
    const name = status < 300 ? `${operation}` : `${operation} ${status}`;
    counts[name] = (counts[name] ?? 0) + 1;
  },
});
const { url, projectId, accessKey, secretKey } = simulator;
process.on('message', ({ ask }: { ask: string }) => {
  if (ask === 'counts') process.send?.({ answer: counts });
  if (ask === 'asked') {
    process.send?.({ answer: asked });
    asked = [];
  }
  if (ask === 'updates') {
    process.send?.({ answer: updates });
    updates = [];
  }
  if (ask === 'facts')
    process.send?.({ answer: { url, projectId, accessKey, secretKey } satisfies CloudFacts });
});
