import { describe, expect, test } from 'vitest';
import { serviceEventNews } from '../../../operator/kinds/modelservice/events.ts';
import type { Held } from '../../../operator/kinds/modelservice/held.ts';
import { news, report } from '../../../operator/kinds/modelservice/report.ts';
import type { ModelServiceSpec } from '../../../operator/kinds/modelservice/spec.gen.ts';
import { statusAfter } from '../../../operator/runtime/conditions.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { context, held, NOON, object, settledAt, told } from './services.ts';
import { batch, edge, ofTwo, rolling, variant, withFields } from './specs.ts';

const reported = (spec: ModelServiceSpec, parts: Partial<Held> = {}, status?: CommonStatus) =>
  report(object(spec, status), held(parts), context());
const fields = (...given: Parameters<typeof reported>) => reported(...given).fields;

test('a service that runs as wanted is Ready and tells all that a person asks for', () => {
  const spec = withFields({ variants: [variant('a', { envs: [{ name: 'TOKEN', value: 's3cret' }] })] });
  const parts = { accessAddress: 'https://a', variants: [told('a', { envs: { TOKEN: 's3cret' } })] };
  const said = reported(spec, parts);
  expect(said).toEqual({
    phase: 'running',
    ready: { status: 'True', reason: 'Running', message: 'the service answers' },
    fields: {
      ...{ url: 'https://a', variantSummary: 'a 100', instances: '1/1', replicas: 1, syncedGeneration: 1 },
      selector: 'modelarts.huaweicloud.com/modelservice=resnet',
      variants: [
        {
          ...{
            name: 'a',
            modelId: 'm-a',
            model: 'a 1.0.0',
            weight: 100,
            instanceCount: 1,
            status: 'running',
          },
          ...{
            specification: 'modelarts.vm.cpu.2u',
            environmentHash: expect.stringMatching(/^[0-9a-f]{12}$/),
          },
        },
      ],
    },
  });
  expect(JSON.stringify(said)).not.toMatch(/TOKEN|s3cret/);
});

test('a service that has not been compared yet is not said to be as the spec wants it', () => {
  const spec = withFields({ variants: [variant('a')] });
  const parts = { variants: [told('a')] };
  expect(fields(spec, parts).syncedGeneration).toBe(1);
  expect(fields(spec, { ...parts, resolved: undefined }).syncedGeneration).toBeUndefined();
});

describe('Ready', () => {
  const served: CommonStatus = {
    conditions: [{ type: 'Ready', status: 'True', reason: 'r', message: 'm', lastTransitionTime: 't' }],
  };
  test.each<[string, Partial<Held>, CommonStatus | undefined, string, string, string]>([
    ['runs', { status: 'running' }, undefined, 'True', 'Running', 'the service answers'],
    [
      'has instances that are not well',
      { status: 'concerning', error: 'x' },
      undefined,
      'True',
      'InstancesAbnormal',
      'the service answers, but some instances are not well: x',
    ],
    [
      'could not be deployed',
      { status: 'failed', error: 'x' },
      served,
      'False',
      'DeploymentFailed',
      'ModelArts could not deploy it: x',
    ],
    [
      'is deployed for the first time',
      { status: 'deploying', progress: 40 },
      undefined,
      'False',
      'Deploying',
      'ModelArts deploys it, 40 %',
    ],
    [
      'is deployed while something answers',
      { status: 'deploying', progress: 40 },
      served,
      'True',
      'Updating',
      'what it was before answers until the new one is up',
    ],
    ['is stopped', { status: 'stopped' }, served, 'False', 'Stopped', 'the service is stopped'],
    ['is stopping', { status: 'stopping' }, served, 'False', 'Changing', 'the service is stopping'],
    ['has no state', { status: '' }, undefined, 'False', 'Changing', 'the service is in no state yet'],
    [
      'is in a state that is newer than the operator',
      { status: 'resting' },
      served,
      'False',
      'Changing',
      'the service is resting',
    ],
  ])('of one that %s', (_sentence, parts, status, is, reason, message) => {
    expect(reported(withFields(), parts, status).ready).toEqual({ status: is, reason, message });
  });

  test('of one that serves, but not as wanted: that is the step of the plan', () => {
    const { ready, fields: said } = reported(ofTwo(), {}, settledAt(0));
    expect([ready.status, said.syncedGeneration]).toEqual(['True', 0]);
  });
});

