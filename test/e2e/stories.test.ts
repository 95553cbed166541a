/** Samples of several objects, applied as they are shipped and brought to their end. */
import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import type { Dispatcher } from 'undici';
import { describe, expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { GROUP_PATH, holds, ready, World } from '../support/world.ts';

const signal = new AbortController().signal;
const pluralOf = ({ kind }: Resource) => `${kind.toLowerCase()}s`;

/** The objects of a sample, as made in the order of its file. */
async function applied(world: World, sample: string): Promise<Resource[]> {
  const objects = loadAll(readFileSync(`deploy/samples/${sample}.yaml`, 'utf8')) as Resource[];
  const made: Resource[] = [];
  for (const object of objects) {
    const path = `${GROUP_PATH}/namespaces/${world.namespace}/${pluralOf(object)}`;
    made.push(await world.rest.json<Resource>({ method: 'POST', path, body: object, signal }));
  }
  return made;
}

/** Deletes them all at once. */
async function removed(world: World, objects: readonly Resource[]): Promise<void> {
  await Promise.all(objects.map((object) => world.remove(pluralOf(object), object.metadata.name)));
  for (const object of objects)
    await world.until(pluralOf(object), object.metadata.name, (one) => one === undefined, 90);
}

/** The same, and nothing may be left. */
async function gone(world: World, objects: readonly Resource[]): Promise<void> {
  await removed(world, objects);
  const { audit } = world.simulator;
  const left = [...audit.jobs(), ...audit.resources()].filter(({ deletedAt }) => deletedAt === undefined);
  expect(left).toEqual([]);
}

/** The bodies that were sent to these paths, by path. */
function bodies() {
  const sent: Record<string, unknown> = {};
  const wrap = (dispatcher: Dispatcher) =>
    dispatcher.compose((dispatch) => (options, handler) => {
      if (options.method === 'POST' && options.body)
        sent[options.path.split('/').at(-1) ?? ''] = JSON.parse(String(options.body));
      return dispatch(options, handler);
    });
  return { sent, wrap };
}

describe.concurrent('the sample', () => {
  test('pool-to-serve goes from a network to a web service', async () => {
    await using stage = await ready();
    const { world } = stage;
    const objects = await applied(world, 'pool-to-serve');
    expect(objects.map(({ kind }) => kind)).toEqual([
      'Network',
      'Pool',
      'TrainingJob',
      'Model',
      'ModelService',
    ]);
    const served = await world.until(
      'modelservices',
      'flowers',
      (one) => one?.status?.phase === 'running',
      90,
    );
    expect(served?.status?.url).toMatch(/^https:/);
    expect(holds(await world.get('trainingjobs', 'flowers'), 'Complete')).toBe(true);
    await gone(world, objects);
  });

  test('workflow has runs, each of its own, that go through all its steps', async () => {
    await using stage = await ready();
    const { world } = stage;
    const workflow = await applied(world, 'workflow');
    const runs = [...(await applied(world, 'workflowrun')), ...(await applied(world, 'workflowrun'))];
    expect(new Set(runs.map(({ metadata }) => metadata.name)).size).toBe(2);
    for (const { metadata } of runs) {
      const run = await world.until('workflowruns', metadata.name, (one) => holds(one, 'Complete'), 90);
      expect(run?.status?.progress).toBe('2/2');
    }
    // An execution that has ended goes unseen with its workflow: those are deleted first.
    await removed(world, runs);
    await gone(world, workflow);
  });

  test('pytorch-example sends what section 17.4 of the reference sends', async () => {
    await using world = await World.create();
    const { sent, wrap } = bodies();
    await world.start(
      {},
      { wrap: (dispatcher, api) => (api === 'modelarts' ? wrap(dispatcher) : dispatcher) },
    ).leading;
    await world.account();
    const objects = await applied(world, 'pytorch-example');
    const job = await world.until('trainingjobs', 'test-pytorch-cpu01', (one) => holds(one, 'Complete'), 60);
    const code = '/cnnorth4-job-test-v2/pytorch/fast_example/code/cpu/';
    const constraint = { editable: true, required: false, sensitive: false, valid_type: 'None' };
    const described = (words: string) => expect.stringMatching(new RegExp(`^${words} \\[k8s `));
    expect(sent.algorithms).toEqual({
      metadata: { name: 'test-pytorch-cpu', description: described('test pytorch job in cpu in mode gloo') },
      job_config: {
        boot_file: `${code}test-pytorch.py`,
        code_dir: code,
        engine: {
          engine_name: 'PyTorch',
          engine_version: 'pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64',
        },
        inputs: [{ name: 'data_url', description: '数据来源1' }],
        outputs: [{ name: 'train_url', description: '输出数据1' }],
        parameters: [
          { name: 'dist', value: 'False', constraint: { ...constraint, type: 'Boolean' } },
          { name: 'world_size', value: '1', constraint: { ...constraint, type: 'Integer' } },
        ],
        parameters_customization: true,
      },
    });
    const algorithm = await world.get('algorithms', 'test-pytorch-cpu');
    const obs = (folder: string) => ({ obs_url: `/cnnorth4-job-test-v2/pytorch/fast_example/${folder}/` });
    expect(sent['training-jobs']).toEqual({
      kind: 'job',
      metadata: { name: 'test-pytorch-cpu01', description: described('test pytorch work cpu in mode gloo') },
      algorithm: {
        id: algorithm?.status?.remote?.id,
        parameters: [
          { name: 'dist', value: 'False' },
          { name: 'world_size', value: '1' },
        ],
        inputs: [{ name: 'data_url', remote: { obs: obs('data') } }],
        outputs: [{ name: 'train_url', remote: { obs: obs('outputs') } }],
      },
      spec: {
        resource: { flavor_id: 'modelarts.vm.cpu.8u', node_count: 1 },
        log_export_path: obs('log'),
      },
    });
    expect(job?.status?.remote?.name).toBe('test-pytorch-cpu01');
    await gone(world, objects);
  });
});
