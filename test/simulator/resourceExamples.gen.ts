// Generated from resource.json by: npm run generate. Do not edit.

/** Every request example of the chapter in the reference, repaired where its text is damaged. */
export const EXAMPLES: readonly { operation: string; section: string; line: string; body?: unknown }[] = [
  {"operation":"getOsUserConfig","section":"10.1","line":"GET /v1/{project_id}/os-user-config"},
  {"operation":"getPluginTemplate","section":"10.2","line":"GET /v1/{project_id}/plugintemplates/{plugintemplate_name}"},
  {"operation":"listPoolNodes","section":"10.3","line":"GET /v2/{project_id}/pools/{pool_name}/nodes"},
  {"operation":"batchDeletePoolNodes","section":"10.4","line":"POST /v2/{project_id}/pools/{pool_name}/nodes/batch-delete","body":{"deleteNodeNames":["os-node-created-mnmcf"]}},
  {"operation":"batchRebootPoolNodes","section":"10.5","line":"POST /v2/{project_id}/pools/{pool_name}/nodes/batch-reboot","body":{"nodeNames":["os-node-created-vrvrq","os-node-created-4jczv"]}},
  {"operation":"createNetwork","section":"10.7","line":"","body":{"apiVersion":"v1","kind":"Network","metadata":{"labels":{"os.modelarts/name":"network-7a03","os.modelarts/workspace.id":"0"}}}},
  {"operation":"listNetworks","section":"10.8","line":"GET /v2/{project_id}/pools"},
  {"operation":"getNetwork","section":"10.9","line":"GET /v1/{project_id}/networks/{network_name}"},
  {"operation":"deleteNetwork","section":"10.10","line":"DELETE /v1/{project_id}/networks/{network_name}"},
  {"operation":"patchNetwork","section":"10.11","line":"PATCH /v1/{project_id}/networks/{network_name}","body":{"spec":{"connection":{"peerConnectionList":[{"peerVpclid":"03e4f4d7-fc62-409b-9c52-df885525e30b","peerSubnetId":"42aeabc3-f7c7-45aa-b884-e6e9ac2f841d","defaultGateWay":false}]}}}},
  {"operation":"getPoolsRuntimeMetrics","section":"10.12","line":"GET /v2/{project_id}/metrics/runtime/pools"},
  {"operation":"createPool","section":"10.13","line":"POST /v2/{project_id}/pools","body":{"kind":"Pool","apiVersion":"v2","metadata":{"labels":{"os.modelarts/name":"pool-001","os.modelarts/workspace.id":"0"},"annotations":{"os.modelarts/description":"","os.modelarts/billing.mode":"0"}},"spec":{"type":"Dedicate","scope":["Train"],"network":{"name":"net-0123-86c13962597848eeb29c5861153a391f"},"resources":[{"flavor":"modelarts.vm.gpu.tnt004","count":2}],"driver":{"gpuVersion":"440.31"}}}},
  {"operation":"listPools","section":"10.14","line":"GET /v2/{project_id}/pools"},
  {"operation":"getPool","section":"10.15","line":"GET /v2/{project_id}/pools/{pool_name}"},
  {"operation":"deletePool","section":"10.16","line":"DELETE /v2/{project_id}/pools/{pool_name}"},
  {"operation":"patchPool","section":"10.17","line":"PATCH /v2/{project_id}/pools/{pool_name}","body":{"spec":{"resources":[{"flavor":"modelarts.vm.cpu.4ud","count":3}]}}},
  {"operation":"getPoolMonitor","section":"10.18","line":"GET /v2/{project_id}/pools/{pool_name}/monitor"},
  {"operation":"getPoolStatistics","section":"10.19","line":"GET /v2/{project_id}/pools"},
  {"operation":"listResourceFlavors","section":"10.20","line":"GET /v1/{project_id}/resourceflavors"},
  {"operation":"listPoolWorkloads","section":"10.21","line":"GET /v2/{project_id}/pools/{pool_name}/workloads"},
  {"operation":"getPoolWorkloadStatistics","section":"10.22","line":"GET /v2/{project_id}/statistics/pools/{pool_name}/workloads"},
];
