// Generated from service.json by: npm run generate. Do not edit.

/** Where each operation lies and what it takes; `section` is that of the API reference. */
export const operations = {
  patchService: {"method":"PATCH","path":"/v1/{project_id}/services/{service_id}","section":"9.1","summary":"Update a service by JSON patch","successStatus":200,"requestSchema":"PatchServiceRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getServiceMonitor: {"method":"GET","path":"/v1/{project_id}/services/{service_id}/monitor","section":"9.2","summary":"Get the monitoring data of a service","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"node_id":{"type":"string"}},"additionalProperties":false}},
  listServices: {"method":"GET","path":"/v1/{project_id}/services","section":"9.3","summary":"List services","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"service_id":{"type":"string"},"service_name":{"type":"string"},"model_id":{"type":"string"},"workspace_id":{"type":"string"},"infer_type":{"type":"string","enum":["real-time","batch","edge"]},"status":{"type":"string","enum":["running","deploying","concerning","failed","stopped","finished","stopping","deleting","pending","waiting"]},"offset":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"limit":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"sort_by":{"type":"string","enum":["publish_at","service_name","transition_at"]},"order":{"type":"string","enum":["asc","desc"]},"tags":{"type":"string"}},"additionalProperties":false}},
  createService: {"method":"POST","path":"/v1/{project_id}/services","section":"9.4","summary":"Deploy a service","successStatus":200,"requestSchema":"CreateServiceRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listServiceSpecifications: {"method":"GET","path":"/v1/{project_id}/services/specifications","section":"9.5","summary":"List the flavors for service deployment","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"is_personal_cluster":{"type":"boolean"},"infer_type":{"type":"string","enum":["real-time","batch","edge"]},"limit":{"type":"string"},"offset":{"type":"string"}},"additionalProperties":false}},
  getService: {"method":"GET","path":"/v1/{project_id}/services/{service_id}","section":"9.6","summary":"Get a service","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  updateService: {"method":"PUT","path":"/v1/{project_id}/services/{service_id}","section":"9.7","summary":"Update, start or stop a service","successStatus":200,"requestSchema":"UpdateServiceRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteService: {"method":"DELETE","path":"/v1/{project_id}/services/{service_id}","section":"9.8","summary":"Delete a service","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  updateServiceProperty: {"method":"PUT","path":"/v1/{project_id}/services/{service_id}/property","section":"9.9","summary":"Update a single property of a service","successStatus":200,"requestSchema":"UpdateServicePropertyRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listClusters: {"method":"GET","path":"/v1/{project_id}/clusters","section":"9.10","summary":"List dedicated resource pools (old clusters)","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"cluster_name":{"type":"string"},"status":{"type":"string"},"offset":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"limit":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"sort_by":{"type":"string","enum":["created_at","cluster_name"]},"order":{"type":"string","enum":["asc","desc"]}},"additionalProperties":false}},
  listServiceEvents: {"method":"GET","path":"/v1/{project_id}/services/{service_id}/events","section":"9.11","summary":"List the event log of a service","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"event_type":{"type":"string","enum":["normal","abnormal"]},"event_info":{"type":"string"},"start_time":{"type":"number"},"end_time":{"type":"number"},"offset":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"limit":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"sort_by":{"type":"string"},"order":{"type":"string","enum":["asc","desc"]}},"additionalProperties":false}},
  updateServiceNodeStatus: {"method":"PUT","path":"/v1/{project_id}/services/{service_id}/nodes/{node_id}/status","section":"9.12","summary":"Start or stop a service instance on an edge node","successStatus":200,"requestSchema":"UpdateServiceNodeStatusRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listServiceLogs: {"method":"GET","path":"/v1/{project_id}/services/{service_id}/logs","section":"9.13","summary":"List the update log of a service","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"update_time":{"type":"number"}},"additionalProperties":false}},
  createServiceTags: {"method":"POST","path":"/v1/{project_id}/services/{resource_id}/tags/create","section":"9.14","summary":"Add resource tags to a service","successStatus":204,"requestSchema":"CreateServiceTagsRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteServiceTags: {"method":"DELETE","path":"/v1/{project_id}/services/{resource_id}/tags/delete","section":"9.15","summary":"Delete resource tags of a service","successStatus":204,"requestSchema":"DeleteServiceTagsRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listServiceTags: {"method":"GET","path":"/v1/{project_id}/services/tms/tags","section":"9.16","summary":"List the tags of inference services","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getInternalChannelInfo: {"method":"GET","path":"/v1/{project_id}/internal-channel-info","section":"9.17","summary":"Get the VPC access channel of inference services","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
} as const;

/** The schemas that requests are made of, as JSON Schema 2020-12 `$defs`. */
export const schemas: Readonly<Record<string, object>> = {
  AffinityNodeInfoReq: {"type":"object","required":["name"],"properties":{"name":{"type":"string"}},"additionalProperties":false},
  AffinityPoolInfoReq: {"type":"object","required":["pool_name","nodes"],"properties":{"pool_name":{"type":"string"},"nodes":{"type":"array","items":{"$ref":"#/$defs/AffinityNodeInfoReq"}}},"additionalProperties":false},
  AffinityPoolInfoReqUpdateService: {"type":"object","required":["pool_name","nodes"],"properties":{"pool_name":{"type":"string"},"nodes":{"type":"array","items":{"$ref":"#/$defs/AffinityNodeInfoReq"}}},"additionalProperties":false},
  CreateServiceRequest: {"type":"object","required":["infer_type","service_name","config"],"properties":{"workspace_id":{"type":"string"},"schedule":{"type":"array","items":{"$ref":"#/$defs/ScheduleReq"}},"cluster_id":{"type":"string"},"pool_name":{"type":"string"},"infer_type":{"type":"string","enum":["real-time","batch","edge"]},"vpc_id":{"type":"string"},"service_name":{"type":"string","pattern":"^[A-Za-z\\u4e00-\\u9fff0-9\\-_]*$","minLength":1,"maxLength":64},"description":{"type":"string","pattern":"^[^!<>+&\"]*$","maxLength":100},"security_group_id":{"type":"string"},"subnet_network_id":{"type":"string"},"config":{"type":"array","items":{"$ref":"#/$defs/ServiceConfigReq"}},"additional_properties":{"$ref":"#/$defs/ServiceAdditionalPropertiesReq"},"load_balancer_policy":{"type":"string","enum":["ROUND_ROBIN","LEAST_CONNECTIONS","SOURCE_IP"]},"service_secrets":{"type":"array","items":{"$ref":"#/$defs/ServiceSecretReq"}},"priority":{"type":"integer","minimum":1,"maximum":3}},"additionalProperties":false},
  CreateServiceTagsRequest: {"type":"object","required":["tags"],"properties":{"tags":{"type":"array","items":{"$ref":"#/$defs/TmsTagReq"}}},"additionalProperties":false},
  CustomSpecReq: {"type":"object","required":["memory","cpu"],"properties":{"gpu_p4":{"type":"number"},"memory":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"cpu":{"type":"number"},"ascend_a310":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false},
  DeleteServiceTagsRequest: {"type":"object","required":["tags"],"properties":{"tags":{"type":"array","items":{"$ref":"#/$defs/TmsTagForDeleteReq"}}},"additionalProperties":false},
  LogReportPipelineReq: {"type":"object","required":["type"],"properties":{"type":{"type":"string"},"configuration":{"$ref":"#/$defs/LtsConfigurationReq"}},"additionalProperties":false},
  LogReportPipelineReqUpdateService: {"type":"object","required":["type"],"properties":{"type":{"type":"string"},"configuration":{"$ref":"#/$defs/LtsConfigurationReqUpdateService"}},"additionalProperties":false},
  LogVolumeReq: {"type":"object","required":["host_path","mount_path"],"properties":{"host_path":{"type":"string"},"mount_path":{"type":"string"}},"additionalProperties":false},
  LtsConfigurationReq: {"type":"object","required":["log_group_id","log_stream_id"],"properties":{"log_group_id":{"type":"string"},"log_stream_id":{"type":"string"}},"additionalProperties":false},
  LtsConfigurationReqUpdateService: {"type":"object","required":["log_group_id","log_stream_id"],"properties":{"log_group_id":{"type":"string"},"log_stream_id":{"type":"string"}},"additionalProperties":false},
  ModelAdditionalPropertiesReq: {"type":"object","properties":{"log_volume":{"type":"array","items":{"$ref":"#/$defs/LogVolumeReq"}},"max_surge":{"type":"number"},"max_unavailable":{"type":"number"},"termination_grace_period_seconds":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"persistent_volumes":{"type":"array","items":{"$ref":"#/$defs/PersistentVolumesReq"}}},"additionalProperties":false},
  ModelAdditionalPropertiesReqUpdateService: {"type":"object","properties":{"log_volume":{"type":"array","items":{"$ref":"#/$defs/LogVolumeReq"}},"max_surge":{"type":"number"},"max_unavailable":{"type":"number"},"termination_grace_period_seconds":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"persistent_volumes":{"type":"array","items":{"$ref":"#/$defs/PersistentVolumesReqUpdateService"}}},"additionalProperties":false},
  NodeAffinityReq: {"type":"object","required":["mode"],"properties":{"mode":{"type":"string"},"pool_infos":{"type":"array","items":{"$ref":"#/$defs/AffinityPoolInfoReq"}}},"additionalProperties":false},
  NodeAffinityReqUpdateService: {"type":"object","required":["mode"],"properties":{"mode":{"type":"string"},"pool_infos":{"type":"array","items":{"$ref":"#/$defs/AffinityPoolInfoReqUpdateService"}}},"additionalProperties":false},
  PatchServiceRequest: {"type":"array","items":{"$ref":"#/$defs/PatchServiceV2RequestBodyReq"}},
  PatchServiceV2RequestBodyReq: {"type":"object","properties":{"op":{"type":"string"},"path":{"type":"string"},"value":{}},"additionalProperties":false},
  PersistentVolumesReq: {"type":"object","required":["mount_path"],"properties":{"name":{"type":"string"},"mount_path":{"type":"string"},"storage_type":{"type":"string"},"source_addresses":{"type":"string"}},"additionalProperties":false},
  PersistentVolumesReqUpdateService: {"type":"object","required":["mount_path"],"properties":{"name":{"type":"string"},"mount_path":{"type":"string"},"storage_type":{"type":"string"},"source_addresses":{"type":"string"}},"additionalProperties":false},
  ScheduleReq: {"type":"object","required":["duration","time_unit","type"],"properties":{"duration":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"time_unit":{"type":"string","enum":["DAYS","HOURS","MINUTES"]},"type":{"type":"string","enum":["stop"]}},"additionalProperties":false},
  ServiceAdditionalPropertiesReq: {"type":"object","required":["smn_notification"],"properties":{"smn_notification":{"type":"object","additionalProperties":{"$ref":"#/$defs/SmnNotificationReq"}},"log_report_channels":{"type":"array","items":{"$ref":"#/$defs/LogReportPipelineReq"}},"websocket_upgrade":{"type":"boolean"}},"additionalProperties":false},
  ServiceAdditionalPropertiesReqUpdateService: {"type":"object","required":["smn_notification"],"properties":{"smn_notification":{"type":"object","additionalProperties":{"$ref":"#/$defs/SmnNotificationReq"}},"log_report_channels":{"type":"array","items":{"$ref":"#/$defs/LogReportPipelineReqUpdateService"}},"websocket_upgrade":{"type":"boolean"}},"additionalProperties":false},
  ServiceAffinityReq: {"type":"object","properties":{"node_affinity":{"$ref":"#/$defs/NodeAffinityReq"}},"additionalProperties":false},
  ServiceAffinityReqUpdateService: {"type":"object","properties":{"node_affinity":{"$ref":"#/$defs/NodeAffinityReqUpdateService"}},"additionalProperties":false},
  ServiceConfigReq: {"type":"object","required":["specification","model_id","instance_count"],"properties":{"custom_spec":{"$ref":"#/$defs/CustomSpecReq"},"envs":{"type":"object","additionalProperties":{"type":"string"}},"specification":{"type":"string"},"weight":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"deploy_timeout_in_seconds":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"model_id":{"type":"string"},"src_path":{"type":"string"},"req_uri":{"type":"string"},"mapping_type":{"type":"string","enum":["file","csv"]},"cluster_id":{"type":"string"},"pool_name":{"type":"string"},"nodes":{"type":"array","items":{"type":"string"}},"mapping_rule":{},"src_type":{"type":"string"},"dest_path":{"type":"string"},"instance_count":{"type":"integer","minimum":-2147483648,"maximum":128},"additional_properties":{"$ref":"#/$defs/ModelAdditionalPropertiesReq"},"affinity":{"$ref":"#/$defs/ServiceAffinityReq"}},"additionalProperties":false},
  ServiceConfigReqUpdateService: {"type":"object","required":["specification","model_id","instance_count"],"properties":{"custom_spec":{"$ref":"#/$defs/CustomSpecReq"},"envs":{"type":"object","additionalProperties":{"type":"string"}},"specification":{"type":"string"},"weight":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"deploy_timeout_in_seconds":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"model_id":{"type":"string"},"src_path":{"type":"string"},"req_uri":{"type":"string"},"mapping_type":{"type":"string","enum":["file","csv"]},"cluster_id":{"type":"string"},"pool_name":{"type":"string"},"nodes":{"type":"array","items":{"type":"string"}},"mapping_rule":{},"src_type":{"type":"string"},"dest_path":{"type":"string"},"instance_count":{"type":"integer","minimum":-2147483648,"maximum":128},"additional_properties":{"$ref":"#/$defs/ModelAdditionalPropertiesReqUpdateService"},"affinity":{"$ref":"#/$defs/ServiceAffinityReqUpdateService"}},"additionalProperties":false},
  ServiceSecretReq: {"type":"object","required":["secretId","mouthPath"],"properties":{"secretId":{"type":"string"},"mouthPath":{"type":"string"}},"additionalProperties":false},
  ServiceSecretReqUpdateService: {"type":"object","required":["secretId","mountPath"],"properties":{"secretId":{"type":"string"},"mountPath":{"type":"string"}},"additionalProperties":false},
  SmnNotificationReq: {"type":"object","required":["topic_urn","events"],"properties":{"topic_urn":{"type":"string"},"events":{"type":"array","items":{"type":"integer","enum":[1,3,7,11],"minimum":-2147483648,"maximum":2147483647}}},"additionalProperties":false},
  TmsTagForDeleteReq: {"type":"object","required":["key"],"properties":{"key":{"type":"string"},"value":{"type":"string"}},"additionalProperties":false},
  TmsTagReq: {"type":"object","required":["key","value"],"properties":{"key":{"type":"string","maxLength":128},"value":{"type":"string","maxLength":255}},"additionalProperties":false},
  UpdateServiceConfigReq: {"type":"object","required":["changed_value","model_id"],"properties":{"changed_value":{"type":"string"},"model_id":{"type":"string"}},"additionalProperties":false},
  UpdateServiceNodeStatusRequest: {"type":"object","required":["status"],"properties":{"status":{"type":"string","enum":["running","stopped"]}},"additionalProperties":false},
  UpdateServicePropertyRequest: {"type":"object","required":["changed_property"],"properties":{"changed_property":{"type":"string"},"configs":{"type":"array","items":{"$ref":"#/$defs/UpdateServiceConfigReq"}}},"additionalProperties":false},
  UpdateServiceRequest: {"type":"object","properties":{"schedule":{"type":"array","items":{"$ref":"#/$defs/ScheduleReq"}},"description":{"type":"string","maxLength":100},"config":{"type":"array","items":{"$ref":"#/$defs/ServiceConfigReqUpdateService"}},"status":{"type":"string"},"additional_properties":{"$ref":"#/$defs/ServiceAdditionalPropertiesReqUpdateService"},"load_balancer_policy":{"type":"string","enum":["ROUND_ROBIN","LEAST_CONNECTIONS","SOURCE_IP"]},"service_secrets":{"type":"array","items":{"$ref":"#/$defs/ServiceSecretReqUpdateService"}},"priority":{"type":"integer","minimum":1,"maximum":3}},"additionalProperties":false},
};

/** Table 9-60. */
export type AffinityNodeInfo = {
  readonly name?: string | null;
};
/** Table 9-32, 9-74. */
export type AffinityNodeInfoReq = {
  readonly name: string;
};
/** Table 9-59. */
export type AffinityPoolInfo = {
  readonly pool_name?: string | null;
  readonly nodes?: readonly (AffinityNodeInfo)[] | null;
};
/** Table 9-31. */
export type AffinityPoolInfoReq = {
  readonly pool_name: string;
  readonly nodes: readonly (AffinityNodeInfoReq)[];
};
/** Table 9-73. */
export type AffinityPoolInfoReqUpdateService = {
  readonly pool_name: string;
  readonly nodes: readonly (AffinityNodeInfoReq)[];
};
/** Table 9-94. */
export type Cluster = {
  readonly owner?: string | null;
  readonly cluster_name?: string | null;
  readonly period_num?: number | null;
  readonly created_at?: number | null;
  readonly description?: string | null;
  readonly project?: string | null;
  readonly allocatable_memory?: number | null;
  readonly cluster_id?: string | null;
  readonly nodes?: ClusterNode | null;
  readonly allocatable_cpu_cores?: number | null;
  readonly product_id?: string | null;
  readonly allocatable_gpus?: number | null;
  readonly order_id?: string | null;
  readonly period_type?: string | null;
  readonly tenant?: string | null;
  readonly status?: string | null;
};
/** Table 9-95. */
export type ClusterNode = {
  readonly available_count?: number | null;
  readonly count?: number | null;
  readonly specification?: string | null;
};
/** Table 9-134. */
export type CombineTmsTags = {
  readonly key?: string | null;
  readonly values?: readonly (string)[] | null;
};
/** Table 9-44. */
export type CpuInfo = {
  readonly arch?: string | null;
  readonly cpu?: number | null;
};
/** Table 9-22. */
export type CreateServiceRequest = {
  readonly workspace_id?: string;
  readonly schedule?: readonly (ScheduleReq)[];
  readonly cluster_id?: string;
  readonly pool_name?: string;
  readonly infer_type: "real-time" | "batch" | "edge";
  readonly vpc_id?: string;
  readonly service_name: string;
  readonly description?: string;
  readonly security_group_id?: string;
  readonly subnet_network_id?: string;
  readonly config: readonly (ServiceConfigReq)[];
  readonly additional_properties?: ServiceAdditionalPropertiesReq;
  readonly load_balancer_policy?: "ROUND_ROBIN" | "LEAST_CONNECTIONS" | "SOURCE_IP";
  readonly service_secrets?: readonly (ServiceSecretReq)[];
  readonly priority?: number;
};
/** Table 9-38. */
export type CreateServiceResponse = {
  readonly service_id?: string | null;
  readonly resource_ids?: readonly (string)[] | null;
};
/** Table 9-117. */
export type CreateServiceTagsRequest = {
  readonly tags: readonly (TmsTagReq)[];
};
/** Table 9-52, 9-110. */
export type CustomSpec = {
  readonly gpu_p4?: number | null;
  readonly memory?: number | null;
  readonly cpu?: number | null;
  readonly ascend_a310?: number | null;
};
/** Table 9-25, 9-67. */
export type CustomSpecReq = {
  readonly gpu_p4?: number;
  readonly memory: number;
  readonly cpu: number;
  readonly ascend_a310?: number;
};
/** Table 9-125. */
export type DeleteServiceTagsRequest = {
  readonly tags: readonly (TmsTagForDeleteReq)[];
};
/** Table 9-100. */
export type Events = {
  readonly event_type?: string | null;
  readonly event_info?: string | null;
  readonly occur_time?: number | null;
};
/** Table 9-141. */
export type GetInternalChannelInfoResponse = {
  readonly dns_domain_name?: string | null;
  readonly vpcep_info?: readonly (InternalChannelDetail)[] | null;
};
/** Table 9-12. */
export type GetServiceMonitorResponse = {
  readonly service_name?: string | null;
  readonly service_id?: string | null;
  readonly monitors?: readonly (Monitor)[] | null;
  readonly service_running_ininstance_count?: number | null;
  readonly service_instance_count?: number | null;
  readonly req_count_per_min?: number | null;
};
/** Table 9-50. */
export type GetServiceResponse = {
  readonly service_id?: string | null;
  readonly service_name?: string | null;
  readonly description?: string | null;
  readonly tenant?: string | null;
  readonly project?: string | null;
  readonly owner?: string | null;
  readonly publish_at?: number | null;
  readonly infer_type?: string | null;
  readonly workspace_id?: string | null;
  readonly cluster_id?: string | null;
  readonly vpc_id?: string | null;
  readonly subnet_network_id?: string | null;
  readonly security_group_id?: string | null;
  readonly status?: string | null;
  readonly progress?: number | null;
  readonly error_msg?: string | null;
  readonly config?: readonly (QueryServiceConfig)[] | null;
  readonly access_address?: string | null;
  readonly bind_access_addresses?: string | null;
  readonly invocation_times?: number | null;
  readonly failed_times?: number | null;
  readonly is_shared?: boolean | null;
  readonly shared_count?: number | null;
  readonly schedule?: readonly (Schedule)[] | null;
  readonly update_time?: number | null;
  readonly debug_url?: string | null;
  readonly due_time?: number | null;
  readonly operation_time?: number | null;
  readonly transition_at?: number | null;
  readonly is_free?: boolean | null;
  readonly additional_properties?: Readonly<Record<string, string>> | null;
  readonly pool_name?: string | null;
  readonly load_balancer_policy?: string | null;
  readonly priority?: number | null;
};
/** Table 9-46. */
export type GpuInfo = {
  readonly brand?: string | null;
  readonly version?: string | null;
  readonly unit?: string | null;
  readonly memory?: number | null;
  readonly gpu?: number | null;
};
/** Table 9-142. */
export type InternalChannelDetail = {
  readonly vpcep_service_id?: string | null;
  readonly vpcep_service_name?: string | null;
  readonly service_port?: number | null;
};
/** Table 9-93. */
export type ListClustersResponse = {
  readonly total_count?: number | null;
  readonly count?: number | null;
  readonly clusters?: readonly (Cluster)[] | null;
};
/** Table 9-99. */
export type ListServiceEventsResponse = {
  readonly service_name?: string | null;
  readonly total_count?: number | null;
  readonly service_id?: string | null;
  readonly count?: number | null;
  readonly events?: readonly (Events)[] | null;
};
/** Table 9-107. */
export type ListServiceLogsResponse = {
  readonly service_name?: string | null;
  readonly service_id?: string | null;
  readonly logs?: readonly (Log)[] | null;
};
/** Table 9-42. */
export type ListServiceSpecificationsResponse = {
  readonly total_count?: number | null;
  readonly count?: number | null;
  readonly specifications?: readonly (Specification)[] | null;
};
/** Table 9-133. */
export type ListServiceTagsResponse = {
  readonly tags?: readonly (CombineTmsTags)[] | null;
};
/** Table 9-18. */
export type ListServices = {
  readonly failed_times?: number | null;
  readonly owner?: string | null;
  readonly due_time?: number | null;
  readonly finished_time?: number | null;
  readonly infer_type?: string | null;
  readonly service_name?: string | null;
  readonly description?: string | null;
  readonly project?: string | null;
  readonly invocation_times?: number | null;
  readonly publish_at?: number | null;
  readonly workspace_id?: string | null;
  readonly schedule?: readonly (Schedule)[] | null;
  readonly start_time?: number | null;
  readonly operation_time?: number | null;
  readonly is_shared?: boolean | null;
  readonly service_id?: string | null;
  readonly progress?: number | null;
  readonly shared_count?: number | null;
  readonly tenant?: string | null;
  readonly status?: string | null;
  readonly is_opened_sample_collection?: string | null;
  readonly transition_at?: number | null;
  readonly is_free?: boolean | null;
  readonly additional_properties?: Readonly<Record<string, string>> | null;
};
/** Table 9-17. */
export type ListServicesResponse = {
  readonly total_count?: number | null;
  readonly count?: number | null;
  readonly services?: readonly (ListServices)[] | null;
};
/** Table 9-108. */
export type Log = {
  readonly update_time?: number | null;
  readonly result?: string | null;
  readonly config?: readonly (ServiceLogConfig)[] | null;
  readonly success_num?: number | null;
  readonly failed_num?: number | null;
  readonly result_detail?: readonly (UpdateResult)[] | null;
  readonly cluster_id?: string | null;
  readonly extend_config?: readonly (string)[] | null;
};
/** Table 9-35. */
export type LogReportPipelineReq = {
  readonly type: string;
  readonly configuration?: LtsConfigurationReq;
};
/** Table 9-77. */
export type LogReportPipelineReqUpdateService = {
  readonly type: string;
  readonly configuration?: LtsConfigurationReqUpdateService;
};
/** Table 9-55, 9-112. */
export type LogVolume = {
  readonly host_path?: string | null;
  readonly mount_path?: string | null;
};
/** Table 9-27, 9-69. */
export type LogVolumeReq = {
  readonly host_path: string;
  readonly mount_path: string;
};
/** Table 9-36. */
export type LtsConfigurationReq = {
  readonly log_group_id: string;
  readonly log_stream_id: string;
};
/** Table 9-78. */
export type LtsConfigurationReqUpdateService = {
  readonly log_group_id: string;
  readonly log_stream_id: string;
};
/** Table 9-45. */
export type MemoryInfo = {
  readonly unit?: string | null;
  readonly memory?: number | null;
};
/** Table 9-54, 9-111. */
export type ModelAdditionalProperties = {
  readonly log_volume?: readonly (LogVolume)[] | null;
  readonly max_surge?: number | null;
  readonly max_unavailable?: number | null;
  readonly termination_grace_period_seconds?: number | null;
  readonly persistent_volumes?: readonly (PersistentVolumes)[] | null;
};
/** Table 9-26. */
export type ModelAdditionalPropertiesReq = {
  readonly log_volume?: readonly (LogVolumeReq)[];
  readonly max_surge?: number;
  readonly max_unavailable?: number;
  readonly termination_grace_period_seconds?: number;
  readonly persistent_volumes?: readonly (PersistentVolumesReq)[];
};
/** Table 9-68. */
export type ModelAdditionalPropertiesReqUpdateService = {
  readonly log_volume?: readonly (LogVolumeReq)[];
  readonly max_surge?: number;
  readonly max_unavailable?: number;
  readonly termination_grace_period_seconds?: number;
  readonly persistent_volumes?: readonly (PersistentVolumesReqUpdateService)[];
};
/** Table 9-13. */
export type Monitor = {
  readonly failed_times?: number | null;
  readonly model_version?: string | null;
  readonly cpu_memory_total?: number | null;
  readonly gpu_usage?: number | null;
  readonly node_name?: string | null;
  readonly gpu_total?: number | null;
  readonly model_id?: string | null;
  readonly invocation_times?: number | null;
  readonly cpu_core_usage?: number | null;
  readonly cpu_core_total?: number | null;
  readonly model_name?: string | null;
  readonly cpu_memory_usage?: number | null;
  readonly node_id?: string | null;
  readonly model_running_instance_count?: number | null;
  readonly model_instance_count?: number | null;
  readonly gpu_memory_total?: number | null;
  readonly gpu_memory_usage?: number | null;
  readonly npu_total?: number | null;
  readonly npu_usage?: number | null;
  readonly npu_memory_total?: number | null;
  readonly npu_memory_usage?: number | null;
};
/** Table 9-58. */
export type NodeAffinity = {
  readonly mode?: string | null;
  readonly pool_infos?: readonly (AffinityPoolInfo)[] | null;
};
/** Table 9-30. */
export type NodeAffinityReq = {
  readonly mode: string;
  readonly pool_infos?: readonly (AffinityPoolInfoReq)[];
};
/** Table 9-72. */
export type NodeAffinityReqUpdateService = {
  readonly mode: string;
  readonly pool_infos?: readonly (AffinityPoolInfoReqUpdateService)[];
};
/** Table 9-53. */
export type Nodes = {
  readonly memory?: number | null;
  readonly os_version?: string | null;
  readonly cpu?: number | null;
  readonly created_at?: string | null;
  readonly description?: string | null;
  readonly message?: string | null;
  readonly predict_url?: string | null;
  readonly enable_gpu?: boolean | null;
  readonly gpu_num?: number | null;
  readonly host_ips?: readonly (string)[] | null;
  readonly updated_at?: string | null;
  readonly node_label?: string | null;
  readonly os_type?: string | null;
  readonly name?: string | null;
  readonly os_name?: string | null;
  readonly arch?: string | null;
  readonly id?: string | null;
  readonly instance_status?: string | null;
  readonly state?: string | null;
  readonly deployment_num?: number | null;
  readonly host_name?: string | null;
};
/** Table 9-47. */
export type NpuInfo = {
  readonly brand?: string | null;
  readonly version?: string | null;
  readonly unit?: string | null;
  readonly memory?: number | null;
  readonly npu?: number | null;
};
/** PatchServiceRequest. */
export type PatchServiceRequest = readonly (PatchServiceV2RequestBodyReq)[];
/** Table 9-6. */
export type PatchServiceResponse = {
  readonly update_time?: string | null;
  readonly resource_ids?: string | null;
};
/** Table 9-4. */
export type PatchServiceV2RequestBodyReq = {
  readonly op?: string;
  readonly path?: string;
  readonly value?: unknown;
};
/** Table 9-56, 9-113. */
export type PersistentVolumes = {
  readonly name?: string | null;
  readonly mount_path?: string | null;
  readonly storage_type?: string | null;
  readonly source_address?: string | null;
};
/** Table 9-28. */
export type PersistentVolumesReq = {
  readonly name?: string;
  readonly mount_path: string;
  readonly storage_type?: string;
  readonly source_addresses?: string;
};
/** Table 9-70. */
export type PersistentVolumesReqUpdateService = {
  readonly name?: string;
  readonly mount_path: string;
  readonly storage_type?: string;
  readonly source_addresses?: string;
};
/** Table 9-51. */
export type QueryServiceConfig = {
  readonly model_version?: string | null;
  readonly finished_time?: number | null;
  readonly custom_spec?: CustomSpec | null;
  readonly envs?: Readonly<Record<string, string>> | null;
  readonly specification?: string | null;
  readonly weight?: number | null;
  readonly source_type?: string | null;
  readonly model_id?: string | null;
  readonly src_path?: string | null;
  readonly req_uri?: string | null;
  readonly mapping_type?: string | null;
  readonly start_time?: number | null;
  readonly cluster_id?: string | null;
  readonly nodes?: readonly (Nodes)[] | null;
  readonly mapping_rule?: unknown | null;
  readonly model_name?: string | null;
  readonly src_type?: string | null;
  readonly dest_path?: string | null;
  readonly instance_count?: number | null;
  readonly status?: string | null;
  readonly scaling?: boolean | null;
  readonly support_debug?: boolean | null;
  readonly additional_properties?: ModelAdditionalProperties | null;
  readonly pool_name?: string | null;
  readonly affinity?: ServiceAffinity | null;
};
/** Table 9-19, 9-61. */
export type Schedule = {
  readonly duration?: number | null;
  readonly time_unit?: string | null;
  readonly type?: string | null;
};
/** Table 9-23, 9-65. */
export type ScheduleReq = {
  readonly duration: number;
  readonly time_unit: "DAYS" | "HOURS" | "MINUTES";
  readonly type: "stop";
};
/** Table 9-33. */
export type ServiceAdditionalPropertiesReq = {
  readonly smn_notification: Readonly<Record<string, SmnNotificationReq>>;
  readonly log_report_channels?: readonly (LogReportPipelineReq)[];
  readonly websocket_upgrade?: boolean;
};
/** Table 9-75. */
export type ServiceAdditionalPropertiesReqUpdateService = {
  readonly smn_notification: Readonly<Record<string, SmnNotificationReq>>;
  readonly log_report_channels?: readonly (LogReportPipelineReqUpdateService)[];
  readonly websocket_upgrade?: boolean;
};
/** Table 9-57. */
export type ServiceAffinity = {
  readonly node_affinity?: NodeAffinity | null;
};
/** Table 9-29. */
export type ServiceAffinityReq = {
  readonly node_affinity?: NodeAffinityReq;
};
/** Table 9-71. */
export type ServiceAffinityReqUpdateService = {
  readonly node_affinity?: NodeAffinityReqUpdateService;
};
/** Table 9-24. */
export type ServiceConfigReq = {
  readonly custom_spec?: CustomSpecReq;
  readonly envs?: Readonly<Record<string, string>>;
  readonly specification: string;
  readonly weight?: number;
  readonly deploy_timeout_in_seconds?: number;
  readonly model_id: string;
  readonly src_path?: string;
  readonly req_uri?: string;
  readonly mapping_type?: "file" | "csv";
  readonly cluster_id?: string;
  readonly pool_name?: string;
  readonly nodes?: readonly (string)[];
  readonly mapping_rule?: unknown;
  readonly src_type?: string;
  readonly dest_path?: string;
  readonly instance_count: number;
  readonly additional_properties?: ModelAdditionalPropertiesReq;
  readonly affinity?: ServiceAffinityReq;
};
/** Table 9-66. */
export type ServiceConfigReqUpdateService = {
  readonly custom_spec?: CustomSpecReq;
  readonly envs?: Readonly<Record<string, string>>;
  readonly specification: string;
  readonly weight?: number;
  readonly deploy_timeout_in_seconds?: number;
  readonly model_id: string;
  readonly src_path?: string;
  readonly req_uri?: string;
  readonly mapping_type?: "file" | "csv";
  readonly cluster_id?: string;
  readonly pool_name?: string;
  readonly nodes?: readonly (string)[];
  readonly mapping_rule?: unknown;
  readonly src_type?: string;
  readonly dest_path?: string;
  readonly instance_count: number;
  readonly additional_properties?: ModelAdditionalPropertiesReqUpdateService;
  readonly affinity?: ServiceAffinityReqUpdateService;
};
/** Table 9-109. */
export type ServiceLogConfig = {
  readonly model_id?: string | null;
  readonly model_name?: string | null;
  readonly model_version?: string | null;
  readonly weight?: number | null;
  readonly specification?: string | null;
  readonly custom_spec?: CustomSpec | null;
  readonly envs?: Readonly<Record<string, string>> | null;
  readonly cluster_id?: string | null;
  readonly instance_count?: number | null;
  readonly additional_properties?: ModelAdditionalProperties | null;
};
/** Table 9-37. */
export type ServiceSecretReq = {
  readonly secretId: string;
  readonly mouthPath: string;
};
/** Table 9-79. */
export type ServiceSecretReqUpdateService = {
  readonly secretId: string;
  readonly mountPath: string;
};
/** Table 9-34, 9-76. */
export type SmnNotificationReq = {
  readonly topic_urn: string;
  readonly events: readonly (1 | 3 | 7 | 11)[];
};
/** Table 9-43. */
export type Specification = {
  readonly is_open?: boolean | null;
  readonly spec_status?: string | null;
  readonly specification?: string | null;
  readonly billing_spec?: string | null;
  readonly category?: string | null;
  readonly cpu_info?: CpuInfo | null;
  readonly memory_info?: MemoryInfo | null;
  readonly gpu_info?: GpuInfo | null;
  readonly npu_info?: NpuInfo | null;
  readonly source_type?: string | null;
  readonly is_free?: boolean | null;
  readonly over_quota?: boolean | null;
  readonly extend_params?: number | null;
  readonly display_en?: string | null;
  readonly display_cn?: string | null;
};
/** Table 9-126. */
export type TmsTagForDeleteReq = {
  readonly key: string;
  readonly value?: string;
};
/** Table 9-118. */
export type TmsTagReq = {
  readonly key: string;
  readonly value: string;
};
/** Table 9-114. */
export type UpdateResult = {
  readonly result?: boolean | null;
  readonly node_name?: string | null;
  readonly operation?: string | null;
  readonly node_id?: string | null;
};
/** Table 9-85. */
export type UpdateServiceConfigReq = {
  readonly changed_value: string;
  readonly model_id: string;
};
/** Table 9-103. */
export type UpdateServiceNodeStatusRequest = {
  readonly status: "running" | "stopped";
};
/** Table 9-84. */
export type UpdateServicePropertyRequest = {
  readonly changed_property: string;
  readonly configs?: readonly (UpdateServiceConfigReq)[];
};
/** Table 9-87. */
export type UpdateServicePropertyResponse = {
  readonly update_time?: string | null;
  readonly resource_ids?: string | null;
};
/** Table 9-64. */
export type UpdateServiceRequest = {
  readonly schedule?: readonly (ScheduleReq)[];
  readonly description?: string;
  readonly config?: readonly (ServiceConfigReqUpdateService)[];
  readonly status?: string;
  readonly additional_properties?: ServiceAdditionalPropertiesReqUpdateService;
  readonly load_balancer_policy?: "ROUND_ROBIN" | "LEAST_CONNECTIONS" | "SOURCE_IP";
  readonly service_secrets?: readonly (ServiceSecretReqUpdateService)[];
  readonly priority?: number;
};
