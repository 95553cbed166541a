import { expect, test } from 'vitest';
import type { Priority } from '../../operator/modelarts/throttle.ts';
import { createThrottle } from '../../operator/modelarts/throttle.ts';
import { clientOf, json, serve, signal } from './server.ts';

test.each<[string, (() => Priority) | undefined, Priority | undefined, Priority]>([
  ['is a poll unless said', undefined, undefined, 'poll'],
  ['is as urgent as what it is read for', () => 'change', undefined, 'change'],
  ['is as urgent as the call itself says', () => 'change', 'poll', 'poll'],
])('a read %s', async (_sentence, urgency, priority, expected) => {
  await using server = await serve(json(404, {}));
  const waited: Priority[] = [];
  const meter = { waited: (one: Priority) => void waited.push(one), refused: () => {} };
  const throttle = createThrottle({ perSecond: 10_000, meter });
  const client = clientOf(server.url, { throttle, ...(urgency && { urgency }) });
  await client.trainingJobs
    .get('job-1', { signal: signal(), ...(priority && { priority }) })
    .catch(() => undefined);
  expect(new Set(waited)).toEqual(new Set([expected]));
  throttle.close();
  await client.close();
});
