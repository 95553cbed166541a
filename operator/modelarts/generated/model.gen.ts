// Generated from model.json by: npm run generate. Do not edit.

/** Where each operation lies and what it takes; `section` is that of the API reference. */
export const operations = {
  listModelRuntimes: {"method":"GET","path":"/v1/{project_id}/models/ai-engine-runtimes","section":"7.1","summary":"List AI engines and runtimes of models","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"limit":{"type":"string"},"offset":{"type":"string"}},"additionalProperties":false}},
  listModels: {"method":"GET","path":"/v1/{project_id}/models","section":"7.2","summary":"List AI applications (models)","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"model_name":{"type":"string"},"exact_match":{"type":"boolean"},"model_version":{"type":"string"},"model_status":{"type":"string","enum":["publishing","published","failed","building","building_failed"]},"description":{"type":"string"},"offset":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"limit":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"sort_by":{"type":"string","enum":["create_at","model_version","model_size"]},"order":{"type":"string","enum":["asc","desc"]},"workspace_id":{"type":"string"},"model_type":{"type":"string","enum":["TensorFlow","PyTorch","MindSpore","Image","Custom","Template"]},"not_model_type":{"type":"string","enum":["TensorFlow","PyTorch","MindSpore","Image","Custom","Template"]}},"additionalProperties":false}},
  createModel: {"method":"POST","path":"/v1/{project_id}/models","section":"7.3","summary":"Create an AI application (model)","successStatus":200,"requestSchema":"CreateModelRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getModel: {"method":"GET","path":"/v1/{project_id}/models/{model_id}","section":"7.4","summary":"Get an AI application (model)","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteModel: {"method":"DELETE","path":"/v1/{project_id}/models/{model_id}","section":"7.5","summary":"Delete an AI application (model)","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"cascade":{"type":"boolean"}},"additionalProperties":false}},
} as const;

/** The schemas that requests are made of, as JSON Schema 2020-12 `$defs`. */
export const schemas: Readonly<Record<string, object>> = {
  CreateModelRequest: {"type":"object","required":["model_version","model_type","model_name"],"properties":{"model_docs":{"type":"array","items":{"$ref":"#/$defs/GuideDocReq"}},"template":{"$ref":"#/$defs/ModelTemplateReq"},"model_version":{"type":"string"},"source_job_version":{"type":"string"},"source_location":{"type":"string"},"source_copy":{"type":"string","enum":["true","false"]},"initial_config":{"type":"string"},"execution_code":{"type":"string"},"source_job_id":{"type":"string"},"model_type":{"type":"string","enum":["TensorFlow","Image","PyTorch","Template","MindSpore"]},"output_params":{"type":"array","items":{"$ref":"#/$defs/CreateModelRequestInferParamsReq"}},"description":{"type":"string","pattern":"^[^&!\"'<>=]*$","minLength":1,"maxLength":100},"runtime":{"type":"string"},"model_metrics":{"type":"string"},"source_type":{"type":"string"},"dependencies":{"type":"array","items":{"$ref":"#/$defs/ModelDependenciesReq"}},"workspace_id":{"type":"string"},"model_algorithm":{"type":"string"},"apis":{"type":"array","items":{"$ref":"#/$defs/CreateModelRequestModelApisReq"}},"model_name":{"type":"string","minLength":1,"maxLength":64},"install_type":{"type":"array","items":{"type":"string","enum":["real-time","edge","batch"]}},"input_params":{"type":"array","items":{"$ref":"#/$defs/CreateModelRequestInferParamsReq"}},"cmd":{"type":"string"},"deployment_constraints":{"$ref":"#/$defs/DeploymentConstraintsReq"}},"additionalProperties":false},
  CreateModelRequestInferParamsReq: {"type":"object","required":["protocol","method","param_name","url","param_type"],"properties":{"protocol":{"type":"string","enum":["HTTP","HTTPS"]},"min":{"type":"number"},"method":{"type":"string","enum":["post","get"]},"max":{"type":"number"},"param_desc":{"type":"string","maxLength":100},"param_name":{"type":"string","maxLength":64},"url":{"type":"string"},"param_type":{"type":"string","enum":["int","string","float","timestamp","date","file"]}},"additionalProperties":false},
  CreateModelRequestModelApisReq: {"type":"object","properties":{"protocol":{"type":"string","enum":["HTTP","HTTPS"]},"method":{"type":"string","enum":["post","get"]},"input_params":{"$ref":"#/$defs/ModelInOutParamsReq"},"output_params":{"$ref":"#/$defs/ModelInOutParamsReq"},"url":{"type":"string"}},"additionalProperties":false},
  CreateModelRequestTemplateInputReq: {"type":"object","required":["input","input_id"],"properties":{"input":{"type":"string"},"input_id":{"type":"string"}},"additionalProperties":false},
  GuideDocReq: {"type":"object","required":["doc_url","doc_name"],"properties":{"doc_url":{"type":"string"},"doc_name":{"type":"string","minLength":1,"maxLength":48}},"additionalProperties":false},
  ModelDependenciesReq: {"type":"object","required":["installer","packages"],"properties":{"installer":{"type":"string","enum":["pip"]},"packages":{"type":"array","items":{"$ref":"#/$defs/PackagesReq"}}},"additionalProperties":false},
  ModelInOutParamsReq: {"type":"object","properties":{"type":{"type":"string"},"properties":{}},"additionalProperties":false},
  ModelTemplateReq: {"type":"object","required":["template_inputs","template_id"],"properties":{"infer_format":{"type":"string"},"template_inputs":{"type":"array","items":{"$ref":"#/$defs/CreateModelRequestTemplateInputReq"}},"template_id":{"type":"string"}},"additionalProperties":false},
  PackagesReq: {"type":"object","required":["package_name"],"properties":{"package_version":{"type":"string"},"package_name":{"type":"string"},"restraint":{"type":"string","enum":["EXACT","ATLEAST","ATMOST"]}},"additionalProperties":false},
  DeploymentConstraintsReq: {"type":"object","properties":{"request_mode":{"type":"string"},"cpu_type":{"type":"string"},"input_types":{"type":"array","items":{"type":"string"}},"outputTypes":{"type":"array","items":{"type":"string"}},"service_config":{"type":"string"},"task_config":{"type":"string"},"model_security":{"$ref":"#/$defs/ModelSecurityReq"}},"additionalProperties":false},
  ModelSecurityReq: {"type":"object","properties":{"model_key":{"type":"string"},"rootKey":{"type":"string"},"security_policy":{"type":"string"},"is_verify_app":{"type":"boolean"}},"additionalProperties":false},
};

/** Table 7-6. */
export type Accelerator = {
  readonly type?: string | null;
  readonly name?: string | null;
  readonly cuda_version?: string | null;
  readonly driver_version_section?: string | null;
};
/** Table 7-18. */
export type CreateModelRequest = {
  readonly model_docs?: readonly (GuideDocReq)[];
  readonly template?: ModelTemplateReq;
  readonly model_version: string;
  readonly source_job_version?: string;
  readonly source_location?: string;
  readonly source_copy?: "true" | "false";
  readonly initial_config?: string;
  readonly execution_code?: string;
  readonly source_job_id?: string;
  readonly model_type: "TensorFlow" | "Image" | "PyTorch" | "Template" | "MindSpore";
  readonly output_params?: readonly (CreateModelRequestInferParamsReq)[];
  readonly description?: string;
  readonly runtime?: string;
  readonly model_metrics?: string;
  readonly source_type?: string;
  readonly dependencies?: readonly (ModelDependenciesReq)[];
  readonly workspace_id?: string;
  readonly model_algorithm?: string;
  readonly apis?: readonly (CreateModelRequestModelApisReq)[];
  readonly model_name: string;
  readonly install_type?: readonly ("real-time" | "edge" | "batch")[];
  readonly input_params?: readonly (CreateModelRequestInferParamsReq)[];
  readonly cmd?: string;
  readonly deployment_constraints?: DeploymentConstraintsReq;
};
/** Table 7-26. */
export type CreateModelRequestInferParamsReq = {
  readonly protocol: "HTTP" | "HTTPS";
  readonly min?: number;
  readonly method: "post" | "get";
  readonly max?: number;
  readonly param_desc?: string;
  readonly param_name: string;
  readonly url: string;
  readonly param_type: "int" | "string" | "float" | "timestamp" | "date" | "file";
};
/** Table 7-24. */
export type CreateModelRequestModelApisReq = {
  readonly protocol?: "HTTP" | "HTTPS";
  readonly method?: "post" | "get";
  readonly input_params?: ModelInOutParamsReq;
  readonly output_params?: ModelInOutParamsReq;
  readonly url?: string;
};
/** Table 7-21. */
export type CreateModelRequestTemplateInputReq = {
  readonly input: string;
  readonly input_id: string;
};
/** Table 7-29. */
export type CreateModelResponse = {
  readonly model_id?: string | null;
};
/** Table 7-42. */
export type DeleteModelResponse = {
  readonly delete_success_list?: readonly (string)[] | null;
  readonly delete_failed_list?: readonly (DeleteModelResponseFailedList)[] | null;
};
/** Table 7-43. */
export type DeleteModelResponseFailedList = {
  readonly error_msg?: string | null;
  readonly error_code?: string | null;
  readonly model_id?: string | null;
};
/** Table 7-5. */
export type EngineAndRuntimesResponse = {
  readonly ai_engine?: string | null;
  readonly runtimes?: readonly (string)[] | null;
  readonly request_mode?: readonly (string)[] | null;
  readonly accelerators?: readonly (Accelerator)[] | null;
  readonly arch?: readonly (string)[] | null;
  readonly status_list?: readonly (string)[] | null;
  readonly image_source?: readonly (string)[] | null;
};
/** Table 7-32. */
export type GetModelResponse = {
  readonly model_version?: string | null;
  readonly source_job_version?: string | null;
  readonly source_location?: string | null;
  readonly source_job_id?: string | null;
  readonly source_copy?: string | null;
  readonly description?: string | null;
  readonly project?: string | null;
  readonly workspace_id?: string | null;
  readonly model_algorithm?: string | null;
  readonly model_name?: string | null;
  readonly tenant?: string | null;
  readonly model_docs?: readonly (GuideDoc)[] | null;
  readonly owner?: string | null;
  readonly execution_code?: string | null;
  readonly schema_doc?: string | null;
  readonly image_address?: string | null;
  readonly output_params?: readonly (ModelParamsInfo)[] | null;
  readonly health?: ModelHealth | null;
  readonly runtime?: string | null;
  readonly model_metrics?: string | null;
  readonly source_type?: string | null;
  readonly model_type?: string | null;
  readonly model_id?: string | null;
  readonly dependencies?: readonly (ModelDependencies)[] | null;
  readonly model_size?: number | null;
  readonly model_status?: string | null;
  readonly apis?: string | null;
  readonly model_source?: string | null;
  readonly tunable?: boolean | null;
  readonly market_flag?: boolean | null;
  readonly publishable_flag?: boolean | null;
  readonly model_labels?: readonly (string)[] | null;
  readonly labels_map?: Readonly<Record<string, string>> | null;
  readonly install_type?: readonly (string)[] | null;
  readonly config?: string | null;
  readonly specification?: ModelSpecification | null;
  readonly input_params?: readonly (ModelParamsInfo)[] | null;
  readonly create_at?: number | null;
  readonly cmd?: string | null;
};
/** Table 7-33. */
export type GuideDoc = {
  readonly doc_url?: string | null;
  readonly doc_name?: string | null;
};
/** Table 7-19. */
export type GuideDocReq = {
  readonly doc_url: string;
  readonly doc_name: string;
};
/** Table 7-4. */
export type ListModelRuntimesResponse = {
  readonly count?: number | null;
  readonly total_count?: number | null;
  readonly engine_runtimes?: readonly (EngineAndRuntimesResponse)[] | null;
};
/** Table 7-13. */
export type ListModelsResponse = {
  readonly models?: readonly (ModelListItem)[] | null;
  readonly total_count?: number | null;
  readonly count?: number | null;
};
/** Table 7-35. */
export type ModelDependencies = {
  readonly installer?: string | null;
  readonly packages?: readonly (Packages)[] | null;
};
/** Table 7-22. */
export type ModelDependenciesReq = {
  readonly installer: "pip";
  readonly packages: readonly (PackagesReq)[];
};
/** Table 7-34. */
export type ModelHealth = {
  readonly protocol?: string | null;
  readonly initial_delay_seconds?: string | null;
  readonly timeout_seconds?: string | null;
  readonly url?: string | null;
  readonly period_seconds?: string | null;
  readonly failure_threshold?: string | null;
  readonly check_method?: string | null;
  readonly command?: string | null;
};
/** Table 7-25. */
export type ModelInOutParamsReq = {
  readonly type?: string;
  readonly properties?: unknown;
};
/** Table 7-14. */
export type ModelListItem = {
  readonly owner?: string | null;
  readonly model_version?: string | null;
  readonly model_type?: string | null;
  readonly description?: string | null;
  readonly project?: string | null;
  readonly source_type?: string | null;
  readonly model_id?: string | null;
  readonly model_source?: string | null;
  readonly install_type?: readonly (string)[] | null;
  readonly model_size?: number | null;
  readonly workspace_id?: string | null;
  readonly model_status?: string | null;
  readonly market_flag?: boolean | null;
  readonly tunable?: boolean | null;
  readonly model_name?: string | null;
  readonly create_at?: number | null;
  readonly publishable_flag?: boolean | null;
  readonly source_copy?: string | null;
  readonly tenant?: string | null;
  readonly subscription_id?: string | null;
  readonly extra?: string | null;
  readonly specification?: ModelSpecification | null;
};
/** Table 7-38. */
export type ModelParamsInfo = {
  readonly protocol?: string | null;
  readonly url?: string | null;
  readonly min?: number | null;
  readonly method?: string | null;
  readonly max?: number | null;
  readonly param_desc?: string | null;
  readonly param_name?: string | null;
  readonly param_type?: string | null;
};
/** Table 7-15, 7-37. */
export type ModelSpecification = {
  readonly min_cpu?: string | null;
  readonly min_gpu?: string | null;
  readonly min_memory?: string | null;
  readonly min_ascend?: string | null;
};
/** Table 7-20. */
export type ModelTemplateReq = {
  readonly infer_format?: string;
  readonly template_inputs: readonly (CreateModelRequestTemplateInputReq)[];
  readonly template_id: string;
};
/** Table 7-36. */
export type Packages = {
  readonly package_version?: string | null;
  readonly package_name?: string | null;
  readonly restraint?: string | null;
};
/** Table 7-23. */
export type PackagesReq = {
  readonly package_version?: string;
  readonly package_name: string;
  readonly restraint?: "EXACT" | "ATLEAST" | "ATMOST";
};
/** Table 7-27. */
export type DeploymentConstraintsReq = {
  readonly request_mode?: string;
  readonly cpu_type?: string;
  readonly input_types?: readonly (string)[];
  readonly outputTypes?: readonly (string)[];
  readonly service_config?: string;
  readonly task_config?: string;
  readonly model_security?: ModelSecurityReq;
};
/** Table 7-28. */
export type ModelSecurityReq = {
  readonly model_key?: string;
  readonly rootKey?: string;
  readonly security_policy?: string;
  readonly is_verify_app?: boolean;
};
