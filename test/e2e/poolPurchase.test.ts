/** What money is spent on: prepaid pools are bought, and grown, on a word of the user, and never twice. */
import { describe, expect, test } from 'vitest';
import { CREATE_INTENT } from '../../operator/runtime/object.ts';
import { CHECKED } from '../../operator/runtime/policy.ts';
import { inCloud } from '../support/cloud.ts';
import { holds, messageOf, POOL_FLAVOR, type World } from '../support/world.ts';
import { alive, calls, ever, held, KIND, nodesOf, remove, settled, stage } from './pools.ts';

const GPU = POOL_FLAVOR;
const MONTH = { mode: 'Prepaid', periodType: 'Month', periodNum: 1, autoPay: true };
const BOUGHT = { billing: { ...MONTH, consent: true } };

const checked = (world: World, id: string) =>
  world.patch(KIND, 'a100', { metadata: { annotations: { [CHECKED]: id } } });

const edit = (world: World, spec: object) => world.patch(KIND, 'a100', { spec });

describe.concurrent('a prepaid pool', () => {
  test('is bought once its consent is there, and left in ModelArts when its object is deleted', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100', { billing: MONTH });
    const waits = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'ConsentNeeded'));
    expect(messageOf(waits, 'Stalled')).toContain('set spec.billing.consent to true');
    expect([calls(world, 'createPool'), waits?.metadata.finalizers]).toEqual([[], undefined]);
    await edit(world, { billing: { consent: true } });
    const id = await settled(world, 'a100', 2);
    expect((await held(world, id)).annotations).toMatchObject({
      'os.modelarts/billing.mode': '1',
      'os.modelarts/period.type': '2',
    });
    expect((await world.get(KIND, 'a100'))?.status?.billingMode).toBe('Prepaid');
    await remove(world, 'a100');
    await world.untilEvent('a100', 'Retained');
    expect(alive(world.simulator)).toHaveLength(1);
  });

  test('is deleted where the spec says so', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100', { ...BOUGHT, deletionPolicy: 'Delete' });
    await settled(world, 'a100');
    await remove(world, 'a100');
    expect(alive(world.simulator)).toEqual([]);
  });

  test('that waits for its order to be paid grows its nodes once the order is named', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100', { billing: { ...BOUGHT.billing, autoPay: false } });
    await world.until(KIND, 'a100', (one) => /has not been paid/.test(messageOf(one, 'Reconciling')));
    await edit(world, { billing: { orderId: 'CS1' } });
    await settled(world, 'a100', 2);
  });

  test('grows with consent only, and shrinks without', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100', BOUGHT);
    const id = await settled(world, 'a100');
    await edit(world, { billing: { consent: false }, description: 'second' });
    await settled(world, 'a100', 2);
    await world.scale(KIND, 'a100', 4);
    const waits = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'ConsentNeeded'));
    expect(messageOf(waits, 'Stalled')).toContain(`flavor ${GPU}: 2 nodes in ModelArts, 4 wanted`);
    expect(await nodesOf(world, id)).toEqual([[GPU, 2]]);
    await edit(world, { billing: { consent: true } });
    await settled(world, 'a100', 4);
    const grown = await world.get(KIND, 'a100');
    expect([await nodesOf(world, id), grown?.status?.journal?.entries]).toEqual([[[GPU, 4]], []]);
    await edit(world, { billing: { consent: false }, replicas: 1 });
    await settled(world, 'a100', 5);
    expect(await nodesOf(world, id)).toEqual([[GPU, 1]]);
  });

  test('that is gone is not bought again', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100', BOUGHT);
    const id = await settled(world, 'a100');
    await inCloud(world, (cloud) => cloud.removePool(id));
    const gone = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'DeletedExternally'));
    expect([holds(gone, 'Ready'), messageOf(gone, 'Stalled')]).toEqual([
      false,
      expect.stringContaining('to buy another one, make a new object'),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(calls(world, 'createPool')).toHaveLength(1);
    await remove(world, 'a100');
  });
});

describe.concurrent('a purchase whose answer is lost', () => {
  test('is looked up, and what it bought is taken for its own', async () => {
    await using on = await stage({ 'pool.duplicateName': 'allow' });
    const { world } = on;
    world.simulator.faults.add({ operation: 'createPool', times: 1, kind: 'drop-after' });
    await world.pool('a100', BOUGHT);
    const id = await settled(world, 'a100');
    expect(ever(world.simulator).map((one) => one.id)).toEqual([id]);
  });

  test('is for a person when nothing is found, and sent again only on their word', async () => {
    await using on = await stage({ 'pool.duplicateName': 'allow' });
    const { world } = on;
    world.simulator.faults.add({ operation: 'createPool', times: 1, kind: 'drop-before' });
    await world.pool('a100', BOUGHT);
    const stuck = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'CheckOrder'));
    const { nonce } = JSON.parse(stuck?.metadata.annotations?.[CREATE_INTENT] ?? '{}') as { nonce: string };
    expect(messageOf(stuck, 'Stalled')).toContain(`${CHECKED}=${nonce}`);
    expect(calls(world, 'createPool')).toHaveLength(1);
    await checked(world, nonce);
    await settled(world, 'a100');
    expect([calls(world, 'createPool').length, ever(world.simulator).length]).toEqual([2, 1]);
  });

  test('of nodes is done when they show', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100', BOUGHT);
    const id = await settled(world, 'a100');
    world.simulator.faults.add({ operation: 'patchPool', times: 1, kind: 'drop-after' });
    await world.scale(KIND, 'a100', 3);
    await settled(world, 'a100', 2);
    const grown = await world.get(KIND, 'a100');
    expect([await nodesOf(world, id), calls(world, 'patchPool').length]).toEqual([[[GPU, 3]], 1]);
    expect(grown?.status?.journal?.entries).toEqual([]);
  });

  test('of nodes is for a person while they do not, and sent again only on their word', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100', BOUGHT);
    const id = await settled(world, 'a100');
    world.simulator.faults.add({ operation: 'patchPool', times: 1, kind: 'drop-before' });
    await world.scale(KIND, 'a100', 3);
    const stuck = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled', 'CheckOrder'));
    const order = stuck?.status?.journal?.entries?.[0];
    expect(order).toMatchObject({ what: `flavor ${GPU}: 2 nodes in ModelArts, 3 wanted`, seen: `${GPU}=2` });
    expect(messageOf(stuck, 'Stalled')).toContain(`${CHECKED}=${order?.id}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(calls(world, 'patchPool')).toHaveLength(1);
    await checked(world, order?.id ?? '');
    await settled(world, 'a100', 2);
    expect([await nodesOf(world, id), calls(world, 'patchPool').length]).toEqual([[[GPU, 3]], 2]);
  });

  test('of nodes that the cloud refuses is no purchase', async () => {
    await using on = await stage();
    const { world } = on;
    await world.pool('a100', BOUGHT);
    await settled(world, 'a100');
    const fault = { kind: 'status', status: 400, code: 'ModelArts.50004000', message: 'no quota' } as const;
    world.simulator.faults.add({ operation: 'patchPool', times: 1_000, ...fault });
    await world.scale(KIND, 'a100', 3);
    const stuck = await world.until(KIND, 'a100', (one) => holds(one, 'Stalled'));
    expect([messageOf(stuck, 'Stalled'), stuck?.status?.journal?.entries]).toEqual([
      expect.stringContaining('no quota'),
      [],
    ]);
    world.simulator.faults.clear();
    await settled(world, 'a100', 2);
  });
});
