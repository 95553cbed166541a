/** Inference services while operators die. */
import type { Resource } from '../../operator/runtime/object.ts';
import {
  edit,
  held,
  isSettled,
  KIND,
  models,
  realTime,
  service,
  variant,
  weightless,
} from '../e2e/services.ts';
import { holds, type World } from '../support/world.ts';
import { noted, removeAll, type Scenario } from './scenario.ts';

const SERVICES = noted('service', { plural: KIND, operation: 'createService', path: /services$/ });

const until = (world: World, wanted: (object: Resource | undefined) => boolean) =>
  world.until(KIND, 'resnet', wanted, 60);
const settledAs = (world: World, generation: number) => until(world, (one) => isSettled(one, generation));

/** Fails unless the cloud holds these variants: weights and numbers of instances, in their order. */
async function expectVariants(world: World, wanted: readonly (readonly [number, number])[]): Promise<void> {
  const id = (await world.get(KIND, 'resnet'))?.status?.remote?.id ?? '';
  const { variants } = await held(world, id);
  const found = JSON.stringify(variants.map(({ weight, instanceCount }) => [weight, instanceCount]));
  if (found !== JSON.stringify(wanted)) throw new Error(`the service has the variants ${found}`);
}

export const SERVICE: Scenario = {
  name: 'a service that is scaled, edited, given a second variant and deleted',
  made: SERVICES,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const [one = '', two = ''] = await models(world, 'one', 'two');
    await world.account();
    await service(world, realTime(variant(one)));
    await settledAs(world, 1);
    await edit(world, { variants: [variant(one, { instanceCount: 2 })] });
    await settledAs(world, 2);
    const stable = { instanceCount: 2, envs: [{ name: 'BATCH', value: '8' }] };
    await edit(world, { variants: [variant(one, stable)] });
    await settledAs(world, 3);
    await edit(world, {
      variants: [variant(one, { ...stable, weight: 90 }), variant(two, { name: 'canary', weight: 10 })],
    });
    await settledAs(world, 4);
    await expectVariants(world, [
      [90, 2],
      [10, 1],
    ]);
    await removeAll(world, ['resnet'], deleting, KIND);
  },
};

export const ROLLOUT: Scenario = {
  name: 'a service whose second variant takes over step by step',
  made: SERVICES,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const [one = '', two = ''] = await models(world, 'one', 'two');
    await world.account();
    await service(world, realTime(variant(one)));
    await settledAs(world, 1);
    const steps = [{ weight: 10, pause: '1s' }, { weight: 50 }, { weight: 100 }];
    const variants = [weightless(one), weightless(two, { name: 'canary' })];
    await edit(world, { variants, rollout: { steps } });
    await settledAs(world, 2);
    await expectVariants(world, [
      [0, 1],
      [100, 1],
    ]);
    await removeAll(world, ['resnet'], deleting, KIND);
  },
};

export const STOPPED: Scenario = {
  name: 'a service that is stopped and started again',
  made: SERVICES,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const [model = ''] = await models(world, 'mnist');
    await world.account();
    await service(world, realTime(variant(model)));
    await settledAs(world, 1);
    await edit(world, { running: false });
    await until(world, (one) => holds(one, 'Suspended', 'Stopped'));
    await edit(world, { running: null });
    await settledAs(world, 3);
    await expectVariants(world, [[100, 1]]);
    await removeAll(world, ['resnet'], deleting, KIND);
  },
};
