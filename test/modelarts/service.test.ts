import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseModel } from '../../operator/modelarts/model.ts';
import { parseRuntimes } from '../../operator/modelarts/modelRuntimes.ts';
import { parseService } from '../../operator/modelarts/service.ts';
import { parseServiceEvent } from '../../operator/modelarts/serviceHistory.ts';
import { parseMonitor } from '../../operator/modelarts/serviceUsage.ts';
import { parseVariant } from '../../operator/modelarts/serviceVariant.ts';
import { EXAMPLES } from '../simulator/serviceExamples.gen.ts';

const service = (change: object = {}) => parseService({ service_id: 's-1', service_name: 'n', ...change });

test.each<[string, object, object]>([
  [
    'the values of the example of 9.3',
    { workspace_id: 0, publish_at: 1243143243, description: '', status: 'running', failed_times: 1 },
    { workspaceId: '0', publishedAtMs: 1243143243, status: 'running', variants: [], content: {} },
  ],
  [
    'times that are texts',
    { update_time: '1700625410586', due_time: '1.5', transition_at: 'x', publish_at: null },
    { updatedAtMs: 1700625410586, dueAtMs: 1.5, transitionAtMs: undefined, publishedAtMs: undefined },
  ],
  [
    'other shapes',
    {
      status: 7,
      config: 'x',
      schedule: 'x',
      progress: -1,
      error_msg: {},
      additional_properties: 'x',
      owner: [],
    },
    {
      status: '',
      variants: [],
      progress: undefined,
      error: undefined,
      owner: undefined,
      content: { schedule: 'x' },
    },
  ],
  [
    'what a request can say',
    {
      ...{ priority: 2, load_balancer_policy: 'SOURCE_IP', pool_name: 'p', cluster_id: '', vpc_id: null },
      additional_properties: {
        smn_notification: {},
        websocket_upgrade: true,
        log_report_channels: [],
        other: 1,
      },
    },
    {
      content: {
        ...{ priority: 2, loadBalancerPolicy: 'SOURCE_IP', poolName: 'p' },
        additionalProperties: { websocketUpgrade: true },
      },
    },
  ],
])('a service with %s is read', (_, change, expected) => {
  expect(service(change)).toEqual(expect.objectContaining(expected));
});

test.each([
  [undefined],
  [null],
  ['x'],
  [{}],
  [{ service_id: 'a,b', service_name: 'n' }],
  [{ service_id: 's-1' }],
  [{ service_id: 's-1', service_name: 'n', config: [{}] }],
])('%j is no service', (answer) => {
  expect(parseService(answer)).toBeUndefined();
});

test('the address at which one can look into an instance is out of sight', () => {
  const debugUrl = service({ debug_url: 'https://d?token=abc' })?.debugUrl;
  expect(String(debugUrl)).toMatch(/^secret:[0-9a-f]{8}$/);
  expect(debugUrl?.reveal()).toBe('https://d?token=abc');
});

const variant = (change: object) => parseVariant({ model_id: 'm-1', ...change });

test.each<[string, object, object]>([
  ['a number for its weight', { weight: 90 }, { weight: 90, content: { modelId: 'm-1', weight: 90 } }],
  ['a text for its weight', { weight: '90' }, { weight: 90, content: { modelId: 'm-1', weight: 90 } }],
  ['no weight', { weight: '' }, { weight: undefined, content: { modelId: 'm-1' } }],
  [
    'nodes by their ids and whole',
    { nodes: ['a', { id: 'b', instance_status: 'failed', message: 'm' }, {}, 7] },
    {
      nodes: [{ id: 'a' }, { id: 'b', instanceStatus: 'failed', message: 'm' }],
      content: { modelId: 'm-1', nodes: ['a', 'b'] },
    },
  ],
  [
    'volumes',
    {
      additional_properties: {
        persistent_volumes: [{ source_address: '/s', mount_path: '/m' }],
        max_surge: 0,
      },
    },
    {
      content: {
        modelId: 'm-1',
        additionalProperties: { persistentVolumes: [{ sourceAddress: '/s', mountPath: '/m' }], maxSurge: 0 },
      },
    },
  ],
  [
    'volumes in the word of a request',
    { additional_properties: { persistent_volumes: [{ source_addresses: '/s' }, 7] } },
    {
      content: {
        modelId: 'm-1',
        additionalProperties: { persistentVolumes: [{ sourceAddress: '/s' }, {}] },
      },
    },
  ],
  [
    'other shapes',
    { envs: 'x', nodes: 'x', status: 7, instance_count: 1.5 },
    { status: '', envs: {}, nodes: [] },
  ],
])('a model with %s is read', (_, change, expected) => {
  expect(variant(change)).toEqual(expect.objectContaining(expected));
});

test('rules of a batch come back as they went', () => {
  const example = EXAMPLES.filter(({ operation }) => operation === 'createService')[5];
  const [config] = (example!.body as { config: { mapping_rule: object }[] }).config;
  expect(variant({ ...config })?.content).toMatchObject({
    mappingRule: config?.mapping_rule,
    mappingType: 'csv',
  });
});

test.each([
  [
    { event_info: 'a', occur_time: 1 },
    { atMs: 1, type: '', message: 'a' },
  ],
  [
    { event_info: 'a', event_type: 'abnormal', occur_time: 'x' },
    { type: 'abnormal', message: 'a' },
  ],
  [{ event_info: '' }, undefined],
  ['x', undefined],
])('the event %j is %j', (answer, expected) => {
  expect(parseServiceEvent(answer)).toEqual(expected);
});

/** A JSON object with fields of these names, each of which may hold anything. */
const fieldsOf = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, fc.jsonValue()])), { requiredKeys: [] });

const NAMES = [
  ...['service_name', 'config', 'envs', 'nodes', 'weight', 'additional_properties', 'schedule', 'debug_url'],
  ...[
    'monitors',
    'model_name',
    'dependencies',
    'install_type',
    'engine_runtimes',
    'runtimes',
    'accelerators',
  ],
];

test('whatever an answer holds, it is read or is none', () => {
  fc.assert(
    fc.property(fieldsOf(NAMES), fieldsOf(NAMES), (outer, inner) => {
      const ids = { service_id: 's-1', service_name: 'n', model_id: 'm-1', model_name: 'n' };
      for (const answer of [
        outer,
        { ...outer, ...ids },
        { ...ids, ...outer, config: [{ ...inner, model_id: 'm' }] },
      ])
        for (const parse of [parseService, parseVariant, parseModel, parseMonitor, parseRuntimes])
          expect(() => parse(answer)).not.toThrow();
    }),
    { numRuns: 300 },
  );
});
