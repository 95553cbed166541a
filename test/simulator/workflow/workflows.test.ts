import { expect, test } from 'vitest';
import { refused, SECOND, step, workflows } from './workflow.ts';

test('a workflow is made, read, listed, changed and deleted', async () => {
  await using world = await workflows();
  const id = await world.workflow([step('train')], { labels: ['a'] });
  const expected = { workflow_id: id, name: 'nightly', workspace_id: '0', labels: ['a'], description: '' };
  const path = `/workflows/${id}`;
  const created = { created_at: '2026-01-01T12:00:00.000000+08:00', steps: [{ name: 'train' }] };
  expect(await world.call('GET', path)).toMatchObject({ status: 200, body: { ...expected, ...created } });
  world.clock.advance(SECOND);
  const update = { steps: [step('a'), step('b', ['a'])], smn_switch: 'true' };
  const changed = { last_modified_at: '2026-01-01T12:00:01.000000+08:00', labels: ['a'] };
  expect(await world.call('PUT', path, update)).toMatchObject({ status: 200, body: changed });
  expect((await world.call('GET', '/workflows')).body).toMatchObject({
    ...{ total: 1, count: 1 },
    items: [{ ...expected, steps: [{ name: 'a' }, { name: 'b' }] }],
  });
  expect(await world.call('DELETE', path)).toMatchObject({ status: 204, text: '' });
  expect(await world.call('GET', path)).toMatchObject(refused(404, 7512, new RegExp(id)));
  expect(world.simulator.audit.resources()).toMatchObject([
    { kind: 'workflow', id, name: 'nightly', deletedBy: 'simulated-user', history: { length: 3 } },
  ]);
});

test.each([
  ['a step twice', [step('a'), step('a')], /step a is there twice/],
  ['a step after none', [step('a', ['b'])], /step a depends on b/],
  ['steps in a circle', [step('a', ['c']), step('b', ['a']), step('c', ['b'])], /waits for itself/],
  ['a step without a name', [{ type: 'job' }], /steps\[0\]\.name is missing/],
  ['a step whose name begins with a digit', [step('1')], /name must match/],
])('a workflow with %s is refused', async (_, steps, said) => {
  await using world = await workflows();
  expect(await world.call('POST', '/workflows', { name: 'n', steps })).toMatchObject(
    refused(400, '0104', said),
  );
  const id = await world.workflow();
  expect(await world.call('PUT', `/workflows/${id}`, { steps })).toMatchObject(refused(400, '0104', said));
});

test('a name may have Chinese characters and blanks at first, and none later', async () => {
  await using world = await workflows();
  const name = '训练 one';
  const id = await world.workflow([], { name });
  expect(await world.call('PUT', `/workflows/${id}`, { name })).toMatchObject(refused(400, '0104', /name/));
});

test('names are taken as often as wished, or once', async () => {
  await using world = await workflows();
  const id = await world.workflow();
  const other = await world.workflow();
  world.simulator.behaviours['workflow.duplicateName'] = 'refuse';
  const taken = refused(400, '0103', /there is a workflow nightly/);
  expect(await world.call('POST', '/workflows', { name: 'nightly' })).toMatchObject(taken);
  expect((await world.call('PUT', `/workflows/${id}`, { name: 'nightly' })).status).toBe(200);
  await world.workflow([], { name: 'daily' });
  expect(await world.call('PUT', `/workflows/${id}`, { name: 'daily' })).toMatchObject(
    refused(400, '0103', /there is a workflow daily/),
  );
  await world.call('DELETE', `/workflows/${id}`);
  await world.call('DELETE', `/workflows/${other}`);
  await world.workflow();
});

test('a copy has what its source has, but for what it says itself', async () => {
  await using world = await workflows();
  const source_workflow_id = await world.workflow([step('a')], { labels: ['x'] });
  const body = { name: 'copy', source_workflow_id, labels: ['y'] };
  const copy = await world.call('POST', '/workflows', body);
  expect(copy.body).toMatchObject({ name: 'copy', labels: ['y'], steps: [{ name: 'a' }] });
  const lost = await world.call('POST', '/workflows', { name: 'c', source_workflow_id: 'x' });
  expect(lost).toMatchObject(refused(404, 7512, /to copy/));
});

test('lists go by name, description and labels, and are paged by items', async () => {
  await using world = await workflows();
  await world.workflow([], { name: 'alpha', labels: ['a', 'b'] });
  await world.workflow([], { name: 'alphabet', description: 'cats' });
  const names = async (query: string) =>
    (await world.call('GET', `/workflows?${query}`)).body.items.map(({ name }: { name: string }) => name);
  expect(await names('')).toEqual(['alphabet', 'alpha']);
  expect(await names('name=alpha')).toEqual(['alpha']);
  expect(await names('name=lpha&search_type=contain')).toEqual(['alphabet', 'alpha']);
  expect(await names('description=cat&search_type=contain')).toEqual(['alphabet']);
  expect(await names('labels=a%2Cb')).toEqual(['alpha']);
  expect(await names('limit=1&offset=1')).toEqual(['alpha']);
  expect(await world.call('GET', '/workflows?limit=x')).toMatchObject(refused(400, '0104', /limit/));
});

test('a list lags, and a new workflow appears late, as far as wished', async () => {
  await using world = await workflows({
    behaviours: { 'workflow.listDelayMs': 5, 'workflow.readDelayMs': 9 },
  });
  const { behaviours } = world.simulator;
  const id = await world.workflow();
  const count = async () => (await world.call('GET', '/workflows')).body.count;
  const status = async () => (await world.call('GET', `/workflows/${id}`)).status;
  expect([await count(), await status()]).toEqual([0, 404]);
  world.wallClock.advance(5);
  expect([await count(), await status()]).toEqual([1, 404]);
  world.wallClock.advance(4);
  expect(await status()).toBe(200);
  behaviours['workflow.listStaleMs'] = SECOND;
  expect(await count()).toBe(0);
  world.clock.advance(SECOND);
  expect(await count()).toBe(1);
});

test('a workflow of another workspace is found there, or everywhere', async () => {
  await using world = await workflows();
  const id = await world.workflow([], { workspace_id: 'w-1' });
  expect((await world.call('GET', `/workflows/${id}`)).status).toBe(404);
  expect((await world.call('GET', `/workflows/${id}?workspace_id=w-1`)).status).toBe(200);
  world.simulator.behaviours['workflow.workspace'] = 'ignore';
  expect((await world.call('GET', `/workflows/${id}`)).status).toBe(200);
});
