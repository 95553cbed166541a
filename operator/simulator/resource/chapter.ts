import {
  operations as nodePool,
  schemas as nodePoolSchemas,
} from '../../modelarts/generated/nodepool.gen.ts';
import {
  operations as resource,
  schemas as resourceSchemas,
} from '../../modelarts/generated/resource.gen.ts';
import { briefBody } from '../errors.ts';
import type { Answer, Chapter, Request, Route } from '../exchange.ts';
import { amended, bodyCheck } from '../validation.ts';
import { type Operation, OTHER_CONTENT_TYPES, OTHERWISE } from './contradictions.ts';
import { listEvents } from './events.ts';
import { getPluginTemplate, listResourceFlavors } from './flavors.ts';
import { bad } from './listing.ts';
import { createNetwork, deleteNetwork, getNetwork, listNetworks, patchNetwork } from './networkCalls.ts';
import { batchDeletePoolNodes, batchRebootPoolNodes, listPoolNodes } from './nodeCalls.ts';
import {
  createNodePool,
  deleteNodePool,
  getNodePool,
  listNodePoolNodes,
  listNodePools,
  patchNodePool,
} from './nodePoolCalls.ts';
import { createPool, deletePool, getPool, listPools, patchPool } from './poolCalls.ts';
import { getOsUserConfig, getPoolMonitor, getPoolStatistics, getPoolsRuntimeMetrics } from './usage.ts';
import { getPoolWorkloadStatistics, listPoolWorkloads } from './workloads.ts';
import type { ResourceWorld } from './world.ts';

type Handler = (world: ResourceWorld, request: Request) => Answer;

const HANDLERS: Record<Operation, Handler> = {
  getOsUserConfig,
  getPluginTemplate: (_world, request) => getPluginTemplate(request),
  listPoolNodes,
  batchDeletePoolNodes,
  batchRebootPoolNodes,
  listEvents,
  createNetwork,
  listNetworks,
  getNetwork,
  deleteNetwork,
  patchNetwork,
  getPoolsRuntimeMetrics,
  createPool,
  listPools,
  getPool,
  deletePool,
  patchPool,
  getPoolMonitor,
  getPoolStatistics,
  listResourceFlavors: ({ region }, request) => listResourceFlavors(request, region),
  listPoolWorkloads,
  getPoolWorkloadStatistics,
  listNodePools,
  createNodePool,
  getNodePool,
  patchNodePool,
  deleteNodePool,
  listNodePoolNodes,
};

const OPERATIONS = { ...resource, ...nodePool };
const CODE = 'ModelArts.50004000';

/** Shared by all simulators of the process: compiling a schema takes longer than a request. */
const checkBody = bodyCheck(amended({ ...resourceSchemas, ...nodePoolSchemas }, OTHERWISE), CODE);

/** Chapters 10 and 16 of the reference: networks, pools, their nodes and node pools, and what is told about them. */
export function resourceChapter(world: ResourceWorld): Chapter {
  const routes = (Object.keys(HANDLERS) as Operation[]).map((id): Route => {
    const contentTypes = OTHER_CONTENT_TYPES[id] ?? OPERATIONS[id].contentTypes;
    const handle = (request: Request) => {
      if (id === 'patchNodePool') checkContentType(world, request);
      return HANDLERS[id](world, request);
    };
    return { id, ...OPERATIONS[id], contentTypes, code: CODE, access: 'project', handle };
  });
  return { routes, checkBody, errorBody: briefBody };
}

function checkContentType({ behaviours }: ResourceWorld, { headers }: Request): void {
  if (behaviours['nodepool.contentType'] === 'any') return;
  if (!headers['content-type']?.startsWith('application/merge-patch+json'))
    throw bad('Content-Type must be application/merge-patch+json');
}
