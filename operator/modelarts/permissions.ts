/** What IAM has to allow for each call. */
import type { Operation } from './calls.ts';
import { permissions as documented } from './generated/permissions.gen.ts';

/** The calls to IAM itself. */
export type IamOperation =
  | 'createToken'
  | 'createTemporaryAccessKeyByAgency'
  | 'listProjects'
  | 'showPermanentAccessKey';

/** What a call needs: its actions, and those of other services that ModelArts uses in the caller's name. */
export type Permission = {
  readonly actions: readonly string[];
  readonly dependencies: readonly string[];
};

const of = (...actions: string[]): Permission => ({ actions, dependencies: [] });
/** Peer connections are made to VPCs of the account. */
const PEERS = ['vpc:*:get', 'vpc:*:list'];

/**
 * Not in section 18 of the reference, but on Huawei's pages about permissions. These say nothing about node pools, which are
 * parts of a pool. IAM lets everybody log in, and look at a key of their own.
 */
const ELSEWHERE: Partial<Record<Operation | IamOperation, Permission>> = {
  createPool: of('modelarts:pool:create'),
  listPools: of('modelarts:pool:list'),
  getPool: of('modelarts:pool:get'),
  patchPool: of('modelarts:pool:update'),
  deletePool: of('modelarts:pool:delete'),
  listNodePools: of('modelarts:pool:get'),
  getNodePool: of('modelarts:pool:get'),
  createNodePool: of('modelarts:pool:update'),
  patchNodePool: of('modelarts:pool:update'),
  deleteNodePool: of('modelarts:pool:update'),
  createNetwork: { actions: ['modelarts:network:create'], dependencies: PEERS },
  listNetworks: of('modelarts:network:list'),
  getNetwork: of('modelarts:network:get'),
  patchNetwork: { actions: ['modelarts:network:update'], dependencies: PEERS },
  deleteNetwork: of('modelarts:network:delete'),
  createToken: of(),
  showPermanentAccessKey: of(),
  listProjects: of('iam:projects:listProjects'),
  createTemporaryAccessKeyByAgency: of('iam:agencies:assume'),
};

const known: Partial<Record<Operation | IamOperation, Permission>> = { ...ELSEWHERE, ...documented };

/** What the call needs; undefined where no page says so. */
export const permissionOf = (operation: Operation | IamOperation): Permission | undefined => known[operation];
