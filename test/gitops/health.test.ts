/** What Argo CD and Flux make of objects in every state: of real ones, and of some that these lack. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LuaEngine, LuaFactory } from 'wasmoon';
import type { Condition, Resource } from '../../operator/runtime/object.ts';
import { type Kstatus, kstatus } from './kstatus.ts';
import { KEPT } from './objects.ts';

const SCRIPT = readFileSync(join(import.meta.dirname, '../../deploy/argocd/health.lua'), 'utf8');

let lua: LuaEngine;
beforeAll(async () => {
  lua = await new LuaFactory().createEngine();
});
afterAll(() => lua.global.close());

type Health = { status: string; message: string };

/** As Argo CD does it: the object as a table, the script's answer. */
async function healthOf(object: Resource): Promise<Health> {
  lua.global.set('obj', JSON.parse(JSON.stringify(object)));
  const answer = await lua.doString(SCRIPT);
  return { status: answer.status, message: answer.message };
}

/** By `Kind/name` of what test/upgrade/story.ts plays: what Argo CD says, and kstatus. */
const EXPECTED: Readonly<Record<string, readonly [string, Kstatus]>> = {
  'Account/default': ['Healthy', 'Current'],
  'Algorithm/resnet': ['Healthy', 'Current'],
  'Model/resnet': ['Healthy', 'Current'],
  'ModelService/batch': ['Healthy', 'Current'],
  'ModelService/resnet': ['Healthy', 'Current'],
  'Network/ml-net': ['Healthy', 'Current'],
  'NodePool/more': ['Healthy', 'Current'],
  'Pool/gpus': ['Healthy', 'Current'],
  'Pool/ordered': ['Degraded', 'Failed'],
  'TrainingJob/adopted': ['Progressing', 'Current'],
  'TrainingJob/also-adopted': ['Degraded', 'Failed'],
  'TrainingJob/complete': ['Healthy', 'Current'],
  'TrainingJob/failed': ['Degraded', 'Failed'],
  'TrainingJob/leaving': ['Progressing', 'Terminating'],
  'TrainingJob/paused': ['Suspended', 'Current'],
  'TrainingJob/retried': ['Progressing', 'Current'],
  'TrainingJob/running': ['Progressing', 'Current'],
  'TrainingJob/stopped': ['Suspended', 'InProgress'],
  'TrainingJob/suspended': ['Suspended', 'InProgress'],
  'TrainingJob/waiting': ['Progressing', 'InProgress'],
  'Workflow/nightly': ['Healthy', 'Current'],
  'WorkflowRun/complete': ['Healthy', 'Current'],
  'WorkflowRun/running': ['Progressing', 'Current'],
};

test('every object that is kept has its line below', () => {
  expect([...KEPT.keys()].sort()).toEqual(Object.keys(EXPECTED).sort());
});

test.each(Object.entries(EXPECTED))('%s is %s', async (name, [health, waited]) => {
  const object = KEPT.get(name) as Resource;
  expect([(await healthOf(object)).status, kstatus(object)]).toEqual([health, waited]);
});

const job = (conditions: readonly Pick<Condition, 'type' | 'status' | 'message'>[], change: object = {}) =>
  ({
    ...{ kind: 'TrainingJob', spec: {}, metadata: { name: 'a', generation: 2 } },
    status: { observedGeneration: 2, conditions },
    ...change,
  }) as unknown as Resource;
const ready = { type: 'Ready', status: 'True', message: 'accepted' } as const;
const end = (type: string) => ({ type, status: 'True', message: 'what happened' }) as const;

test.each([
  ['nothing was said yet', job([], { status: undefined }), 'Progressing', 'Current'],
  ['an edit was not seen yet', job([ready], { metadata: { generation: 3 } }), 'Progressing', 'InProgress'],
  ['it is pending', job([{ ...ready, status: 'Unknown' }]), 'Progressing', 'InProgress'],
  [
    'a completed one is rerun',
    job([ready, end('Reconciling'), end('Complete')]),
    'Progressing',
    'InProgress',
  ],
  ['a step waits for a person', job([ready, end('InputNeeded')]), 'Suspended', 'Current'],
  ['it is stalled though something serves', job([ready, end('Stalled')]), 'Degraded', 'Failed'],
  ['it failed', job([ready, end('Stalled'), end('Failed')]), 'Degraded', 'Failed'],
  ['it is only looked at', job([ready], { spec: { managementPolicy: 'Observe' } }), 'Healthy', 'Current'],
  [
    'a web service serves',
    job([ready], { kind: 'ModelService', spec: { inferType: 'real-time' } }),
    'Healthy',
    'Current',
  ],
  [
    'a batch service works',
    job([ready], { kind: 'ModelService', spec: { inferType: 'batch' } }),
    'Progressing',
    'Current',
  ],
] as const)('%s: Argo CD and kstatus agree with the table', async (_name, object, health, waited) => {
  expect([(await healthOf(object)).status, kstatus(object)]).toEqual([health, waited]);
});

test('the message is that of the condition that decides', async () => {
  expect(await healthOf(job([ready, end('Stalled')]))).toEqual({
    status: 'Degraded',
    message: 'what happened',
  });
});
