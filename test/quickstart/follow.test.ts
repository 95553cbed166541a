import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../controlplane/controlPlane.ts';
import { run } from '../controlplane/run.ts';
import { createCrds } from './cluster.ts';
import { createKubectl, followJob, type Kubectl } from './follow.ts';
import type { Condition } from './verdict.ts';

const JOBS = '/apis/modelarts.huaweicloud.com/v1alpha1/namespaces/default/trainingjobs';
const never = new AbortController().signal;
let controlPlane: ControlPlane;
let kubectl: Kubectl;

beforeAll(async () => {
  controlPlane = await startControlPlane();
  const { directory, kubeconfig } = controlPlane;
  kubectl = createKubectl(controlPlane.kubectl, kubeconfig, join(directory, 'kubectl'), never);
  await createCrds(kubectl, readFileSync('crds/trainingjobs.yaml', 'utf8'));
});
afterAll(() => controlPlane.stop());

/** Applies the sample under another name; nobody but the test writes its status. */
async function createJob(name: string): Promise<void> {
  const sample = readFileSync('deploy/samples/trainingjob.yaml', 'utf8');
  await kubectl.run(['create', '-f', '-'], sample.replace('name: resnet', `name: ${name}`));
}

async function setStatus(name: string, phase: string, ...conditions: Condition[]): Promise<void> {
  const job = JSON.parse(await kubectl.run(['get', 'trainingjob', name, '-o', 'json']));
  job.status = {
    phase,
    conditions: conditions.map((one) => ({
      message: '',
      ...one,
      lastTransitionTime: '2026-01-01T00:00:00Z',
    })),
  };
  await kubectl.run(['replace', '--raw', `${JOBS}/${name}/status`, '-f', '-'], JSON.stringify(job));
}

test('a row is printed for each phase, and the complete job ends it', async () => {
  await createJob('good');
  await setStatus('good', 'Creating');
  const lines: string[] = [];
  // The next phase is set when the last one was seen, so that none can be missed.
  const next: Record<string, () => Promise<void>> = {
    Creating: () => setStatus('good', 'Running'),
    Running: () => setStatus('good', 'Completed', { type: 'Complete', status: 'True', reason: 'Completed' }),
  };
  const moved: Promise<void>[] = [];
  const print = (line: string) => {
    lines.push(line);
    const move = next[line.split(/\s+/)[1] as string];
    if (move) moved.push(move());
  };
  await followJob(kubectl, 'good', print, never, 60_000);
  await Promise.all(moved);
  expect(lines[0]).toMatch(/^NAME +PHASE +/);
  expect(lines.slice(1).map((line) => line.split(/\s+/)[1])).toEqual(['Creating', 'Running', 'Completed']);
});

test('a stalled job is a failure that names reason, message and every condition', async () => {
  await createJob('bad');
  const stalled = { type: 'Stalled', status: 'True', reason: 'FlavorNotFound', message: 'no such flavor' };
  await setStatus('bad', 'Failed', { type: 'Ready', status: 'False', reason: 'Refused' }, stalled);
  await expect(followJob(kubectl, 'bad', () => {}, never, 60_000)).rejects.toThrow(
    'TrainingJob bad: Stalled=True FlavorNotFound: no such flavor\n' +
      'conditions:\n  Ready=False Refused\n  Stalled=True FlavorNotFound: no such flavor',
  );
});

test('a job that never ends is given up, with its last conditions', async () => {
  await createJob('slow');
  await setStatus('slow', 'Pending', { type: 'Ready', status: 'True', reason: 'Accepted' });
  await expect(followJob(kubectl, 'slow', () => {}, never, 1)).rejects.toThrow(
    'TrainingJob slow: not complete after 0.001 s\nconditions:\n  Ready=True Accepted',
  );
});

test('the command explains itself', async () => {
  const main = join(import.meta.dirname, 'main.ts');
  expect(await run(process.execPath, [main, '--help'])).toContain('Usage: npm run quickstart');
});
