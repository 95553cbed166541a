import { afterAll, beforeAll, expect } from 'vitest';
import { type Simulator, startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller } from '../caller.ts';

/** What a job has, its request, the number of the error code, and what the message says. */
export type Refusal = [what: string, body: unknown, code: number, said: RegExp];

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

/** Sends a request that creates a job, and expects the refusal, the audit log's word for it, and no job. */
export async function expectRefusal(body: unknown, code: number, said: RegExp): Promise<void> {
  const error_code = `ModelArts.${code}`;
  const reply = await caller(simulator)('POST', '/training-jobs', body);
  expect(reply.body).toMatchObject({ error_code, error_msg: expect.stringMatching(said) });
  expect(reply.status).toBe(400);
  expect(simulator.audit.calls.at(-1)).toMatchObject({ status: 400, errorCode: error_code });
  expect(simulator.audit.jobs()).toEqual([]);
}