describe('a batch service', () => {
  const ended = (parts: Partial<Held>) => reported(batch(), { inferType: 'batch', ...parts });
  test.each<[string, Partial<Held>, object | undefined]>([
    [
      'is Complete when it is finished',
      { status: 'finished' },
      { type: 'Complete', reason: 'Finished', message: 'the batch service has worked through its data' },
    ],
    [
      'has Failed with what ModelArts says',
      { status: 'failed', error: 'no data' },
      { type: 'Failed', reason: 'BatchFailed', message: 'no data' },
    ],
    [
      'has Failed without a word',
      { status: 'failed' },
      { type: 'Failed', reason: 'BatchFailed', message: 'ModelArts gives no reason' },
    ],
    ['has not ended while it runs', { status: 'running' }, undefined],
    [
      'has Failed when somebody else stops it',
      { status: 'stopped' },
      expect.objectContaining({ type: 'Failed', reason: 'StoppedExternally' }),
    ],
  ])('%s, and is Ready all the time', (_sentence, parts, end) => {
    const said = ended(parts);
    expect([said.end, said.ready.reason, said.ready.status]).toEqual([end, 'Accepted', 'True']);
  });

  test('of the web never ends', () => {
    expect(reported(withFields(), { status: 'failed' })).not.toHaveProperty('end');
  });
});

test.each([
  ['stopped by the spec', withFields({ running: false }), 'stopped', 'True'],
  ['not stopped yet', withFields({ running: false }), 'stopping', 'False'],
  ['stopped by somebody else', withFields(), 'stopped', undefined],
])('a service that is %s is suspended: %s, %s: %s', (_sentence, spec, status, suspended) => {
  expect(reported(spec, { status }).suspended?.status).toBe(suspended);
});

describe('when it stops', () => {
  const stopsAt = '2026-01-01T12:00:00Z';
  test.each<[string, Partial<Held>, object, string | undefined]>([
    ['is told', { dueAtMs: NOON }, {}, stopsAt],
    ['is kept once it has stopped, where ModelArts forgets it', { status: 'stopped' }, { stopsAt }, stopsAt],
    ['is not kept while it runs', {}, { stopsAt }, undefined],
  ])('%s', (_sentence, parts, status, expected) => {
    expect(fields(withFields(), parts, status as CommonStatus).stopsAt).toBe(expected);
  });
});

describe('a field of status', () => {
  const two = {
    variants: [told('a', { weight: 90, instance_count: 3 }), told('b', { weight: 10, status: 'deploying' })],
  };
  test.each<[string, ModelServiceSpec, Partial<Held>, object]>([
    [
      'variants with their weights, and instances of those that run',
      ofTwo(),
      two,
      { variantSummary: 'a 90,b 10', instances: '3/4' },
    ],
    [
      'one that the spec does not have, by its model',
      withFields(),
      { variants: [told('b', { model_name: 'mnist' })] },
      { variantSummary: 'mnist 100' },
    ],
    [
      'one of which only the id is known',
      withFields(),
      { variants: [told('b', { model_name: null, weight: '' })] },
      { variantSummary: 'm-b' },
    ],
    ['no instance of one that is stopped', withFields(), { status: 'stopped' }, { instances: '0/1' }],
    ['the progress of a deployment', withFields(), { status: 'deploying', progress: 7 }, { progress: '7%' }],
    ['no progress of anything else', withFields(), { progress: 7 }, { progress: undefined }],
    [
      'no variants before they are told',
      withFields(),
      { variants: [] },
      { variantSummary: undefined, instances: undefined, variants: [] },
    ],
    ['instances of what scaling acts on', ofTwo({ scaleTarget: 'a' }), two, { replicas: 3 }],
    ['no replicas where nothing is scaled', ofTwo(), two, { replicas: undefined }],
    ['what is wrong', withFields(), { error: 'x'.repeat(2000) }, { message: 'x'.repeat(1024) }],
    [
      'nodes of the edge',
      edge(),
      {
        variants: [
          told('a', {
            nodes: [
              { id: 'n-1', name: 'n', instance_status: 'running', predict_url: 'https://n', host_ips: ['x'] },
            ],
          }),
        ],
      },
      { nodes: [{ id: 'n-1', name: 'n', status: 'running', url: 'https://n' }] },
    ],
    [
      'a roll-out',
      rolling(),
      { variants: [told('a')] },
      { rollout: { step: 1, weight: 10, state: 'Progressing' } },
    ],
  ])('tells %s', (_sentence, spec, parts, expected) => {
    expect(fields(spec, parts)).toMatchObject(expected);
  });

  test('keeps the names of variants while their references are waited for', () => {
    const spec = withFields({
      variants: [{ name: 'stable', modelRef: { name: 'resnet' }, weight: 100, specification: 's' }],
    });
    const resolved = { step: 'wait', reason: 'r', message: 'm' } as const;
    const status = { variants: [{ name: 'stable', modelId: 'm-a' }] } as CommonStatus;
    expect(fields(spec, { resolved }, status)).toMatchObject({ variantSummary: 'stable 100', replicas: 1 });
  });

  test('keeps the roll-out and its generation meanwhile', () => {
    const resolved = { step: 'wait', reason: 'r', message: 'm' } as const;
    const status = settledAt(1, { rollout: { step: 2 }, applied: 'h' });
    expect(fields(rolling(), { resolved }, status)).toMatchObject({
      syncedGeneration: 1,
      rollout: { step: 2 },
      applied: 'h',
    });
  });

  test('forgets the roll-out that the spec does not have any more', () => {
    expect(fields(withFields(), {}, { rollout: { step: 2 } } as CommonStatus).rollout).toBeUndefined();
  });
});

