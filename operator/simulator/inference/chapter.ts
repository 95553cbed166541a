import { operations as model, schemas as modelSchemas } from '../../modelarts/generated/model.gen.ts';
import { operations as service, schemas as serviceSchemas } from '../../modelarts/generated/service.gen.ts';
import { briefBody } from '../errors.ts';
import type { Answer, Chapter, Request, Route } from '../exchange.ts';
import { amended, bodyCheck } from '../validation.ts';
import { type Operation, OTHERWISE } from './contradictions.ts';
import { createModel, deleteModel, getModel, listModels } from './modelCalls.ts';
import { listModelRuntimes } from './runtimes.ts';
import { createService, deleteService, getService, listServices } from './serviceCalls.ts';
import {
  patchService,
  updateService,
  updateServiceNodeStatus,
  updateServiceProperty,
} from './serviceChange.ts';
import { listServiceEvents, listServiceLogs } from './serviceEvents.ts';
import { createServiceTags, deleteServiceTags, listServiceTags } from './serviceTags.ts';
import { getInternalChannelInfo, getServiceMonitor, listClusters } from './serviceUsage.ts';
import { listServiceSpecifications } from './specifications.ts';
import type { InferenceWorld } from './world.ts';

type Handler = (world: InferenceWorld, request: Request) => Answer;

const HANDLERS: Record<Operation, Handler> = {
  listModelRuntimes: (_world, request) => listModelRuntimes(request),
  listModels,
  createModel,
  getModel,
  deleteModel,
  patchService,
  getServiceMonitor,
  listServices,
  createService,
  listServiceSpecifications: (_world, request) => listServiceSpecifications(request),
  getService,
  updateService,
  deleteService,
  updateServiceProperty,
  listClusters,
  listServiceEvents,
  updateServiceNodeStatus,
  listServiceLogs,
  createServiceTags,
  deleteServiceTags,
  listServiceTags: (world) => listServiceTags(world),
  getInternalChannelInfo: (world) => getInternalChannelInfo(world),
};

const OPERATIONS = { ...model, ...service };
const CODE = 'ModelArts.0104';

/** Shared by all simulators of the process: compiling a schema takes longer than a request. */
const checkBody = bodyCheck(amended({ ...modelSchemas, ...serviceSchemas }, OTHERWISE), CODE);

/** Chapters 7 and 9 of the reference: models, and the services that they are deployed as. */
export function inferenceChapter(world: InferenceWorld): Chapter {
  const routes = (Object.keys(HANDLERS) as Operation[]).map((id): Route => {
    const handle = (request: Request) => HANDLERS[id](world, request);
    return { id, ...OPERATIONS[id], code: CODE, access: 'project', handle };
  });
  return { routes, checkBody, errorBody: briefBody };
}
