/** The simulator as a process of its own; argument: its options as JSON. Answers `counts` with the calls so far by operation. */
import type { SimulatorOptions } from '../../operator/simulator/simulator.ts';
import { startSimulator } from '../../operator/simulator/simulator.ts';
import type { CloudFacts } from './lab.ts';

const counts: Record<string, number> = {};
const options = JSON.parse(process.argv[2] ?? '{}') as SimulatorOptions;
const simulator = await startSimulator({
  ...options,
  onCall: ({ operation, status }) => {
    const name = status < 300 ? `${operation}` : `${operation} ${status}`;
    counts[name] = (counts[name] ?? 0) + 1;
  },
});
const { url, projectId, accessKey, secretKey } = simulator;
process.on('message', ({ ask }: { ask: string }) => {
  if (ask === 'counts') process.send?.({ answer: counts });
  if (ask === 'facts')
    process.send?.({ answer: { url, projectId, accessKey, secretKey } satisfies CloudFacts });
});
