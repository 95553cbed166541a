// Generated from training.json by: npm run generate. Do not edit.

/** Where each operation lies and what it takes; `section` is that of the API reference. */
export const operations = {
  createAlgorithm: {"method":"POST","path":"/v2/{project_id}/algorithms","section":"6.1","summary":"Create an algorithm","successStatus":201,"requestSchema":"CreateAlgorithmRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listAlgorithms: {"method":"GET","path":"/v2/{project_id}/algorithms","section":"6.2","summary":"List algorithms","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"offset":{"type":"integer","minimum":0,"maximum":2147483647},"limit":{"type":"integer","minimum":1,"maximum":50},"sort_by":{"type":"string"},"order":{"type":"string"},"group_by":{"type":"string"},"searches":{"type":"string"},"workspace_id":{"type":"string"}},"additionalProperties":false}},
  getAlgorithm: {"method":"GET","path":"/v2/{project_id}/algorithms/{algorithm_id}","section":"6.3","summary":"Get an algorithm","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  updateAlgorithm: {"method":"PUT","path":"/v2/{project_id}/algorithms/{algorithm_id}","section":"6.4","summary":"Update an algorithm","successStatus":201,"requestSchema":"UpdateAlgorithmRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteAlgorithm: {"method":"DELETE","path":"/v2/{project_id}/algorithms/{algorithm_id}","section":"6.5","summary":"Delete an algorithm","successStatus":202,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listSearchAlgorithms: {"method":"GET","path":"/v2/{project_id}/search-algorithms","section":"6.6","summary":"List the supported hyperparameter search algorithms","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  createTrainingExperiment: {"method":"POST","path":"/v2/{project_id}/training-experiments/","section":"6.7","summary":"Create a training experiment","successStatus":200,"requestSchema":"CreateTrainingExperimentRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  createTrainingJob: {"method":"POST","path":"/v2/{project_id}/training-jobs","section":"6.8","summary":"Create a training job","successStatus":201,"requestSchema":"CreateTrainingJobRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getTrainingJob: {"method":"GET","path":"/v2/{project_id}/training-jobs/{training_job_id}","section":"6.9","summary":"Get a training job","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  updateTrainingJob: {"method":"PUT","path":"/v2/{project_id}/training-jobs/{training_job_id}","section":"6.10","summary":"Update the description of a training job","successStatus":200,"requestSchema":"UpdateTrainingJobRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteTrainingJob: {"method":"DELETE","path":"/v2/{project_id}/training-jobs/{training_job_id}","section":"6.11","summary":"Delete a training job","successStatus":202,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  actOnTrainingJob: {"method":"POST","path":"/v2/{project_id}/training-jobs/{training_job_id}/actions","section":"6.12","summary":"Act on a training job (terminate only)","successStatus":202,"requestSchema":"ActOnTrainingJobRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  previewTrainingJobTaskLog: {"method":"GET","path":"/v2/{project_id}/training-jobs/{training_job_id}/tasks/{task_id}/logs/preview","section":"6.13","summary":"Preview the log of a task of a training job","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getTrainingJobTaskLogUrl: {"method":"GET","path":"/v2/{project_id}/training-jobs/{training_job_id}/tasks/{task_id}/logs/url","section":"6.14","summary":"Get an OBS link to the log of a task of a training job","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getTrainingJobTaskMetrics: {"method":"GET","path":"/v2/{project_id}/training-jobs/{training_job_id}/metrics/{task_id}","section":"6.15","summary":"Get the runtime metrics of a task of a training job","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  searchTrainingJobs: {"method":"POST","path":"/v2/{project_id}/training-job-searches","section":"6.16","summary":"List training jobs by a query in the body","successStatus":200,"requestSchema":"SearchTrainingJobsRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listAutosearchTrials: {"method":"GET","path":"/v2/{project_id}/training-jobs/{training_job_id}/autosearch-trials","section":"6.17","summary":"List the results of all hyperparameter search trials","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"limit":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"offset":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false}},
  getAutosearchTrial: {"method":"GET","path":"/v2/{project_id}/training-jobs/{training_job_id}/autosearch-trials/{trial_id}","section":"6.18","summary":"Get the result of one hyperparameter search trial","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getAutosearchParameterAnalysis: {"method":"GET","path":"/v2/{project_id}/training-jobs/{training_job_id}/autosearch-parameter-analysis","section":"6.19","summary":"Get the hyperparameter sensitivity analysis","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getAutosearchParameterAnalysisPath: {"method":"GET","path":"/v2/{project_id}/training-jobs/{training_job_id}/autosearch-parameter-analysis/{parameter_name}","section":"6.20","summary":"Get the path of the sensitivity image of one hyperparameter","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  earlyStopAutosearchTrial: {"method":"POST","path":"/v2/{project_id}/training-jobs/{training_job_id}/autosearch-trial-earlystop/{trial_id}","section":"6.21","summary":"Stop one trial of an auto-search job early","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listAutosearchYamlTemplates: {"method":"GET","path":"/v2/{project_id}/training-jobs/autosearch/yaml-templates","section":"6.22","summary":"List the YAML templates of auto-search jobs","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getAutosearchYamlTemplate: {"method":"GET","path":"/v2/{project_id}/training-jobs/autosearch/yaml-templates/{algorithm_type}/","section":"6.23","summary":"Get the content of a YAML template of auto-search jobs","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","required":["algorithm_name"],"properties":{"algorithm_name":{"type":"string"}},"additionalProperties":false}},
  createTrainingJobTags: {"method":"POST","path":"/v2/{project_id}/trainJob/{training_job_id}/tags/create","section":"6.24","summary":"Add tags to a training job","successStatus":204,"requestSchema":"CreateTrainingJobTagsRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  deleteTrainingJobTags: {"method":"DELETE","path":"/v2/{project_id}/trainJob/{training_job_id}/tags/delete","section":"6.25","summary":"Delete tags of a training job","successStatus":204,"requestSchema":"DeleteTrainingJobTagsRequest","requestRequired":true,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listTrainingJobTags: {"method":"GET","path":"/v2/{project_id}/trainJob/{training_job_id}/tags","section":"6.26","summary":"List the tags of a training job","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listTrainingJobEvents: {"method":"GET","path":"/v2/{project_id}/training-jobs/{training_job_id}/events","section":"6.27","summary":"List the events of a training job","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"offset":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"limit":{"type":"integer","minimum":1,"maximum":100},"order":{"type":"string"},"start_time":{"type":"string"},"end_time":{"type":"string"},"level":{"type":"string"},"pattern":{"type":"string","maxLength":256},"source":{"type":"string"}},"additionalProperties":false}},
  createTrainingJobSaveImageJob: {"method":"POST","path":"/v2/{project_id}/training-jobs/{training_job_id}/tasks/{task_id}/save-image-job","section":"6.28","summary":"Save the container of a training job task as an image","successStatus":201,"requestSchema":"CreateTrainingJobSaveImageJobRequest","requestRequired":false,"contentTypes":["application/json"],"query":{"type":"object","properties":{},"additionalProperties":false}},
  getTrainingJobSaveImageJob: {"method":"GET","path":"/v2/{project_id}/training-jobs/{training_job_id}/tasks/{task_id}/save-image-job","section":"6.29","summary":"Get the image saving job of a training job task","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
  listTrainingJobFlavors: {"method":"GET","path":"/v2/{project_id}/training-job-flavors","section":"6.30","summary":"List the public flavors for training jobs","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{"flavor_type":{"type":"string","enum":["CPU","GPU","Ascend"]}},"additionalProperties":false}},
  listTrainingJobEngines: {"method":"GET","path":"/v2/{project_id}/training-job-engines","section":"6.31","summary":"List the preset AI engines for training jobs","successStatus":200,"requestSchema":null,"requestRequired":false,"contentTypes":[],"query":{"type":"object","properties":{},"additionalProperties":false}},
} as const;

/** The schemas that requests are made of, as JSON Schema 2020-12 `$defs`. */
export const schemas: Readonly<Record<string, object>> = {
  ActOnTrainingJobRequest: {"type":"object","required":["action_type"],"properties":{"action_type":{"type":"string"}},"additionalProperties":false},
  AlgoConfigsReq: {"type":"object","properties":{"name":{"type":"string"},"params":{"type":"array","items":{"$ref":"#/$defs/AutoSearchAlgoConfigParameter"}}},"additionalProperties":false},
  AlgorithmAdvancedConfigReq: {"type":"object","properties":{"auto_search":{"$ref":"#/$defs/AutoSearchReq"}},"additionalProperties":false},
  AlgorithmAdvancedConfigReqUpdateAlgorithm: {"type":"object","properties":{"auto_search":{"$ref":"#/$defs/AutoSearchReqUpdateAlgorithm"}},"additionalProperties":false},
  AlgorithmCreateEngineReq: {"type":"object","properties":{"engine_id":{"type":"string"},"engine_name":{"type":"string"},"engine_version":{"type":"string"},"image_url":{"type":"string"}},"additionalProperties":false},
  AlgorithmCreateInputReq: {"type":"object","properties":{"name":{"type":"string"},"description":{"type":"string"},"remote_constraints":{"type":"array","items":{"$ref":"#/$defs/RemoteConstraintReq"}}},"additionalProperties":false},
  AlgorithmCreateOutputReq: {"type":"object","required":["name"],"properties":{"name":{"type":"string"},"description":{"type":"string"}},"additionalProperties":false},
  AlgorithmJobConfigReq: {"type":"object","properties":{"code_dir":{"type":"string"},"boot_file":{"type":"string"},"command":{"type":"string"},"parameters":{"type":"array","items":{"$ref":"#/$defs/ParametersReq"}},"inputs":{"type":"array","items":{"$ref":"#/$defs/AlgorithmCreateInputReq"}},"outputs":{"type":"array","items":{"$ref":"#/$defs/AlgorithmCreateOutputReq"}},"engine":{"$ref":"#/$defs/AlgorithmCreateEngineReq"},"parameters_customization":{"type":"boolean"}},"additionalProperties":false},
  AlgorithmJobConfigReqUpdateAlgorithm: {"type":"object","properties":{"code_dir":{"type":"string"},"boot_file":{"type":"string"},"command":{"type":"string"},"parameters":{"type":"array","items":{"$ref":"#/$defs/ParametersReqUpdateAlgorithm"}},"inputs":{"type":"array","items":{"$ref":"#/$defs/AlgorithmCreateInputReq"}},"outputs":{"type":"array","items":{"$ref":"#/$defs/AlgorithmCreateOutputReq"}},"engine":{"$ref":"#/$defs/AlgorithmCreateEngineReq"},"parameters_customization":{"type":"boolean"}},"additionalProperties":false},
  AlgorithmMetadataReq: {"type":"object","required":["name"],"properties":{"id":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"name":{"type":"string","pattern":"^[0-9A-Za-z_\\-]*$","minLength":1,"maxLength":64},"description":{"type":"string","minLength":0,"maxLength":256},"workspace_id":{"type":"string"},"ai_project":{"type":"string"}},"additionalProperties":false},
  AutoSearchAlgoConfigParameter: {"type":"object","properties":{"key":{"type":"string"},"value":{"type":"string"},"type":{"type":"string"}},"additionalProperties":false},
  AutoSearchReq: {"type":"object","properties":{"skip_search_params":{"type":"string"},"reward_attrs":{"type":"array","items":{"$ref":"#/$defs/RewardAttrsReq"}},"search_params":{"type":"array","items":{"$ref":"#/$defs/SearchParamsReq"}},"algo_configs":{"type":"array","items":{"$ref":"#/$defs/AlgoConfigsReq"}}},"additionalProperties":false},
  AutoSearchReqCreateTrainingJob: {"type":"object","properties":{"skip_search_params":{"type":"string"},"reward_attrs":{"type":"array","items":{"$ref":"#/$defs/RewardAttrsReqUpdateAlgorithm"}},"search_params":{"type":"array","items":{"$ref":"#/$defs/SearchParamsReqCreateTrainingJob"}},"algo_configs":{"type":"array","items":{"$ref":"#/$defs/AlgoConfigsReq"}}},"additionalProperties":false},
  AutoSearchReqUpdateAlgorithm: {"type":"object","properties":{"skip_search_params":{"type":"string"},"reward_attrs":{"type":"array","items":{"$ref":"#/$defs/RewardAttrsReqUpdateAlgorithm"}},"search_params":{"type":"array","items":{"$ref":"#/$defs/SearchParamsReqUpdateAlgorithm"}},"algo_configs":{"type":"array","items":{"$ref":"#/$defs/AlgoConfigsReq"}}},"additionalProperties":false},
  AutoStopReq: {"type":"object","required":["time_unit","duration"],"properties":{"time_unit":{"type":"string","enum":["HOURS"]},"duration":{"type":"integer","minimum":1,"maximum":2147483647}},"additionalProperties":false},
  CreateAlgorithmRequest: {"type":"object","properties":{"metadata":{"$ref":"#/$defs/AlgorithmMetadataReq"},"job_config":{"$ref":"#/$defs/AlgorithmJobConfigReq"},"resource_requirements":{"type":"array","items":{"$ref":"#/$defs/ResourceRequirementReq"}},"advanced_config":{"$ref":"#/$defs/AlgorithmAdvancedConfigReq"}},"additionalProperties":false},
  CreateTrainingExperimentRequest: {"type":"object","required":["metadata"],"properties":{"metadata":{"$ref":"#/$defs/TrainingExperimentRequestMetadataReq"}},"additionalProperties":false},
  CreateTrainingJobRequest: {"type":"object","required":["kind","metadata"],"properties":{"kind":{"type":"string"},"metadata":{"$ref":"#/$defs/JobMetadataReq"},"algorithm":{"$ref":"#/$defs/JobAlgorithmReq"},"tasks":{"type":"array","items":{"$ref":"#/$defs/TaskReq"}},"spec":{"$ref":"#/$defs/SpecReq"},"endpoints":{"$ref":"#/$defs/JobEndpointsReq"}},"additionalProperties":false},
  CreateTrainingJobSaveImageJobRequest: {"type":"object","properties":{"name":{"type":"string","maxLength":512},"namespace":{"type":"string"},"tag":{"type":"string","maxLength":64},"description":{"type":"string","maxLength":512}},"additionalProperties":false},
  CreateTrainingJobTagsRequest: {"type":"object","required":["tags"],"properties":{"tags":{"type":"array","items":{"$ref":"#/$defs/TmsTagReq"}}},"additionalProperties":false},
  DataSourceReq: {"type":"object","required":["job"],"properties":{"job":{"$ref":"#/$defs/JobSummaryReq"}},"additionalProperties":false},
  DeleteTrainingJobTagsRequest: {"type":"object","required":["tags"],"properties":{"tags":{"type":"array","items":{"$ref":"#/$defs/TmsTagForDeleteReq"}}},"additionalProperties":false},
  FilterReq: {"type":"object","properties":{"key":{"type":"string"},"operator":{"type":"string"},"value":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  I18nDescriptionReq: {"type":"object","properties":{"language":{"type":"string"},"description":{"type":"string"}},"additionalProperties":false},
  InputDataInfoReq: {"type":"object","properties":{"dataset":{"$ref":"#/$defs/DatasetReq"},"obs":{"$ref":"#/$defs/ObsReq"}},"additionalProperties":false},
  InputReq: {"type":"object","required":["name","remote"],"properties":{"name":{"type":"string"},"description":{"type":"string"},"local_dir":{"type":"string"},"remote":{"$ref":"#/$defs/InputDataInfoReq"},"remote_constraint":{"type":"array","items":{"$ref":"#/$defs/RemoteConstraint"}}},"additionalProperties":false},
  JobAlgorithmReq: {"type":"object","properties":{"id":{"type":"string"},"name":{"type":"string"},"subscription_id":{"type":"string"},"item_version_id":{"type":"string"},"code_dir":{"type":"string"},"boot_file":{"type":"string"},"autosearch_config_path":{"type":"string"},"autosearch_framework_path":{"type":"string"},"command":{"type":"string"},"parameters":{"type":"array","items":{"$ref":"#/$defs/ParametersReq"}},"policies":{"$ref":"#/$defs/JobPoliciesReq"},"inputs":{"type":"array","items":{"$ref":"#/$defs/InputReq"}},"outputs":{"type":"array","items":{"$ref":"#/$defs/OutputReq"}},"engine":{"$ref":"#/$defs/JobEngineReq"},"local_code_dir":{"type":"string"},"working_dir":{"type":"string"},"environments":{"type":"object","additionalProperties":{"type":"string"}},"summary":{"$ref":"#/$defs/SummaryReq"}},"additionalProperties":false},
  JobEndpointsReq: {"type":"object","properties":{"ssh":{"$ref":"#/$defs/SSHReq"}},"additionalProperties":false},
  JobEngineReq: {"type":"object","properties":{"engine_id":{"type":"string"},"engine_name":{"type":"string"},"engine_version":{"type":"string"},"image_url":{"type":"string"},"install_sys_packages":{"type":"boolean"}},"additionalProperties":false},
  JobMetadataReq: {"type":"object","required":["name"],"properties":{"name":{"type":"string","pattern":"^[0-9A-Za-z_\\-]*$","minLength":1,"maxLength":64},"workspace_id":{"type":"string"},"description":{"type":"string","minLength":0,"maxLength":256},"annotations":{"type":"object","additionalProperties":{"type":"string"}}},"additionalProperties":false},
  JobPoliciesReq: {"type":"object","properties":{"auto_search":{"$ref":"#/$defs/AutoSearchReqCreateTrainingJob"}},"additionalProperties":false},
  JobSummaryReq: {"type":"object","required":["job_id"],"properties":{"job_id":{"type":"string"}},"additionalProperties":false},
  LogDirReq: {"type":"object","required":["pfs"],"properties":{"pfs":{"$ref":"#/$defs/PFSSummaryReq"}},"additionalProperties":false},
  LogExportPath: {"type":"object","properties":{"obs_url":{"type":"string"},"host_path":{"type":"string"}},"additionalProperties":false},
  Nfs: {"type":"object","properties":{"nfs_server_path":{"type":"string"},"local_path":{"type":"string"},"read_only":{"type":"boolean"}},"additionalProperties":false},
  ObsReqCreateTrainingJob2: {"type":"object","properties":{"obs_path":{"type":"string"},"local_path":{"type":"string"}},"additionalProperties":false},
  OutputReq: {"type":"object","required":["name","remote"],"properties":{"name":{"type":"string"},"description":{"type":"string"},"local_dir":{"type":"string"},"remote":{"$ref":"#/$defs/RemoteReq"}},"additionalProperties":false},
  PFSSummaryReq: {"type":"object","required":["pfs_path"],"properties":{"pfs_path":{"type":"string"}},"additionalProperties":false},
  ParameterListAlgorithms: {"type":"object","properties":{"name":{"type":"string"},"value":{"type":"string"},"description":{"type":"string"},"constraint":{"$ref":"#/$defs/Constraint"},"i18n_description":{"$ref":"#/$defs/I18nDescriptionListAlgorithms"}},"additionalProperties":false},
  ParametersConstraintReq: {"type":"object","properties":{"type":{"type":"string"},"editable":{"type":"boolean"},"required":{"type":"boolean"},"sensitive":{"type":"boolean"},"valid_type":{"type":"string"},"valid_range":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  ParametersReq: {"type":"object","properties":{"name":{"type":"string"},"value":{"type":"string"},"description":{"type":"string"},"constraint":{"$ref":"#/$defs/ParametersConstraintReq"},"i18n_description":{"$ref":"#/$defs/I18nDescriptionReq"}},"additionalProperties":false},
  ParametersReqUpdateAlgorithm: {"type":"object","properties":{"name":{"type":"string"},"value":{"type":"string"},"description":{"type":"string"},"constraint":{"$ref":"#/$defs/ParametersConstraintReq"},"internationalization_description":{"$ref":"#/$defs/I18nDescriptionReq"}},"additionalProperties":false},
  PfsReq: {"type":"object","properties":{"pfs_path":{"type":"string"},"local_path":{"type":"string"}},"additionalProperties":false},
  RemoteConstraintReq: {"type":"object","properties":{"data_type":{"type":"string"},"attributes":{"type":"array","items":{"type":"object","additionalProperties":{"type":"string"}}}},"additionalProperties":false},
  RemoteObsReq: {"type":"object","required":["obs_url"],"properties":{"obs_url":{"type":"string"}},"additionalProperties":false},
  RemoteReq: {"type":"object","required":["obs"],"properties":{"obs":{"$ref":"#/$defs/RemoteObsReq"}},"additionalProperties":false},
  RequiredAffinityReq: {"type":"object","properties":{"affinity_type":{"type":"string","enum":["cabinet","hyperinstance"]},"affinity_group_size":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false},
  ResourceRequirementReq: {"type":"object","properties":{"key":{"type":"string"},"values":{"type":"array","items":{"type":"string"}},"operator":{"type":"string","enum":["in"]}},"additionalProperties":false},
  ResourceRequirementReqUpdateAlgorithm: {"type":"object","properties":{"key":{"type":"string"},"values":{"type":"array","items":{"type":"string"}},"operator":{"type":"string","enum":["in"]}},"additionalProperties":false},
  RewardAttrsReq: {"type":"object","properties":{"name":{"type":"string"},"mode":{"type":"string"},"regex":{"type":"string"}},"additionalProperties":false},
  RewardAttrsReqUpdateAlgorithm: {"type":"object","properties":{"name":{"type":"string"},"mode":{"type":"string"},"regex":{"type":"string"}},"additionalProperties":false},
  SSHReq: {"type":"object","properties":{"key_pair_names":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  SchedulePolicyReq: {"type":"object","properties":{"required_affinity":{"$ref":"#/$defs/RequiredAffinityReq"},"priority":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"preemptible":{"type":"boolean"}},"additionalProperties":false},
  SearchParamsReq: {"type":"object","properties":{"name":{"type":"string"},"param_type":{"type":"string"},"lower_bound":{"type":"string"},"upper_bound":{"type":"string"},"discrete_points_num":{"type":"string"},"discrete_values":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  SearchParamsReqCreateTrainingJob: {"type":"object","properties":{"name":{"type":"string"},"param_type":{"type":"string"},"lower_bound":{"type":"string"},"upper_bound":{"type":"string"},"discrete_points_num":{"type":"string"},"discrete_values":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  SearchParamsReqUpdateAlgorithm: {"type":"object","properties":{"name":{"type":"string"},"param_type":{"type":"string"},"lower_bound":{"type":"string"},"upper_bound":{"type":"string"},"discrete_points_num":{"type":"string"},"discrete_values":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  SearchTrainingJobsRequest: {"type":"object","properties":{"offset":{"type":"integer","minimum":0,"maximum":2147483647},"limit":{"type":"integer","minimum":1,"maximum":50},"sort_by":{"type":"string"},"order":{"type":"string"},"group_by":{"type":"string"},"filters":{"type":"array","items":{"$ref":"#/$defs/FilterReq"}}},"additionalProperties":false},
  SpecReq: {"type":"object","properties":{"resource":{"$ref":"#/$defs/SpecResourceReq"},"volumes":{"type":"array","items":{"$ref":"#/$defs/SpecVolumesReq"}},"log_export_path":{"$ref":"#/$defs/LogExportPath"},"auto_stop":{"$ref":"#/$defs/AutoStopReq"},"schedule_policy":{"$ref":"#/$defs/SchedulePolicyReq"}},"additionalProperties":false},
  SpecResourceReq: {"type":"object","properties":{"flavor_id":{"type":"string"},"node_count":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"pool_id":{"type":"string"}},"additionalProperties":false},
  SpecVolumesReq: {"type":"object","properties":{"nfs":{"$ref":"#/$defs/Nfs"},"pfs":{"$ref":"#/$defs/PfsReq"},"obs":{"$ref":"#/$defs/ObsReqCreateTrainingJob2"}},"additionalProperties":false},
  SummaryReq: {"type":"object","properties":{"log_type":{"type":"string"},"log_dir":{"$ref":"#/$defs/LogDirReq"},"data_sources":{"type":"array","items":{"$ref":"#/$defs/DataSourceReq"}}},"additionalProperties":false},
  TaskReq: {"type":"object","properties":{"role":{"type":"string"},"algorithm":{"$ref":"#/$defs/AlgorithmReq"},"task_resource":{"$ref":"#/$defs/TaskResourceReq"}},"additionalProperties":false},
  TmsTagForDeleteReq: {"type":"object","required":["key"],"properties":{"key":{"type":"string"},"value":{"type":"string"}},"additionalProperties":false},
  TmsTagReq: {"type":"object","required":["key","value"],"properties":{"key":{"type":"string","maxLength":128},"value":{"type":"string","maxLength":255}},"additionalProperties":false},
  TrainingExperimentRequestMetadataReq: {"type":"object","required":["name"],"properties":{"name":{"type":"string","maxLength":64},"description":{"type":"string","maxLength":256},"workspace_id":{"type":"string"}},"additionalProperties":false},
  UpdateAlgorithmRequest: {"type":"object","properties":{"metadata":{"$ref":"#/$defs/AlgorithmMetadataReq"},"job_config":{"$ref":"#/$defs/AlgorithmJobConfigReqUpdateAlgorithm"},"resource_requirements":{"type":"array","items":{"$ref":"#/$defs/ResourceRequirementReqUpdateAlgorithm"}},"advanced_config":{"$ref":"#/$defs/AlgorithmAdvancedConfigReqUpdateAlgorithm"}},"additionalProperties":false},
  UpdateTrainingJobRequest: {"type":"object","properties":{"description":{"type":"string","minLength":0,"maxLength":256}},"additionalProperties":false},
  AlgorithmReq: {"type":"object","properties":{"job_config":{"$ref":"#/$defs/JobConfigReq"},"code_dir":{"type":"string"},"boot_file":{"type":"string"},"engine":{"$ref":"#/$defs/EngineReq"},"inputs":{"type":"array","items":{"$ref":"#/$defs/InputsReq"}},"outputs":{"type":"array","items":{"$ref":"#/$defs/OutputsReq"}},"local_code_dir":{"type":"string"},"working_dir":{"type":"string"}},"additionalProperties":false},
  Constraint: {"type":"object","properties":{"type":{"type":"string"},"editable":{"type":"boolean"},"required":{"type":"boolean"},"sensitive":{"type":"boolean"},"valid_type":{"type":"string"},"valid_range":{"type":"array","items":{"type":"string"}}},"additionalProperties":false},
  DatasetReq: {"type":"object","required":["id","version_id"],"properties":{"id":{"type":"string"},"version_id":{"type":"string"}},"additionalProperties":false},
  Engine: {"type":"object","properties":{"engine_id":{"type":"string"},"engine_name":{"type":"string"},"engine_version":{"type":"string"},"image_url":{"type":"string"}},"additionalProperties":false},
  EngineReq: {"type":"object","properties":{"engine_id":{"type":"string"},"engine_name":{"type":"string"},"engine_version":{"type":"string"},"image_url":{"type":"string"}},"additionalProperties":false},
  I18nDescriptionListAlgorithms: {"type":"object","properties":{"language":{"type":"string","enum":["zh-cn","en-us"]},"description":{"type":"string"}},"additionalProperties":false},
  InputsReq: {"type":"object","required":["name","remote"],"properties":{"name":{"type":"string"},"description":{"type":"string"},"local_dir":{"type":"string"},"remote":{"$ref":"#/$defs/RemoteReqCreateTrainingJob"}},"additionalProperties":false},
  JobConfigReq: {"type":"object","properties":{"parameters":{"type":"array","items":{"$ref":"#/$defs/ParameterListAlgorithms"}},"inputs":{"type":"array","items":{"$ref":"#/$defs/InputReq"}},"outputs":{"type":"array","items":{"$ref":"#/$defs/OutputReq"}},"engine":{"$ref":"#/$defs/Engine"}},"additionalProperties":false},
  ObsReq: {"type":"object","required":["obs_url"],"properties":{"obs_url":{"type":"string"}},"additionalProperties":false},
  ObsReqCreateTrainingJob: {"type":"object","required":["obs_url"],"properties":{"obs_url":{"type":"string"}},"additionalProperties":false},
  OutputsReq: {"type":"object","required":["name","remote"],"properties":{"name":{"type":"string"},"description":{"type":"string"},"local_dir":{"type":"string"},"remote":{"$ref":"#/$defs/RemoteReqCreateTrainingJob2"}},"additionalProperties":false},
  RemoteReqCreateTrainingJob: {"type":"object","properties":{"obs":{"$ref":"#/$defs/ObsReq"}},"additionalProperties":false},
  RemoteReqCreateTrainingJob2: {"type":"object","required":["obs"],"properties":{"obs":{"$ref":"#/$defs/ObsReqCreateTrainingJob"}},"additionalProperties":false},
  RemoteConstraint: {"type":"object","properties":{"data_type":{"type":"string"},"attributes":{"type":"string"}},"additionalProperties":false},
  TaskResourceReq: {"type":"object","required":["node_count"],"properties":{"flavor_id":{"type":"string"},"node_count":{"type":"integer","minimum":-2147483648,"maximum":2147483647}},"additionalProperties":false},
};

/** Table 6-302. */
export type ActOnTrainingJobRequest = {
  readonly action_type: string;
};
/** Table 6-303. */
export type ActOnTrainingJobResponse = {
  readonly kind?: string | null;
  readonly metadata?: JobMetadataActOnTrainingJob | null;
  readonly status?: StatusGetTrainingJob | null;
  readonly algorithm?: JobAlgorithmResponseActOnTrainingJob | null;
  readonly tasks?: readonly (TaskResponseActOnTrainingJob)[] | null;
  readonly spec?: SpecResponseActOnTrainingJob | null;
  readonly endpoints?: JobEndpointsResp | null;
};
/** Table 6-17, 6-93, 6-135. */
export type AlgoConfigsReq = {
  readonly name?: string;
  readonly params?: readonly (AutoSearchAlgoConfigParameter)[];
};
/** Table 6-13. */
export type AlgorithmAdvancedConfigReq = {
  readonly auto_search?: AutoSearchReq;
};
/** Table 6-89. */
export type AlgorithmAdvancedConfigReqUpdateAlgorithm = {
  readonly auto_search?: AutoSearchReqUpdateAlgorithm;
};
/** Table 6-11, 6-87. */
export type AlgorithmCreateEngineReq = {
  readonly engine_id?: string;
  readonly engine_name?: string;
  readonly engine_version?: string;
  readonly image_url?: string;
};
/** Table 6-8, 6-84. */
export type AlgorithmCreateInputReq = {
  readonly name?: string;
  readonly description?: string;
  readonly remote_constraints?: readonly (RemoteConstraintReq)[];
};
/** Table 6-10, 6-86. */
export type AlgorithmCreateOutputReq = {
  readonly name: string;
  readonly description?: string;
};
/** Table 6-212, 6-273, 6-337, 6-408. */
export type AlgorithmEngine = {
  readonly engine_id?: string | null;
  readonly engine_name?: string | null;
  readonly engine_version?: string | null;
  readonly v1_compatible?: boolean | null;
  readonly run_user?: string | null;
  readonly image_url?: string | null;
};
/** Table 6-207. */
export type AlgorithmInput = {
  readonly name?: string | null;
  readonly local_dir?: string | null;
  readonly remote?: AlgorithmRemote | null;
};
/** Table 6-268, 6-332, 6-403. */
export type AlgorithmInputGetTrainingJob = {
  readonly name?: string | null;
  readonly local_dir?: string | null;
  readonly remote?: AlgorithmRemoteGetTrainingJob | null;
};
/** Table 6-4. */
export type AlgorithmJobConfigReq = {
  readonly code_dir?: string;
  readonly boot_file?: string;
  readonly command?: string;
  readonly parameters?: readonly (ParametersReq)[];
  readonly inputs?: readonly (AlgorithmCreateInputReq)[];
  readonly outputs?: readonly (AlgorithmCreateOutputReq)[];
  readonly engine?: AlgorithmCreateEngineReq;
  readonly parameters_customization?: boolean;
};
/** Table 6-80. */
export type AlgorithmJobConfigReqUpdateAlgorithm = {
  readonly code_dir?: string;
  readonly boot_file?: string;
  readonly command?: string;
  readonly parameters?: readonly (ParametersReqUpdateAlgorithm)[];
  readonly inputs?: readonly (AlgorithmCreateInputReq)[];
  readonly outputs?: readonly (AlgorithmCreateOutputReq)[];
  readonly engine?: AlgorithmCreateEngineReq;
  readonly parameters_customization?: boolean;
};
/** Table 6-3, 6-79. */
export type AlgorithmMetadataReq = {
  readonly id?: number;
  readonly name: string;
  readonly description?: string;
  readonly workspace_id?: string;
  readonly ai_project?: string;
};
/** Table 6-209. */
export type AlgorithmOutput = {
  readonly name?: string | null;
  readonly local_dir?: string | null;
  readonly remote?: Remote | null;
  readonly mode?: string | null;
  readonly period?: string | null;
};
/** Table 6-270, 6-334, 6-405. */
export type AlgorithmOutputGetTrainingJob = {
  readonly name?: string | null;
  readonly local_dir?: string | null;
  readonly remote?: RemoteGetTrainingJob | null;
  readonly mode?: string | null;
  readonly period?: string | null;
};
/** Table 6-208. */
export type AlgorithmRemote = {
  readonly obs?: RemoteObs | null;
};
/** Table 6-269, 6-333, 6-404. */
export type AlgorithmRemoteGetTrainingJob = {
  readonly obs?: RemoteObsGetTrainingJob | null;
};
/** Table 6-40. */
export type AlgorithmResponse = {
  readonly metadata?: MetadataListAlgorithms | null;
  readonly job_config?: JobConfigListAlgorithms | null;
  readonly resource_requirements?: readonly (ResourceRequirementsListAlgorithms)[] | null;
  readonly advanced_config?: AdvancedConfigListAlgorithms | null;
};
/** Table 6-18, 6-36, 6-57, 6-76, 6-94, 6-112, 6-136, 6-192, 6-253, 6-317, 6-388. */
export type AutoSearchAlgoConfigParameter = {
  readonly key?: string | null;
  readonly value?: string | null;
  readonly type?: string | null;
};
/** Table 6-14. */
export type AutoSearchReq = {
  readonly skip_search_params?: string;
  readonly reward_attrs?: readonly (RewardAttrsReq)[];
  readonly search_params?: readonly (SearchParamsReq)[];
  readonly algo_configs?: readonly (AlgoConfigsReq)[];
};
/** Table 6-132. */
export type AutoSearchReqCreateTrainingJob = {
  readonly skip_search_params?: string;
  readonly reward_attrs?: readonly (RewardAttrsReqUpdateAlgorithm)[];
  readonly search_params?: readonly (SearchParamsReqCreateTrainingJob)[];
  readonly algo_configs?: readonly (AlgoConfigsReq)[];
};
/** Table 6-90. */
export type AutoSearchReqUpdateAlgorithm = {
  readonly skip_search_params?: string;
  readonly reward_attrs?: readonly (RewardAttrsReqUpdateAlgorithm)[];
  readonly search_params?: readonly (SearchParamsReqUpdateAlgorithm)[];
  readonly algo_configs?: readonly (AlgoConfigsReq)[];
};
/** Table 6-173. */
export type AutoStopReq = {
  readonly time_unit: "HOURS";
  readonly duration: number;
};
/** Table 6-219, 6-280, 6-344, 6-415, 6-476. */
export type BillingInfo = {
  readonly code?: string | null;
  readonly unit_num?: number | null;
};
/** Table 6-221, 6-282, 6-346, 6-417, 6-478. */
export type Cpu = {
  readonly arch?: string | null;
  readonly core_num?: number | null;
};
/** Table 6-2. */
export type CreateAlgorithmRequest = {
  readonly metadata?: AlgorithmMetadataReq;
  readonly job_config?: AlgorithmJobConfigReq;
  readonly resource_requirements?: readonly (ResourceRequirementReq)[];
  readonly advanced_config?: AlgorithmAdvancedConfigReq;
};
/** Table 6-19. */
export type CreateAlgorithmResponse = {
  readonly metadata?: Metadata | null;
  readonly job_config?: JobConfig | null;
  readonly resource_requirements?: readonly (ResourceRequirements)[] | null;
  readonly advanced_config?: AdvancedConfig | null;
};
/** Table 6-119. */
export type CreateTrainingExperimentRequest = {
  readonly metadata: TrainingExperimentRequestMetadataReq;
};
/** Table 6-121. */
export type CreateTrainingExperimentResponse = {
  readonly metadata?: TrainingExperimentResponseMetadata | null;
  readonly statistic?: TrainingExperimentStatistic | null;
};
/** Table 6-125. */
export type CreateTrainingJobRequest = {
  readonly kind: string;
  readonly metadata: JobMetadataReq;
  readonly algorithm?: JobAlgorithmReq;
  readonly tasks?: readonly (TaskReq)[];
  readonly spec?: SpecReq;
  readonly endpoints?: JobEndpointsReq;
};
/** Table 6-178. */
export type CreateTrainingJobResponse = {
  readonly kind?: string | null;
  readonly metadata?: JobMetadata | null;
  readonly status?: Status | null;
  readonly algorithm?: JobAlgorithmResponse | null;
  readonly tasks?: readonly (TaskResponse)[] | null;
  readonly spec?: SpecResponse | null;
  readonly endpoints?: JobEndpointsResp | null;
};
/** Table 6-468. */
export type CreateTrainingJobSaveImageJobRequest = {
  readonly name?: string;
  readonly namespace?: string;
  readonly tag?: string;
  readonly description?: string;
};
/** Table 6-469. */
export type CreateTrainingJobSaveImageJobResponse = {
  readonly name?: string | null;
  readonly namespace?: string | null;
  readonly tag?: string | null;
  readonly description?: string | null;
  readonly status?: string | null;
  readonly message?: string | null;
  readonly create_time?: number | null;
};
/** Table 6-451. */
export type CreateTrainingJobTagsRequest = {
  readonly tags: readonly (TmsTagReq)[];
};
/** Table 6-453. */
export type CreateTrainingJobTagsResponse = {
  readonly tags?: readonly (TmsTag)[] | null;
};
/** Table 6-203, 6-264, 6-328, 6-399. */
export type DataSource = {
  readonly job?: JobSummary | null;
};
/** Table 6-141. */
export type DataSourceReq = {
  readonly job: JobSummaryReq;
};
/** Table 6-456. */
export type DeleteTrainingJobTagsRequest = {
  readonly tags: readonly (TmsTagForDeleteReq)[];
};
/** Table 6-225, 6-286, 6-350, 6-421. */
export type Disk = {
  readonly size?: string | null;
  readonly unit?: string | null;
};
/** Table 6-215, 6-276, 6-340, 6-411, 6-482. */
export type DiskResponse = {
  readonly size?: number | null;
  readonly unit?: string | null;
};
/** Table 6-444. */
export type EarlyStopAutosearchTrialResponse = {
  readonly earlystop_trial?: string | null;
};
/** Table 6-465. */
export type Event = {
  readonly message?: string | null;
  readonly level?: string | null;
  readonly time?: string | null;
  readonly source?: string | null;
};
/** Table 6-372. */
export type FilterReq = {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: readonly (string)[];
};
/** Table 6-218. */
export type FlavorDetail = {
  readonly flavor_type?: string | null;
  readonly billing?: BillingInfo | null;
  readonly flavor_info?: FlavorInfo | null;
};
/** Table 6-279, 6-343, 6-414. */
export type FlavorDetailGetTrainingJob = {
  readonly flavor_type?: string | null;
  readonly billing?: BillingInfo | null;
  readonly flavor_info?: FlavorInfo | null;
};
/** Table 6-220, 6-281, 6-345, 6-416. */
export type FlavorInfo = {
  readonly max_num?: number | null;
  readonly cpu?: Cpu | null;
  readonly gpu?: Gpu | null;
  readonly npu?: Npu | null;
  readonly memory?: Memory | null;
  readonly disk?: Disk | null;
};
/** Table 6-214, 6-275, 6-339, 6-410, 6-477. */
export type FlavorInfoResponse = {
  readonly max_num?: number | null;
  readonly cpu?: Cpu | null;
  readonly gpu?: Gpu | null;
  readonly npu?: Npu | null;
  readonly memory?: Memory | null;
  readonly disk?: DiskResponse | null;
};
/** Table 6-213, 6-274, 6-409, 6-475. */
export type FlavorResponse = {
  readonly flavor_id?: string | null;
  readonly flavor_name?: string | null;
  readonly max_num?: number | null;
  readonly flavor_type?: string | null;
  readonly billing?: BillingInfo | null;
  readonly flavor_info?: FlavorInfoResponse | null;
  readonly attributes?: Readonly<Record<string, string>> | null;
};
/** Table 6-338. */
export type FlavorResponseActOnTrainingJob = {
  readonly flavor_id?: string | null;
  readonly flavor_name?: string | null;
  readonly max_num?: number | null;
  readonly flavor_type?: string | null;
  readonly billing?: BillingInfo | null;
  readonly flavor_info?: FlavorInfoResponse | null;
  readonly attributes?: Readonly<Record<string, string>> | null;
};
/** Table 6-59. */
export type GetAlgorithmResponse = {
  readonly metadata?: MetadataListAlgorithms | null;
  readonly job_config?: JobConfigGetAlgorithm | null;
  readonly resource_requirements?: readonly (ResourceRequirementsGetAlgorithm)[] | null;
  readonly advanced_config?: AdvancedConfigGetAlgorithm | null;
};
/** Table 6-442. */
export type GetAutosearchParameterAnalysisPathResponse = {
  readonly file_path?: string | null;
};
/** Table 6-440. */
export type GetAutosearchParameterAnalysisResponse = {
  readonly header?: readonly (string)[] | null;
  readonly data?: readonly (readonly (string)[])[] | null;
};
/** Table 6-438. */
export type GetAutosearchTrialResponse = {
  readonly header?: readonly (string)[] | null;
  readonly data?: readonly (readonly (string)[])[] | null;
};
/** Table 6-449. */
export type GetAutosearchYamlTemplateResponse = {
  readonly file_name?: string | null;
  readonly content?: string | null;
};
/** Table 6-239. */
export type GetTrainingJobResponse = {
  readonly kind?: string | null;
  readonly metadata?: JobMetadata | null;
  readonly status?: StatusGetTrainingJob | null;
  readonly algorithm?: JobAlgorithmResponseGetTrainingJob | null;
  readonly tasks?: readonly (TaskResponseGetTrainingJob)[] | null;
  readonly spec?: SpecResponseGetTrainingJob | null;
  readonly endpoints?: JobEndpointsResp | null;
};
/** Table 6-471. */
export type GetTrainingJobSaveImageJobResponse = {
  readonly name?: string | null;
  readonly namespace?: string | null;
  readonly tag?: string | null;
  readonly description?: string | null;
  readonly status?: string | null;
  readonly message?: string | null;
  readonly create_time?: number | null;
};
/** Table 6-366. */
export type GetTrainingJobTaskLogUrlResponse = {
  readonly obs_url?: string | null;
};
/** Table 6-368. */
export type GetTrainingJobTaskMetricsResponse = {
  readonly metrics?: readonly (MetricObject)[] | null;
};
/** Table 6-222, 6-283, 6-347, 6-418, 6-479. */
export type Gpu = {
  readonly unit_num?: number | null;
  readonly product_name?: string | null;
  readonly memory?: string | null;
};
/** Table 6-7, 6-83, 6-130. */
export type I18nDescriptionReq = {
  readonly language?: string;
  readonly description?: string;
};
/** Table 6-193. */
export type Input = {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly local_dir?: string | null;
  readonly remote?: InputDataInfo | null;
  readonly remote_constraint?: readonly (RemoteConstraint)[] | null;
};
/** Table 6-194. */
export type InputDataInfo = {
  readonly dataset?: Dataset | null;
  readonly obs?: Obs | null;
};
/** Table 6-150. */
export type InputDataInfoReq = {
  readonly dataset?: DatasetReq;
  readonly obs?: ObsReq;
};
/** Table 6-255, 6-319, 6-390. */
export type InputDataInfoGetTrainingJob = {
  readonly dataset?: Dataset | null;
  readonly obs?: ObsGetTrainingJob | null;
};
/** Table 6-149. */
export type InputReq = {
  readonly name: string;
  readonly description?: string;
  readonly local_dir?: string;
  readonly remote: InputDataInfoReq;
  readonly remote_constraint?: readonly (RemoteConstraint)[];
};
/** Table 6-318. */
export type InputActOnTrainingJob = {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly local_dir?: string | null;
  readonly remote?: InputDataInfoGetTrainingJob | null;
  readonly remote_constraint?: readonly (RemoteConstraint)[] | null;
};
/** Table 6-254. */
export type InputGetTrainingJob = {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly local_dir?: string | null;
  readonly remote?: InputDataInfoGetTrainingJob | null;
  readonly remote_constraint?: readonly (RemoteConstraintGetTrainingJob)[] | null;
};
/** Table 6-389. */
export type InputSearchTrainingJobs = {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly local_dir?: string | null;
  readonly remote?: InputDataInfoGetTrainingJob | null;
  readonly remote_constraint?: readonly (RemoteConstraint)[] | null;
};
/** Table 6-127. */
export type JobAlgorithmReq = {
  readonly id?: string;
  readonly name?: string;
  readonly subscription_id?: string;
  readonly item_version_id?: string;
  readonly code_dir?: string;
  readonly boot_file?: string;
  readonly autosearch_config_path?: string;
  readonly autosearch_framework_path?: string;
  readonly command?: string;
  readonly parameters?: readonly (ParametersReq)[];
  readonly policies?: JobPoliciesReq;
  readonly inputs?: readonly (InputReq)[];
  readonly outputs?: readonly (OutputReq)[];
  readonly engine?: JobEngineReq;
  readonly local_code_dir?: string;
  readonly working_dir?: string;
  readonly environments?: Readonly<Record<string, string>>;
  readonly summary?: SummaryReq;
};
/** Table 6-183. */
export type JobAlgorithmResponse = {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly subscription_id?: string | null;
  readonly item_version_id?: string | null;
  readonly code_dir?: string | null;
  readonly boot_file?: string | null;
  readonly autosearch_config_path?: string | null;
  readonly autosearch_framework_path?: string | null;
  readonly command?: string | null;
  readonly parameters?: readonly (ParameterGetAlgorithm)[] | null;
  readonly policies?: Policies | null;
  readonly inputs?: readonly (Input)[] | null;
  readonly outputs?: readonly (Output)[] | null;
  readonly engine?: JobEngine | null;
  readonly local_code_dir?: string | null;
  readonly working_dir?: string | null;
  readonly environments?: readonly (Readonly<Record<string, string>>)[] | null;
  readonly summary?: Summary | null;
};
/** Table 6-308. */
export type JobAlgorithmResponseActOnTrainingJob = {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly subscription_id?: string | null;
  readonly item_version_id?: string | null;
  readonly code_dir?: string | null;
  readonly boot_file?: string | null;
  readonly autosearch_config_path?: string | null;
  readonly autosearch_framework_path?: string | null;
  readonly command?: string | null;
  readonly parameters?: readonly (ParameterGetAlgorithm)[] | null;
  readonly policies?: PoliciesActOnTrainingJob | null;
  readonly inputs?: readonly (InputActOnTrainingJob)[] | null;
  readonly outputs?: readonly (OutputGetTrainingJob)[] | null;
  readonly engine?: JobEngineGetTrainingJob | null;
  readonly local_code_dir?: string | null;
  readonly working_dir?: string | null;
  readonly environments?: readonly (Readonly<Record<string, string>>)[] | null;
  readonly summary?: SummaryGetTrainingJob | null;
};
/** Table 6-244. */
export type JobAlgorithmResponseGetTrainingJob = {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly subscription_id?: string | null;
  readonly item_version_id?: string | null;
  readonly code_dir?: string | null;
  readonly boot_file?: string | null;
  readonly autosearch_config_path?: string | null;
  readonly autosearch_framework_path?: string | null;
  readonly command?: string | null;
  readonly parameters?: readonly (ParameterGetAlgorithm)[] | null;
  readonly policies?: PoliciesGetTrainingJob | null;
  readonly inputs?: readonly (InputGetTrainingJob)[] | null;
  readonly outputs?: readonly (OutputGetTrainingJob)[] | null;
  readonly engine?: JobEngineGetTrainingJob | null;
  readonly local_code_dir?: string | null;
  readonly working_dir?: string | null;
  readonly environments?: readonly (Readonly<Record<string, string>>)[] | null;
  readonly summary?: SummaryGetTrainingJob | null;
};
/** Table 6-379. */
export type JobAlgorithmResponseSearchTrainingJobs = {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly subscription_id?: string | null;
  readonly item_version_id?: string | null;
  readonly code_dir?: string | null;
  readonly boot_file?: string | null;
  readonly autosearch_config_path?: string | null;
  readonly autosearch_framework_path?: string | null;
  readonly command?: string | null;
  readonly parameters?: readonly (ParameterGetAlgorithm)[] | null;
  readonly policies?: PoliciesActOnTrainingJob | null;
  readonly inputs?: readonly (InputSearchTrainingJobs)[] | null;
  readonly outputs?: readonly (OutputGetTrainingJob)[] | null;
  readonly engine?: JobEngineGetTrainingJob | null;
  readonly local_code_dir?: string | null;
  readonly working_dir?: string | null;
  readonly environments?: readonly (Readonly<Record<string, string>>)[] | null;
  readonly summary?: SummaryGetTrainingJob | null;
};
/** Table 6-176. */
export type JobEndpointsReq = {
  readonly ssh?: SSHReq;
};
/** Table 6-231, 6-292, 6-356, 6-427. */
export type JobEndpointsResp = {
  readonly ssh?: SSHResp | null;
  readonly jupyter_lab?: JupyterLab | null;
  readonly tensorboard?: Tensorboard | null;
  readonly mindstudio_insight?: MindStudioInsight | null;
};
/** Table 6-199. */
export type JobEngine = {
  readonly engine_id?: string | null;
  readonly engine_name?: string | null;
  readonly engine_version?: string | null;
  readonly image_url?: string | null;
  readonly install_sys_packages?: boolean | null;
};
/** Table 6-137. */
export type JobEngineReq = {
  readonly engine_id?: string;
  readonly engine_name?: string;
  readonly engine_version?: string;
  readonly image_url?: string;
  readonly install_sys_packages?: boolean;
};
/** Table 6-260, 6-324, 6-395. */
export type JobEngineGetTrainingJob = {
  readonly engine_id?: string | null;
  readonly engine_name?: string | null;
  readonly engine_version?: string | null;
  readonly image_url?: string | null;
  readonly install_sys_packages?: boolean | null;
};
/** Table 6-179, 6-240, 6-375. */
export type JobMetadata = {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly workspace_id?: string | null;
  readonly description?: string | null;
  readonly create_time?: number | null;
  readonly user_name?: string | null;
  readonly annotations?: Readonly<Record<string, string>> | null;
};
/** Table 6-126. */
export type JobMetadataReq = {
  readonly name: string;
  readonly workspace_id?: string;
  readonly description?: string;
  readonly annotations?: Readonly<Record<string, string>>;
};
/** Table 6-304. */
export type JobMetadataActOnTrainingJob = {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly workspace_id?: string | null;
  readonly description?: string | null;
  readonly create_time?: number | null;
  readonly user_name?: string | null;
  readonly annotations?: Readonly<Record<string, string>> | null;
};
/** Table 6-131. */
export type JobPoliciesReq = {
  readonly auto_search?: AutoSearchReqCreateTrainingJob;
};
/** Table 6-374. */
export type JobResponse = {
  readonly kind?: string | null;
  readonly metadata?: JobMetadata | null;
  readonly status?: StatusGetTrainingJob | null;
  readonly algorithm?: JobAlgorithmResponseSearchTrainingJobs | null;
  readonly tasks?: readonly (TaskResponseGetTrainingJob)[] | null;
  readonly spec?: SpecResponseSearchTrainingJobs | null;
  readonly endpoints?: JobEndpointsResp | null;
};
/** Table 6-204, 6-265, 6-329, 6-400. */
export type JobSummary = {
  readonly job_id?: string | null;
};
/** Table 6-142. */
export type JobSummaryReq = {
  readonly job_id: string;
};
/** Table 6-226, 6-287, 6-351, 6-422. */
export type JobVolume = {
  readonly nfs?: Nfs | null;
};
/** Table 6-234, 6-295, 6-359, 6-430. */
export type JupyterLab = {
  readonly url?: string | null;
  readonly token?: string | null;
};
/** Table 6-39. */
export type ListAlgorithmsResponse = {
  readonly total?: number | null;
  readonly count?: number | null;
  readonly limit?: number | null;
  readonly offset?: number | null;
  readonly sort_by?: string | null;
  readonly order?: string | null;
  readonly group_by?: string | null;
  readonly items?: readonly (AlgorithmResponse)[] | null;
};
/** Table 6-435. */
export type ListAutosearchTrialsResponse = {
  readonly total?: number | null;
  readonly count?: number | null;
  readonly limit?: number | null;
  readonly offset?: number | null;
  readonly group_by?: string | null;
  readonly items?: Items | null;
};
/** Table 6-446. */
export type ListAutosearchYamlTemplatesResponse = {
  readonly yaml_templates?: readonly (YamlTemplate)[] | null;
};
/** Table 6-115. */
export type ListSearchAlgorithmsResponse = {
  readonly search_algo_count?: number | null;
  readonly search_algo_list?: readonly (SearchAlgoList)[] | null;
};
/** Table 6-484. */
export type ListTrainingJobEnginesResponse = {
  readonly total?: number | null;
  readonly items?: readonly (ItemsListTrainingJobEngines)[] | null;
};
/** Table 6-464. */
export type ListTrainingJobEventsResponse = {
  readonly total?: string | null;
  readonly limit?: string | null;
  readonly offset?: string | null;
  readonly order?: string | null;
  readonly start_time?: string | null;
  readonly end_time?: string | null;
  readonly events?: readonly (Event)[] | null;
};
/** Table 6-474. */
export type ListTrainingJobFlavorsResponse = {
  readonly total_count?: number | null;
  readonly flavors?: readonly (FlavorResponse)[] | null;
};
/** Table 6-459. */
export type ListTrainingJobTagsResponse = {
  readonly tags?: readonly (TmsTagListTrainingJobTags)[] | null;
};
/** Table 6-201, 6-262, 6-326, 6-397. */
export type LogDir = {
  readonly pfs?: PFSSummary | null;
};
/** Table 6-139. */
export type LogDirReq = {
  readonly pfs: PFSSummaryReq;
};
/** Table 6-172, 6-228, 6-289, 6-353, 6-424. */
export type LogExportPath = {
  readonly obs_url?: string | null;
  readonly host_path?: string | null;
};
/** Table 6-224, 6-285, 6-349, 6-420, 6-481. */
export type Memory = {
  readonly size?: number | null;
  readonly unit?: string | null;
};
/** Table 6-369. */
export type MetricObject = {
  readonly metric?: string | null;
  readonly value?: readonly (number)[] | null;
};
/** Table 6-236, 6-297, 6-361, 6-432. */
export type MindStudioInsight = {
  readonly url?: string | null;
  readonly token?: string | null;
};
/** Table 6-169, 6-227, 6-288, 6-352, 6-423. */
export type Nfs = {
  readonly nfs_server_path?: string | null;
  readonly local_path?: string | null;
  readonly read_only?: boolean | null;
};
/** Table 6-223, 6-284, 6-348, 6-419, 6-480. */
export type Npu = {
  readonly unit_num?: string | null;
  readonly product_name?: string | null;
  readonly memory?: string | null;
};
/** Table 6-171. */
export type ObsReqCreateTrainingJob2 = {
  readonly obs_path?: string;
  readonly local_path?: string;
};
/** Table 6-198. */
export type Output = {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly local_dir?: string | null;
  readonly remote?: Remote | null;
};
/** Table 6-154. */
export type OutputReq = {
  readonly name: string;
  readonly description?: string;
  readonly local_dir?: string;
  readonly remote: RemoteReq;
};
/** Table 6-259, 6-323, 6-394. */
export type OutputGetTrainingJob = {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly local_dir?: string | null;
  readonly remote?: RemoteGetTrainingJob | null;
};
/** Table 6-202, 6-263, 6-327, 6-398. */
export type PFSSummary = {
  readonly pfs_path?: string | null;
};
/** Table 6-140. */
export type PFSSummaryReq = {
  readonly pfs_path: string;
};
/** Table 6-22. */
export type Parameter = {
  readonly name?: string | null;
  readonly value?: string | null;
  readonly description?: string | null;
  readonly constraint?: Constraint | null;
  readonly i18n_description?: I18nDescription | null;
};
/** Table 6-62, 6-98, 6-184, 6-245, 6-309, 6-380. */
export type ParameterGetAlgorithm = {
  readonly name?: string | null;
  readonly value?: string | null;
  readonly description?: string | null;
  readonly constraint?: Constraint | null;
  readonly i18n_description?: I18nDescriptionGetAlgorithm | null;
};
/** Table 6-43, 6-146. */
export type ParameterListAlgorithms = {
  readonly name?: string | null;
  readonly value?: string | null;
  readonly description?: string | null;
  readonly constraint?: Constraint | null;
  readonly i18n_description?: I18nDescriptionListAlgorithms | null;
};
/** Table 6-6, 6-82, 6-129. */
export type ParametersConstraintReq = {
  readonly type?: string;
  readonly editable?: boolean;
  readonly required?: boolean;
  readonly sensitive?: boolean;
  readonly valid_type?: string;
  readonly valid_range?: readonly (string)[];
};
/** Table 6-5, 6-128. */
export type ParametersReq = {
  readonly name?: string;
  readonly value?: string;
  readonly description?: string;
  readonly constraint?: ParametersConstraintReq;
  readonly i18n_description?: I18nDescriptionReq;
};
/** Table 6-81. */
export type ParametersReqUpdateAlgorithm = {
  readonly name?: string;
  readonly value?: string;
  readonly description?: string;
  readonly constraint?: ParametersConstraintReq;
  readonly internationalization_description?: I18nDescriptionReq;
};
/** Table 6-170. */
export type PfsReq = {
  readonly pfs_path?: string;
  readonly local_path?: string;
};
/** Table 6-363. */
export type PreviewTrainingJobTaskLogResponse = {
  readonly content?: string | null;
  readonly current_size?: number | null;
  readonly full_size?: number | null;
};
/** Table 6-210. */
export type Remote = {
  readonly obs?: RemoteObs | null;
};
/** Table 6-9, 6-85. */
export type RemoteConstraintReq = {
  readonly data_type?: string;
  readonly attributes?: readonly (Readonly<Record<string, string>>)[];
};
/** Table 6-211. */
export type RemoteObs = {
  readonly obs_url?: string | null;
};
/** Table 6-156. */
export type RemoteObsReq = {
  readonly obs_url: string;
};
/** Table 6-272, 6-336, 6-407. */
export type RemoteObsGetTrainingJob = {
  readonly obs_url?: string | null;
};
/** Table 6-155. */
export type RemoteReq = {
  readonly obs: RemoteObsReq;
};
/** Table 6-271, 6-335, 6-406. */
export type RemoteGetTrainingJob = {
  readonly obs?: RemoteObsGetTrainingJob | null;
};
/** Table 6-230. */
export type RequiredAffinity = {
  readonly affinity_type?: string | null;
  readonly affinity_group_size?: number | null;
};
/** Table 6-175. */
export type RequiredAffinityReq = {
  readonly affinity_type?: "cabinet" | "hyperinstance";
  readonly affinity_group_size?: number;
};
/** Table 6-355. */
export type RequiredAffinityActOnTrainingJob = {
  readonly affinity_type?: string | null;
  readonly affinity_group_size?: number | null;
};
/** Table 6-291. */
export type RequiredAffinityGetTrainingJob = {
  readonly affinity_type?: string | null;
  readonly affinity_group_size?: number | null;
};
/** Table 6-426. */
export type RequiredAffinitySearchTrainingJobs = {
  readonly affinity_type?: string | null;
  readonly affinity_group_size?: number | null;
};
/** Table 6-217. */
export type Resource = {
  readonly policy?: string | null;
  readonly flavor_id?: string | null;
  readonly flavor_name?: string | null;
  readonly node_count?: number | null;
  readonly pool_id?: string | null;
  readonly flavor_detail?: FlavorDetail | null;
};
/** Table 6-12. */
export type ResourceRequirementReq = {
  readonly key?: string;
  readonly values?: readonly (string)[];
  readonly operator?: "in";
};
/** Table 6-88. */
export type ResourceRequirementReqUpdateAlgorithm = {
  readonly key?: string;
  readonly values?: readonly (string)[];
  readonly operator?: "in";
};
/** Table 6-278, 6-342, 6-413. */
export type ResourceGetTrainingJob = {
  readonly policy?: string | null;
  readonly flavor_id?: string | null;
  readonly flavor_name?: string | null;
  readonly node_count?: number | null;
  readonly pool_id?: string | null;
  readonly flavor_detail?: FlavorDetailGetTrainingJob | null;
};
/** Table 6-15. */
export type RewardAttrsReq = {
  readonly name?: string;
  readonly mode?: string;
  readonly regex?: string;
};
/** Table 6-91, 6-133. */
export type RewardAttrsReqUpdateAlgorithm = {
  readonly name?: string;
  readonly mode?: string;
  readonly regex?: string;
};
/** Table 6-182, 6-243, 6-307, 6-378. */
export type RunningRecord = {
  readonly start_at?: number | null;
  readonly end_at?: number | null;
  readonly start_type?: string | null;
  readonly end_reason?: string | null;
  readonly end_related_task?: string | null;
  readonly end_recover?: string | null;
  readonly end_recover_before_downgrade?: string | null;
};
/** Table 6-177. */
export type SSHReq = {
  readonly key_pair_names?: readonly (string)[];
};
/** Table 6-232, 6-293, 6-357, 6-428. */
export type SSHResp = {
  readonly key_pair_names?: readonly (string)[] | null;
  readonly task_urls?: readonly (TaskUrls)[] | null;
};
/** Table 6-229. */
export type SchedulePolicy = {
  readonly required_affinity?: RequiredAffinity | null;
  readonly priority?: number | null;
  readonly preemptible?: boolean | null;
};
/** Table 6-174. */
export type SchedulePolicyReq = {
  readonly required_affinity?: RequiredAffinityReq;
  readonly priority?: number;
  readonly preemptible?: boolean;
};
/** Table 6-354. */
export type SchedulePolicyActOnTrainingJob = {
  readonly required_affinity?: RequiredAffinityActOnTrainingJob | null;
  readonly priority?: number | null;
  readonly preemptible?: boolean | null;
};
/** Table 6-290. */
export type SchedulePolicyGetTrainingJob = {
  readonly required_affinity?: RequiredAffinityGetTrainingJob | null;
  readonly priority?: number | null;
  readonly preemptible?: boolean | null;
};
/** Table 6-425. */
export type SchedulePolicySearchTrainingJobs = {
  readonly required_affinity?: RequiredAffinitySearchTrainingJobs | null;
  readonly priority?: number | null;
  readonly preemptible?: boolean | null;
};
/** Table 6-16. */
export type SearchParamsReq = {
  readonly name?: string;
  readonly param_type?: string;
  readonly lower_bound?: string;
  readonly upper_bound?: string;
  readonly discrete_points_num?: string;
  readonly discrete_values?: readonly (string)[];
};
/** Table 6-134. */
export type SearchParamsReqCreateTrainingJob = {
  readonly name?: string;
  readonly param_type?: string;
  readonly lower_bound?: string;
  readonly upper_bound?: string;
  readonly discrete_points_num?: string;
  readonly discrete_values?: readonly (string)[];
};
/** Table 6-92. */
export type SearchParamsReqUpdateAlgorithm = {
  readonly name?: string;
  readonly param_type?: string;
  readonly lower_bound?: string;
  readonly upper_bound?: string;
  readonly discrete_points_num?: string;
  readonly discrete_values?: readonly (string)[];
};
/** Table 6-371. */
export type SearchTrainingJobsRequest = {
  readonly offset?: number;
  readonly limit?: number;
  readonly sort_by?: string;
  readonly order?: string;
  readonly group_by?: string;
  readonly filters?: readonly (FilterReq)[];
};
/** Table 6-373. */
export type SearchTrainingJobsResponse = {
  readonly total?: number | null;
  readonly count?: number | null;
  readonly limit?: number | null;
  readonly offset?: number | null;
  readonly sort_by?: string | null;
  readonly order?: string | null;
  readonly group_by?: string | null;
  readonly workspace_id?: string | null;
  readonly ai_project?: string | null;
  readonly items?: readonly (JobResponse)[] | null;
};
/** Table 6-166. */
export type SpecReq = {
  readonly resource?: SpecResourceReq;
  readonly volumes?: readonly (SpecVolumesReq)[];
  readonly log_export_path?: LogExportPath;
  readonly auto_stop?: AutoStopReq;
  readonly schedule_policy?: SchedulePolicyReq;
};
/** Table 6-167. */
export type SpecResourceReq = {
  readonly flavor_id?: string;
  readonly node_count?: number;
  readonly pool_id?: string;
};
/** Table 6-216. */
export type SpecResponse = {
  readonly resource?: Resource | null;
  readonly volumes?: readonly (JobVolume)[] | null;
  readonly log_export_path?: LogExportPath | null;
  readonly schedule_policy?: SchedulePolicy | null;
};
/** Table 6-341. */
export type SpecResponseActOnTrainingJob = {
  readonly resource?: ResourceGetTrainingJob | null;
  readonly volumes?: readonly (JobVolume)[] | null;
  readonly log_export_path?: LogExportPath | null;
  readonly schedule_policy?: SchedulePolicyActOnTrainingJob | null;
};
/** Table 6-277. */
export type SpecResponseGetTrainingJob = {
  readonly resource?: ResourceGetTrainingJob | null;
  readonly volumes?: readonly (JobVolume)[] | null;
  readonly log_export_path?: LogExportPath | null;
  readonly schedule_policy?: SchedulePolicyGetTrainingJob | null;
};
/** Table 6-412. */
export type SpecResponseSearchTrainingJobs = {
  readonly resource?: ResourceGetTrainingJob | null;
  readonly volumes?: readonly (JobVolume)[] | null;
  readonly log_export_path?: LogExportPath | null;
  readonly schedule_policy?: SchedulePolicySearchTrainingJobs | null;
};
/** Table 6-168. */
export type SpecVolumesReq = {
  readonly nfs?: Nfs;
  readonly pfs?: PfsReq;
  readonly obs?: ObsReqCreateTrainingJob2;
};
/** Table 6-180. */
export type Status = {
  readonly phase?: string | null;
  readonly secondary_phase?: string | null;
  readonly duration?: number | null;
  readonly node_count_metrics?: readonly (readonly (number)[])[] | null;
  readonly tasks?: readonly (string)[] | null;
  readonly start_time?: number | null;
  readonly task_statuses?: readonly (TaskStatuses)[] | null;
  readonly running_records?: readonly (RunningRecord)[] | null;
};
/** Table 6-241, 6-305, 6-376. */
export type StatusGetTrainingJob = {
  readonly phase?: string | null;
  readonly secondary_phase?: string | null;
  readonly duration?: number | null;
  readonly node_count_metrics?: readonly (readonly (number)[])[] | null;
  readonly tasks?: readonly (string)[] | null;
  readonly start_time?: number | null;
  readonly task_statuses?: readonly (TaskStatuses)[] | null;
  readonly running_records?: readonly (RunningRecord)[] | null;
};
/** Table 6-200. */
export type Summary = {
  readonly log_type?: string | null;
  readonly log_dir?: LogDir | null;
  readonly data_sources?: readonly (DataSource)[] | null;
};
/** Table 6-138. */
export type SummaryReq = {
  readonly log_type?: string;
  readonly log_dir?: LogDirReq;
  readonly data_sources?: readonly (DataSourceReq)[];
};
/** Table 6-261, 6-325, 6-396. */
export type SummaryGetTrainingJob = {
  readonly log_type?: string | null;
  readonly log_dir?: LogDir | null;
  readonly data_sources?: readonly (DataSource)[] | null;
};
/** Table 6-143. */
export type TaskReq = {
  readonly role?: string;
  readonly algorithm?: AlgorithmReq;
  readonly task_resource?: TaskResourceReq;
};
/** Table 6-205. */
export type TaskResponse = {
  readonly role?: string | null;
  readonly algorithm?: TaskResponseAlgorithm | null;
  readonly task_resource?: FlavorResponse | null;
};
/** Table 6-206. */
export type TaskResponseAlgorithm = {
  readonly code_dir?: string | null;
  readonly boot_file?: string | null;
  readonly inputs?: AlgorithmInput | null;
  readonly outputs?: AlgorithmOutput | null;
  readonly engine?: AlgorithmEngine | null;
  readonly local_code_dir?: string | null;
  readonly working_dir?: string | null;
};
/** Table 6-267, 6-331, 6-402. */
export type TaskResponseAlgorithmGetTrainingJob = {
  readonly code_dir?: string | null;
  readonly boot_file?: string | null;
  readonly inputs?: AlgorithmInputGetTrainingJob | null;
  readonly outputs?: AlgorithmOutputGetTrainingJob | null;
  readonly engine?: AlgorithmEngine | null;
  readonly local_code_dir?: string | null;
  readonly working_dir?: string | null;
};
/** Table 6-330. */
export type TaskResponseActOnTrainingJob = {
  readonly role?: string | null;
  readonly algorithm?: TaskResponseAlgorithmGetTrainingJob | null;
  readonly task_resource?: FlavorResponseActOnTrainingJob | null;
};
/** Table 6-266, 6-401. */
export type TaskResponseGetTrainingJob = {
  readonly role?: string | null;
  readonly algorithm?: TaskResponseAlgorithmGetTrainingJob | null;
  readonly task_resource?: FlavorResponse | null;
};
/** Table 6-181, 6-242, 6-306, 6-377. */
export type TaskStatuses = {
  readonly task?: string | null;
  readonly exit_code?: number | null;
  readonly message?: string | null;
};
/** Table 6-233, 6-294, 6-358, 6-429. */
export type TaskUrls = {
  readonly task?: string | null;
  readonly url?: string | null;
};
/** Table 6-235, 6-296, 6-360, 6-431. */
export type Tensorboard = {
  readonly url?: string | null;
  readonly token?: string | null;
};
/** Table 6-454. */
export type TmsTag = {
  readonly key?: string | null;
  readonly value?: string | null;
};
/** Table 6-457. */
export type TmsTagForDeleteReq = {
  readonly key: string;
  readonly value?: string;
};
/** Table 6-452. */
export type TmsTagReq = {
  readonly key: string;
  readonly value: string;
};
/** Table 6-460. */
export type TmsTagListTrainingJobTags = {
  readonly key?: string | null;
  readonly value?: string | null;
};
/** Table 6-120. */
export type TrainingExperimentRequestMetadataReq = {
  readonly name: string;
  readonly description?: string;
  readonly workspace_id?: string;
};
/** Table 6-122. */
export type TrainingExperimentResponseMetadata = {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly workspace_id?: string | null;
  readonly create_time?: number | null;
  readonly update_time?: number | null;
  readonly id?: string | null;
};
/** Table 6-123. */
export type TrainingExperimentStatistic = {
  readonly job_count?: number | null;
};
/** Table 6-78. */
export type UpdateAlgorithmRequest = {
  readonly metadata?: AlgorithmMetadataReq;
  readonly job_config?: AlgorithmJobConfigReqUpdateAlgorithm;
  readonly resource_requirements?: readonly (ResourceRequirementReqUpdateAlgorithm)[];
  readonly advanced_config?: AlgorithmAdvancedConfigReqUpdateAlgorithm;
};
/** Table 6-95. */
export type UpdateAlgorithmResponse = {
  readonly metadata?: MetadataListAlgorithms | null;
  readonly job_config?: JobConfigGetAlgorithm | null;
  readonly resource_requirements?: readonly (ResourceRequirementsListAlgorithms)[] | null;
  readonly advanced_config?: AdvancedConfigListAlgorithms | null;
};
/** Table 6-299. */
export type UpdateTrainingJobRequest = {
  readonly description?: string;
};
/** Table 6-447. */
export type YamlTemplate = {
  readonly algorithm_type_en?: string | null;
  readonly algorithm_type_zh?: string | null;
  readonly algorithm_names?: readonly (string)[] | null;
};
/** Table 6-31. */
export type AdvancedConfig = {
  readonly auto_search?: AutoSearch | null;
};
/** Table 6-71. */
export type AdvancedConfigGetAlgorithm = {
  readonly auto_search?: AutoSearchGetAlgorithm | null;
};
/** Table 6-52, 6-107. */
export type AdvancedConfigListAlgorithms = {
  readonly auto_search?: AutoSearchListAlgorithms | null;
};
/** Table 6-35, 6-56, 6-75, 6-111, 6-191, 6-252, 6-316, 6-387. */
export type AlgoConfigs = {
  readonly name?: string | null;
  readonly params?: readonly (AutoSearchAlgoConfigParameter)[] | null;
};
/** Table 6-144. */
export type AlgorithmReq = {
  readonly job_config?: JobConfigReq;
  readonly code_dir?: string;
  readonly boot_file?: string;
  readonly engine?: EngineReq;
  readonly inputs?: readonly (InputsReq)[];
  readonly outputs?: readonly (OutputsReq)[];
  readonly local_code_dir?: string;
  readonly working_dir?: string;
};
/** Table 6-32. */
export type AutoSearch = {
  readonly skip_search_params?: string | null;
  readonly reward_attrs?: readonly (RewardAttrs)[] | null;
  readonly search_params?: readonly (SearchParams)[] | null;
  readonly algo_configs?: readonly (AlgoConfigs)[] | null;
};
/** Table 6-313, 6-384. */
export type AutoSearchActOnTrainingJob = {
  readonly skip_search_params?: string | null;
  readonly reward_attrs?: readonly (RewardAttrsActOnTrainingJob)[] | null;
  readonly search_params?: readonly (SearchParamsGetTrainingJob)[] | null;
  readonly algo_configs?: readonly (AlgoConfigs)[] | null;
};
/** Table 6-188. */
export type AutoSearchCreateTrainingJob = {
  readonly skip_search_params?: string | null;
  readonly reward_attrs?: readonly (RewardAttrsListAlgorithms)[] | null;
  readonly search_params?: readonly (SearchParamsCreateTrainingJob)[] | null;
  readonly algo_configs?: readonly (AlgoConfigs)[] | null;
};
/** Table 6-72. */
export type AutoSearchGetAlgorithm = {
  readonly skip_search_params?: string | null;
  readonly reward_attrs?: readonly (RewardAttrs)[] | null;
  readonly search_params?: readonly (SearchParamsListAlgorithms)[] | null;
  readonly algo_configs?: readonly (AlgoConfigs)[] | null;
};
/** Table 6-249. */
export type AutoSearchGetTrainingJob = {
  readonly skip_search_params?: string | null;
  readonly reward_attrs?: readonly (RewardAttrsGetTrainingJob)[] | null;
  readonly search_params?: readonly (SearchParamsGetTrainingJob)[] | null;
  readonly algo_configs?: readonly (AlgoConfigs)[] | null;
};
/** Table 6-53, 6-108. */
export type AutoSearchListAlgorithms = {
  readonly skip_search_params?: string | null;
  readonly reward_attrs?: readonly (RewardAttrsListAlgorithms)[] | null;
  readonly search_params?: readonly (SearchParamsListAlgorithms)[] | null;
  readonly algo_configs?: readonly (AlgoConfigs)[] | null;
};
/** Table 6-29, 6-50, 6-69, 6-105. */
export type CodeTree = {
  readonly name?: string | null;
  readonly children?: unknown | null;
};
/** Table 6-23, 6-44, 6-63, 6-99, 6-147, 6-185, 6-246, 6-310, 6-381. */
export type Constraint = {
  readonly type?: string | null;
  readonly editable?: boolean | null;
  readonly required?: boolean | null;
  readonly sensitive?: boolean | null;
  readonly valid_type?: string | null;
  readonly valid_range?: readonly (string)[] | null;
};
/** Table 6-195, 6-256, 6-320, 6-391. */
export type Dataset = {
  readonly id?: string | null;
  readonly version_id?: string | null;
  readonly obs_url?: string | null;
};
/** Table 6-151. */
export type DatasetReq = {
  readonly id: string;
  readonly version_id: string;
};
/** Table 6-28, 6-157. */
export type Engine = {
  readonly engine_id?: string | null;
  readonly engine_name?: string | null;
  readonly engine_version?: string | null;
  readonly image_url?: string | null;
};
/** Table 6-158. */
export type EngineReq = {
  readonly engine_id?: string;
  readonly engine_name?: string;
  readonly engine_version?: string;
  readonly image_url?: string;
};
/** Table 6-49, 6-68, 6-104. */
export type EngineListAlgorithms = {
  readonly engine_id?: string | null;
  readonly engine_name?: string | null;
  readonly engine_version?: string | null;
  readonly image_url?: string | null;
};
/** Table 6-24. */
export type I18nDescription = {
  readonly language?: string | null;
  readonly description?: string | null;
};
/** Table 6-64, 6-100, 6-186, 6-247, 6-311, 6-382. */
export type I18nDescriptionGetAlgorithm = {
  readonly language?: string | null;
  readonly description?: string | null;
};
/** Table 6-45, 6-148. */
export type I18nDescriptionListAlgorithms = {
  readonly language?: string | null;
  readonly description?: string | null;
};
/** Table 6-486. */
export type ImageInfo = {
  readonly cpu_image_url?: string | null;
  readonly gpu_image_url?: string | null;
  readonly image_version?: string | null;
};
/** Table 6-25, 6-46, 6-65, 6-101. */
export type Inputs = {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly remote_constraints?: readonly (RemoteConstraints)[] | null;
};
/** Table 6-159. */
export type InputsReq = {
  readonly name: string;
  readonly description?: string;
  readonly local_dir?: string;
  readonly remote: RemoteReqCreateTrainingJob;
};
/** Table 6-436. */
export type Items = {
  readonly header?: readonly (string)[] | null;
  readonly data?: readonly (readonly (string)[])[] | null;
};
/** Table 6-485. */
export type ItemsListTrainingJobEngines = {
  readonly engine_id?: string | null;
  readonly engine_name?: string | null;
  readonly engine_version?: string | null;
  readonly v1_compatible?: boolean | null;
  readonly run_user?: string | null;
  readonly image_info?: ImageInfo | null;
};
/** Table 6-21. */
export type JobConfig = {
  readonly code_dir?: string | null;
  readonly boot_file?: string | null;
  readonly command?: string | null;
  readonly parameters?: readonly (Parameter)[] | null;
  readonly inputs?: readonly (Inputs)[] | null;
  readonly outputs?: readonly (Outputs)[] | null;
  readonly engine?: Engine | null;
  readonly code_tree?: readonly (CodeTree)[] | null;
  readonly parameters_customization?: boolean | null;
};
/** Table 6-145. */
export type JobConfigReq = {
  readonly parameters?: readonly (ParameterListAlgorithms)[];
  readonly inputs?: readonly (InputReq)[];
  readonly outputs?: readonly (OutputReq)[];
  readonly engine?: Engine;
};
/** Table 6-61, 6-97. */
export type JobConfigGetAlgorithm = {
  readonly code_dir?: string | null;
  readonly boot_file?: string | null;
  readonly command?: string | null;
  readonly parameters?: readonly (ParameterGetAlgorithm)[] | null;
  readonly inputs?: readonly (Inputs)[] | null;
  readonly outputs?: readonly (Outputs)[] | null;
  readonly engine?: EngineListAlgorithms | null;
  readonly code_tree?: readonly (CodeTree)[] | null;
  readonly parameters_customization?: boolean | null;
};
/** Table 6-42. */
export type JobConfigListAlgorithms = {
  readonly code_dir?: string | null;
  readonly boot_file?: string | null;
  readonly command?: string | null;
  readonly parameters?: readonly (ParameterListAlgorithms)[] | null;
  readonly inputs?: readonly (Inputs)[] | null;
  readonly outputs?: readonly (Outputs)[] | null;
  readonly engine?: EngineListAlgorithms | null;
  readonly code_tree?: readonly (CodeTree)[] | null;
  readonly parameters_customization?: boolean | null;
};
/** Table 6-20. */
export type Metadata = {
  readonly id?: number | null;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly workspace_id?: string | null;
  readonly ai_project?: string | null;
  readonly user_name?: string | null;
  readonly domain_id?: string | null;
  readonly source?: string | null;
  readonly api_version?: string | null;
  readonly is_valid?: string | null;
  readonly state?: string | null;
  readonly tags?: readonly (Readonly<Record<string, string>>)[] | null;
  readonly attr_list?: readonly (string)[] | null;
  readonly version_num?: number | null;
  readonly size?: number | null;
  readonly create_time?: number | null;
  readonly update_time?: number | null;
};
/** Table 6-41, 6-60, 6-96. */
export type MetadataListAlgorithms = {
  readonly id?: number | null;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly workspace_id?: string | null;
  readonly ai_project?: string | null;
  readonly user_name?: string | null;
  readonly domain_id?: string | null;
  readonly source?: string | null;
  readonly api_version?: string | null;
  readonly is_valid?: string | null;
  readonly state?: string | null;
  readonly tags?: readonly (Readonly<Record<string, string>>)[] | null;
  readonly attr_list?: readonly (string)[] | null;
  readonly version_num?: number | null;
  readonly size?: number | null;
  readonly create_time?: number | null;
  readonly update_time?: number | null;
};
/** Table 6-196. */
export type Obs = {
  readonly obs_url?: string | null;
};
/** Table 6-152, 6-161. */
export type ObsReq = {
  readonly obs_url: string;
};
/** Table 6-164. */
export type ObsReqCreateTrainingJob = {
  readonly obs_url: string;
};
/** Table 6-257, 6-321, 6-392. */
export type ObsGetTrainingJob = {
  readonly obs_url?: string | null;
};
/** Table 6-27, 6-48, 6-67, 6-103. */
export type Outputs = {
  readonly name?: string | null;
  readonly description?: string | null;
};
/** Table 6-162. */
export type OutputsReq = {
  readonly name: string;
  readonly description?: string;
  readonly local_dir?: string;
  readonly remote: RemoteReqCreateTrainingJob2;
};
/** Table 6-117. */
export type Params = {
  readonly key?: string | null;
  readonly value?: string | null;
  readonly type?: string | null;
};
/** Table 6-187. */
export type Policies = {
  readonly auto_search?: AutoSearchCreateTrainingJob | null;
};
/** Table 6-312, 6-383. */
export type PoliciesActOnTrainingJob = {
  readonly auto_search?: AutoSearchActOnTrainingJob | null;
};
/** Table 6-248. */
export type PoliciesGetTrainingJob = {
  readonly auto_search?: AutoSearchGetTrainingJob | null;
};
/** Table 6-160. */
export type RemoteReqCreateTrainingJob = {
  readonly obs?: ObsReq;
};
/** Table 6-163. */
export type RemoteReqCreateTrainingJob2 = {
  readonly obs: ObsReqCreateTrainingJob;
};
/** Table 6-153, 6-197, 6-322, 6-393. */
export type RemoteConstraint = {
  readonly data_type?: string | null;
  readonly attributes?: string | null;
};
/** Table 6-258. */
export type RemoteConstraintGetTrainingJob = {
  readonly data_type?: string | null;
  readonly attributes?: string | null;
};
/** Table 6-26, 6-47, 6-66, 6-102. */
export type RemoteConstraints = {
  readonly data_type?: string | null;
  readonly attributes?: readonly (Readonly<Record<string, string>>)[] | null;
};
/** Table 6-30. */
export type ResourceRequirements = {
  readonly key?: string | null;
  readonly value?: readonly (string)[] | null;
  readonly operator?: string | null;
};
/** Table 6-70. */
export type ResourceRequirementsGetAlgorithm = {
  readonly key?: string | null;
  readonly value?: readonly (string)[] | null;
  readonly operator?: string | null;
};
/** Table 6-51, 6-106. */
export type ResourceRequirementsListAlgorithms = {
  readonly key?: string | null;
  readonly value?: readonly (string)[] | null;
  readonly operator?: string | null;
};
/** Table 6-33, 6-73. */
export type RewardAttrs = {
  readonly name?: string | null;
  readonly mode?: string | null;
  readonly regex?: string | null;
};
/** Table 6-314, 6-385. */
export type RewardAttrsActOnTrainingJob = {
  readonly name?: string | null;
  readonly mode?: string | null;
  readonly regex?: string | null;
};
/** Table 6-250. */
export type RewardAttrsGetTrainingJob = {
  readonly name?: string | null;
  readonly mode?: string | null;
  readonly regex?: string | null;
};
/** Table 6-54, 6-109, 6-189. */
export type RewardAttrsListAlgorithms = {
  readonly name?: string | null;
  readonly mode?: string | null;
  readonly regex?: string | null;
};
/** Table 6-116. */
export type SearchAlgoList = {
  readonly name?: string | null;
  readonly params?: readonly (Params)[] | null;
  readonly description?: string | null;
};
/** Table 6-34. */
export type SearchParams = {
  readonly name?: string | null;
  readonly param_type?: string | null;
  readonly lower_bound?: string | null;
  readonly upper_bound?: string | null;
  readonly discrete_points_num?: string | null;
  readonly discrete_values?: string | null;
};
/** Table 6-190. */
export type SearchParamsCreateTrainingJob = {
  readonly name?: string | null;
  readonly param_type?: string | null;
  readonly lower_bound?: string | null;
  readonly upper_bound?: string | null;
  readonly discrete_points_num?: string | null;
  readonly discrete_values?: readonly (string)[] | null;
};
/** Table 6-251, 6-315, 6-386. */
export type SearchParamsGetTrainingJob = {
  readonly name?: string | null;
  readonly param_type?: string | null;
  readonly lower_bound?: string | null;
  readonly upper_bound?: string | null;
  readonly discrete_points_num?: string | null;
  readonly discrete_values?: readonly (string)[] | null;
};
/** Table 6-55, 6-74, 6-110. */
export type SearchParamsListAlgorithms = {
  readonly name?: string | null;
  readonly param_type?: string | null;
  readonly lower_bound?: string | null;
  readonly upper_bound?: string | null;
  readonly discrete_points_num?: string | null;
  readonly discrete_values?: string | null;
};
/** Table 6-165. */
export type TaskResourceReq = {
  readonly flavor_id?: string;
  readonly node_count: number;
};
