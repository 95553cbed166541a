import { expect, test } from 'vitest';
import { firstOf, says } from '../support/firstOf.ts';
import { World } from '../support/world.ts';

test('a subscription whose workflow is deleted before its id could be noted is taken away all the same', async () => {
  await using world = await World.create();
  let raced = 0;
  const accepted = JSON.stringify(JSON.stringify('accepted').slice(1, -1)).slice(1, -1);
  const wrap = firstOf(
    (request) => request.method === 'PATCH' && says(request, accepted) && says(request, 'annotations'),
    (dispatch, request, handler) => {
      raced += 1;
      void world.remove('workflows', 'nightly').then(() => dispatch(request, handler));
      return true;
    },
  );
  await world.start({}, { wrap: (pool, api) => (api === 'kubernetes' ? wrap(pool) : pool) }).leading;
  await world.account();
  await world.workflow('nightly', {
    subscription: { topicUrns: ['urn:smn:cn-north-4:0f3c:workflows'], events: ['failed'] },
  });
  await world.until('workflows', 'nightly', (one) => one === undefined, 60);
  const made = world.simulator.audit.resources().filter(({ kind }) => kind === 'workflowSubscription');
  expect([raced, made.map(({ deletedAt }) => deletedAt !== undefined)]).toEqual([1, [true]]);
});
