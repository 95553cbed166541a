// Generated from nodepool.json by: npm run generate. Do not edit.

/** Every request example of the chapter in the reference, repaired where its text is damaged. */
export const EXAMPLES: readonly { operation: string; section: string; line: string; body?: unknown }[] = [
  {"operation":"listNodePools","section":"16.1","line":"GET /v2/{project_id}/pools/{pool_name}/nodepools"},
  {"operation":"createNodePool","section":"16.2","line":"POST /v2/{project_id}/pools/{pool_name}/nodepools","body":{"kind":"NodePool","apiVersion":"v2","metadata":{"name":"nodepool-1","annotations":{}},"spec":{"resources":{"nodePool":"nodepool-1","flavor":"modelarts.vm.2u4g.dcc","count":1,"maxCount":1,"network":{"vpc":"277e9abc-0e6b-431a-9232-cfd25d5fc566","subnet":"03796378-c356-4c14-826b-e4913aa9c8b9","securityGroups":["0a15b48d-06f1-41e4-b782-ade90087bf59"]}}}}},
  {"operation":"getNodePool","section":"16.3","line":"GET /v2/{project_id}/pools/{pool_name}/nodepools/{nodepool_name}"},
  {"operation":"patchNodePool","section":"16.4","line":"PATCH /v2/{project_id}/pools/{pool_name}/nodepools/{nodepool_name}","body":{"spec":{"resources":{"nodePool":"modelarts.vm.2u4g.dcc-Default","flavor":"modelarts.vm.2u4g.dcc","count":1,"maxCount":1}}}},
  {"operation":"deleteNodePool","section":"16.5","line":"DELETE /v2/{project_id}/pools/{pool_name}/nodepools/{nodepool_name}"},
  {"operation":"listNodePoolNodes","section":"16.6","line":"GET /v2/{project_id}/pools/{pool_name}/nodepools/{nodepool_name}/nodes"},
];
