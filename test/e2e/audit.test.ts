/**
 * One object of each kind, from its create over an edit to its end, under the policy that `iam-policy --kinds` prints for that
 * kind, with an answer lost, a refusal and an answer of no use on the way: nothing is missing in the audit trail.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Kind } from '../../operator/kinds/names.ts';
import { KIND_NAMES, KINDS } from '../../operator/kinds/names.ts';
import { OPERATIONS } from '../../operator/kinds/operations.ts';
import type { AuditRecord } from '../../operator/runtime/auditRecord.ts';
import type { Call } from '../../operator/simulator/audit.ts';
import { auditLines } from '../support/calls.ts';
import { poolByHand } from '../support/cloud.ts';
import { permits, SOMEBODY } from '../support/policy.ts';
import { workflowByHand } from '../support/workflows.ts';
import { holds, POOL_FLAVOR, sampleSpec, World } from '../support/world.ts';
import { models, realTime, service, variant } from './services.ts';

const NAME = 'audited';
const EDIT = { description: 'edited' };

type Life = {
  kind: Exclude<Kind, 'Account'>;
  /** Makes the object; what others have made before is made by hand. */
  create(world: World): Promise<unknown>;
  /** Undefined where nothing can be edited. */
  edit: object | undefined;
  /** The first call of each part of its life. */
  calls: { create: string; edit?: string; remove: string };
};

const LIVES: Life[] = [
  {
    kind: 'TrainingJob',
    create: (world) => world.job(NAME),
    edit: EDIT,
    calls: { create: 'createTrainingJob', edit: 'updateTrainingJob', remove: 'deleteTrainingJob' },
  },
  {
    kind: 'Algorithm',
    create: (world) => world.algorithm(NAME),
    edit: EDIT,
    calls: { create: 'createAlgorithm', edit: 'updateAlgorithm', remove: 'deleteAlgorithm' },
  },
  {
    kind: 'Network',
    create: (world) => world.network(NAME),
    edit: EDIT,
    calls: { create: 'createNetwork', edit: 'patchNetwork', remove: 'deleteNetwork' },
  },
  {
    kind: 'Pool',
    create: (world) => world.pool(NAME),
    edit: { resources: [{ flavor: POOL_FLAVOR, count: 3 }] },
    calls: { create: 'createPool', edit: 'patchPool', remove: 'deletePool' },
  },
  {
    kind: 'NodePool',
    create: async (world) => world.nodePool(NAME, { poolId: await poolByHand(world, 'by-hand') }),
    edit: { replicas: 3 },
    calls: { create: 'createNodePool', edit: 'patchNodePool', remove: 'deleteNodePool' },
  },
  {
    kind: 'Model',
    create: (world) => world.model(NAME),
    edit: undefined,
    calls: { create: 'createModel', remove: 'deleteModel' },
  },
  {
    kind: 'ModelService',
    async create(world) {
      const [model = ''] = await models(world, 'mnist');
      await service(world, realTime(variant(model)), NAME);
    },
    edit: EDIT,
    calls: { create: 'createService', edit: 'updateService', remove: 'deleteService' },
  },
  {
    kind: 'Workflow',
    create: (world) => world.workflow(NAME),
    edit: EDIT,
    calls: { create: 'createWorkflow', edit: 'updateWorkflow', remove: 'deleteWorkflow' },
  },
  {
    kind: 'WorkflowRun',
    create: async (world) => world.run(NAME, { workflowId: await workflowByHand(world) }),
    edit: EDIT,
    calls: {
      create: 'createWorkflowExecution',
      edit: 'updateWorkflowExecution',
      remove: 'deleteWorkflowExecution',
    },
  },
];

