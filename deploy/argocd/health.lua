-- Health of every kind of modelarts.huaweicloud.com in Argo CD, by kstatus's conditions and by how an object ends.
local status = obj.status or {}
if status.observedGeneration == nil or status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "The operator has not looked at this version yet" }
end
local is = {}
for _, condition in ipairs(status.conditions or {}) do
  if condition.status == "True" then is[condition.type] = condition end
end
local ready = { status = "Unknown" }
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "Ready" then ready = condition end
end
local function health(name, condition)
  return { status = name, message = condition.message or "" }
end
if is.Failed then return health("Degraded", is.Failed) end
if is.Stalled then return health("Degraded", is.Stalled) end
if is.Paused then return health("Suspended", is.Paused) end
if is.Reconciling then return health("Progressing", is.Reconciling) end
if is.Complete then return health("Healthy", is.Complete) end
if is.Suspended then return health("Suspended", is.Suspended) end
if is.InputNeeded then return health("Suspended", is.InputNeeded) end
if ready.status ~= "True" then return health("Progressing", ready) end
-- A job or a run that ModelArts has accepted goes on until it is Complete or Failed.
local ends = obj.kind == "TrainingJob" or obj.kind == "WorkflowRun"
  or (obj.kind == "ModelService" and obj.spec.inferType == "batch")
local looked = obj.spec.managementPolicy == "Observe"
if ends and not looked then return health("Progressing", ready) end
return health("Healthy", ready)
