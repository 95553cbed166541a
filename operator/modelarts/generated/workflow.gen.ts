// Generated from workflow.json by: npm run generate. Do not edit.

/** Where each operation lies and what it takes; `section` is that of the API reference. */
export const operations = {
  listWorkflows: {"method":"GET","path":"/v2/{project_id}/workflows","section":"4.1","summary":"List workflows","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"name":{"type":"string"},"description":{"type":"string"},"status":{"type":"string"},"labels":{"type":"string"},"template_id":{"type":"string"},"limit":{"type":"string"},"offset":{"type":"string"},"sort_by":{"type":"string"},"search_type":{"type":"string","enum":["equal","contain"]}},"additionalProperties":false}},
  createWorkflow: {"method":"POST","path":"/v2/{project_id}/workflows","section":"4.2","summary":"Create a workflow","successStatus":201,"requestSchema":"CreateWorkflowRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteWorkflow: {"method":"DELETE","path":"/v2/{project_id}/workflows/{workflow_id}","section":"4.3","summary":"Delete a workflow","successStatus":204,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getWorkflow: {"method":"GET","path":"/v2/{project_id}/workflows/{workflow_id}","section":"4.4","summary":"Get a workflow","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"workspace_id":{"type":"string"}},"additionalProperties":false}},
  updateWorkflow: {"method":"PUT","path":"/v2/{project_id}/workflows/{workflow_id}","section":"4.5","summary":"Update a workflow","successStatus":200,"requestSchema":"UpdateWorkflowRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getWorkflowOverview: {"method":"GET","path":"/v2/{project_id}/workflows/overview","section":"4.6","summary":"Get workflow statistics","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"workspace_id":{"type":"string"},"search_type":{"type":"string","enum":["equal","contain"]},"name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"description":{"type":"string"}},"additionalProperties":false}},
  listWorkflowTodos: {"method":"GET","path":"/v2/{project_id}/workflows/todolist","section":"4.7","summary":"List the to-do items of workflows","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"workspace_id":{"type":"string"}},"additionalProperties":false}},
  authorizeWorkflowService: {"method":"POST","path":"/v2/{project_id}/workflows/service/auth","section":"4.8","summary":"Check the authorization of an online service of a billed workflow","successStatus":201,"requestSchema":"AuthorizeWorkflowServiceRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  createWorkflowServicePackage: {"method":"POST","path":"/v2/{project_id}/workflows/{workflow_id}/service/packages","section":"4.9","summary":"Buy a service package for a billed workflow","successStatus":201,"requestSchema":"CreateWorkflowServicePackageRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listWorkflowExecutions: {"method":"GET","path":"/v2/{project_id}/workflows/{workflow_id}/executions","section":"4.10","summary":"List the executions of a workflow","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"workspace_id":{"type":"string"},"limit":{"type":"string"},"sort_by":{"type":"string"},"offset":{"type":"string"},"labels":{"type":"string"},"status":{"type":"string"},"scene_id":{"type":"string"},"order":{"type":"string","enum":["asc","desc"]}},"additionalProperties":false}},
  createWorkflowExecution: {"method":"POST","path":"/v2/{project_id}/workflows/{workflow_id}/executions","section":"4.11","summary":"Start an execution of a workflow","successStatus":201,"requestSchema":"CreateWorkflowExecutionRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteWorkflowExecution: {"method":"DELETE","path":"/v2/{project_id}/workflows/{workflow_id}/executions/{execution_id}","section":"4.12","summary":"Delete a workflow execution","successStatus":204,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getWorkflowExecution: {"method":"GET","path":"/v2/{project_id}/workflows/{workflow_id}/executions/{execution_id}","section":"4.13","summary":"Get a workflow execution","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  updateWorkflowExecution: {"method":"PUT","path":"/v2/{project_id}/workflows/{workflow_id}/executions/{execution_id}","section":"4.14","summary":"Update a workflow execution","successStatus":200,"requestSchema":"UpdateWorkflowExecutionRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  actOnWorkflowExecution: {"method":"POST","path":"/v2/{project_id}/workflows/{workflow_id}/executions/{execution_id}/actions","section":"4.15","summary":"Stop or rerun a workflow execution","successStatus":201,"requestSchema":"ActOnWorkflowExecutionRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  actOnWorkflowStepExecution: {"method":"POST","path":"/v2/{project_id}/workflows/{workflow_id}/executions/{execution_id}/step-executions/{step_execution_id}/actions","section":"4.16","summary":"Retry, stop or continue one step of a workflow execution","successStatus":201,"requestSchema":"ActOnWorkflowStepExecutionRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getWorkflowStepExecutionMetrics: {"method":"GET","path":"/v2/{project_id}/workflows/{workflow_id}/executions/{execution_id}/step-executions/{step_execution_id}/metrics","section":"4.17","summary":"Get the metrics of a step execution","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  createWorkflowSubscription: {"method":"POST","path":"/v2/{project_id}/workflows/{workflow_id}/subscriptions","section":"4.18","summary":"Create a message subscription for a workflow","successStatus":201,"requestSchema":"CreateWorkflowSubscriptionRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteWorkflowSubscription: {"method":"DELETE","path":"/v2/{project_id}/workflows/{workflow_id}/subscriptions/{subscription_id}","section":"4.19","summary":"Delete a message subscription","successStatus":204,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getWorkflowSubscription: {"method":"GET","path":"/v2/{project_id}/workflows/{workflow_id}/subscriptions/{subscription_id}","section":"4.20","summary":"Get a message subscription","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  updateWorkflowSubscription: {"method":"PUT","path":"/v2/{project_id}/workflows/{workflow_id}/subscriptions/{subscription_id}","section":"4.21","summary":"Update a message subscription","successStatus":200,"requestSchema":"UpdateWorkflowSubscriptionRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  createWorkflowSchedule: {"method":"POST","path":"/v2/{project_id}/workflows/{workflow_id}/schedules","section":"4.22","summary":"Create a timed schedule for a workflow","successStatus":201,"requestSchema":"CreateWorkflowScheduleRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getWorkflowSchedule: {"method":"GET","path":"/v2/{project_id}/workflows/{workflow_id}/schedules/{schedule_id}","section":"4.23","summary":"Get a workflow schedule","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteWorkflowSchedule: {"method":"DELETE","path":"/v2/{project_id}/workflows/{workflow_id}/schedules/{schedule_id}","section":"4.24","summary":"Delete a workflow schedule","successStatus":204,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  updateWorkflowSchedule: {"method":"PUT","path":"/v2/{project_id}/workflows/{workflow_id}/schedules/{schedule_id}","section":"4.25","summary":"Update a workflow schedule","successStatus":200,"requestSchema":"UpdateWorkflowScheduleRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
} as const;

/** The schemas that requests are made of, as JSON Schema 2020-12 `$defs`. */
export const schemas: Readonly<Record<string, object>> = {
  ActOnWorkflowExecutionRequest: {"type":"object","required":["action_name"],"properties":{"action_name":{"type":"string","enum":["stop","rerun"]},"policies":{"$ref":"#/$defs/ExecutionActionPolicyReq"},"parameters":{"type":"array","items":{"$ref":"#/$defs/WorkflowParameter"}},"data_requirements":{"type":"array","items":{"$ref":"#/$defs/DataRequirementReq"}}},"additionalProperties":false},
  ActOnWorkflowStepExecutionRequest: {"type":"object","required":["action_name"],"properties":{"action_name":{"type":"string","enum":["retry","stop","continue"]},"data_requirements":{"type":"array","items":{"$ref":"#/$defs/DataRequirementReqUpdateWorkflow"}},"parameters":{"type":"array","items":{"$ref":"#/$defs/WorkflowParameter"}}},"additionalProperties":false},
  AuthorizeWorkflowServiceRequest: {"type":"object","properties":{"main_service_id":{"type":"string"},"content_id":{"type":"string"},"consume":{"$ref":"#/$defs/WorkflowConsumeReq"}},"additionalProperties":false},
  Constraint: {"type":"object","properties":{"attribute":{"type":"string"},"operator":{"type":"string","enum":["equal"]},"value":{}},"additionalProperties":false},
  CreateWorkflowExecutionRequest: {"type":"object","properties":{"created_at":{"type":"string"},"name":{"type":"string"},"execution_id":{"type":"string"},"description":{"type":"string"},"status":{"type":"string"},"workspace_id":{"type":"string"},"workflow_id":{"type":"string"},"workflow_name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"scene_id":{"type":"string"},"scene_name":{"type":"string"},"steps_execution":{"type":"array","items":{"$ref":"#/$defs/StepExecutionReq"}},"sub_graphs":{"type":"array","items":{"$ref":"#/$defs/WorkflowSubgraph"}},"duration":{"type":"string"},"events":{"type":"array","items":{"type":"string"}},"labels":{"type":"array","items":{"type":"string"}},"data_requirements":{"type":"array","items":{"$ref":"#/$defs/DataRequirementReqCreateWorkflowExecution"}},"parameters":{"type":"array","items":{"$ref":"#/$defs/WorkflowParameterListWorkflowExecutions"}},"policies":{"$ref":"#/$defs/WorkflowDagPolicies"}},"additionalProperties":false},
  CreateWorkflowRequest: {"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^[\\u4e00-\\u9fffA-Za-z][\\u4e00-\\u9fffA-Za-z0-9 _\\-]*$","minLength":1,"maxLength":64},"description":{"type":"string"},"steps":{"type":"array","items":{"$ref":"#/$defs/WorkflowStepReq"}},"user_name":{"type":"string"},"workspace_id":{"type":"string"},"data_requirements":{"type":"array","items":{"$ref":"#/$defs/DataRequirementReq"}},"data":{"type":"array","items":{"$ref":"#/$defs/DataReq"}},"parameters":{"type":"array","items":{"$ref":"#/$defs/WorkflowParameter"}},"source_workflow_id":{"type":"string"},"gallery_subscription":{"$ref":"#/$defs/WorkflowGallerySubscription"},"latest_execution":{"$ref":"#/$defs/ExecutionBrief"},"run_count":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"param_ready":{"type":"boolean"},"source":{"type":"string"},"storages":{"type":"array","items":{"$ref":"#/$defs/WorkflowStorage"}},"labels":{"type":"array","items":{"type":"string"}},"assets":{"type":"array","items":{"$ref":"#/$defs/WorkflowAssetReq"}},"sub_graphs":{"type":"array","items":{"$ref":"#/$defs/WorkflowSubgraph"}},"extend":{"type":"object"},"policy":{"$ref":"#/$defs/WorkflowPolicy"},"with_subscription":{"type":"boolean"},"smn_switch":{"type":"boolean"},"subscription_id":{"type":"string"},"exempl_template_id":{"type":"string"},"last_modified_at":{"type":"string"},"package":{"$ref":"#/$defs/WorkflowServicePackegeReq"}},"additionalProperties":false},
  CreateWorkflowScheduleRequest: {"type":"object","properties":{"type":{"type":"string"},"content":{"type":"object"},"action":{"type":"string","enum":["run"]},"workflow_id":{"type":"string"},"user_id":{"type":"string"},"enable":{"type":"boolean"},"uuid":{"type":"string"},"policies":{"$ref":"#/$defs/WorkflowSchedulePolicies"},"created_at":{"type":"string"}},"additionalProperties":false},
  CreateWorkflowServicePackageRequest: {"type":"object","required":["pool_id","order"],"properties":{"status":{"type":"string"},"pool_id":{"type":"string"},"service_id":{"type":"string"},"workflow_id":{"type":"string"},"order":{"$ref":"#/$defs/WorkflowPoolOrderReqCreateWorkflowServicePackage"},"consume_limit":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"current_consume":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"current_date":{"type":"string"},"limit_enable":{"type":"boolean"},"created_at":{"type":"string"},"package_id":{"type":"string"}},"additionalProperties":false},
  CreateWorkflowSubscriptionRequest: {"type":"object","required":["topic_urns"],"properties":{"created_at":{"type":"string"},"subscription_id":{"type":"string"},"topic_urns":{"type":"array","items":{"type":"string"}},"entity":{"type":"string"},"events":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  DataReq: {"type":"object","properties":{"name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string","enum":["dataset","obs","swr","model","label_task","service","image"]},"value":{"type":"object"},"used_steps":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  DataRequirementReq: {"type":"object","required":["name","type"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string","enum":["dataset","obs","swr","model_list","label_task","service"]},"conditions":{"type":"array","items":{"$ref":"#/$defs/Constraint"}},"value":{"type":"object"},"used_steps":{"type":"array","items":{"type":"string"}},"delay":{"type":"boolean"}},"additionalProperties":false},
  DataRequirementReqCreateWorkflowExecution: {"type":"object","required":["name","type"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string","enum":["dataset","obs","swr","model_list","label_task","service"]},"conditions":{"type":"array","items":{"$ref":"#/$defs/Constraint"}},"value":{"type":"object"},"used_steps":{"type":"array","items":{"type":"string"}},"delay":{"type":"boolean"}},"additionalProperties":false},
  DataRequirementReqUpdateWorkflow: {"type":"object","required":["name","type"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string","enum":["dataset","obs","swr","model_list","label_task","service"]},"conditions":{"type":"array","items":{"$ref":"#/$defs/Constraint"}},"value":{"type":"object"},"used_steps":{"type":"array","items":{"type":"string"}},"delay":{"type":"boolean"}},"additionalProperties":false},
  ExecutionActionPolicyReq: {"type":"object","properties":{"rerun_steps":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  ExecutionBrief: {"type":"object","properties":{"execution_id":{"type":"string"},"created_at":{"type":"string"},"status":{"type":"string"},"running_steps":{"type":"array","items":{"type":"string"}},"current_steps":{"type":"array","items":{"type":"string"}},"duration":{"type":"integer","minimum":-9223372036854776000,"maximum":9223372036854775000}},"additionalProperties":false},
  JobInputReq: {"type":"object","properties":{"name":{"type":"string","pattern":"^[A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string"},"data":{},"value":{}},"additionalProperties":false},
  JobInputCreateWorkflow: {"type":"object","properties":{"name":{"type":"string","pattern":"^[A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string"},"data":{},"value":{}},"additionalProperties":false},
  JobOutputCreateWorkflow: {"type":"object","properties":{"name":{"type":"string"},"type":{"type":"string"},"config":{"type":"object"}},"additionalProperties":false},
  Scene: {"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"steps":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  SkuInfo: {"type":"object","properties":{"code":{"type":"string"},"period":{"type":"string"},"queries_limit":{"type":"integer","minimum":-9223372036854776000,"maximum":9223372036854775000},"price":{"type":"number"}},"additionalProperties":false},
  SkulInfo: {"type":"object","properties":{"code":{"type":"string"},"period":{"type":"string"},"queries_limit":{"type":"integer","minimum":-9223372036854776000,"maximum":9223372036854775000},"price":{"type":"number"}},"additionalProperties":false},
  StepCondition: {"type":"object","properties":{"type":{"type":"string"},"left":{},"right":{}},"additionalProperties":false},
  StepConditionCreateWorkflow: {"type":"object","properties":{"type":{"type":"string"},"left":{},"right":{}},"additionalProperties":false},
  StepExecutionReq: {"type":"object","properties":{"step_name":{"type":"string","pattern":"^[\\u4e00-\\u9fffA-Za-z][\\u4e00-\\u9fffA-Za-z0-9 _\\-]*$","minLength":1,"maxLength":64},"duration":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"type":{"type":"string"},"instance_id":{"type":"string"},"status":{"type":"string","enum":["init","wait_inputs","pending","creating","created","create_failed","running","stopping","stopped","timeout","completed","failed","hold","skipped"]},"inputs":{"type":"array","items":{"$ref":"#/$defs/JobInputCreateWorkflow"}},"outputs":{"type":"array","items":{"$ref":"#/$defs/JobOutputCreateWorkflow"}},"step_uuid":{"type":"string"},"properties":{"type":"object"},"events":{"type":"array","items":{"type":"string"}},"error_info":{"$ref":"#/$defs/WorkflowErrorInfo"},"policy":{"$ref":"#/$defs/WorkflowStepExecutionPolicy"},"conditions_execution":{"$ref":"#/$defs/WorkflowConditionExecution"},"step_title":{"type":"string"},"conditions":{"type":"array","items":{"$ref":"#/$defs/StepCondition"}}},"additionalProperties":false},
  StepExecutionReqUpdateWorkflowExecution: {"type":"object","properties":{"step_name":{"type":"string","pattern":"^[\\u4e00-\\u9fffA-Za-z][\\u4e00-\\u9fffA-Za-z0-9 _\\-]*$","minLength":1,"maxLength":64},"duration":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"type":{"type":"string"},"instance_id":{"type":"string"},"status":{"type":"string","enum":["init","wait_inputs","pending","creating","created","create_failed","running","stopping","stopped","timeout","completed","failed","hold","skipped"]},"inputs":{"type":"array","items":{"$ref":"#/$defs/JobInputReq"}},"outputs":{"type":"array","items":{"$ref":"#/$defs/JobOutputCreateWorkflow"}},"step_uuid":{"type":"string"},"properties":{"type":"object"},"events":{"type":"array","items":{"type":"string"}},"error_info":{"$ref":"#/$defs/WorkflowErrorInfo"},"policy":{"$ref":"#/$defs/WorkflowStepExecutionPolicyReq"},"conditions_execution":{"$ref":"#/$defs/WorkflowConditionExecution"},"step_title":{"type":"string"},"conditions":{"type":"array","items":{"$ref":"#/$defs/StepCondition"}}},"additionalProperties":false},
  UpdateWorkflowExecutionRequest: {"type":"object","properties":{"created_at":{"type":"string"},"name":{"type":"string"},"execution_id":{"type":"string"},"description":{"type":"string"},"status":{"type":"string"},"workspace_id":{"type":"string"},"workflow_id":{"type":"string"},"workflow_name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"scene_id":{"type":"string"},"scene_name":{"type":"string"},"steps_execution":{"type":"array","items":{"$ref":"#/$defs/StepExecutionReqUpdateWorkflowExecution"}},"sub_graphs":{"type":"array","items":{"$ref":"#/$defs/WorkflowSubgraph"}},"duration":{"type":"string"},"events":{"type":"array","items":{"type":"string"}},"labels":{"type":"array","items":{"type":"string"}},"data_requirements":{"type":"array","items":{"$ref":"#/$defs/DataRequirementReqCreateWorkflowExecution"}},"parameters":{"type":"array","items":{"$ref":"#/$defs/WorkflowParameterReq"}},"policies":{"$ref":"#/$defs/WorkflowDagPolicies"}},"additionalProperties":false},
  UpdateWorkflowRequest: {"type":"object","properties":{"name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"description":{"type":"string"},"data_requirements":{"type":"array","items":{"$ref":"#/$defs/DataRequirementReqUpdateWorkflow"}},"parameters":{"type":"array","items":{"$ref":"#/$defs/WorkflowParameter"}},"storages":{"type":"array","items":{"$ref":"#/$defs/WorkflowStorage"}},"labels":{"type":"array","items":{"type":"string"}},"smn_switch":{"type":"boolean"},"steps":{"type":"array","items":{"$ref":"#/$defs/WorkflowStepReqUpdateWorkflow"}}},"additionalProperties":false},
  UpdateWorkflowScheduleRequest: {"type":"object","properties":{"content":{"type":"object"},"enable":{"type":"boolean"}},"additionalProperties":false},
  UpdateWorkflowSubscriptionRequest: {"type":"object","required":["topic_urns"],"properties":{"created_at":{"type":"string"},"subscription_id":{"type":"string"},"topic_urns":{"type":"array","items":{"type":"string"}},"entity":{"type":"string"},"events":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  WorkflowAssetReq: {"type":"object","properties":{"name":{"type":"string"},"type":{"type":"string","enum":["algorithm","algorithm2","model"]},"content_id":{"type":"string"},"subscription_id":{"type":"string"},"expired_at":{"type":"string"}},"additionalProperties":false},
  WorkflowConditionExecution: {"type":"object","properties":{"result":{"type":"string"},"metric_list":{"type":"array","items":{"$ref":"#/$defs/WorkflowMetricPair"}}},"additionalProperties":false},
  WorkflowConsumeReq: {"type":"object","properties":{"period":{"type":"string"},"value":{"type":"integer","minimum":-9223372036854776000,"maximum":9223372036854775000}},"additionalProperties":false},
  WorkflowDagPolicies: {"type":"object","properties":{"use_cache":{"type":"boolean"}},"additionalProperties":false},
  WorkflowErrorInfo: {"type":"object","properties":{"error_code":{"type":"string"},"error_message":{"type":"string"}},"additionalProperties":false},
  WorkflowGallerySubscription: {"type":"object","properties":{"content_id":{"type":"string"},"version_id":{"type":"string"},"expired_at":{"type":"string"}},"additionalProperties":false},
  WorkflowMetricPair: {"type":"object","properties":{"key":{"type":"string"},"value":{}},"additionalProperties":false},
  WorkflowParameter: {"type":"object","properties":{"name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string","enum":["str","int","bool","float"]},"description":{"type":"string"},"example":{},"delay":{"type":"boolean"},"default":{},"value":{},"enum":{"type":"array","items":{}},"used_steps":{"type":"array","items":{"type":"string"}},"format":{"type":"string"},"constraint":{"type":"object"}},"additionalProperties":false},
  WorkflowParameterReq: {"type":"object","properties":{"name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string","enum":["str","int","bool","float"]},"description":{"type":"string"},"example":{},"delay":{"type":"boolean"},"default":{},"value":{},"enum":{"type":"array","items":{}},"used_steps":{"type":"array","items":{"type":"string"}},"format":{"type":"string"},"constraint":{"type":"object"}},"additionalProperties":false},
  WorkflowParameterListWorkflowExecutions: {"type":"object","properties":{"name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string","enum":["str","int","bool","float"]},"description":{"type":"string"},"example":{},"delay":{"type":"boolean"},"default":{},"value":{},"enum":{"type":"array","items":{}},"used_steps":{"type":"array","items":{"type":"string"}},"format":{"type":"string"},"constraint":{"type":"object"}},"additionalProperties":false},
  WorkflowPolicy: {"type":"object","properties":{"use_scene":{"type":"string"},"scene_id":{"type":"string"},"scenes":{"type":"array","items":{"$ref":"#/$defs/Scene"}}},"additionalProperties":false},
  WorkflowPoolOrderReq: {"type":"object","required":["sku","sku_count"],"properties":{"id":{"type":"string"},"sku":{"$ref":"#/$defs/SkulInfo"},"sku_count":{"type":"string"}},"additionalProperties":false},
  WorkflowPoolOrderReqCreateWorkflowServicePackage: {"type":"object","required":["sku","sku_count"],"properties":{"id":{"type":"string"},"sku":{"$ref":"#/$defs/SkuInfo"},"sku_count":{"type":"string"}},"additionalProperties":false},
  WorkflowSchedulePolicies: {"type":"object","properties":{"on_failure":{"type":"string"},"on_running":{"type":"string"}},"additionalProperties":false},
  WorkflowServicePackegeReq: {"type":"object","properties":{"package_id":{"type":"string"},"status":{"type":"string"},"pool_id":{"type":"string"},"service_id":{"type":"string"},"workflow_id":{"type":"string"},"order":{"$ref":"#/$defs/WorkflowPoolOrderReq"},"consume_limit":{"type":"integer","minimum":-9223372036854776000,"maximum":9223372036854775000},"current_consume":{"type":"integer","minimum":-9223372036854776000,"maximum":9223372036854775000},"current_date":{"type":"string"},"limit_enable":{"type":"boolean"},"created_at":{"type":"string"}},"additionalProperties":false},
  WorkflowStepExecutionPolicy: {"type":"object","properties":{"execution_policy":{"type":"string","enum":["retry","stop","continue"]},"use_cache":{"type":"boolean"}},"additionalProperties":false},
  WorkflowStepExecutionPolicyReq: {"type":"object","properties":{"execution_policy":{"type":"string","enum":["retry","stop","continue"]},"use_cache":{"type":"boolean"}},"additionalProperties":false},
  WorkflowStepPolicy: {"type":"object","properties":{"poll_interval_seconds":{"type":"string"},"max_execution_minutes":{"type":"string"}},"additionalProperties":false},
  WorkflowStepReq: {"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^[\\u4e00-\\u9fffA-Za-z][\\u4e00-\\u9fffA-Za-z0-9 _\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string"},"inputs":{"type":"array","items":{"$ref":"#/$defs/JobInputCreateWorkflow"}},"outputs":{"type":"array","items":{"$ref":"#/$defs/JobOutputCreateWorkflow"}},"created_at":{"type":"string"},"title":{"type":"string"},"description":{"type":"string"},"properties":{"type":"object"},"depend_steps":{"type":"array","items":{"type":"string"}},"conditions":{"type":"array","items":{"$ref":"#/$defs/StepConditionCreateWorkflow"}},"if_then_steps":{"type":"array","items":{"type":"string"}},"else_then_steps":{"type":"array","items":{"type":"string"}},"policy":{"$ref":"#/$defs/WorkflowStepPolicy"}},"additionalProperties":false},
  WorkflowStepReqUpdateWorkflow: {"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^[\\u4e00-\\u9fffA-Za-z][\\u4e00-\\u9fffA-Za-z0-9 _\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string"},"inputs":{"type":"array","items":{"$ref":"#/$defs/JobInputCreateWorkflow"}},"outputs":{"type":"array","items":{"$ref":"#/$defs/JobOutputCreateWorkflow"}},"created_at":{"type":"string"},"title":{"type":"string"},"description":{"type":"string"},"properties":{"type":"object"},"depend_steps":{"type":"array","items":{"type":"string"}},"conditions":{"type":"array","items":{"$ref":"#/$defs/StepCondition"}},"if_then_steps":{"type":"array","items":{"type":"string"}},"else_then_steps":{"type":"array","items":{"type":"string"}},"policy":{"$ref":"#/$defs/WorkflowStepPolicy"}},"additionalProperties":false},
  WorkflowStorage: {"type":"object","properties":{"name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_\\-]*$","minLength":1,"maxLength":64},"type":{"type":"string","enum":["obs"]},"path":{"type":"string"}},"additionalProperties":false},
  WorkflowSubgraph: {"type":"object","properties":{"name":{"type":"string"},"steps":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
};

/** Table 4-229. */
export type ActOnWorkflowExecutionRequest = {
  readonly action_name: "stop" | "rerun";
  readonly policies?: ExecutionActionPolicyReq;
  readonly parameters?: readonly (WorkflowParameter)[];
  readonly data_requirements?: readonly (DataRequirementReq)[];
};
/** Table 4-234. */
export type ActOnWorkflowExecutionResponse = {
  readonly created_at?: string | null;
  readonly name?: string | null;
  readonly execution_id?: string | null;
  readonly description?: string | null;
  readonly status?: string | null;
  readonly workspace_id?: string | null;
  readonly workflow_id?: string | null;
  readonly workflow_name?: string | null;
  readonly scene_id?: string | null;
  readonly scene_name?: string | null;
  readonly steps_execution?: readonly (StepExecutionActOnWorkflowExecution)[] | null;
  readonly sub_graphs?: readonly (WorkflowSubgraph)[] | null;
  readonly duration?: string | null;
  readonly events?: readonly (string)[] | null;
  readonly labels?: readonly (string)[] | null;
  readonly data_requirements?: readonly (DataRequirementCreateWorkflow)[] | null;
  readonly parameters?: readonly (WorkflowParameter)[] | null;
  readonly policies?: WorkflowDagPolicies | null;
};
/** Table 4-249. */
export type ActOnWorkflowStepExecutionRequest = {
  readonly action_name: "retry" | "stop" | "continue";
  readonly data_requirements?: readonly (DataRequirementReqUpdateWorkflow)[];
  readonly parameters?: readonly (WorkflowParameter)[];
};
/** Table 4-253. */
export type ActOnWorkflowStepExecutionResponse = {
  readonly step_name?: string | null;
  readonly uuid?: string | null;
  readonly created_at?: string | null;
  readonly duration?: number | null;
  readonly type?: string | null;
  readonly instance_id?: string | null;
  readonly status?: string | null;
  readonly inputs?: readonly (JobInputCreateWorkflow)[] | null;
  readonly outputs?: readonly (JobOutputCreateWorkflow)[] | null;
  readonly step_uuid?: string | null;
  readonly properties?: unknown | null;
  readonly events?: readonly (string)[] | null;
  readonly error_info?: WorkflowErrorInfo | null;
  readonly policy?: WorkflowStepExecutionPolicy | null;
  readonly conditions_execution?: WorkflowConditionExecution | null;
  readonly step_title?: string | null;
  readonly conditions?: readonly (StepCondition)[] | null;
};
/** Table 4-127. */
export type AuthorizeWorkflowServiceRequest = {
  readonly main_service_id?: string;
  readonly content_id?: string;
  readonly consume?: WorkflowConsumeReq;
};
/** Table 4-129. */
export type AuthorizeWorkflowServiceResponse = {
  readonly result?: string | null;
};
/** Table 4-11, 4-32, 4-52, 4-75, 4-91, 4-106, 4-151, 4-166, 4-180, 4-196, 4-211, 4-225, 4-233, 4-245, 4-251. */
export type Constraint = {
  readonly attribute?: string | null;
  readonly operator?: string | null;
  readonly value?: unknown | null;
};
/** Table 4-155. */
export type CreateWorkflowExecutionRequest = {
  readonly created_at?: string;
  readonly name?: string;
  readonly execution_id?: string;
  readonly description?: string;
  readonly status?: string;
  readonly workspace_id?: string;
  readonly workflow_id?: string;
  readonly workflow_name?: string;
  readonly scene_id?: string;
  readonly scene_name?: string;
  readonly steps_execution?: readonly (StepExecutionReq)[];
  readonly sub_graphs?: readonly (WorkflowSubgraph)[];
  readonly duration?: string;
  readonly events?: readonly (string)[];
  readonly labels?: readonly (string)[];
  readonly data_requirements?: readonly (DataRequirementReqCreateWorkflowExecution)[];
  readonly parameters?: readonly (WorkflowParameterListWorkflowExecutions)[];
  readonly policies?: WorkflowDagPolicies;
};
/** Table 4-169. */
export type CreateWorkflowExecutionResponse = {
  readonly created_at?: string | null;
  readonly name?: string | null;
  readonly execution_id?: string | null;
  readonly description?: string | null;
  readonly status?: string | null;
  readonly workspace_id?: string | null;
  readonly workflow_id?: string | null;
  readonly workflow_name?: string | null;
  readonly scene_id?: string | null;
  readonly scene_name?: string | null;
  readonly steps_execution?: readonly (StepExecutionCreateWorkflowExecution)[] | null;
  readonly sub_graphs?: readonly (WorkflowSubgraph)[] | null;
  readonly duration?: string | null;
  readonly events?: readonly (string)[] | null;
  readonly labels?: readonly (string)[] | null;
  readonly data_requirements?: readonly (DataRequirementCreateWorkflow)[] | null;
  readonly parameters?: readonly (WorkflowParameterListWorkflowExecutions)[] | null;
  readonly policies?: WorkflowDagPolicies | null;
};
/** Table 4-25. */
export type CreateWorkflowRequest = {
  readonly name: string;
  readonly description?: string;
  readonly steps?: readonly (WorkflowStepReq)[];
  readonly user_name?: string;
  readonly workspace_id?: string;
  readonly data_requirements?: readonly (DataRequirementReq)[];
  readonly data?: readonly (DataReq)[];
  readonly parameters?: readonly (WorkflowParameter)[];
  readonly source_workflow_id?: string;
  readonly gallery_subscription?: WorkflowGallerySubscription;
  readonly latest_execution?: ExecutionBrief;
  readonly run_count?: number;
  readonly param_ready?: boolean;
  readonly source?: string;
  readonly storages?: readonly (WorkflowStorage)[];
  readonly labels?: readonly (string)[];
  readonly assets?: readonly (WorkflowAssetReq)[];
  readonly sub_graphs?: readonly (WorkflowSubgraph)[];
  readonly extend?: unknown;
  readonly policy?: WorkflowPolicy;
  readonly with_subscription?: boolean;
  readonly smn_switch?: boolean;
  readonly subscription_id?: string;
  readonly exempl_template_id?: string;
  readonly last_modified_at?: string;
  readonly package?: WorkflowServicePackegeReq;
};
/** Table 4-45. */
export type CreateWorkflowResponse = {
  readonly name?: string | null;
  readonly workflow_id?: string | null;
  readonly created_at?: string | null;
  readonly description?: string | null;
  readonly steps?: readonly (WorkflowStepCreateWorkflow)[] | null;
  readonly user_name?: string | null;
  readonly workspace_id?: string | null;
  readonly data_requirements?: readonly (DataRequirementCreateWorkflow)[] | null;
  readonly data?: readonly (Data)[] | null;
  readonly parameters?: readonly (WorkflowParameterCreateWorkflow)[] | null;
  readonly source_workflow_id?: string | null;
  readonly gallery_subscription?: WorkflowGallerySubscription | null;
  readonly latest_execution?: ExecutionBrief | null;
  readonly run_count?: number | null;
  readonly param_ready?: boolean | null;
  readonly source?: string | null;
  readonly storages?: readonly (WorkflowStorage)[] | null;
  readonly labels?: readonly (string)[] | null;
  readonly assets?: readonly (WorkflowAssetCreateWorkflow)[] | null;
  readonly sub_graphs?: readonly (WorkflowSubgraph)[] | null;
  readonly extend?: unknown | null;
  readonly policy?: WorkflowPolicy | null;
  readonly with_subscription?: boolean | null;
  readonly smn_switch?: boolean | null;
  readonly subscription_id?: string | null;
  readonly exempl_template_id?: string | null;
  readonly last_modified_at?: string | null;
  readonly package?: WorkflowServicePackegeCreateWorkflow | null;
};
/** Table 4-274. */
export type CreateWorkflowScheduleRequest = {
  readonly type?: string;
  readonly content?: unknown;
  readonly action?: "run";
  readonly workflow_id?: string;
  readonly user_id?: string;
  readonly enable?: boolean;
  readonly uuid?: string;
  readonly policies?: WorkflowSchedulePolicies;
  readonly created_at?: string;
};
/** Table 4-276. */
export type CreateWorkflowScheduleResponse = {
  readonly type?: string | null;
  readonly content?: unknown | null;
  readonly action?: string | null;
  readonly workflow_id?: string | null;
  readonly user_id?: string | null;
  readonly enable?: boolean | null;
  readonly uuid?: string | null;
  readonly policies?: WorkflowSchedulePolicies | null;
  readonly created_at?: string | null;
};
/** Table 4-131. */
export type CreateWorkflowServicePackageRequest = {
  readonly status?: string;
  readonly pool_id: string;
  readonly service_id?: string;
  readonly workflow_id?: string;
  readonly order: WorkflowPoolOrderReqCreateWorkflowServicePackage;
  readonly consume_limit?: number;
  readonly current_consume?: number;
  readonly current_date?: string;
  readonly limit_enable?: boolean;
  readonly created_at?: string;
  readonly package_id?: string;
};
/** Table 4-134. */
export type CreateWorkflowServicePackageResponse = {
  readonly status?: string | null;
  readonly pool_id?: string | null;
  readonly service_id?: string | null;
  readonly workflow_id?: string | null;
  readonly order?: WorkflowPoolOrderCreateWorkflowServicePackage | null;
  readonly consume_limit?: number | null;
  readonly current_consume?: number | null;
  readonly current_date?: string | null;
  readonly limit_enable?: boolean | null;
  readonly created_at?: string | null;
  readonly package_id?: string | null;
};
/** Table 4-265. */
export type CreateWorkflowSubscriptionRequest = {
  readonly created_at?: string;
  readonly subscription_id?: string;
  readonly topic_urns: readonly (string)[];
  readonly entity?: string;
  readonly events?: readonly (string)[];
};
/** Table 4-266. */
export type CreateWorkflowSubscriptionResponse = {
  readonly created_at?: string | null;
  readonly subscription_id?: string | null;
  readonly topic_urns?: readonly (string)[] | null;
  readonly entity?: string | null;
  readonly events?: readonly (string)[] | null;
};
/** Table 4-12, 4-53, 4-76, 4-107. */
export type Data = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly value?: unknown | null;
  readonly used_steps?: readonly (string)[] | null;
};
/** Table 4-33. */
export type DataReq = {
  readonly name?: string;
  readonly type?: "dataset" | "obs" | "swr" | "model" | "label_task" | "service" | "image";
  readonly value?: unknown;
  readonly used_steps?: readonly (string)[];
};
/** Table 4-10. */
export type DataRequirement = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly conditions?: readonly (Constraint)[] | null;
  readonly value?: unknown | null;
  readonly used_steps?: readonly (string)[] | null;
  readonly delay?: boolean | null;
};
/** Table 4-31, 4-232. */
export type DataRequirementReq = {
  readonly name: string;
  readonly type: "dataset" | "obs" | "swr" | "model_list" | "label_task" | "service";
  readonly conditions?: readonly (Constraint)[];
  readonly value?: unknown;
  readonly used_steps?: readonly (string)[];
  readonly delay?: boolean;
};
/** Table 4-165, 4-210. */
export type DataRequirementReqCreateWorkflowExecution = {
  readonly name: string;
  readonly type: "dataset" | "obs" | "swr" | "model_list" | "label_task" | "service";
  readonly conditions?: readonly (Constraint)[];
  readonly value?: unknown;
  readonly used_steps?: readonly (string)[];
  readonly delay?: boolean;
};
/** Table 4-90, 4-250. */
export type DataRequirementReqUpdateWorkflow = {
  readonly name: string;
  readonly type: "dataset" | "obs" | "swr" | "model_list" | "label_task" | "service";
  readonly conditions?: readonly (Constraint)[];
  readonly value?: unknown;
  readonly used_steps?: readonly (string)[];
  readonly delay?: boolean;
};
/** Table 4-51, 4-74, 4-105, 4-150, 4-179, 4-195, 4-224, 4-244. */
export type DataRequirementCreateWorkflow = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly conditions?: readonly (Constraint)[] | null;
  readonly value?: unknown | null;
  readonly used_steps?: readonly (string)[] | null;
  readonly delay?: boolean | null;
};
/** Table 4-230. */
export type ExecutionActionPolicyReq = {
  readonly rerun_steps?: readonly (string)[];
};
/** Table 4-15, 4-36, 4-56, 4-79, 4-110. */
export type ExecutionBrief = {
  readonly execution_id?: string | null;
  readonly created_at?: string | null;
  readonly status?: string | null;
  readonly running_steps?: readonly (string)[] | null;
  readonly current_steps?: readonly (string)[] | null;
  readonly duration?: number | null;
};
/** Table 4-185. */
export type GetWorkflowExecutionResponse = {
  readonly created_at?: string | null;
  readonly name?: string | null;
  readonly execution_id?: string | null;
  readonly description?: string | null;
  readonly status?: string | null;
  readonly workspace_id?: string | null;
  readonly workflow_id?: string | null;
  readonly workflow_name?: string | null;
  readonly scene_id?: string | null;
  readonly scene_name?: string | null;
  readonly steps_execution?: readonly (StepExecutionGetWorkflowExecution)[] | null;
  readonly sub_graphs?: readonly (WorkflowSubgraph)[] | null;
  readonly duration?: string | null;
  readonly events?: readonly (string)[] | null;
  readonly labels?: readonly (string)[] | null;
  readonly data_requirements?: readonly (DataRequirementCreateWorkflow)[] | null;
  readonly parameters?: readonly (WorkflowParameter)[] | null;
  readonly policies?: WorkflowDagPolicies | null;
};
/** Table 4-121. */
export type GetWorkflowOverviewResponse = {
  readonly total?: number | null;
  readonly stat?: Readonly<Record<string, number>> | null;
};
/** Table 4-68. */
export type GetWorkflowResponse = {
  readonly name?: string | null;
  readonly workflow_id?: string | null;
  readonly created_at?: string | null;
  readonly description?: string | null;
  readonly steps?: readonly (WorkflowStepGetWorkflow)[] | null;
  readonly user_name?: string | null;
  readonly workspace_id?: string | null;
  readonly data_requirements?: readonly (DataRequirementCreateWorkflow)[] | null;
  readonly data?: readonly (Data)[] | null;
  readonly parameters?: readonly (WorkflowParameter)[] | null;
  readonly source_workflow_id?: string | null;
  readonly gallery_subscription?: WorkflowGallerySubscription | null;
  readonly latest_execution?: ExecutionBrief | null;
  readonly run_count?: number | null;
  readonly param_ready?: boolean | null;
  readonly source?: string | null;
  readonly storages?: readonly (WorkflowStorage)[] | null;
  readonly labels?: readonly (string)[] | null;
  readonly assets?: readonly (WorkflowAssetCreateWorkflow)[] | null;
  readonly sub_graphs?: readonly (WorkflowSubgraph)[] | null;
  readonly extend?: unknown | null;
  readonly policy?: WorkflowPolicy | null;
  readonly with_subscription?: boolean | null;
  readonly smn_switch?: boolean | null;
  readonly subscription_id?: string | null;
  readonly exempl_template_id?: string | null;
  readonly last_modified_at?: string | null;
  readonly package?: WorkflowServicePackegeCreateWorkflow | null;
};
/** Table 4-279. */
export type GetWorkflowScheduleResponse = {
  readonly type?: string | null;
  readonly content?: unknown | null;
  readonly action?: string | null;
  readonly workflow_id?: string | null;
  readonly user_id?: string | null;
  readonly enable?: boolean | null;
  readonly uuid?: string | null;
  readonly policies?: WorkflowSchedulePolicies | null;
  readonly created_at?: string | null;
};
/** GetWorkflowStepExecutionMetricsResponse. */
export type GetWorkflowStepExecutionMetricsResponse = readonly (WorkflowStepMetric)[];
/** Table 4-269. */
export type GetWorkflowSubscriptionResponse = {
  readonly created_at?: string | null;
  readonly subscription_id?: string | null;
  readonly topic_urns?: readonly (string)[] | null;
  readonly entity?: string | null;
  readonly events?: readonly (string)[] | null;
};
/** Table 4-6. */
export type JobInput = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly data?: unknown | null;
  readonly value?: unknown | null;
};
/** Table 4-202. */
export type JobInputReq = {
  readonly name?: string;
  readonly type?: string;
  readonly data?: unknown;
  readonly value?: unknown;
};
/** Table 4-27, 4-47, 4-70, 4-95, 4-101, 4-142, 4-157, 4-236, 4-254. */
export type JobInputCreateWorkflow = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly data?: unknown | null;
  readonly value?: unknown | null;
};
/** Table 4-171, 4-187, 4-216. */
export type JobInputCreateWorkflowExecution = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly data?: unknown | null;
  readonly value?: unknown | null;
};
/** Table 4-7. */
export type JobOutput = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly config?: unknown | null;
};
/** Table 4-28, 4-48, 4-71, 4-96, 4-102, 4-143, 4-158, 4-203, 4-237, 4-255. */
export type JobOutputCreateWorkflow = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly config?: unknown | null;
};
/** Table 4-172, 4-188, 4-217. */
export type JobOutputCreateWorkflowExecution = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly config?: unknown | null;
};
/** Table 4-139. */
export type ListWorkflowExecutionsResponse = {
  readonly total?: number | null;
  readonly count?: number | null;
  readonly items?: readonly (WorkflowExecution)[] | null;
};
/** Table 4-124. */
export type ListWorkflowTodosResponse = {
  readonly items?: readonly (WorkflowTodo)[] | null;
  readonly total?: number | null;
};
/** Table 4-3. */
export type ListWorkflowsResponse = {
  readonly total?: number | null;
  readonly count?: number | null;
  readonly items?: readonly (Workflow)[] | null;
};
/** Table 4-20, 4-41, 4-61, 4-84, 4-115. */
export type Scene = {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly steps?: readonly (string)[] | null;
};
/** Table 4-133, 4-136. */
export type SkuInfo = {
  readonly code?: string | null;
  readonly period?: string | null;
  readonly queries_limit?: number | null;
  readonly price?: number | null;
};
/** Table 4-44, 4-64, 4-87, 4-118. */
export type SkulInfo = {
  readonly code?: string | null;
  readonly period?: string | null;
  readonly queries_limit?: number | null;
  readonly price?: number | null;
};
/** Table 4-23. */
export type Skulnfo = {
  readonly code?: string | null;
  readonly period?: string | null;
  readonly queries_limit?: number | null;
  readonly price?: number | null;
};
/** Table 4-8, 4-97, 4-148, 4-163, 4-177, 4-208, 4-222, 4-260. */
export type StepCondition = {
  readonly type?: string | null;
  readonly left?: unknown | null;
  readonly right?: unknown | null;
};
/** Table 4-29, 4-49, 4-72, 4-103, 4-193, 4-242. */
export type StepConditionCreateWorkflow = {
  readonly type?: string | null;
  readonly left?: unknown | null;
  readonly right?: unknown | null;
};
/** Table 4-141. */
export type StepExecution = {
  readonly step_name?: string | null;
  readonly uuid?: string | null;
  readonly created_at?: string | null;
  readonly duration?: number | null;
  readonly type?: string | null;
  readonly instance_id?: string | null;
  readonly status?: string | null;
  readonly inputs?: readonly (JobInputCreateWorkflow)[] | null;
  readonly outputs?: readonly (JobOutputCreateWorkflow)[] | null;
  readonly step_uuid?: string | null;
  readonly properties?: unknown | null;
  readonly events?: readonly (string)[] | null;
  readonly error_info?: WorkflowErrorInfo | null;
  readonly policy?: WorkflowStepExecutionPolicy | null;
  readonly conditions_execution?: WorkflowConditionExecution | null;
  readonly step_title?: string | null;
  readonly conditions?: readonly (StepCondition)[] | null;
};
/** Table 4-156. */
export type StepExecutionReq = {
  readonly step_name?: string;
  readonly duration?: number;
  readonly type?: string;
  readonly instance_id?: string;
  readonly status?: "init" | "wait_inputs" | "pending" | "creating" | "created" | "create_failed" | "running" | "stopping" | "stopped" | "timeout" | "completed" | "failed" | "hold" | "skipped";
  readonly inputs?: readonly (JobInputCreateWorkflow)[];
  readonly outputs?: readonly (JobOutputCreateWorkflow)[];
  readonly step_uuid?: string;
  readonly properties?: unknown;
  readonly events?: readonly (string)[];
  readonly error_info?: WorkflowErrorInfo;
  readonly policy?: WorkflowStepExecutionPolicy;
  readonly conditions_execution?: WorkflowConditionExecution;
  readonly step_title?: string;
  readonly conditions?: readonly (StepCondition)[];
};
/** Table 4-201. */
export type StepExecutionReqUpdateWorkflowExecution = {
  readonly step_name?: string;
  readonly duration?: number;
  readonly type?: string;
  readonly instance_id?: string;
  readonly status?: "init" | "wait_inputs" | "pending" | "creating" | "created" | "create_failed" | "running" | "stopping" | "stopped" | "timeout" | "completed" | "failed" | "hold" | "skipped";
  readonly inputs?: readonly (JobInputReq)[];
  readonly outputs?: readonly (JobOutputCreateWorkflow)[];
  readonly step_uuid?: string;
  readonly properties?: unknown;
  readonly events?: readonly (string)[];
  readonly error_info?: WorkflowErrorInfo;
  readonly policy?: WorkflowStepExecutionPolicyReq;
  readonly conditions_execution?: WorkflowConditionExecution;
  readonly step_title?: string;
  readonly conditions?: readonly (StepCondition)[];
};
/** Table 4-235. */
export type StepExecutionActOnWorkflowExecution = {
  readonly step_name?: string | null;
  readonly uuid?: string | null;
  readonly created_at?: string | null;
  readonly duration?: number | null;
  readonly type?: string | null;
  readonly instance_id?: string | null;
  readonly status?: string | null;
  readonly inputs?: readonly (JobInputCreateWorkflow)[] | null;
  readonly outputs?: readonly (JobOutputCreateWorkflow)[] | null;
  readonly step_uuid?: string | null;
  readonly properties?: unknown | null;
  readonly events?: readonly (string)[] | null;
  readonly error_info?: WorkflowErrorInfo | null;
  readonly policy?: WorkflowStepExecutionPolicy | null;
  readonly conditions_execution?: WorkflowConditionExecution | null;
  readonly step_title?: string | null;
  readonly conditions?: readonly (StepConditionCreateWorkflow)[] | null;
};
/** Table 4-170, 4-215. */
export type StepExecutionCreateWorkflowExecution = {
  readonly step_name?: string | null;
  readonly uuid?: string | null;
  readonly created_at?: string | null;
  readonly duration?: number | null;
  readonly type?: string | null;
  readonly instance_id?: string | null;
  readonly status?: string | null;
  readonly inputs?: readonly (JobInputCreateWorkflowExecution)[] | null;
  readonly outputs?: readonly (JobOutputCreateWorkflowExecution)[] | null;
  readonly step_uuid?: string | null;
  readonly properties?: unknown | null;
  readonly events?: readonly (string)[] | null;
  readonly error_info?: WorkflowErrorInfo | null;
  readonly policy?: WorkflowStepExecutionPolicyCreateWorkflowExecution | null;
  readonly conditions_execution?: WorkflowConditionExecution | null;
  readonly step_title?: string | null;
  readonly conditions?: readonly (StepCondition)[] | null;
};
/** Table 4-186. */
export type StepExecutionGetWorkflowExecution = {
  readonly step_name?: string | null;
  readonly uuid?: string | null;
  readonly created_at?: string | null;
  readonly duration?: number | null;
  readonly type?: string | null;
  readonly instance_id?: string | null;
  readonly status?: string | null;
  readonly inputs?: readonly (JobInputCreateWorkflowExecution)[] | null;
  readonly outputs?: readonly (JobOutputCreateWorkflowExecution)[] | null;
  readonly step_uuid?: string | null;
  readonly properties?: unknown | null;
  readonly events?: readonly (string)[] | null;
  readonly error_info?: WorkflowErrorInfo | null;
  readonly policy?: WorkflowStepExecutionPolicy | null;
  readonly conditions_execution?: WorkflowConditionExecution | null;
  readonly step_title?: string | null;
  readonly conditions?: readonly (StepConditionCreateWorkflow)[] | null;
};
/** Table 4-200. */
export type UpdateWorkflowExecutionRequest = {
  readonly created_at?: string;
  readonly name?: string;
  readonly execution_id?: string;
  readonly description?: string;
  readonly status?: string;
  readonly workspace_id?: string;
  readonly workflow_id?: string;
  readonly workflow_name?: string;
  readonly scene_id?: string;
  readonly scene_name?: string;
  readonly steps_execution?: readonly (StepExecutionReqUpdateWorkflowExecution)[];
  readonly sub_graphs?: readonly (WorkflowSubgraph)[];
  readonly duration?: string;
  readonly events?: readonly (string)[];
  readonly labels?: readonly (string)[];
  readonly data_requirements?: readonly (DataRequirementReqCreateWorkflowExecution)[];
  readonly parameters?: readonly (WorkflowParameterReq)[];
  readonly policies?: WorkflowDagPolicies;
};
/** Table 4-214. */
export type UpdateWorkflowExecutionResponse = {
  readonly created_at?: string | null;
  readonly name?: string | null;
  readonly execution_id?: string | null;
  readonly description?: string | null;
  readonly status?: string | null;
  readonly workspace_id?: string | null;
  readonly workflow_id?: string | null;
  readonly workflow_name?: string | null;
  readonly scene_id?: string | null;
  readonly scene_name?: string | null;
  readonly steps_execution?: readonly (StepExecutionCreateWorkflowExecution)[] | null;
  readonly sub_graphs?: readonly (WorkflowSubgraph)[] | null;
  readonly duration?: string | null;
  readonly events?: readonly (string)[] | null;
  readonly labels?: readonly (string)[] | null;
  readonly data_requirements?: readonly (DataRequirementCreateWorkflow)[] | null;
  readonly parameters?: readonly (WorkflowParameterListWorkflowExecutions)[] | null;
  readonly policies?: WorkflowDagPolicies | null;
};
/** Table 4-89. */
export type UpdateWorkflowRequest = {
  readonly name?: string;
  readonly description?: string;
  readonly data_requirements?: readonly (DataRequirementReqUpdateWorkflow)[];
  readonly parameters?: readonly (WorkflowParameter)[];
  readonly storages?: readonly (WorkflowStorage)[];
  readonly labels?: readonly (string)[];
  readonly smn_switch?: boolean;
  readonly steps?: readonly (WorkflowStepReqUpdateWorkflow)[];
};
/** Table 4-99. */
export type UpdateWorkflowResponse = {
  readonly name?: string | null;
  readonly workflow_id?: string | null;
  readonly created_at?: string | null;
  readonly description?: string | null;
  readonly steps?: readonly (WorkflowStepCreateWorkflow)[] | null;
  readonly user_name?: string | null;
  readonly workspace_id?: string | null;
  readonly data_requirements?: readonly (DataRequirementCreateWorkflow)[] | null;
  readonly data?: readonly (Data)[] | null;
  readonly parameters?: readonly (WorkflowParameterUpdateWorkflow)[] | null;
  readonly source_workflow_id?: string | null;
  readonly gallery_subscription?: WorkflowGallerySubscription | null;
  readonly latest_execution?: ExecutionBrief | null;
  readonly run_count?: number | null;
  readonly param_ready?: boolean | null;
  readonly source?: string | null;
  readonly storages?: readonly (WorkflowStorage)[] | null;
  readonly labels?: readonly (string)[] | null;
  readonly assets?: readonly (WorkflowAssetUpdateWorkflow)[] | null;
  readonly sub_graphs?: readonly (WorkflowSubgraph)[] | null;
  readonly extend?: unknown | null;
  readonly policy?: WorkflowPolicy | null;
  readonly with_subscription?: boolean | null;
  readonly smn_switch?: boolean | null;
  readonly subscription_id?: string | null;
  readonly exempl_template_id?: string | null;
  readonly last_modified_at?: string | null;
  readonly package?: WorkflowServicePackegeCreateWorkflow | null;
};
/** Table 4-283. */
export type UpdateWorkflowScheduleRequest = {
  readonly content?: unknown;
  readonly enable?: boolean;
};
/** Table 4-284. */
export type UpdateWorkflowScheduleResponse = {
  readonly type?: string | null;
  readonly content?: unknown | null;
  readonly action?: string | null;
  readonly workflow_id?: string | null;
  readonly user_id?: string | null;
  readonly enable?: boolean | null;
  readonly uuid?: string | null;
  readonly policies?: WorkflowSchedulePolicies | null;
  readonly created_at?: string | null;
};
/** Table 4-271. */
export type UpdateWorkflowSubscriptionRequest = {
  readonly created_at?: string;
  readonly subscription_id?: string;
  readonly topic_urns: readonly (string)[];
  readonly entity?: string;
  readonly events?: readonly (string)[];
};
/** Table 4-272. */
export type UpdateWorkflowSubscriptionResponse = {
  readonly created_at?: string | null;
  readonly subscription_id?: string | null;
  readonly topic_urns?: readonly (string)[] | null;
  readonly entity?: string | null;
  readonly events?: readonly (string)[] | null;
};
/** Table 4-4. */
export type Workflow = {
  readonly name?: string | null;
  readonly workflow_id?: string | null;
  readonly created_at?: string | null;
  readonly description?: string | null;
  readonly steps?: readonly (WorkflowStep)[] | null;
  readonly user_name?: string | null;
  readonly workspace_id?: string | null;
  readonly data_requirements?: readonly (DataRequirement)[] | null;
  readonly data?: readonly (Data)[] | null;
  readonly parameters?: readonly (WorkflowParameter)[] | null;
  readonly source_workflow_id?: string | null;
  readonly gallery_subscription?: WorkflowGallerySubscription | null;
  readonly latest_execution?: ExecutionBrief | null;
  readonly run_count?: number | null;
  readonly param_ready?: boolean | null;
  readonly source?: string | null;
  readonly storages?: readonly (WorkflowStorage)[] | null;
  readonly labels?: readonly (string)[] | null;
  readonly assets?: readonly (WorkflowAsset)[] | null;
  readonly sub_graphs?: readonly (WorkflowSubgraph)[] | null;
  readonly extend?: unknown | null;
  readonly policy?: WorkflowPolicy | null;
  readonly with_subscription?: boolean | null;
  readonly smn_switch?: boolean | null;
  readonly subscription_id?: string | null;
  readonly exempl_template_id?: string | null;
  readonly last_modified_at?: string | null;
  readonly package?: WorkflowServicePackege | null;
};
/** Table 4-17. */
export type WorkflowAsset = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly content_id?: string | null;
  readonly subscription_id?: string | null;
  readonly expired_at?: string | null;
};
/** Table 4-38. */
export type WorkflowAssetReq = {
  readonly name?: string;
  readonly type?: "algorithm" | "algorithm2" | "model";
  readonly content_id?: string;
  readonly subscription_id?: string;
  readonly expired_at?: string;
};
/** Table 4-58, 4-81. */
export type WorkflowAssetCreateWorkflow = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly content_id?: string | null;
  readonly subscription_id?: string | null;
  readonly expired_at?: string | null;
};
/** Table 4-112. */
export type WorkflowAssetUpdateWorkflow = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly content_id?: string | null;
  readonly subscription_id?: string | null;
  readonly expired_at?: string | null;
};
/** Table 4-146, 4-161, 4-175, 4-191, 4-206, 4-220, 4-240, 4-258. */
export type WorkflowConditionExecution = {
  readonly result?: string | null;
  readonly metric_list?: readonly (WorkflowMetricPair)[] | null;
};
/** Table 4-128. */
export type WorkflowConsumeReq = {
  readonly period?: string;
  readonly value?: number;
};
/** Table 4-153, 4-168, 4-182, 4-198, 4-213, 4-227, 4-247. */
export type WorkflowDagPolicies = {
  readonly use_cache?: boolean | null;
};
/** Table 4-144, 4-159, 4-173, 4-189, 4-204, 4-218, 4-238, 4-256. */
export type WorkflowErrorInfo = {
  readonly error_code?: string | null;
  readonly error_message?: string | null;
};
/** Table 4-140. */
export type WorkflowExecution = {
  readonly created_at?: string | null;
  readonly name?: string | null;
  readonly execution_id?: string | null;
  readonly description?: string | null;
  readonly status?: string | null;
  readonly workspace_id?: string | null;
  readonly workflow_id?: string | null;
  readonly workflow_name?: string | null;
  readonly scene_id?: string | null;
  readonly scene_name?: string | null;
  readonly steps_execution?: readonly (StepExecution)[] | null;
  readonly sub_graphs?: readonly (WorkflowSubgraph)[] | null;
  readonly duration?: string | null;
  readonly events?: readonly (string)[] | null;
  readonly labels?: readonly (string)[] | null;
  readonly data_requirements?: readonly (DataRequirementCreateWorkflow)[] | null;
  readonly parameters?: readonly (WorkflowParameterListWorkflowExecutions)[] | null;
  readonly policies?: WorkflowDagPolicies | null;
};
/** Table 4-14, 4-35, 4-55, 4-78, 4-109. */
export type WorkflowGallerySubscription = {
  readonly content_id?: string | null;
  readonly version_id?: string | null;
  readonly expired_at?: string | null;
};
/** Table 4-147, 4-162, 4-176, 4-192, 4-207, 4-221, 4-241, 4-259. */
export type WorkflowMetricPair = {
  readonly key?: string | null;
  readonly value?: unknown | null;
};
/** Table 4-13, 4-34, 4-77, 4-92, 4-197, 4-231, 4-246, 4-252. */
export type WorkflowParameter = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly description?: string | null;
  readonly example?: unknown | null;
  readonly delay?: boolean | null;
  readonly default?: unknown | null;
  readonly value?: unknown | null;
  readonly enum?: readonly (unknown)[] | null;
  readonly used_steps?: readonly (string)[] | null;
  readonly format?: string | null;
  readonly constraint?: unknown | null;
};
/** Table 4-212. */
export type WorkflowParameterReq = {
  readonly name?: string;
  readonly type?: "str" | "int" | "bool" | "float";
  readonly description?: string;
  readonly example?: unknown;
  readonly delay?: boolean;
  readonly default?: unknown;
  readonly value?: unknown;
  readonly enum?: readonly (unknown)[];
  readonly used_steps?: readonly (string)[];
  readonly format?: string;
  readonly constraint?: unknown;
};
/** Table 4-54. */
export type WorkflowParameterCreateWorkflow = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly description?: string | null;
  readonly example?: unknown | null;
  readonly delay?: boolean | null;
  readonly default?: unknown | null;
  readonly value?: unknown | null;
  readonly enum?: readonly (unknown)[] | null;
  readonly used_steps?: readonly (string)[] | null;
  readonly format?: string | null;
  readonly constraint?: unknown | null;
};
/** Table 4-152, 4-167, 4-181, 4-226. */
export type WorkflowParameterListWorkflowExecutions = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly description?: string | null;
  readonly example?: unknown | null;
  readonly delay?: boolean | null;
  readonly default?: unknown | null;
  readonly value?: unknown | null;
  readonly enum?: readonly (unknown)[] | null;
  readonly used_steps?: readonly (string)[] | null;
  readonly format?: string | null;
  readonly constraint?: unknown | null;
};
/** Table 4-108. */
export type WorkflowParameterUpdateWorkflow = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly description?: string | null;
  readonly example?: unknown | null;
  readonly delay?: boolean | null;
  readonly default?: unknown | null;
  readonly value?: unknown | null;
  readonly enum?: readonly (unknown)[] | null;
  readonly used_steps?: readonly (string)[] | null;
  readonly format?: string | null;
  readonly constraint?: unknown | null;
};
/** Table 4-19, 4-40, 4-60, 4-83, 4-114. */
export type WorkflowPolicy = {
  readonly use_scene?: string | null;
  readonly scene_id?: string | null;
  readonly scenes?: readonly (Scene)[] | null;
};
/** Table 4-22. */
export type WorkflowPoolOrder = {
  readonly id?: string | null;
  readonly sku?: Skulnfo | null;
  readonly sku_count?: string | null;
};
/** Table 4-43. */
export type WorkflowPoolOrderReq = {
  readonly id?: string;
  readonly sku: SkulInfo;
  readonly sku_count: string;
};
/** Table 4-132. */
export type WorkflowPoolOrderReqCreateWorkflowServicePackage = {
  readonly id?: string;
  readonly sku: SkuInfo;
  readonly sku_count: string;
};
/** Table 4-63, 4-86, 4-117. */
export type WorkflowPoolOrderCreateWorkflow = {
  readonly id?: string | null;
  readonly sku?: SkulInfo | null;
  readonly sku_count?: string | null;
};
/** Table 4-135. */
export type WorkflowPoolOrderCreateWorkflowServicePackage = {
  readonly id?: string | null;
  readonly sku?: SkuInfo | null;
  readonly sku_count?: string | null;
};
/** Table 4-275, 4-277, 4-280, 4-285. */
export type WorkflowSchedulePolicies = {
  readonly on_failure?: string | null;
  readonly on_running?: string | null;
};
/** Table 4-21. */
export type WorkflowServicePackege = {
  readonly package_id?: string | null;
  readonly status?: string | null;
  readonly pool_id?: string | null;
  readonly service_id?: string | null;
  readonly workflow_id?: string | null;
  readonly order?: WorkflowPoolOrder | null;
  readonly consume_limit?: number | null;
  readonly current_consume?: number | null;
  readonly current_date?: string | null;
  readonly limit_enable?: boolean | null;
  readonly created_at?: string | null;
};
/** Table 4-42. */
export type WorkflowServicePackegeReq = {
  readonly package_id?: string;
  readonly status?: string;
  readonly pool_id?: string;
  readonly service_id?: string;
  readonly workflow_id?: string;
  readonly order?: WorkflowPoolOrderReq;
  readonly consume_limit?: number;
  readonly current_consume?: number;
  readonly current_date?: string;
  readonly limit_enable?: boolean;
  readonly created_at?: string;
};
/** Table 4-62, 4-85, 4-116. */
export type WorkflowServicePackegeCreateWorkflow = {
  readonly package_id?: string | null;
  readonly status?: string | null;
  readonly pool_id?: string | null;
  readonly service_id?: string | null;
  readonly workflow_id?: string | null;
  readonly order?: WorkflowPoolOrderCreateWorkflow | null;
  readonly consume_limit?: number | null;
  readonly current_consume?: number | null;
  readonly current_date?: string | null;
  readonly limit_enable?: boolean | null;
  readonly created_at?: string | null;
};
/** Table 4-5. */
export type WorkflowStep = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly inputs?: readonly (JobInput)[] | null;
  readonly outputs?: readonly (JobOutput)[] | null;
  readonly created_at?: string | null;
  readonly title?: string | null;
  readonly description?: string | null;
  readonly properties?: unknown | null;
  readonly depend_steps?: readonly (string)[] | null;
  readonly conditions?: readonly (StepCondition)[] | null;
  readonly if_then_steps?: readonly (string)[] | null;
  readonly else_then_steps?: readonly (string)[] | null;
  readonly policy?: WorkflowStepPolicy | null;
};
/** Table 4-145, 4-160, 4-190, 4-239, 4-257. */
export type WorkflowStepExecutionPolicy = {
  readonly execution_policy?: string | null;
  readonly use_cache?: boolean | null;
};
/** Table 4-205. */
export type WorkflowStepExecutionPolicyReq = {
  readonly execution_policy?: "retry" | "stop" | "continue";
  readonly use_cache?: boolean;
};
/** Table 4-174, 4-219. */
export type WorkflowStepExecutionPolicyCreateWorkflowExecution = {
  readonly execution_policy?: string | null;
  readonly use_cache?: boolean | null;
};
/** Table 4-263. */
export type WorkflowStepMetric = {
  readonly created_at?: string | null;
  readonly key?: string | null;
  readonly titile?: string | null;
  readonly type?: string | null;
  readonly data?: unknown | null;
};
/** Table 4-9, 4-30, 4-50, 4-73, 4-98, 4-104. */
export type WorkflowStepPolicy = {
  readonly poll_interval_seconds?: string | null;
  readonly max_execution_minutes?: string | null;
};
/** Table 4-26. */
export type WorkflowStepReq = {
  readonly name: string;
  readonly type?: string;
  readonly inputs?: readonly (JobInputCreateWorkflow)[];
  readonly outputs?: readonly (JobOutputCreateWorkflow)[];
  readonly created_at?: string;
  readonly title?: string;
  readonly description?: string;
  readonly properties?: unknown;
  readonly depend_steps?: readonly (string)[];
  readonly conditions?: readonly (StepConditionCreateWorkflow)[];
  readonly if_then_steps?: readonly (string)[];
  readonly else_then_steps?: readonly (string)[];
  readonly policy?: WorkflowStepPolicy;
};
/** Table 4-94. */
export type WorkflowStepReqUpdateWorkflow = {
  readonly name: string;
  readonly type?: string;
  readonly inputs?: readonly (JobInputCreateWorkflow)[];
  readonly outputs?: readonly (JobOutputCreateWorkflow)[];
  readonly created_at?: string;
  readonly title?: string;
  readonly description?: string;
  readonly properties?: unknown;
  readonly depend_steps?: readonly (string)[];
  readonly conditions?: readonly (StepCondition)[];
  readonly if_then_steps?: readonly (string)[];
  readonly else_then_steps?: readonly (string)[];
  readonly policy?: WorkflowStepPolicy;
};
/** Table 4-46, 4-100. */
export type WorkflowStepCreateWorkflow = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly inputs?: readonly (JobInputCreateWorkflow)[] | null;
  readonly outputs?: readonly (JobOutputCreateWorkflow)[] | null;
  readonly created_at?: string | null;
  readonly title?: string | null;
  readonly description?: string | null;
  readonly properties?: unknown | null;
  readonly depend_steps?: readonly (string)[] | null;
  readonly conditions?: readonly (StepConditionCreateWorkflow)[] | null;
  readonly if_then_steps?: readonly (string)[] | null;
  readonly else_then_steps?: readonly (string)[] | null;
  readonly policy?: WorkflowStepPolicy | null;
};
/** Table 4-69. */
export type WorkflowStepGetWorkflow = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly inputs?: readonly (JobInputCreateWorkflow)[] | null;
  readonly outputs?: readonly (JobOutputCreateWorkflow)[] | null;
  readonly created_at?: string | null;
  readonly title?: string | null;
  readonly description?: string | null;
  readonly properties?: unknown | null;
  readonly depend_steps?: readonly (string)[] | null;
  readonly conditions?: readonly (StepConditionCreateWorkflow)[] | null;
  readonly if_then_steps?: readonly (string)[] | null;
  readonly else_then_steps?: readonly (string)[] | null;
  readonly policy?: WorkflowStepPolicy | null;
};
/** Table 4-16, 4-37, 4-57, 4-80, 4-93, 4-111. */
export type WorkflowStorage = {
  readonly name?: string | null;
  readonly type?: string | null;
  readonly path?: string | null;
};
/** Table 4-18, 4-39, 4-59, 4-82, 4-113, 4-149, 4-164, 4-178, 4-194, 4-209, 4-223, 4-243. */
export type WorkflowSubgraph = {
  readonly name?: string | null;
  readonly steps?: readonly (string)[] | null;
};
/** Table 4-125. */
export type WorkflowTodo = {
  readonly time?: string | null;
  readonly duration?: number | null;
  readonly workflow_id?: string | null;
  readonly workflow_name?: string | null;
  readonly execution_id?: string | null;
  readonly step_name?: string | null;
  readonly step_title?: string | null;
  readonly status?: string | null;
};
