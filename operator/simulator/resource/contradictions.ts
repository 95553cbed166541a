import type { operations as nodePoolOperations } from '../../modelarts/generated/nodepool.gen.ts';
import type { operations as resourceOperations } from '../../modelarts/generated/resource.gen.ts';
import type { Otherwise } from '../validation.ts';

/** An operation of chapter 10 or 16. */
export type Operation = keyof typeof resourceOperations | keyof typeof nodePoolOperations;

const text = { type: 'string' };
const flag = { type: 'boolean' };
const peer = {
  // 10.7 and its siblings: the VPC and the gateway have as many spellings as there are tables and examples.
  required: ['peerSubnetId'],
  properties: {
    ...{ peerVpclId: text, peerVpcId: text, peerVpclid: text, peerVpId: text },
    ...{ defaultGateway: flag, defaultGateWay: flag },
  },
};

/** What schemas of requests demand and know besides, or instead, by name. */
export const OTHERWISE: Otherwise = {
  PeerConnectionListReq: peer,
  PeerConnectionListReqPatchNetwork: peer,
  // 10.7: the example has no spec.
  CreateNetworkRequest: { required: ['apiVersion', 'kind', 'metadata'] },
};

/** 16.4: application/json in the body's heading, merge-patch in the header's row (nodepool.contentType). */
export const OTHER_CONTENT_TYPES: Partial<Record<Operation, readonly string[]>> = {
  patchNodePool: ['application/merge-patch+json', 'application/json'],
};
