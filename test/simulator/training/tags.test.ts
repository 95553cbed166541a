import { expect, test } from 'vitest';
import { oneJob, refused } from './oneJob.ts';

const TABLE = { trainJob: '/trainJob', 'modelarts-training-job': '/modelarts-training-job' };

test.each([
  ['trainJob', 200, 404],
  ['modelarts-training-job', 404, 200],
  ['both', 200, 200],
] as const)('tags lie where training.tagPath %s says', async (tagPath, table, other) => {
  await using job = await oneJob({}, { behaviours: { 'training.tagPath': tagPath } });
  const statuses = Object.values(TABLE).map(
    async (path) => (await job.call('GET', `${path}/${job.id}/tags`)).status,
  );
  expect(await Promise.all(statuses)).toEqual([table, other]);
});

test('tags are added, overwritten, listed and deleted, by key or by key and value', async () => {
  await using job = await oneJob();
  const path = `/trainJob/${job.id}/tags`;
  const tags = async () => (await job.call('GET', path)).body.tags;
  expect(await tags()).toEqual([]);
  const made = [
    { key: 'team', value: 'a' },
    { key: 'stage', value: '' },
  ];
  expect(await job.call('POST', `${path}/create`, { tags: made })).toMatchObject({ status: 204, text: '' });
  await job.call('POST', `${path}/create`, { tags: [{ key: 'team', value: 'b' }] });
  expect(await tags()).toEqual([{ key: 'team', value: 'b' }, made[1]]);
  expect((await job.call('DELETE', `${path}/delete`, { tags: [{ key: 'team', value: 'a' }] })).status).toBe(
    204,
  );
  expect(await tags()).toHaveLength(2);
  await job.call('DELETE', `${path}/delete`, { tags: [{ key: 'team', value: 'b' }, { key: 'stage' }] });
  expect(await tags()).toEqual([]);
});

test.each([
  ['a key with a blank before it', [{ key: ' a', value: '' }], 'ModelArts.2788', /tags\[0\]\.key/],
  ['a key of the system', [{ key: '_sys_a', value: '' }], 'ModelArts.2788', /_sys_/],
  ['an empty key', [{ key: '', value: '' }], 'ModelArts.2788', /key/],
  ['a key of 129 characters', [{ key: 'x'.repeat(129), value: '' }], 'ModelArts.2816', /tags\[0\]\.key/],
  ['a value of 256 characters', [{ key: 'a', value: 'x'.repeat(256) }], 'ModelArts.2816', /tags\[0\]\.value/],
  ['a tag without a value', [{ key: 'a' }], 'ModelArts.2788', /tags\[0\]\.value is missing/],
])('%s is refused, and no tag of the request is added', async (_name, tags, code, said) => {
  await using job = await oneJob();
  const path = `/trainJob/${job.id}/tags`;
  const reply = await job.call('POST', `${path}/create`, { tags: [...tags, { key: 'good', value: '' }] });
  expect(reply).toMatchObject(refused(400, code, said));
  expect((await job.call('GET', path)).body.tags).toEqual([]);
});
