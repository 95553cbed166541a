import { expect, test } from 'vitest';
import { debuggable, MINUTE, noon, oneJob, refused, UNTIL_RUNNING } from './oneJob.ts';

const image = { name: 'resnet', namespace: 'dev', tag: '0.1', description: 'hello' };
const path = '/tasks/worker-0/save-image-job';

/** A job that can be debugged, and runs. */
async function running(options: Parameters<typeof oneJob>[1] = {}) {
  const job = await oneJob(debuggable, options);
  job.clock.advance(UNTIL_RUNNING);
  const save = (change: object = {}) => job.call('POST', `${job.path}${path}`, { ...image, ...change });
  return { ...job, save, saved: () => job.call('GET', `${job.path}${path}`) };
}

test('an image is saved in stages on the clock', async () => {
  await using job = await running();
  const made = await job.save();
  expect(made).toMatchObject({
    status: 201,
    body: { ...image, status: 'INIT', create_time: noon + UNTIL_RUNNING },
  });
  job.clock.advance(1);
  expect((await job.saved()).body).toMatchObject({ status: 'CREATING' });
  job.clock.advance(2 * MINUTE);
  expect((await job.saved()).body).toMatchObject({ ...image, status: 'ACTIVE' });
  expect(job.simulator.audit.resources()).toMatchObject([
    { kind: 'image', name: 'dev/resnet:0.1', user: 'simulated-user' },
  ]);
});

test('an image whose name an outcome calls failed is not saved, and its name stays free', async () => {
  await using job = await running();
  job.simulator.outcome(/^resnet$/, 'Failed');
  await job.save();
  job.clock.advance(2 * MINUTE);
  expect((await job.saved()).body).toMatchObject({ status: 'CREATE_FAILED' });
  expect((await job.save()).status).toBe(201);
});

test('one image of a task at a time is saved, and each name once', async () => {
  await using job = await running();
  expect(await job.saved()).toMatchObject(refused(404, 'ModelArts.2881'));
  await job.save();
  expect(await job.save({ tag: '0.2' })).toMatchObject(refused(400, 'ModelArts.2880'));
  job.clock.advance(2 * MINUTE);
  expect(await job.save()).toMatchObject(refused(400, 'ModelArts.2884', /dev\/resnet:0\.1/));
  expect((await job.save({ tag: '0.2' })).status).toBe(201);
});

test('only a job that can be debugged and runs is saved', async () => {
  await using plain = await oneJob();
  plain.clock.advance(UNTIL_RUNNING);
  expect(await plain.call('POST', `${plain.path}${path}`, image)).toMatchObject(
    refused(400, 'ModelArts.2879'),
  );
  await using queued = await oneJob(debuggable);
  expect(await queued.call('POST', `${queued.path}${path}`, image)).toMatchObject(
    refused(400, 'ModelArts.2883'),
  );
});

test.each([
  ['no name', { name: undefined }, 'ModelArts.2788', /name/],
  ['a name in capitals', { name: 'Resnet' }, 'ModelArts.2788', /name/],
  ['a name of 513 characters', { name: 'x'.repeat(513) }, 'ModelArts.2816', /name/],
  ['no organisation', { namespace: '' }, 'ModelArts.2788', /namespace/],
  ['a tag with a blank', { tag: 'a b' }, 'ModelArts.2788', /tag/],
  ['a number as tag', { tag: 0.1 }, 'ModelArts.2825', /tag must be string/],
])('%s is refused', async (_name, change, code, said) => {
  await using job = await running();
  expect(await job.save(change)).toMatchObject(refused(400, code, said));
});
