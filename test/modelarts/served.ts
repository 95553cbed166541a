import type {
  CreateServiceRequest,
  ServiceConfigReq,
} from '../../operator/modelarts/generated/service.gen.ts';
import type { Behaviours } from '../../operator/simulator/behaviours.ts';
import { mayMutate } from './server.ts';
import { MINUTE, simulated } from './simulated.ts';

/** From the creation of a model until it is published, and of a service until it runs, and some more. */
export const UNTIL_THERE = 2 * MINUTE;

/** A model of a service, whole and ordinary but for `change`. */
export const variant = (model_id: string, change: Partial<ServiceConfigReq> = {}): ServiceConfigReq => ({
  ...{ model_id, specification: 'modelarts.vm.cpu.2u', instance_count: 1, weight: 100 },
  ...change,
});

/** A body that creates a service of one model. */
export const serviceOf = (
  service_name: string,
  model_id: string,
  change: Partial<CreateServiceRequest> = {},
): CreateServiceRequest => ({
  ...{ service_name, infer_type: 'real-time', config: [variant(model_id)] },
  ...change,
});

/** A simulator and a client as `simulated` makes them, with a model that is published. */
export async function served(behaviours: Partial<Behaviours> = {}) {
  const world = await simulated(behaviours);
  const publish = async (model_version: string) => {
    const body = {
      ...{ model_name: 'resnet', model_version, model_type: 'PyTorch' as const },
      source_location: '/ml-bucket/resnet/',
    };
    const { id } = await world.client.models.create(body, mayMutate());
    world.advance(UNTIL_THERE);
    return id;
  };
  const model = await publish('1.0.0');
  return {
    ...world,
    model,
    publish,
    /** Makes a service that runs; answers its id. */
    async running(change: Partial<CreateServiceRequest> = {}): Promise<string> {
      const { id } = await world.client.services.create(serviceOf('runs', model, change), mayMutate());
      world.advance(UNTIL_THERE);
      return id;
    },
  };
}
