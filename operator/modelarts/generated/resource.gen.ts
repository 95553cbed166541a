// Generated from resource.json by: npm run generate. Do not edit.

/** Where each operation lies and what it takes; `section` is that of the API reference. */
export const operations = {
  getOsUserConfig: {"method":"GET","path":"/v1/{project_id}/os-user-config","section":"10.1","summary":"Get the configuration of ModelArts OS","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getPluginTemplate: {"method":"GET","path":"/v1/{project_id}/plugintemplates/{plugintemplate_name}","section":"10.2","summary":"Get a plugin template","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listPoolNodes: {"method":"GET","path":"/v2/{project_id}/pools/{pool_name}/nodes","section":"10.3","summary":"List the nodes of a pool","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"continue":{"type":"string"},"limit":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false}},
  batchDeletePoolNodes: {"method":"POST","path":"/v2/{project_id}/pools/{pool_name}/nodes/batch-delete","section":"10.4","summary":"Delete several nodes of a pool","successStatus":200,"requestSchema":"BatchDeletePoolNodesRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  batchRebootPoolNodes: {"method":"POST","path":"/v2/{project_id}/pools/{pool_name}/nodes/batch-reboot","section":"10.5","summary":"Reboot several nodes of a pool","successStatus":200,"requestSchema":"BatchRebootPoolNodesRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listEvents: {"method":"GET","path":"/v1/{project_id}/events","section":"10.6","summary":"List events","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","required":["resource","name"],"properties":{"resource":{"type":"string"},"name":{"type":"string"},"limit":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"continue":{"type":"string"},"since":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"until":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"type":{"type":"string","enum":["Normal","Warning"]}},"additionalProperties":false}},
  createNetwork: {"method":"POST","path":"/v1/{project_id}/networks","section":"10.7","summary":"Create a network","successStatus":200,"requestSchema":"CreateNetworkRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listNetworks: {"method":"GET","path":"/v1/{project_id}/networks","section":"10.8","summary":"List networks","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"labelSelector":{"type":"string"},"limit":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"continue":{"type":"string"}},"additionalProperties":false}},
  getNetwork: {"method":"GET","path":"/v1/{project_id}/networks/{network_name}","section":"10.9","summary":"Get a network","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteNetwork: {"method":"DELETE","path":"/v1/{project_id}/networks/{network_name}","section":"10.10","summary":"Delete a network","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  patchNetwork: {"method":"PATCH","path":"/v1/{project_id}/networks/{network_name}","section":"10.11","summary":"Update a network","successStatus":200,"requestSchema":"PatchNetworkRequest","requestRequired":false,"contentTypes":["application/merge-patch+json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getPoolsRuntimeMetrics: {"method":"GET","path":"/v2/{project_id}/metrics/runtime/pools","section":"10.12","summary":"Get the current utilisation of all pools","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  createPool: {"method":"POST","path":"/v2/{project_id}/pools","section":"10.13","summary":"Create a pool","successStatus":200,"requestSchema":"CreatePoolRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listPools: {"method":"GET","path":"/v2/{project_id}/pools","section":"10.14","summary":"List pools","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"workspaceId":{"type":"string"},"labelSelector":{"type":"string"},"status":{"type":"string","enum":["created","failed","creating"]}},"additionalProperties":false}},
  getPool: {"method":"GET","path":"/v2/{project_id}/pools/{pool_name}","section":"10.15","summary":"Get a pool","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deletePool: {"method":"DELETE","path":"/v2/{project_id}/pools/{pool_name}","section":"10.16","summary":"Delete a pool","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  patchPool: {"method":"PATCH","path":"/v2/{project_id}/pools/{pool_name}","section":"10.17","summary":"Update a pool","successStatus":200,"requestSchema":"PatchPoolRequest","requestRequired":false,"contentTypes":["application/merge-patch+json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getPoolMonitor: {"method":"GET","path":"/v2/{project_id}/pools/{pool_name}/monitor","section":"10.18","summary":"Get the monitoring data of a pool","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"time_range":{"type":"string"},"statistics":{"type":"string","enum":["maximum","minimun","sum","average","sampleCount"]},"period":{"type":"string","enum":["60","300","900","3600"]}},"additionalProperties":false}},
  getPoolStatistics: {"method":"GET","path":"/v2/{project_id}/statistics/pools","section":"10.19","summary":"Get statistics of pools","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"workspaceId":{"type":"string"}},"additionalProperties":false}},
  listResourceFlavors: {"method":"GET","path":"/v1/{project_id}/resourceflavors","section":"10.20","summary":"List resource flavors","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"continue":{"type":"string"},"labelSelector":{"type":"string"},"limit":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false}},
  listPoolWorkloads: {"method":"GET","path":"/v2/{project_id}/pools/{pool_name}/workloads","section":"10.21","summary":"List the workloads of a pool","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"type":{"type":"string","enum":["train","infer","notebook"]},"status":{"type":"string","enum":["Queue","Pending","Abnormal","Terminating","Creating","Running","Completed","Terminated","Failed"]},"sort":{"type":"string","enum":["create_time"]},"ascend":{"type":"boolean"},"offset":{"type":"string"},"limit":{"type":"integer","minimum":-2147483648,"maximum":500}},"additionalProperties":false}},
  getPoolWorkloadStatistics: {"method":"GET","path":"/v2/{project_id}/statistics/pools/{pool_name}/workloads","section":"10.22","summary":"Get statistics of the workloads of a pool","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
} as const;

/** The schemas that requests are made of, as JSON Schema 2020-12 `$defs`. */
export const schemas: Readonly<Record<string, object>> = {
  BatchDeletePoolNodesRequest: {"type":"object","required":["deleteNodeNames"],"properties":{"deleteNodeNames":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  BatchRebootPoolNodesRequest: {"type":"object","required":["nodeNames"],"properties":{"nodeNames":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  CreateNetworkRequest: {"type":"object","required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","enum":["v1"]},"kind":{"type":"string","enum":["Network"]},"metadata":{"$ref":"#/$defs/NetworkMetadataCreationReq"},"spec":{"$ref":"#/$defs/NetworkSpecReq"}},"additionalProperties":false},
  CreatePoolRequest: {"type":"object","required":["apiVersion","kind","metadata"],"properties":{"apiVersion":{"type":"string","enum":["v2"]},"kind":{"type":"string","enum":["Pool"]},"metadata":{"$ref":"#/$defs/PoolMetadataCreationReq"},"spec":{"$ref":"#/$defs/PoolSpecCreationReq"}},"additionalProperties":false},
  NetworkConnectionReq: {"type":"object","properties":{"peerConnectionList":{"type":"array","items":{"$ref":"#/$defs/PeerConnectionListReq"}}},"additionalProperties":false},
  NetworkConnectionReqPatchNetwork: {"type":"object","properties":{"peerConnectionList":{"type":"array","items":{"$ref":"#/$defs/PeerConnectionListReqPatchNetwork"}}},"additionalProperties":false},
  NetworkMetadataAnnotationsPatchNetwork: {"type":"object","properties":{"os.modelarts/description":{"type":"string","pattern":"^[^!<>=&\"']*$"}},"additionalProperties":false},
  NetworkMetadataCreationReq: {"type":"object","required":["labels"],"properties":{"labels":{"$ref":"#/$defs/NetworkMetadataLabelsReq"}},"additionalProperties":false},
  NetworkMetadataLabelsReq: {"type":"object","required":["os.modelarts/name"],"properties":{"os.modelarts/name":{"type":"string"},"os.modelarts/workspace.id":{"type":"string"}},"additionalProperties":false},
  NetworkMetadataUpdateReq: {"type":"object","properties":{"annotations":{"$ref":"#/$defs/NetworkMetadataAnnotationsPatchNetwork"}},"additionalProperties":false},
  NetworkSpecReq: {"type":"object","required":["cidr"],"properties":{"cidr":{"type":"string"},"connection":{"$ref":"#/$defs/NetworkConnectionReq"}},"additionalProperties":false},
  NetworkSpecUpdateReq: {"type":"object","properties":{"connection":{"$ref":"#/$defs/NetworkConnectionReqPatchNetwork"}},"additionalProperties":false},
  PatchNetworkRequest: {"type":"object","properties":{"metadata":{"$ref":"#/$defs/NetworkMetadataUpdateReq"},"spec":{"$ref":"#/$defs/NetworkSpecUpdateReq"}},"additionalProperties":false},
  PatchPoolRequest: {"type":"object","properties":{"metadata":{"$ref":"#/$defs/PoolMetadataUpdateReq"},"spec":{"$ref":"#/$defs/PoolSpecUpdateReq"}},"additionalProperties":false},
  PoolAnnotationsCreationReq: {"type":"object","properties":{"os.modelarts/description":{"type":"string"},"os.modelarts/billing.mode":{"type":"string","enum":["0","1"]},"os.modelarts/period.num":{"type":"string"},"os.modelarts/period.type":{"type":"string","enum":["2","3"]},"os.modelarts/auto.renew":{"type":"string"},"os.modelarts/auto.pay":{"type":"string","enum":["true","false"]},"os.modelarts/promotion.info":{"type":"string"},"os.modelarts/service.console.url":{"type":"string"},"os.modelarts/order.id":{"type":"string"}},"additionalProperties":false},
  PoolDriver: {"type":"object","properties":{"gpuVersion":{"type":"string"},"npuVersion":{"type":"string"},"updateStrategy":{"type":"string","enum":["force","idle"]}},"additionalProperties":false},
  PoolDriverReq: {"type":"object","properties":{"gpuVersion":{"type":"string"},"npuVersion":{"type":"string"},"updateStrategy":{"type":"string","enum":["force","idle"]}},"additionalProperties":false},
  PoolLabelsCreationReq: {"type":"object","required":["os.modelarts/name"],"properties":{"os.modelarts/name":{"type":"string"},"os.modelarts/workspace.id":{"type":"string"},"os.modelarts/node.prefix":{"type":"string"}},"additionalProperties":false},
  PoolMetadataCreationReq: {"type":"object","required":["labels"],"properties":{"labels":{"$ref":"#/$defs/PoolLabelsCreationReq"},"annotations":{"$ref":"#/$defs/PoolAnnotationsCreationReq"}},"additionalProperties":false},
  PoolMetadataUpdateReq: {"type":"object","properties":{"annotations":{"$ref":"#/$defs/AnnotationsReq"}},"additionalProperties":false},
  PoolNodeAzReq: {"type":"object","required":["az","count"],"properties":{"az":{"type":"string"},"count":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false},
  PoolResourceFlavorReq: {"type":"object","required":["flavor","count"],"properties":{"flavor":{"type":"string"},"count":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"maxCount":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"extendParams":{"$ref":"#/$defs/ExtendParamsReq"}},"additionalProperties":false},
  PoolSpecCreationReq: {"type":"object","required":["type","scope","resources","network"],"properties":{"type":{"type":"string","enum":["Dedicate"]},"scope":{"type":"array","items":{"type":"string","enum":["Train","Infer","Notebook"]}},"resources":{"type":"array","items":{"$ref":"#/$defs/PoolResourceFlavorReq"}},"network":{"$ref":"#/$defs/NetworkReq"},"jobFlavors":{"type":"array","items":{"type":"string"}},"driver":{"$ref":"#/$defs/PoolDriver"}},"additionalProperties":false},
  PoolSpecUpdateReq: {"type":"object","properties":{"scope":{"type":"array","items":{"type":"string","enum":["Train","Infer","Notebook"]}},"resources":{"type":"array","items":{"$ref":"#/$defs/ResourcesReq"}},"jobFlavors":{"type":"array","items":{"type":"string"}},"driver":{"$ref":"#/$defs/PoolDriverReq"}},"additionalProperties":false},
  AnnotationsReq: {"type":"object","properties":{"os.modelarts/description":{"type":"string","pattern":"^[^!<>=&\"]*$"},"os.modelarts/order.id":{"type":"string"}},"additionalProperties":false},
  ExtendParamsReq: {"type":"object","properties":{"dockerBaseSize":{"type":"string"}},"additionalProperties":false},
  NetworkReq: {"type":"object","required":["name"],"properties":{"name":{"type":"string"}},"additionalProperties":false},
  PeerConnectionListReq: {"type":"object","required":["peerVpclId","peerSubnetId"],"properties":{"peerVpclId":{"type":"string"},"peerSubnetId":{"type":"string"},"defaultGateway":{"type":"boolean"}},"additionalProperties":false},
  PeerConnectionListReqPatchNetwork: {"type":"object","required":["peerVpcId","peerSubnetId"],"properties":{"peerVpcId":{"type":"string"},"peerSubnetId":{"type":"string"},"defaultGateway":{"type":"boolean"}},"additionalProperties":false},
  ResourcesReq: {"type":"object","required":["flavor","count"],"properties":{"flavor":{"type":"string"},"count":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"azs":{"type":"array","items":{"$ref":"#/$defs/PoolNodeAzReq"}}},"additionalProperties":false},
};

/** Table 10-119. */
export type Allocated = {
  readonly value?: Value | null;
  readonly timestamp?: string | null;
  readonly window?: string | null;
};
/** Table 10-21. */
export type BatchDeletePoolNodesRequest = {
  readonly deleteNodeNames: readonly (string)[];
};
/** Table 10-24. */
export type BatchRebootPoolNodesRequest = {
  readonly nodeNames: readonly (string)[];
};
/** Table 10-25. */
export type BatchRebootPoolNodesResponse = {
  readonly nodeNames?: readonly (string)[] | null;
};
/** Table 10-120. */
export type Capacity = {
  readonly value?: Value | null;
  readonly maxValue?: Value | null;
  readonly timestamp?: string | null;
  readonly window?: string | null;
};
/** Table 10-35. */
export type CreateNetworkRequest = {
  readonly apiVersion: "v1";
  readonly kind: "Network";
  readonly metadata: NetworkMetadataCreationReq;
  readonly spec: NetworkSpecReq;
};
/** Table 10-41. */
export type CreateNetworkResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: NetworkMetadata | null;
  readonly spec?: NetworkSpec | null;
  readonly status?: NetworkStatus | null;
};
/** Table 10-125. */
export type CreatePoolRequest = {
  readonly apiVersion: "v2";
  readonly kind: "Pool";
  readonly metadata: PoolMetadataCreationReq;
  readonly spec?: PoolSpecCreationReq;
};
/** Table 10-134. */
export type CreatePoolResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: PoolMetadata | null;
  readonly spec?: PoolSpecModel | null;
  readonly status?: PoolStatus | null;
};
/** Table 10-82. */
export type DeleteNetworkResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: NetworkMetadata | null;
  readonly spec?: NetworkSpecGetNetwork | null;
  readonly status?: NetworkStatusDeleteNetwork | null;
};
/** Table 10-192. */
export type DeletePoolResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: PoolMetadataDeletion | null;
  readonly spec?: PoolSpecModelDeletePool | null;
  readonly status?: PoolStatusDeletePool | null;
};
/** Table 10-30. */
export type EventListMeta = {
  readonly continue?: string | null;
  readonly remainingItemCount?: number | null;
};
/** Table 10-31. */
export type EventModel = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly type?: string | null;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly count?: number | null;
  readonly reason?: string | null;
  readonly message?: string | null;
};
/** Table 10-69. */
export type GetNetworkResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: NetworkMetadata | null;
  readonly spec?: NetworkSpecGetNetwork | null;
  readonly status?: NetworkStatusGetNetwork | null;
};
/** Table 10-2. */
export type GetOsUserConfigResponse = {
  readonly networkCidrs?: readonly (string)[] | null;
  readonly networkQuota?: number | null;
  readonly poolQuota?: number | null;
  readonly pooHighAvailable?: boolean | null;
};
/** Table 10-5. */
export type GetPluginTemplateResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: PluginTemplateMetadata | null;
  readonly spec?: PluginTemplateSpec | null;
};
/** Table 10-238. */
export type GetPoolMonitorResponse = {
  readonly metrics?: readonly (Metrics)[] | null;
};
/** Table 10-173. */
export type GetPoolResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: PoolMetadataListPools | null;
  readonly spec?: PoolSpecModelListPools | null;
  readonly status?: PoolStatusGetPool | null;
};
/** Table 10-247. */
export type GetPoolStatisticsResponse = {
  readonly statistics?: StatisticsGetPoolStatistics | null;
  readonly operationTime?: string | null;
};
/** Table 10-273. */
export type GetPoolWorkloadStatisticsResponse = {
  readonly statistics?: StatisticsGetPoolWorkloadStatistics | null;
};
/** Table 10-116. */
export type GetPoolsRuntimeMetricsResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly items?: readonly (MetricsItem)[] | null;
};
/** Table 10-29. */
export type ListEventsResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: EventListMeta | null;
  readonly items?: readonly (EventModel)[] | null;
};
/** Table 10-55. */
export type ListNetworksResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: MetadataListNetworks | null;
  readonly items?: readonly (Network)[] | null;
};
/** Table 10-12. */
export type ListPoolNodesResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: NodeListMetadata | null;
  readonly items?: readonly (Node)[] | null;
};
/** Table 10-267. */
export type ListPoolWorkloadsResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly items?: readonly (Workload)[] | null;
};
/** Table 10-154. */
export type ListPoolsResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly items?: readonly (PoolModel)[] | null;
};
/** Table 10-253. */
export type ListResourceFlavorsResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: MetadataListNetworks | null;
  readonly items?: readonly (ResourceFlavor)[] | null;
};
/** Table 10-117. */
export type MetricsItem = {
  readonly table?: Table | null;
  readonly metadata?: ResourceMetricsMetadata | null;
};
/** Table 10-57. */
export type Network = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: NetworkMetadataListNetworks | null;
  readonly spec?: NetworkSpecListNetworks | null;
  readonly status?: NetworkStatusListNetworks | null;
};
/** Table 10-46, 10-74, 10-87, 10-107. */
export type NetworkConnection = {
  readonly peerConnectionList?: readonly (PeerConnectionList)[] | null;
};
/** Table 10-39. */
export type NetworkConnectionReq = {
  readonly peerConnectionList?: readonly (PeerConnectionListReq)[];
};
/** Table 10-100. */
export type NetworkConnectionReqPatchNetwork = {
  readonly peerConnectionList?: readonly (PeerConnectionListReqPatchNetwork)[];
};
/** Table 10-49, 10-90. */
export type NetworkConnectionStatus = {
  readonly peerConnectionStatus?: readonly (PeerConnectionStatus)[] | null;
  readonly sfsTurboStatus?: readonly (SfsTurboStatus)[] | null;
};
/** Table 10-77. */
export type NetworkConnectionStatusGetNetwork = {
  readonly peerConnectionStatus?: readonly (PeerConnectionStatusGetNetwork)[] | null;
  readonly sfsTurboStatus?: readonly (SfsTurboStatus)[] | null;
};
/** Table 10-65. */
export type NetworkConnectionStatusListNetworks = {
  readonly peerConnectionStatus?: readonly (PeerConnectionStatusListNetworks)[] | null;
  readonly sfsTurboStatus?: readonly (SfsTurboStatusListNetworks)[] | null;
};
/** Table 10-110. */
export type NetworkConnectionStatusPatchNetwork = {
  readonly peerConnectionStatus?: readonly (PeerConnectionStatusPatchNetwork)[] | null;
  readonly sfsTurboStatus?: readonly (SfsTurboStatusPatchNetwork)[] | null;
};
/** Table 10-62. */
export type NetworkConnectionListNetworks = {
  readonly peerConnectionList?: readonly (PeerConnectionListListNetworks)[] | null;
};
/** Table 10-42, 10-70, 10-83. */
export type NetworkMetadata = {
  readonly name?: string | null;
  readonly creationTimestamp?: string | null;
  readonly labels?: NetworkMetadataLabels | null;
  readonly annotations?: NetworkMetadataAnnotations | null;
};
/** Table 10-44, 10-72, 10-85. */
export type NetworkMetadataAnnotations = {
  readonly "os.modelarts/description"?: string | null;
};
/** Table 10-60. */
export type NetworkMetadataAnnotationsListNetworks = {
  readonly "os.modelarts/description"?: string | null;
};
/** Table 10-98, 10-105. */
export type NetworkMetadataAnnotationsPatchNetwork = {
  readonly "os.modelarts/description"?: string | null;
};
/** Table 10-36. */
export type NetworkMetadataCreationReq = {
  readonly labels: NetworkMetadataLabelsReq;
};
/** Table 10-43, 10-59, 10-71, 10-84, 10-104. */
export type NetworkMetadataLabels = {
  readonly "os.modelarts/name"?: string | null;
  readonly "os.modelarts/workspace.id"?: string | null;
};
/** Table 10-37. */
export type NetworkMetadataLabelsReq = {
  readonly "os.modelarts/name": string;
  readonly "os.modelarts/workspace.id"?: string;
};
/** Table 10-97. */
export type NetworkMetadataUpdateReq = {
  readonly annotations?: NetworkMetadataAnnotationsPatchNetwork;
};
/** Table 10-58. */
export type NetworkMetadataListNetworks = {
  readonly name?: string | null;
  readonly creationTimestamp?: string | null;
  readonly labels?: NetworkMetadataLabels | null;
  readonly annotations?: NetworkMetadataAnnotationsListNetworks | null;
};
/** Table 10-103. */
export type NetworkMetadataPatchNetwork = {
  readonly name?: string | null;
  readonly creationTimestamp?: string | null;
  readonly labels?: NetworkMetadataLabels | null;
  readonly annotations?: NetworkMetadataAnnotationsPatchNetwork | null;
};
/** Table 10-45, 10-106. */
export type NetworkSpec = {
  readonly cidr?: string | null;
  readonly connection?: NetworkConnection | null;
};
/** Table 10-38. */
export type NetworkSpecReq = {
  readonly cidr: string;
  readonly connection?: NetworkConnectionReq;
};
/** Table 10-99. */
export type NetworkSpecUpdateReq = {
  readonly connection?: NetworkConnectionReqPatchNetwork;
};
/** Table 10-73, 10-86. */
export type NetworkSpecGetNetwork = {
  readonly cidr?: string | null;
  readonly connection?: NetworkConnection | null;
};
/** Table 10-61. */
export type NetworkSpecListNetworks = {
  readonly cidr?: string | null;
  readonly connection?: NetworkConnectionListNetworks | null;
};
/** Table 10-48. */
export type NetworkStatus = {
  readonly phase?: string | null;
  readonly connectionStatus?: NetworkConnectionStatus | null;
};
/** Table 10-89. */
export type NetworkStatusDeleteNetwork = {
  readonly phase?: string | null;
  readonly connectionStatus?: NetworkConnectionStatus | null;
};
/** Table 10-76. */
export type NetworkStatusGetNetwork = {
  readonly phase?: string | null;
  readonly connectionStatus?: NetworkConnectionStatusGetNetwork | null;
};
/** Table 10-64. */
export type NetworkStatusListNetworks = {
  readonly phase?: string | null;
  readonly connectionStatus?: NetworkConnectionStatusListNetworks | null;
};
/** Table 10-109. */
export type NetworkStatusPatchNetwork = {
  readonly phase?: string | null;
  readonly connectionStatus?: NetworkConnectionStatusPatchNetwork | null;
};
/** Table 10-14. */
export type Node = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: Metadata | null;
  readonly spec?: NodeSpec | null;
  readonly status?: NodeStatus | null;
};
/** Table 10-13. */
export type NodeListMetadata = {
  readonly continue?: string | null;
  readonly remainingItemCount?: number | null;
};
/** Table 10-18. */
export type NodeResource = {
  readonly cpu?: string | null;
  readonly memory?: string | null;
  readonly "nvidia.com/gpu"?: string | null;
  readonly "huawei.com/ascend-snt3"?: string | null;
  readonly "huawei.com/ascend-snt9"?: string | null;
};
/** Table 10-16. */
export type NodeSpec = {
  readonly flavor?: string | null;
};
/** Table 10-17. */
export type NodeStatus = {
  readonly phase?: string | null;
  readonly az?: string | null;
  readonly privateIp?: string | null;
  readonly resources?: NodeResource | null;
  readonly availableResources?: NodeResource | null;
};
/** Table 10-96. */
export type PatchNetworkRequest = {
  readonly metadata?: NetworkMetadataUpdateReq;
  readonly spec?: NetworkSpecUpdateReq;
};
/** Table 10-102. */
export type PatchNetworkResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: NetworkMetadataPatchNetwork | null;
  readonly spec?: NetworkSpec | null;
  readonly status?: NetworkStatusPatchNetwork | null;
};
/** Table 10-211. */
export type PatchPoolRequest = {
  readonly metadata?: PoolMetadataUpdateReq;
  readonly spec?: PoolSpecUpdateReq;
};
/** Table 10-218. */
export type PatchPoolResponse = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: PoolMetadataPatchPool | null;
  readonly spec?: PoolSpecModelPatchPool | null;
  readonly status?: PoolStatusPatchPool | null;
};
/** Table 10-6. */
export type PluginTemplateMetadata = {
  readonly name?: string | null;
};
/** Table 10-7. */
export type PluginTemplateSpec = {
  readonly type?: string | null;
  readonly description?: string | null;
  readonly versions?: Readonly<Record<string, PluginTemplateVersion>> | null;
};
/** Table 10-8. */
export type PluginTemplateVersion = {
  readonly detail?: string | null;
};
/** Table 10-128. */
export type PoolAnnotationsCreationReq = {
  readonly "os.modelarts/description"?: string;
  readonly "os.modelarts/billing.mode"?: "0" | "1";
  readonly "os.modelarts/period.num"?: string;
  readonly "os.modelarts/period.type"?: "2" | "3";
  readonly "os.modelarts/auto.renew"?: string;
  readonly "os.modelarts/auto.pay"?: "true" | "false";
  readonly "os.modelarts/promotion.info"?: string;
  readonly "os.modelarts/service.console.url"?: string;
  readonly "os.modelarts/order.id"?: string;
};
/** Table 10-133, 10-163, 10-181. */
export type PoolDriver = {
  readonly gpuVersion?: string | null;
  readonly npuVersion?: string | null;
  readonly updateStrategy?: string | null;
};
/** Table 10-217. */
export type PoolDriverReq = {
  readonly gpuVersion?: string;
  readonly npuVersion?: string;
  readonly updateStrategy?: "force" | "idle";
};
/** Table 10-149, 10-170, 10-188. */
export type PoolDriverStatus = {
  readonly version?: string | null;
  readonly state?: string | null;
};
/** Table 10-207. */
export type PoolDriverStatusDeletePool = {
  readonly version?: string | null;
  readonly state?: string | null;
  readonly error_code?: string | null;
  readonly error_msg?: string | null;
};
/** Table 10-233. */
export type PoolDriverStatusPatchPool = {
  readonly version?: string | null;
  readonly state?: string | null;
};
/** Table 10-142, 10-200, 10-226. */
export type PoolDriverCreatePool = {
  readonly gpuVersion?: string | null;
  readonly npuVersion?: string | null;
  readonly updateStrategy?: string | null;
};
/** Table 10-127. */
export type PoolLabelsCreationReq = {
  readonly "os.modelarts/name": string;
  readonly "os.modelarts/workspace.id"?: string;
  readonly "os.modelarts/node.prefix"?: string;
};
/** Table 10-137. */
export type PoolMetaAnnotations = {
  readonly "os.modelarts/description"?: string | null;
  readonly "os.modelarts/billing.mode"?: string | null;
  readonly "os.modelarts/period.num"?: string | null;
  readonly "os.modelarts/period.type"?: string | null;
  readonly "os.modelarts/auto.renew"?: string | null;
  readonly "os.modelarts/promotion.info"?: string | null;
  readonly "os.modelarts/service.console.url"?: string | null;
  readonly "os.modelarts/order.id"?: string | null;
  readonly "os.modelarts/flavor.resource.ids"?: string | null;
  readonly "os.modelarts/tms.tags"?: string | null;
};
/** Table 10-195, 10-221. */
export type PoolMetaAnnotationsDeletePool = {
  readonly "os.modelarts/description"?: string | null;
  readonly "os.modelarts/billing.mode"?: string | null;
  readonly "os.modelarts/period.num"?: string | null;
  readonly "os.modelarts/period.type"?: string | null;
  readonly "os.modelarts/auto.renew"?: string | null;
  readonly "os.modelarts/promotion.info"?: string | null;
  readonly "os.modelarts/service.console.url"?: string | null;
  readonly "os.modelarts/order.id"?: string | null;
  readonly "os.modelarts/flavor.resource.ids"?: string | null;
  readonly "os.modelarts/tms.tags"?: string | null;
};
/** Table 10-158, 10-176. */
export type PoolMetaAnnotationsListPools = {
  readonly "os.modelarts/description"?: string | null;
  readonly "os.modelarts/billing.mode"?: string | null;
  readonly "os.modelarts/period.num"?: string | null;
  readonly "os.modelarts/period.type"?: string | null;
  readonly "os.modelarts/auto.renew"?: string | null;
  readonly "os.modelarts/promotion.info"?: string | null;
  readonly "os.modelarts/service.console.url"?: string | null;
  readonly "os.modelarts/order.id"?: string | null;
  readonly "os.modelarts/flavor.resource.ids"?: string | null;
  readonly "os.modelarts/tms.tags"?: string | null;
};
/** Table 10-136, 10-157, 10-175, 10-194, 10-220. */
export type PoolMetaLabels = {
  readonly "os.modelarts/workspace.id"?: string | null;
  readonly "os.modelarts/name"?: string | null;
  readonly "os.modelarts/resource.id"?: string | null;
  readonly "os.modelarts/tenant.domain.id"?: string | null;
};
/** Table 10-135. */
export type PoolMetadata = {
  readonly name?: string | null;
  readonly creationTimestamp?: string | null;
  readonly labels?: PoolMetaLabels | null;
  readonly annotations?: PoolMetaAnnotations | null;
};
/** Table 10-126. */
export type PoolMetadataCreationReq = {
  readonly labels: PoolLabelsCreationReq;
  readonly annotations?: PoolAnnotationsCreationReq;
};
/** Table 10-193. */
export type PoolMetadataDeletion = {
  readonly name?: string | null;
  readonly creationTimestamp?: string | null;
  readonly deletionTimestamp?: string | null;
  readonly labels?: PoolMetaLabels | null;
  readonly annotations?: PoolMetaAnnotationsDeletePool | null;
};
/** Table 10-212. */
export type PoolMetadataUpdateReq = {
  readonly annotations?: AnnotationsReq;
};
/** Table 10-156, 10-174. */
export type PoolMetadataListPools = {
  readonly name?: string | null;
  readonly creationTimestamp?: string | null;
  readonly labels?: PoolMetaLabels | null;
  readonly annotations?: PoolMetaAnnotationsListPools | null;
};
/** Table 10-219. */
export type PoolMetadataPatchPool = {
  readonly name?: string | null;
  readonly creationTimestamp?: string | null;
  readonly labels?: PoolMetaLabels | null;
  readonly annotations?: PoolMetaAnnotationsDeletePool | null;
};
/** Table 10-155. */
export type PoolModel = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: PoolMetadataListPools | null;
  readonly spec?: PoolSpecModelListPools | null;
  readonly status?: PoolStatusListPools | null;
};
/** Table 10-140, 10-161, 10-179, 10-198, 10-224. */
export type PoolNodeAz = {
  readonly az?: string | null;
  readonly count?: number | null;
};
/** Table 10-216. */
export type PoolNodeAzReq = {
  readonly az: string;
  readonly count: number;
};
/** Table 10-145, 10-229. */
export type PoolResourceFlavorCount = {
  readonly flavor?: string | null;
  readonly count?: number | null;
  readonly maxCount?: number | null;
  readonly azs?: readonly (Azs)[] | null;
  readonly nodePool?: string | null;
};
/** Table 10-166, 10-184, 10-203. */
export type PoolResourceFlavorCountListPools = {
  readonly flavor?: string | null;
  readonly count?: number | null;
  readonly maxCount?: number | null;
  readonly azs?: readonly (Azs)[] | null;
  readonly nodePool?: string | null;
};
/** Table 10-130. */
export type PoolResourceFlavorReq = {
  readonly flavor: string;
  readonly count: number;
  readonly maxCount?: number;
  readonly extendParams?: ExtendParamsReq;
};
/** Table 10-129. */
export type PoolSpecCreationReq = {
  readonly type: "Dedicate";
  readonly scope: readonly ("Train" | "Infer" | "Notebook")[];
  readonly resources: readonly (PoolResourceFlavorReq)[];
  readonly network: NetworkReq;
  readonly jobFlavors?: readonly (string)[];
  readonly driver?: PoolDriver;
};
/** Table 10-138. */
export type PoolSpecModel = {
  readonly type?: string | null;
  readonly scope?: readonly (string)[] | null;
  readonly resources?: readonly (Resources)[] | null;
  readonly network?: NetworkCreatePool | null;
  readonly jobFlavors?: readonly (string)[] | null;
  readonly driver?: PoolDriverCreatePool | null;
  readonly controlMode?: number | null;
};
/** Table 10-196. */
export type PoolSpecModelDeletePool = {
  readonly type?: string | null;
  readonly scope?: readonly (string)[] | null;
  readonly resources?: readonly (Resources)[] | null;
  readonly network?: NetworkCreatePool | null;
  readonly jobFlavors?: readonly (string)[] | null;
  readonly driver?: PoolDriverCreatePool | null;
  readonly controlMode?: number | null;
};
/** Table 10-159, 10-177. */
export type PoolSpecModelListPools = {
  readonly type?: string | null;
  readonly scope?: readonly (string)[] | null;
  readonly resources?: readonly (Resources)[] | null;
  readonly network?: NetworkCreatePool | null;
  readonly jobFlavors?: readonly (string)[] | null;
  readonly driver?: PoolDriver | null;
  readonly controlMode?: number | null;
};
/** Table 10-222. */
export type PoolSpecModelPatchPool = {
  readonly type?: string | null;
  readonly scope?: readonly (string)[] | null;
  readonly resources?: readonly (Resources)[] | null;
  readonly network?: NetworkCreatePool | null;
  readonly jobFlavors?: readonly (string)[] | null;
  readonly driver?: PoolDriverCreatePool | null;
  readonly controlMode?: number | null;
};
/** Table 10-214. */
export type PoolSpecUpdateReq = {
  readonly scope?: readonly ("Train" | "Infer" | "Notebook")[];
  readonly resources?: readonly (ResourcesReq)[];
  readonly jobFlavors?: readonly (string)[];
  readonly driver?: PoolDriverReq;
};
/** Table 10-143. */
export type PoolStatus = {
  readonly phase?: string | null;
  readonly message?: string | null;
  readonly resources?: ResourcesCreatePool | null;
  readonly scope?: readonly (Scope)[] | null;
  readonly driver?: Driver | null;
  readonly parent?: string | null;
  readonly root?: string | null;
};
/** Table 10-201. */
export type PoolStatusDeletePool = {
  readonly phase?: string | null;
  readonly message?: string | null;
  readonly resources?: ResourcesListPools | null;
  readonly scope?: readonly (ScopeDeletePool)[] | null;
  readonly driver?: DriverDeletePool | null;
  readonly parent?: string | null;
  readonly root?: string | null;
};
/** Table 10-182. */
export type PoolStatusGetPool = {
  readonly phase?: string | null;
  readonly message?: string | null;
  readonly resources?: ResourcesListPools | null;
  readonly scope?: readonly (ScopeListPools)[] | null;
  readonly driver?: Driver | null;
  readonly parent?: string | null;
  readonly root?: string | null;
};
/** Table 10-164. */
export type PoolStatusListPools = {
  readonly phase?: string | null;
  readonly message?: string | null;
  readonly resources?: ResourcesListPools | null;
  readonly scope?: readonly (ScopeListPools)[] | null;
  readonly driver?: DriverListPools | null;
  readonly parent?: string | null;
  readonly root?: string | null;
};
/** Table 10-227. */
export type PoolStatusPatchPool = {
  readonly phase?: string | null;
  readonly message?: string | null;
  readonly resources?: ResourcesCreatePool | null;
  readonly scope?: readonly (ScopeDeletePool)[] | null;
  readonly driver?: DriverPatchPool | null;
  readonly parent?: string | null;
  readonly root?: string | null;
};
/** Table 10-255. */
export type ResourceFlavor = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly metadata?: MetadataListResourceFlavors | null;
  readonly spec?: ResourceFlavorSpec | null;
  readonly status?: ResourceFlavorStatus | null;
};
/** Table 10-257. */
export type ResourceFlavorLabel = {
  readonly "os.modelarts/scope"?: string | null;
};
/** Table 10-258. */
export type ResourceFlavorSpec = {
  readonly type?: string | null;
  readonly cpuArch?: string | null;
  readonly cpu?: string | null;
  readonly memory?: string | null;
  readonly gpu?: Gpu | null;
  readonly npu?: Npu | null;
  readonly dataVolume?: readonly (DataVolume)[] | null;
  readonly billingModes?: readonly (number)[] | null;
  readonly billingCode?: string | null;
  readonly jobFlavors?: readonly (string)[] | null;
};
/** Table 10-262. */
export type ResourceFlavorStatus = {
  readonly phase?: Readonly<Record<string, string>> | null;
};
/** Table 10-122. */
export type ResourceMetricsMetadata = {
  readonly name?: string | null;
  readonly labels?: unknown | null;
};
/** Table 10-121. */
export type Value = {
  readonly cpu?: string | null;
  readonly memory?: string | null;
  readonly tnt004?: string | null;
};
/** Table 10-268. */
export type Workload = {
  readonly apiVersion?: string | null;
  readonly kind?: string | null;
  readonly type?: string | null;
  readonly namespace?: string | null;
  readonly name?: string | null;
  readonly jobName?: string | null;
  readonly uid?: string | null;
  readonly jobUUID?: string | null;
  readonly flavor?: string | null;
  readonly status?: string | null;
  readonly resourceRequirement?: ResourceRequirement | null;
  readonly priority?: string | null;
  readonly runningDuration?: number | null;
  readonly pendingDuration?: number | null;
  readonly pendingPosition?: number | null;
  readonly createTime?: number | null;
  readonly gvk?: string | null;
  readonly hostIps?: string | null;
};
/** Table 10-275. */
export type WorkloadStatistics = {
  readonly type?: string | null;
  readonly total?: number | null;
  readonly status?: StatusGetPoolWorkloadStatistics | null;
};
/** Table 10-213. */
export type AnnotationsReq = {
  readonly "os.modelarts/description"?: string;
  readonly "os.modelarts/order.id"?: string;
};
/** Table 10-146, 10-167, 10-185, 10-204, 10-230. */
export type Azs = {
  readonly az?: string | null;
  readonly count?: number | null;
};
/** Table 10-242. */
export type DataPoints = {
  readonly timestamp?: number | null;
  readonly unit?: string | null;
  readonly statistics?: readonly (Statistics)[] | null;
};
/** Table 10-261. */
export type DataVolume = {
  readonly volumeType?: string | null;
  readonly size?: string | null;
};
/** Table 10-241. */
export type Dimensions = {
  readonly name?: string | null;
  readonly value?: string | null;
};
/** Table 10-148, 10-187. */
export type Driver = {
  readonly gpu?: PoolDriverStatus | null;
  readonly npu?: PoolDriverStatus | null;
};
/** Table 10-206. */
export type DriverDeletePool = {
  readonly gpu?: PoolDriverStatusDeletePool | null;
  readonly npu?: PoolDriverStatusDeletePool | null;
};
/** Table 10-169. */
export type DriverListPools = {
  readonly gpu?: PoolDriverStatus | null;
  readonly npv?: PoolDriverStatus | null;
};
/** Table 10-232. */
export type DriverPatchPool = {
  readonly gpu?: PoolDriverStatusPatchPool | null;
  readonly npu?: PoolDriverStatusPatchPool | null;
};
/** Table 10-131. */
export type ExtendParamsReq = {
  readonly dockerBaseSize?: string;
};
/** Table 10-259. */
export type Gpu = {
  readonly type?: string | null;
  readonly size?: string | null;
};
/** Table 10-15. */
export type Metadata = {
  readonly name?: string | null;
  readonly creationTimestamp?: string | null;
};
/** Table 10-56, 10-254. */
export type MetadataListNetworks = {
  readonly continue?: string | null;
  readonly remainingItemCount?: number | null;
};
/** Table 10-256. */
export type MetadataListResourceFlavors = {
  readonly name?: string | null;
  readonly labels?: ResourceFlavorLabel | null;
};
/** Table 10-240. */
export type Metric = {
  readonly dimensions?: readonly (Dimensions)[] | null;
  readonly metricName?: string | null;
  readonly namespace?: string | null;
};
/** Table 10-239. */
export type Metrics = {
  readonly metric?: Metric | null;
  readonly dataPoints?: readonly (DataPoints)[] | null;
};
/** Table 10-132. */
export type NetworkReq = {
  readonly name: string;
};
/** Table 10-141, 10-162, 10-180, 10-199, 10-225. */
export type NetworkCreatePool = {
  readonly name?: string | null;
};
/** Table 10-260. */
export type Npu = {
  readonly type?: string | null;
  readonly size?: string | null;
};
/** Table 10-47, 10-75, 10-88, 10-108. */
export type PeerConnectionList = {
  readonly peerVpcId?: string | null;
  readonly peerSubnetId?: string | null;
  readonly defaultGateWay?: boolean | null;
};
/** Table 10-40. */
export type PeerConnectionListReq = {
  readonly peerVpclId: string;
  readonly peerSubnetId: string;
  readonly defaultGateway?: boolean;
};
/** Table 10-101. */
export type PeerConnectionListReqPatchNetwork = {
  readonly peerVpcId: string;
  readonly peerSubnetId: string;
  readonly defaultGateway?: boolean;
};
/** Table 10-63. */
export type PeerConnectionListListNetworks = {
  readonly peerVpclId?: string | null;
  readonly peerSubnetId?: string | null;
  readonly defaultGateWay?: boolean | null;
};
/** Table 10-50, 10-91. */
export type PeerConnectionStatus = {
  readonly peerVpcId?: string | null;
  readonly peerSubnetId?: string | null;
  readonly defaultGateWay?: boolean | null;
  readonly phase?: string | null;
};
/** Table 10-78. */
export type PeerConnectionStatusGetNetwork = {
  readonly peerVpId?: string | null;
  readonly peerSubnetId?: string | null;
  readonly defaultGateWay?: boolean | null;
  readonly phase?: string | null;
};
/** Table 10-66. */
export type PeerConnectionStatusListNetworks = {
  readonly peerVpId?: string | null;
  readonly peerSubnetId?: string | null;
  readonly defaultGateWay?: boolean | null;
  readonly phase?: string | null;
};
/** Table 10-111. */
export type PeerConnectionStatusPatchNetwork = {
  readonly peerVpcId?: string | null;
  readonly peerSubnetId?: string | null;
  readonly defaultGateWay?: boolean | null;
  readonly phase?: string | null;
};
/** Table 10-269. */
export type ResourceRequirement = {
  readonly cpu?: string | null;
  readonly memory?: string | null;
  readonly "nvidia.com/gpu"?: string | null;
  readonly "huawei.com/ascend-snt3"?: string | null;
  readonly "huawei.com/ascend-snt9"?: string | null;
};
/** Table 10-139, 10-160, 10-178, 10-197, 10-223. */
export type Resources = {
  readonly flavor?: string | null;
  readonly count?: number | null;
  readonly azs?: readonly (PoolNodeAz)[] | null;
};
/** Table 10-215. */
export type ResourcesReq = {
  readonly flavor: string;
  readonly count: number;
  readonly azs?: readonly (PoolNodeAzReq)[];
};
/** Table 10-144, 10-228. */
export type ResourcesCreatePool = {
  readonly creating?: PoolResourceFlavorCount | null;
  readonly available?: PoolResourceFlavorCount | null;
  readonly abnormal?: PoolResourceFlavorCount | null;
  readonly deleting?: PoolResourceFlavorCount | null;
};
/** Table 10-165, 10-183, 10-202. */
export type ResourcesListPools = {
  readonly creating?: PoolResourceFlavorCountListPools | null;
  readonly available?: PoolResourceFlavorCountListPools | null;
  readonly abnormal?: PoolResourceFlavorCountListPools | null;
  readonly deleting?: PoolResourceFlavorCountListPools | null;
};
/** Table 10-147. */
export type Scope = {
  readonly scopeType?: string | null;
  readonly state?: string | null;
};
/** Table 10-205, 10-231. */
export type ScopeDeletePool = {
  readonly scopeType?: string | null;
  readonly state?: string | null;
};
/** Table 10-168, 10-186. */
export type ScopeListPools = {
  readonly scopeType?: string | null;
  readonly state?: string | null;
};
/** Table 10-51, 10-79, 10-92. */
export type SfsTurboStatus = {
  readonly sfsId?: string | null;
  readonly name?: string | null;
  readonly status?: string | null;
  readonly ipAddr?: string | null;
};
/** Table 10-67. */
export type SfsTurboStatusListNetworks = {
  readonly sfsId?: string | null;
  readonly name?: string | null;
  readonly status?: string | null;
  readonly ipAddr?: string | null;
};
/** Table 10-112. */
export type SfsTurboStatusPatchNetwork = {
  readonly sfsId?: string | null;
  readonly name?: string | null;
  readonly status?: string | null;
  readonly ipAddr?: string | null;
};
/** Table 10-243. */
export type Statistics = {
  readonly statistic?: string | null;
  readonly value?: number | null;
};
/** Table 10-248. */
export type StatisticsGetPoolStatistics = {
  readonly status?: Status | null;
};
/** Table 10-274. */
export type StatisticsGetPoolWorkloadStatistics = {
  readonly total?: number | null;
  readonly items?: readonly (WorkloadStatistics)[] | null;
};
/** Table 10-249. */
export type Status = {
  readonly creating?: number | null;
  readonly created?: number | null;
  readonly failed?: number | null;
  readonly pending?: number | null;
};
/** Table 10-276. */
export type StatusGetPoolWorkloadStatistics = {
  readonly Queue?: number | null;
  readonly Pending?: number | null;
  readonly Abnormal?: number | null;
  readonly Terminating?: number | null;
  readonly Creating?: number | null;
  readonly Running?: number | null;
  readonly Completed?: number | null;
  readonly Terminated?: number | null;
  readonly Failed?: number | null;
};
/** Table 10-118. */
export type Table = {
  readonly allocated?: Allocated | null;
  readonly capacity?: Capacity | null;
};