const folder = mkdtempSync(join(tmpdir(), 'audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const changes = new Set<string>(KIND_NAMES.flatMap((kind) => OPERATIONS[kind].changes));

/** The calls of operators that may change something, in the order in which they were answered. */
const mutations = ({ simulator }: World): Call[] =>
  simulator.audit.calls.filter(
    ({ operation, accessKey }) => changes.has(operation ?? '') && accessKey !== SOMEBODY.accessKey,
  );

const outcomeOf = ({ status }: Call): AuditRecord['outcome'] => {
  if (status >= 200 && status < 400) return 'accepted';
  return status >= 400 && status < 500 ? 'refused' : 'unclear';
};

/** What the record of a call has to say. */
const recordOf = (call: Call) => ({
  operation: call.operation,
  outcome: outcomeOf(call),
  ...(call.status > 0 && { status: call.status, requestId: call.requestId }),
  ...(call.status >= 400 && call.errorCode && { code: call.errorCode }),
});

const settledAt = (generation: number) => (one: Parameters<typeof holds>[0]) =>
  one?.status?.observedGeneration === generation &&
  holds(one, 'Ready') &&
  !holds(one, 'Reconciling') &&
  !holds(one, 'Stalled');

describe('every mutation of the cloud is in the audit trail', () => {
  test('the lives are those of all kinds that change something', () => {
    const kinds = LIVES.map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(KIND_NAMES.filter((kind) => kind !== 'Account').toSorted());
  });

  test.concurrent.for(LIVES)(
    '$kind',
    { timeout: 120_000 },
    async ({ kind, create, edit, calls }, { expect }) => {
      const plural = KINDS.find((one) => one.kind === kind)?.plural ?? '';
      await using world = await World.create({
        allows: permits({ kinds: ['Account', kind] }),
        durations: { runningMs: 60_000, stepRunningMs: 60_000 },
      });
      const auditFile = join(folder, kind);
      const operator = world.start({ auditFile });
      await operator.leading;
      await world.account();
      const { faults, audit } = world.simulator;

      faults.add({ kind: 'drop-after', operation: calls.create });
      await create(world);
      const object = await world.until(
        plural,
        NAME,
        kind === 'WorkflowRun' || kind === 'TrainingJob' ? (one) => holds(one, 'Ready') : settledAt(1),
        60,
      );
      if (calls.edit) {
        faults.add({ kind: 'status', status: 500, operation: calls.edit });
        await world.patch(plural, NAME, { spec: edit });
        await expect
          .poll(
            () =>
              mutations(world)
                .filter(({ operation }) => operation === calls.edit)
                .map(outcomeOf),
            {
              timeout: 40_000,
            },
          )
          .toEqual(['unclear', 'accepted']);
      }
      faults.add({ kind: 'status', status: 429, operation: calls.remove });
      await world.remove(plural, NAME);
      await world.until(plural, NAME, (one) => one === undefined, 60);
      await operator.stop();

      expect(audit.calls.filter(({ errorCode }) => errorCode === 'ModelArts.0108')).toEqual([]);
      const made = mutations(world);
      const { uid, namespace, name } = object?.metadata ?? {};
      const records = auditLines(operator.log);
      expect(records).toEqual(
        made.map((call) =>
          expect.objectContaining({ ...{ kind, namespace, name, uid, attempt: 1 }, ...recordOf(call) }),
        ),
      );
      expect(new Set(records.map(outcome))).toEqual(new Set(['accepted', 'refused', 'unclear']));
      for (const record of records.filter(({ operation }) => operation !== calls.create))
        expect(record).toMatchObject({
          remoteId: object?.status?.remote?.id,
          because: expect.stringMatching(/./),
        });
      expect(new Set(records.map(({ call }) => call)).size).toBe(records.length);

      const lines = readFileSync(auditFile, 'utf8').trimEnd().split('\n');
      const filed = lines.map((line) => JSON.parse(line) as AuditRecord);
      expect(filed.map(withoutTime)).toEqual(records.map(withoutTime));
    },
  );
});

test('an operator that the policy for --read-only is printed for can change nothing, and the trail says what was refused', async () => {
  await using world = await World.create({ allows: permits({ kinds: KIND_NAMES, readOnly: true }) });
  const operator = world.start();
  await world.account();
  await world.algorithm(NAME);
  await world.until('algorithms', NAME, (one) => holds(one, 'Stalled', 'NotAuthorized'));
  await operator.stop();
  expect(world.simulator.audit.resources()).toEqual([]);
  expect(auditLines(operator.log)[0]).toMatchObject({
    ...{ kind: 'Algorithm', operation: 'createAlgorithm', outcome: 'refused' },
    ...{ status: 403, code: 'ModelArts.0108' },
  });
});

test('no value of a variable, from a Secret or not, is in the audit trail', async () => {
  await using world = await World.create();
  const auditFile = join(folder, 'values');
  const operator = world.start({ auditFile });
  await world.account();
  await world.secret('hf', { token: 'planted-in-a-secret' });
  const { algorithm } = sampleSpec() as { algorithm: object };
  const environments = [
    { name: 'PLAIN', value: 'planted-in-the-spec' },
    { name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } },
  ];
  // The cloud repeats what it was sent.
  const message = 'bad value planted-in-a-secret';
  world.simulator.faults.add({ kind: 'status', status: 429, message, operation: 'createTrainingJob' });
  await world.job(NAME, { algorithm: { ...algorithm, environments } });
  await world.until('trainingjobs', NAME, (one) => holds(one, 'Ready'));
  await operator.stop();
  const text = readFileSync(auditFile, 'utf8');
  expect(text).toContain('createTrainingJob');
  const { accessKey, secretKey } = world.simulator;
  for (const value of ['planted-in-a-secret', 'planted-in-the-spec', accessKey, secretKey])
    for (const trail of [text, JSON.stringify(auditLines(operator.log))]) expect(trail).not.toContain(value);
});

test('a file that cannot be written keeps nothing up, and is told in the log', async () => {
  await using world = await World.create();
  const operator = world.start({ auditFile: folder });
  await world.account();
  await world.algorithm(NAME);
  await world.until('algorithms', NAME, (one) => holds(one, 'Ready'));
  await operator.stop();
  const errors = operator.log.map((line) => JSON.parse(line)).filter(({ level }) => level === 'error');
  expect(errors.map(({ path, lost }) => [path, lost])).toEqual([
    [folder, undefined],
    [folder, 1],
  ]);
});

const outcome = (record: AuditRecord) => record.outcome;

/** The log has a time, level and text of its own. */
const withoutTime = ({ time: _, ...record }: AuditRecord & { level?: string; msg?: string }) => {
  const { level: __, msg: ___, ...facts } = record;
  return facts;
};
