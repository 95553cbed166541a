import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../../operator/simulator/simulator.ts';
import { caller, jobRequest } from '../caller.ts';
import { refused } from './oneJob.ts';

let simulator: Simulator;
let call: ReturnType<typeof caller>;

beforeAll(async () => {
  simulator = await startSimulator();
  call = caller(simulator);
});
afterAll(() => simulator.stop());

const { algorithm } = jobRequest('');

test('every flavor and every engine that is listed can be used', async () => {
  const flavors = (await call('GET', '/training-job-flavors')).body;
  expect(flavors.total_count).toBe(flavors.flavors.length);
  const engines = (await call('GET', '/training-job-engines')).body;
  expect(engines.total).toBe(engines.items.length);
  for (const [index, { flavor_id }] of flavors.flavors.entries()) {
    const { engine_name, engine_version } = engines.items[index % engines.total];
    const body = jobRequest(`job-${index}`, {
      algorithm: { ...algorithm, engine: { engine_name, engine_version } },
      spec: { resource: { flavor_id } },
    });
    expect((await call('POST', '/training-jobs', body)).status).toBe(201);
  }
});

test.each(['CPU', 'GPU', 'Ascend'])('flavors are listed by type %s', async (type) => {
  const { flavors } = (await call('GET', `/training-job-flavors?flavor_type=${type}`)).body;
  expect(new Set(flavors.map((flavor: { flavor_type: string }) => flavor.flavor_type))).toEqual(
    new Set([type]),
  );
});

test('a flavor type that does not exist is refused', async () => {
  const reply = await call('GET', '/training-job-flavors?flavor_type=TPU');
  expect(reply).toMatchObject(refused(400, 'ModelArts.2764', /flavor_type must be one of CPU, GPU, Ascend/));
});

test('search algorithms are counted', async () => {
  const { body } = await call('GET', '/search-algorithms');
  expect(body.search_algo_count).toBe(body.search_algo_list.length);
});

test('every YAML template that is listed can be read, by query or by path', async () => {
  const base = '/training-jobs/autosearch/yaml-templates';
  const { yaml_templates } = (await call('GET', base)).body;
  for (const { algorithm_type_en: type, algorithm_names } of yaml_templates)
    for (const name of algorithm_names) {
      const byQuery = await call('GET', `${base}/${type}/?algorithm_name=${name}`);
      expect(byQuery.body).toMatchObject({
        file_name: `${name}.yaml`,
        content: expect.stringContaining(name),
      });
      expect((await call('GET', `${base}/${type}/${name}`)).body).toEqual(byQuery.body);
    }
  expect(await call('GET', `${base}/hpo/Nothing`)).toMatchObject(
    refused(400, 'ModelArts.2788', /hpo\/Nothing/),
  );
});
