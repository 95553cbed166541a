/** Algorithms and models while operators die, alone and with jobs. */
import type { Resource } from '../../operator/runtime/object.ts';
import { inCloud } from '../support/cloud.ts';
import type { World } from '../support/world.ts';
import { JOBS, LONG_MS, running } from './jobScenarios.ts';
import { both, exists, noted, removeAll, type Scenario } from './scenario.ts';

const ALGORITHMS = noted('algorithm', {
  plural: 'algorithms',
  operation: 'createAlgorithm',
  path: /algorithms$/,
});
const MODELS = noted('model', { plural: 'models', operation: 'createModel', path: /models$/ });

/** The description of an object's algorithm in the cloud. */
const described = (world: World, name: string) =>
  inCloud(world, async (cloud) => {
    const id = (await world.get(ALGORITHMS.plural, name))?.status?.remote?.id;
    return id === undefined ? '' : (await cloud.algorithm(id)).description;
  });

export const ALGORITHM: Scenario = {
  name: 'an algorithm that is edited and then deleted',
  made: ALGORITHMS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const { plural } = ALGORITHMS;
    await world.account();
    await world.algorithm('resnet', { description: 'first' });
    await world.until(plural, 'resnet', exists, 60);
    await world.patch(plural, 'resnet', { spec: { description: 'second' } });
    const edited = (object: Resource | undefined) =>
      object?.status?.observedGeneration === 2 && exists(object);
    await world.until(plural, 'resnet', edited, 60);
    const description = await described(world, 'resnet');
    if (!description.startsWith('second ')) throw new Error(`the edit has not arrived: ${description}`);
    await removeAll(world, ['resnet'], deleting, plural);
  },
};

export const CHAIN: Scenario = {
  name: 'a job that names an algorithm, made and deleted in the wrong order',
  made: both(JOBS, ALGORITHMS),
  from: 'start',
  count: 2,
  runningMs: LONG_MS,
  async person(world, deleting) {
    await world.account();
    await world.job('resnet', { algorithm: { algorithmRef: { name: 'trainer' } } });
    await world.algorithm('trainer');
    await world.until(JOBS.plural, 'resnet', running, 60);
    deleting();
    await world.remove(ALGORITHMS.plural, 'trainer');
    await removeAll(world, ['resnet']);
    await world.until(ALGORITHMS.plural, 'trainer', (one) => one === undefined, 60);
  },
};

export const MODEL: Scenario = {
  name: 'a model with a chosen name that is published and then deleted',
  made: MODELS,
  from: 'start',
  count: 1,
  async person(world, deleting) {
    const { plural } = MODELS;
    await world.account();
    await world.model('resnet', { modelName: 'resnet' });
    await world.until(plural, 'resnet', exists, 60);
    await removeAll(world, ['resnet'], deleting, plural);
  },
};

export const REMADE: Scenario = {
  name: 'a model that others delete, and that is made again',
  made: MODELS,
  from: 'start',
  count: 2,
  async person(world, deleting) {
    const { plural } = MODELS;
    await world.account();
    await world.model('resnet');
    const made = await world.until(plural, 'resnet', exists, 60);
    await inCloud(world, (cloud) => cloud.removeModel(made?.status?.remote?.id ?? ''));
    await world.until(plural, 'resnet', (one) => exists(one) && one?.status?.remote?.attempt === 2, 60);
    await removeAll(world, ['resnet'], deleting, plural);
  },
};

export const OUTPUT: Scenario = {
  name: 'a model of the output of a job, made and deleted in the wrong order',
  made: both(MODELS, JOBS),
  from: 'start',
  count: 2,
  async person(world, deleting) {
    const { plural } = MODELS;
    await world.account();
    await world.model('resnet', { source: { trainingJobRef: { name: 'resnet' } } });
    await world.job('resnet');
    await world.until(plural, 'resnet', exists, 60);
    deleting();
    await removeAll(world, ['resnet']);
    await removeAll(world, ['resnet'], undefined, plural);
  },
};