describe('an Event', () => {
  const reasons = (before: string | undefined, parts: Partial<Held>) =>
    news(object(withFields(), { phase: before } as CommonStatus), held(parts)).map(
      ({ type, reason, message }) => `${type} ${reason}: ${message}`,
    );
  test.each<[string, string | undefined, Partial<Held>, string[]]>([
    ['that it runs', 'deploying', { error: 'old' }, ['Normal Running: The service answers']],
    [
      'that it failed, and why',
      'deploying',
      { status: 'failed', error: 'x' },
      ['Warning DeploymentFailed: ModelArts could not deploy the service: x'],
    ],
    [
      'that not all is well',
      'running',
      { status: 'concerning', error: 'x' },
      ['Warning InstancesAbnormal: Some instances are not well: x'],
    ],
    ['that it stopped', 'stopping', { status: 'stopped' }, ['Normal Stopped: The service is stopped']],
    [
      'that it is deployed',
      undefined,
      { status: 'deploying' },
      ['Normal Deploying: ModelArts deploys the service'],
    ],
    [
      'that it is finished',
      'running',
      { status: 'finished' },
      ['Normal Finished: The batch service has worked through its data'],
    ],
    ['nothing while its state stays', 'running', {}, []],
    ['nothing of a state that comes and goes', 'running', { status: 'stopping' }, []],
    [
      'what ModelArts tells, after it',
      'deploying',
      { news: [{ type: 'Normal', reason: 'ServiceEvent', message: 'm' }] },
      ['Normal Running: The service answers', 'Normal ServiceEvent: m'],
    ],
  ])('tells %s', (_sentence, before, parts, expected) => {
    expect(reasons(before, parts)).toEqual(expected);
  });

  test('of ModelArts is a Warning where it calls it abnormal, and told in its order', () => {
    const events = [
      { atMs: 2, type: 'abnormal', message: 'pull failed' },
      { atMs: 1, type: 'normal', message: 'begun' },
      { atMs: 0, type: 'normal', message: 'old' },
    ];
    expect(serviceEventNews(events, 1)).toEqual([
      { type: 'Normal', reason: 'ServiceEvent', message: 'begun' },
      { type: 'Warning', reason: 'ServiceEvent', message: 'pull failed' },
    ]);
  });
});

test('a status stays below 64 KB, whatever ModelArts tells, after twenty services that are gone', () => {
  const long = 'x'.repeat(5_000);
  const node = { id: long, name: long, instance_status: long, predict_url: long };
  const variants = Array.from({ length: 40 }, (_, index) =>
    told(`${index}${long}`, {
      ...{ model_name: long, model_version: long, status: long, specification: long, envs: { [long]: long } },
      nodes: Array.from({ length: 10 }, () => node),
    }),
  );
  const worst = { variants, status: long, error: long, accessAddress: `https://${long}`, dueAtMs: NOON };
  const attempts = Array.from({ length: 20 }, (_, index) => ({
    ...{
      attempt: index + 1,
      id: 'i'.repeat(64),
      name: 'n'.repeat(64),
      reason: 'DeletedExternally',
      counted: false,
    },
    ...{
      message: long.slice(0, 1024),
      startTime: '2026-01-01T12:00:00Z',
      completionTime: '2026-01-01T12:00:00Z',
    },
  }));
  const given = object(rolling(), { attempts } as CommonStatus);
  const outcome = {
    step: { step: 'stuck', reason: 'R'.repeat(100), message: long } as const,
    report: report(given, held(worst), context()),
    remote: { id: 'i'.repeat(64), name: 'n'.repeat(64), attempt: 21, account: 'a'.repeat(200) },
  };
  const size = JSON.stringify(statusAfter(given, outcome, '2026-01-01T00:00:00Z')).length;
  expect(size).toBeGreaterThan(40_000);
  expect(size).toBeLessThan(64 * 1024);
});
