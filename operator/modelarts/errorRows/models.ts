/** Codes of models (chapter 7). For the form of a row see common.ts. */
export const MODELS = `
400,409 duplicate-name 3002 DuplicateModel Choose another model name or version.

403 denied 3010 CopyNotPermitted Use credentials of the owner of the model.
400 denied 3070 NotOwnModel Use credentials of the owner of the model.
403 denied 3075 SubscribedModel A subscribed model cannot get versions; make a model of your own.
500 unavailable 3009 ModelInUse Delete the services that use the model first.
400,404 conflict 3009 ModelInUse Delete the services that use the model first.
400 denied 3074 SubscribedModel Cancel the subscription of the model in AI Gallery instead.
400,404 invalid 3001 ModelNotFound Check the model id; the model may have been deleted.
400,404 invalid 3019 InferFormatNotFound Check the input and output mode.
400,404 invalid 3021 TemplateNotFound Check the template id.
400 invalid 3015 InvalidConfigJson Correct config.json of the model: it breaks the specification.
400 invalid 3016 InvalidConfigJson Correct config.json of the model: the message names field, type or format.
400 invalid 3017 InvalidSourceLocation Give an OBS path like https://bucket.obs.region.myhuaweicloud.com/path/.
400 invalid 3023 InvalidLabels Correct the labels of the model.
400 invalid 3024 InvalidTemplateInput Make the inputs of the template agree with the template.
400 invalid 3028 InferFormatMissing Choose an input and output mode.
400 invalid 3029 TemplateMissing Name the template that the model uses.
400 invalid 3030 TemplateFixed Leave the built-in input and output mode of the template.
400 invalid 3032 ImageNotShared Check the image URL and who may pull the image.
400 invalid 3034 TemplateMissing Give the template of the model.
400 invalid 3036 ParameterMissing Give the parameter that the message names.
400 invalid 3037 InvalidParameter Correct the parameter that the message names; source paths are written /bucket/path/.
400 invalid 3039 DuplicateTemplateInput Give every template input an id of its own.
400 invalid 3040 InvalidDependency Correct the version constraint of the package.
400 invalid 3041 InvalidDependency Correct the version constraint of the package.
500 unavailable 3006 ModelNotPublished ModelArts could not publish the model; check its source and image.
500 unavailable 3043 ObsNotPermitted Give the user the OBS permission PutObjectAcl.
500 unavailable 3044 ModelTooLarge Make the model smaller than 20 GB, or bring it in an image.
500 unavailable 3045 ParameterMissing Give the parameter that the message names.
500 unavailable 3050 NoTemporaryCredentials ModelArts could not act for the user; check its authorization.
500 unavailable 3052 UnsupportedChip Choose a processor that the model supports.
500 unavailable 3053 UnsupportedModelType Choose a model type that ModelArts supports.
500 unavailable 3064 UnsupportedFramework Choose a framework that ModelArts supports.
500 unavailable 3065 ImageBeingBuilt Wait until the image of the model is built.
500 unavailable 3301 ImageNotBuilt ModelArts could not build the image of the model; see its events.
`;
