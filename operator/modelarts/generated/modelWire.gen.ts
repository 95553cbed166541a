// Generated from model.json by: npm run generate. Do not edit.
import type { WireTable } from '../wire/mapping.ts';

/** A schema of the chapter that has fields. */
export type WireSchema = 'Accelerator' | 'CreateModelRequest' | 'CreateModelRequestInferParamsReq' | 'CreateModelRequestModelApisReq' | 'CreateModelRequestTemplateInputReq' | 'CreateModelResponse' | 'DeleteModelResponse' | 'DeleteModelResponseFailedList' | 'EngineAndRuntimesResponse' | 'GetModelResponse' | 'GuideDoc' | 'GuideDocReq' | 'ListModelRuntimesResponse' | 'ListModelsResponse' | 'ModelDependencies' | 'ModelDependenciesReq' | 'ModelHealth' | 'ModelInOutParamsReq' | 'ModelListItem' | 'ModelParamsInfo' | 'ModelSpecification' | 'ModelTemplateReq' | 'Packages' | 'PackagesReq' | 'DeploymentConstraintsReq' | 'ModelSecurityReq';

/** Our name of each field -> its name on the wire, and the schema of what it holds. */
export const fields: WireTable<WireSchema> = {
  Accelerator: {"type":["type"],"name":["name"],"cudaVersion":["cuda_version"],"driverVersionSection":["driver_version_section"]},
  CreateModelRequest: {"modelDocs":["model_docs","GuideDocReq"],"template":["template","ModelTemplateReq"],"modelVersion":["model_version"],"sourceJobVersion":["source_job_version"],"sourceLocation":["source_location"],"sourceCopy":["source_copy"],"initialConfig":["initial_config"],"executionCode":["execution_code"],"sourceJobId":["source_job_id"],"modelType":["model_type"],"outputParams":["output_params","CreateModelRequestInferParamsReq"],"description":["description"],"runtime":["runtime"],"modelMetrics":["model_metrics"],"sourceType":["source_type"],"dependencies":["dependencies","ModelDependenciesReq"],"workspaceId":["workspace_id"],"modelAlgorithm":["model_algorithm"],"apis":["apis","CreateModelRequestModelApisReq"],"modelName":["model_name"],"installType":["install_type"],"inputParams":["input_params","CreateModelRequestInferParamsReq"],"cmd":["cmd"],"deploymentConstraints":["deployment_constraints","DeploymentConstraintsReq"]},
  CreateModelRequestInferParamsReq: {"protocol":["protocol"],"min":["min"],"method":["method"],"max":["max"],"paramDesc":["param_desc"],"paramName":["param_name"],"url":["url"],"paramType":["param_type"]},
  CreateModelRequestModelApisReq: {"protocol":["protocol"],"method":["method"],"inputParams":["input_params","ModelInOutParamsReq"],"outputParams":["output_params","ModelInOutParamsReq"],"url":["url"]},
  CreateModelRequestTemplateInputReq: {"input":["input"],"inputId":["input_id"]},
  CreateModelResponse: {"modelId":["model_id"]},
  DeleteModelResponse: {"deleteSuccessList":["delete_success_list"],"deleteFailedList":["delete_failed_list","DeleteModelResponseFailedList"]},
  DeleteModelResponseFailedList: {"errorMsg":["error_msg"],"errorCode":["error_code"],"modelId":["model_id"]},
  EngineAndRuntimesResponse: {"aiEngine":["ai_engine"],"runtimes":["runtimes"],"requestMode":["request_mode"],"accelerators":["accelerators","Accelerator"],"arch":["arch"],"statusList":["status_list"],"imageSource":["image_source"]},
  GetModelResponse: {"modelVersion":["model_version"],"sourceJobVersion":["source_job_version"],"sourceLocation":["source_location"],"sourceJobId":["source_job_id"],"sourceCopy":["source_copy"],"description":["description"],"project":["project"],"workspaceId":["workspace_id"],"modelAlgorithm":["model_algorithm"],"modelName":["model_name"],"tenant":["tenant"],"modelDocs":["model_docs","GuideDoc"],"owner":["owner"],"executionCode":["execution_code"],"schemaDoc":["schema_doc"],"imageAddress":["image_address"],"outputParams":["output_params","ModelParamsInfo"],"health":["health","ModelHealth"],"runtime":["runtime"],"modelMetrics":["model_metrics"],"sourceType":["source_type"],"modelType":["model_type"],"modelId":["model_id"],"dependencies":["dependencies","ModelDependencies"],"modelSize":["model_size"],"modelStatus":["model_status"],"apis":["apis"],"modelSource":["model_source"],"tunable":["tunable"],"marketFlag":["market_flag"],"publishableFlag":["publishable_flag"],"modelLabels":["model_labels"],"labelsMap":["labels_map"],"installType":["install_type"],"config":["config"],"specification":["specification","ModelSpecification"],"inputParams":["input_params","ModelParamsInfo"],"createAt":["create_at"],"cmd":["cmd"]},
  GuideDoc: {"docUrl":["doc_url"],"docName":["doc_name"]},
  GuideDocReq: {"docUrl":["doc_url"],"docName":["doc_name"]},
  ListModelRuntimesResponse: {"count":["count"],"totalCount":["total_count"],"engineRuntimes":["engine_runtimes","EngineAndRuntimesResponse"]},
  ListModelsResponse: {"models":["models","ModelListItem"],"totalCount":["total_count"],"count":["count"]},
  ModelDependencies: {"installer":["installer"],"packages":["packages","Packages"]},
  ModelDependenciesReq: {"installer":["installer"],"packages":["packages","PackagesReq"]},
  ModelHealth: {"protocol":["protocol"],"initialDelaySeconds":["initial_delay_seconds"],"timeoutSeconds":["timeout_seconds"],"url":["url"],"periodSeconds":["period_seconds"],"failureThreshold":["failure_threshold"],"checkMethod":["check_method"],"command":["command"]},
  ModelInOutParamsReq: {"type":["type"],"properties":["properties"]},
  ModelListItem: {"owner":["owner"],"modelVersion":["model_version"],"modelType":["model_type"],"description":["description"],"project":["project"],"sourceType":["source_type"],"modelId":["model_id"],"modelSource":["model_source"],"installType":["install_type"],"modelSize":["model_size"],"workspaceId":["workspace_id"],"modelStatus":["model_status"],"marketFlag":["market_flag"],"tunable":["tunable"],"modelName":["model_name"],"createAt":["create_at"],"publishableFlag":["publishable_flag"],"sourceCopy":["source_copy"],"tenant":["tenant"],"subscriptionId":["subscription_id"],"extra":["extra"],"specification":["specification","ModelSpecification"]},
  ModelParamsInfo: {"protocol":["protocol"],"url":["url"],"min":["min"],"method":["method"],"max":["max"],"paramDesc":["param_desc"],"paramName":["param_name"],"paramType":["param_type"]},
  ModelSpecification: {"minCpu":["min_cpu"],"minGpu":["min_gpu"],"minMemory":["min_memory"],"minAscend":["min_ascend"]},
  ModelTemplateReq: {"inferFormat":["infer_format"],"templateInputs":["template_inputs","CreateModelRequestTemplateInputReq"],"templateId":["template_id"]},
  Packages: {"packageVersion":["package_version"],"packageName":["package_name"],"restraint":["restraint"]},
  PackagesReq: {"packageVersion":["package_version"],"packageName":["package_name"],"restraint":["restraint"]},
  DeploymentConstraintsReq: {"requestMode":["request_mode"],"cpuType":["cpu_type"],"inputTypes":["input_types"],"outputTypes":["outputTypes"],"serviceConfig":["service_config"],"taskConfig":["task_config"],"modelSecurity":["model_security","ModelSecurityReq"]},
  ModelSecurityReq: {"modelKey":["model_key"],"rootKey":["rootKey"],"securityPolicy":["security_policy"],"isVerifyApp":["is_verify_app"]},
};
