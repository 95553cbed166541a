import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import type { Resource } from '../../operator/runtime/object.ts';
import { asSomebody } from '../support/cloud.ts';
import { holds, messageOf, ready } from '../support/world.ts';

test('one apply goes from a training job to a model to a service, and its deletion takes all of it away', async () => {
  await using stage = await ready();
  const { world } = stage;
  const objects = loadAll(readFileSync('deploy/samples/train-to-serve.yaml', 'utf8')) as Resource[];
  // kubectl sends them in the order of the file; here nothing that is waited for is there yet.
  for (const { kind, metadata, spec } of objects.toReversed())
    await world.create(`${kind.toLowerCase()}s`, kind, metadata.name, spec);
  await world.until('modelservices', 'flowers', (one) =>
    messageOf(one, 'Reconciling').includes('spec.variants[stable].modelRef: '),
  );

  const served = await world.until('modelservices', 'flowers', (one) => one?.status?.phase === 'running', 60);
  expect(holds(served, 'Ready')).toBe(true);
  expect(served?.status?.url).toMatch(/^https:/);
  const [job, model] = [await world.get('trainingjobs', 'flowers'), await world.get('models', 'flowers-1')];
  expect([holds(job, 'Complete'), holds(model, 'Ready')]).toEqual([true, true]);

  const ids = [job, model, served].map((one) => one?.status?.remote?.id as string);
  const [jobId = '', modelId = '', serviceId = ''] = ids;
  await asSomebody(world, async (client, options) => {
    const { variants } = await client.services.get(serviceId, options);
    expect(variants.map((one) => one.modelId)).toEqual([modelId]);
    expect(await client.models.get(modelId, options)).toMatchObject({
      content: { sourceLocation: '/ml-bucket/flowers/out/', sourceJobId: jobId },
    });
  });
  const { audit } = world.simulator;
  const made = () => [...audit.jobs(), ...audit.resources()];
  expect(made().map(({ id }) => id)).toEqual([jobId, modelId, serviceId]);

  // All at once: the model stays for as long as the service needs it.
  await Promise.all(
    objects.map(({ kind, metadata }) => world.remove(`${kind.toLowerCase()}s`, metadata.name)),
  );
  for (const { kind, metadata } of objects)
    await world.until(`${kind.toLowerCase()}s`, metadata.name, (one) => one === undefined, 60);
  expect(made().filter(({ deletedAt }) => deletedAt === undefined)).toEqual([]);
});
