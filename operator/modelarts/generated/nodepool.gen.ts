// Generated from nodepool.json by: npm run generate. Do not edit.

/** Where each operation lies and what it takes; `section` is that of the API reference. */
export const operations = {
  listNodePools: {"method":"GET","path":"/v2/{project_id}/pools/{pool_name}/nodepools","section":"16.1","summary":"List the node pools of a pool","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  createNodePool: {"method":"POST","path":"/v2/{project_id}/pools/{pool_name}/nodepools","section":"16.2","summary":"Create a node pool","successStatus":200,"requestSchema":"CreateNodePoolRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getNodePool: {"method":"GET","path":"/v2/{project_id}/pools/{pool_name}/nodepools/{nodepool_name}","section":"16.3","summary":"Get a node pool","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"continue":{"type":"string"},"limit":{"type":"string"}},"additionalProperties":false}},
  patchNodePool: {"method":"PATCH","path":"/v2/{project_id}/pools/{pool_name}/nodepools/{nodepool_name}","section":"16.4","summary":"Update a node pool","successStatus":200,"requestSchema":"PatchNodePoolRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteNodePool: {"method":"DELETE","path":"/v2/{project_id}/pools/{pool_name}/nodepools/{nodepool_name}","section":"16.5","summary":"Delete a node pool","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listNodePoolNodes: {"method":"GET","path":"/v2/{project_id}/pools/{pool_name}/nodepools/{nodepool_name}/nodes","section":"16.6","summary":"List the nodes of a node pool","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"continue":{"type":"string"},"limit":{"type":"string"}},"additionalProperties":false}},
} as const;

/** The schemas that requests are made of, as JSON Schema 2020-12 `$defs`. */
export const schemas: Readonly<Record<string, object>> = {
  CreateNodePoolAnnotationsReq: {"type":"object","properties":{"os.modelarts/billing.mode":{"type":"string","enum":["0","1"]},"os.modelarts/period.num":{"type":"string"},"os.modelarts/period.type":{"type":"string","enum":["2","3","4"]},"os.modelarts/auto.renew":{"type":"string","enum":["0","1"]},"os.modelarts/promotion.info":{"type":"string"},"os.modelarts/service.console.url":{"type":"string"},"os.modelarts/order.id":{"type":"string"}},"additionalProperties":false},
  CreateNodePoolMetaVOReq: {"type":"object","required":["name"],"properties":{"name":{"type":"string"},"annotations":{"$ref":"#/$defs/CreateNodePoolAnnotationsReq"}},"additionalProperties":false},
  CreateNodePoolRequest: {"type":"object","required":["apiVersion","kind","metadata"],"properties":{"apiVersion":{"type":"string","enum":["v2"]},"kind":{"type":"string","enum":["NodePool"]},"metadata":{"$ref":"#/$defs/CreateNodePoolMetaVOReq"},"spec":{"$ref":"#/$defs/NodePoolSpecReq"}},"additionalProperties":false},
  CreatingStep: {"type":"object","properties":{"step":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"type":{"type":"string","enum":["rack"]}},"additionalProperties":false},
  NodeNetwork: {"type":"object","properties":{"vpc":{"type":"string"},"subnet":{"type":"string"},"securityGroups":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  NodePoolSpecReq: {"type":"object","required":["resources"],"properties":{"resources":{"$ref":"#/$defs/PoolResourceReq"}},"additionalProperties":false},
  NodePoolSpecReqPatchNodePool: {"type":"object","required":["resources"],"properties":{"resources":{"$ref":"#/$defs/PoolResourceReqPatchNodePool"}},"additionalProperties":false},
  PatchNodePoolRequest: {"type":"object","required":["spec"],"properties":{"spec":{"$ref":"#/$defs/NodePoolSpecReqPatchNodePool"}},"additionalProperties":false},
  PoolNodeAzReq: {"type":"object","required":["az","count"],"properties":{"az":{"type":"string"},"count":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false},
  PoolResourceReq: {"type":"object","required":["flavor","count","maxCount"],"properties":{"flavor":{"type":"string"},"count":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"maxCount":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"azs":{"type":"array","items":{"$ref":"#/$defs/PoolNodeAzReq"}},"nodePool":{"type":"string"},"taints":{"type":"array","items":{"$ref":"#/$defs/TaintReq"}},"labels":{"type":"object","additionalProperties":{"type":"string"}},"tags":{"type":"array","items":{"$ref":"#/$defs/UserTagReq"}},"network":{"$ref":"#/$defs/NodeNetwork"},"extendParams":{"type":"object","additionalProperties":{"type":"string"}},"creatingStep":{"$ref":"#/$defs/CreatingStep"}},"additionalProperties":false},
  PoolResourceReqPatchNodePool: {"type":"object","required":["flavor","count","maxCount"],"properties":{"flavor":{"type":"string"},"count":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"maxCount":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"azs":{"type":"array","items":{"$ref":"#/$defs/PoolNodeAzReq"}},"nodePool":{"type":"string"},"taints":{"type":"array","items":{"$ref":"#/$defs/TaintReq"}},"labels":{"type":"object","additionalProperties":{"type":"string"}},"tags":{"type":"array","items":{"$ref":"#/$defs/UserTagReqPatchNodePool"}},"network":{"$ref":"#/$defs/NodeNetwork"},"extendParams":{"type":"object","additionalProperties":{"type":"string"}},"creatingStep":{"$ref":"#/$defs/CreatingStep"}},"additionalProperties":false},
  TaintReq: {"type":"object","required":["key","effect"],"properties":{"key":{"type":"string"},"value":{"type":"string"},"effect":{"type":"string"}},"additionalProperties":false},
  UserTagReq: {"type":"object","required":["key","value"],"properties":{"key":{"type":"string"},"value":{"type":"string"}},"additionalProperties":false},
  UserTagReqPatchNodePool: {"type":"object","required":["key","value"],"properties":{"key":{"type":"string"},"value":{"type":"string"}},"additionalProperties":false},
};

/** Table 16-29. */
export type CreateNodePoolAnnotations = {
  readonly "os.modelarts/billing.mode"?: string | null;
  readonly "os.modelarts/period.num"?: string | null;
  readonly "os.modelarts/period.type"?: string | null;
  readonly "os.modelarts/auto.renew"?: string | null;
  readonly "os.modelarts/promotion.info"?: string | null;
  readonly "os.modelarts/service.console.url"?: string | null;
  readonly "os.modelarts/order.id"?: string | null;
};
/** Table 16-19. */
export type CreateNodePoolAnnotationsReq = {
  readonly "os.modelarts/billing.mode"?: "0" | "1";
  readonly "os.modelarts/period.num"?: string;
  readonly "os.modelarts/period.type"?: "2" | "3" | "4";
  readonly "os.modelarts/auto.renew"?: "0" | "1";
  readonly "os.modelarts/promotion.info"?: string;
  readonly "os.modelarts/service.console.url"?: string;
  readonly "os.modelarts/order.id"?: string;
};
/** Table 16-28. */
export type CreateNodePoolMetaVO = {
  readonly name?: string | null;
  readonly annotations?: CreateNodePoolAnnotations | null;
};
/** Table 16-18. */
export type CreateNodePoolMetaVOReq = {
  readonly name: string;
  readonly annotations?: CreateNodePoolAnnotationsReq;
};
/** Table 16-17. */
export type CreateNodePoolRequest = {
  readonly apiVersion: "v2";
  readonly kind: "NodePool";
  readonly metadata: CreateNodePoolMetaVOReq;
  readonly spec?: NodePoolSpecReq;
};
/** Table 16-27. */
export type CreateNodePoolResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: CreateNodePoolMetaVO | null;
  readonly spec?: NodePoolSpecCreateNodePool | null;
};
/** Table 16-11, 16-26, 16-36, 16-48, 16-63. */
export type CreatingStep = {
  readonly step?: number | null;
  readonly type?: string | null;
};
/** Table 16-71, 16-82. */
export type CreatingStepPatchNodePool = {
  readonly step?: number | null;
  readonly type?: string | null;
};
/** Table 16-74. */
export type DeleteNodePoolResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: NodePoolMetadata | null;
  readonly spec?: NodePoolSpecDeleteNodePool | null;
  readonly status?: NodePoolStatus | null;
};
/** Table 16-40. */
export type GetNodePoolResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: NodePoolMetadata | null;
  readonly spec?: NodePoolSpecGetNodePool | null;
  readonly status?: NodePoolStatus | null;
};
/** Table 16-90. */
export type ListNodePoolNodesResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: NodeListMetadata | null;
  readonly items?: readonly (Node)[] | null;
};
/** Table 16-2. */
export type ListNodePoolsResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly items?: readonly (NodePool)[] | null;
};
/** Table 16-92. */
export type Node = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: Metadata | null;
  readonly spec?: NodeSpec | null;
  readonly status?: NodeStatus | null;
};
/** Table 16-91. */
export type NodeListMetadata = {
  readonly continue?: string | null;
  readonly remainingItemCount?: number | null;
};
/** Table 16-10, 16-25, 16-35, 16-47, 16-62, 16-70, 16-81. */
export type NodeNetwork = {
  readonly vpc?: string | null;
  readonly subnet?: string | null;
  readonly securityGroups?: readonly (string)[] | null;
};
/** Table 16-3. */
export type NodePool = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: NodePoolMetadata | null;
  readonly spec?: NodePoolSpec | null;
  readonly status?: NodePoolStatus | null;
};
/** Table 16-4, 16-41, 16-75. */
export type NodePoolMetadata = {
  readonly name?: string | null;
};
/** Table 16-5. */
export type NodePoolSpec = {
  readonly resources?: PoolResource | null;
};
/** Table 16-20. */
export type NodePoolSpecReq = {
  readonly resources: PoolResourceReq;
};
/** Table 16-57. */
export type NodePoolSpecReqPatchNodePool = {
  readonly resources: PoolResourceReqPatchNodePool;
};
/** Table 16-30. */
export type NodePoolSpecCreateNodePool = {
  readonly resources?: PoolResourceCreateNodePool | null;
};
/** Table 16-76. */
export type NodePoolSpecDeleteNodePool = {
  readonly resources?: PoolResourceDeleteNodePool | null;
};
/** Table 16-42. */
export type NodePoolSpecGetNodePool = {
  readonly resources?: PoolResourceGetNodePool | null;
};
/** Table 16-65. */
export type NodePoolSpecPatchNodePool = {
  readonly resources?: PoolResourcePatchNodePool | null;
};
/** Table 16-12, 16-49, 16-83. */
export type NodePoolStatus = {
  readonly resources?: Resources | null;
};
/** Table 16-96. */
export type NodeResource = {
  readonly cpu?: string | null;
  readonly memory?: string | null;
  readonly "nvidia.com/gpu"?: string | null;
  readonly "huawei.com/ascend-snt3"?: string | null;
  readonly "huawei.com/ascend-snt9"?: string | null;
};
/** Table 16-94. */
export type NodeSpec = {
  readonly flavor?: string | null;
};
/** Table 16-95. */
export type NodeStatus = {
  readonly phase?: string | null;
  readonly az?: string | null;
  readonly privateIp?: string | null;
  readonly resources?: NodeResource | null;
  readonly availableResources?: NodeResource | null;
};
/** Table 16-56. */
export type PatchNodePoolRequest = {
  readonly spec: NodePoolSpecReqPatchNodePool;
};
/** Table 16-64. */
export type PatchNodePoolResponse = {
  readonly spec?: NodePoolSpecPatchNodePool | null;
};
/** Table 16-7. */
export type PoolNodeAz = {
  readonly az?: string | null;
  readonly count?: number | null;
};
/** Table 16-22, 16-59. */
export type PoolNodeAzReq = {
  readonly az: string;
  readonly count: number;
};
/** Table 16-32, 16-44, 16-67, 16-78. */
export type PoolNodeAzCreateNodePool = {
  readonly az?: string | null;
  readonly count?: number | null;
};
/** Table 16-6. */
export type PoolResource = {
  readonly flavor?: string | null;
  readonly count?: number | null;
  readonly maxCount?: number | null;
  readonly azs?: readonly (PoolNodeAz)[] | null;
  readonly nodePool?: string | null;
  readonly taints?: readonly (Taint)[] | null;
  readonly labels?: Readonly<Record<string, string>> | null;
  readonly tags?: readonly (UserTag)[] | null;
  readonly network?: NodeNetwork | null;
  readonly extendParams?: Readonly<Record<string, string>> | null;
  readonly creatingStep?: CreatingStep | null;
};
/** Table 16-14, 16-51, 16-85. */
export type PoolResourceFlavorCount = {
  readonly flavor?: string | null;
  readonly count?: number | null;
  readonly maxCount?: number | null;
  readonly azs?: readonly (Azs)[] | null;
  readonly nodePool?: string | null;
};
/** Table 16-21. */
export type PoolResourceReq = {
  readonly flavor: string;
  readonly count: number;
  readonly maxCount: number;
  readonly azs?: readonly (PoolNodeAzReq)[];
  readonly nodePool?: string;
  readonly taints?: readonly (TaintReq)[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly tags?: readonly (UserTagReq)[];
  readonly network?: NodeNetwork;
  readonly extendParams?: Readonly<Record<string, string>>;
  readonly creatingStep?: CreatingStep;
};
/** Table 16-58. */
export type PoolResourceReqPatchNodePool = {
  readonly flavor: string;
  readonly count: number;
  readonly maxCount: number;
  readonly azs?: readonly (PoolNodeAzReq)[];
  readonly nodePool?: string;
  readonly taints?: readonly (TaintReq)[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly tags?: readonly (UserTagReqPatchNodePool)[];
  readonly network?: NodeNetwork;
  readonly extendParams?: Readonly<Record<string, string>>;
  readonly creatingStep?: CreatingStep;
};
/** Table 16-31. */
export type PoolResourceCreateNodePool = {
  readonly flavor?: string | null;
  readonly count?: number | null;
  readonly maxCount?: number | null;
  readonly azs?: readonly (PoolNodeAzCreateNodePool)[] | null;
  readonly nodePool?: string | null;
  readonly taints?: readonly (Taint)[] | null;
  readonly labels?: Readonly<Record<string, string>> | null;
  readonly tags?: readonly (UserTagCreateNodePool)[] | null;
  readonly network?: NodeNetwork | null;
  readonly extendParams?: Readonly<Record<string, string>> | null;
  readonly creatingStep?: CreatingStep | null;
};
/** Table 16-77. */
export type PoolResourceDeleteNodePool = {
  readonly flavor?: string | null;
  readonly count?: number | null;
  readonly maxCount?: number | null;
  readonly azs?: readonly (PoolNodeAzCreateNodePool)[] | null;
  readonly nodePool?: string | null;
  readonly taints?: readonly (Taint)[] | null;
  readonly labels?: Readonly<Record<string, string>> | null;
  readonly tags?: readonly (UserTag)[] | null;
  readonly network?: NodeNetwork | null;
  readonly extendParams?: Readonly<Record<string, string>> | null;
  readonly creatingStep?: CreatingStepPatchNodePool | null;
};
/** Table 16-43. */
export type PoolResourceGetNodePool = {
  readonly flavor?: string | null;
  readonly count?: number | null;
  readonly maxCount?: number | null;
  readonly azs?: readonly (PoolNodeAzCreateNodePool)[] | null;
  readonly nodePool?: string | null;
  readonly taints?: readonly (Taint)[] | null;
  readonly labels?: Readonly<Record<string, string>> | null;
  readonly tags?: readonly (UserTag)[] | null;
  readonly network?: NodeNetwork | null;
  readonly extendParams?: Readonly<Record<string, string>> | null;
  readonly creatingStep?: CreatingStep | null;
};
/** Table 16-66. */
export type PoolResourcePatchNodePool = {
  readonly flavor?: string | null;
  readonly count?: number | null;
  readonly maxCount?: number | null;
  readonly azs?: readonly (PoolNodeAzCreateNodePool)[] | null;
  readonly nodePool?: string | null;
  readonly taints?: readonly (Taint)[] | null;
  readonly labels?: Readonly<Record<string, string>> | null;
  readonly tags?: readonly (UserTagPatchNodePool)[] | null;
  readonly network?: NodeNetwork | null;
  readonly extendParams?: Readonly<Record<string, string>> | null;
  readonly creatingStep?: CreatingStepPatchNodePool | null;
};
/** Table 16-8, 16-33, 16-45, 16-68, 16-79. */
export type Taint = {
  readonly key?: string | null;
  readonly value?: string | null;
  readonly effect?: string | null;
};
/** Table 16-23, 16-60. */
export type TaintReq = {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
};
/** Table 16-9, 16-46, 16-80. */
export type UserTag = {
  readonly key?: string | null;
  readonly value?: string | null;
};
/** Table 16-24. */
export type UserTagReq = {
  readonly key: string;
  readonly value: string;
};
/** Table 16-61. */
export type UserTagReqPatchNodePool = {
  readonly key: string;
  readonly value: string;
};
/** Table 16-34. */
export type UserTagCreateNodePool = {
  readonly key?: string | null;
  readonly value?: string | null;
};
/** Table 16-69. */
export type UserTagPatchNodePool = {
  readonly key?: string | null;
  readonly value?: string | null;
};
/** Table 16-15, 16-52, 16-86. */
export type Azs = {
  readonly az?: string | null;
  readonly count?: number | null;
};
/** Table 16-93. */
export type Metadata = {
  readonly name?: string | null;
  readonly creationTimestamp?: string | null;
};
/** Table 16-13, 16-50, 16-84. */
export type Resources = {
  readonly creating?: PoolResourceFlavorCount | null;
  readonly available?: PoolResourceFlavorCount | null;
  readonly abnormal?: PoolResourceFlavorCount | null;
  readonly deleting?: PoolResourceFlavorCount | null;
};
