/** Rows of the error table (reference, section 19.2) of chapters 7 and 9, which name no code for a bad request. */
export const INFERENCE_ERRORS = {
  'ModelArts.0104': [400, 'Parameter error', 'Check the parameters.'],
  'ModelArts.3001': [404, 'Model does not exist', 'Check the model id.'],
  'ModelArts.3002': [409, 'Model already exists', 'Choose another name or version.'],
  'ModelArts.3009': [
    500,
    'Failed to delete model, model already deploy service',
    'Delete the services that use the model first.',
  ],
  'ModelArts.3015': [400, 'Config json file does not conform to the specification', 'Check initial_config.'],
  'ModelArts.3017': [
    400,
    'Failed to publish model because source location noncompliance',
    'Check source_location.',
  ],
  'ModelArts.3034': [
    400,
    'Template model failed to be published, template field is required',
    'Give the template.',
  ],
  'ModelArts.3036': [400, 'Parameter verification failed, parameter is required', 'Give the parameter.'],
  'ModelArts.3037': [400, 'Parameter is invalid', 'Correct the parameter.'],
  'ModelArts.3502': [404, 'Service does not exist', 'Check the service id.'],
  'ModelArts.3503': [409, 'Service already exists', 'Choose another name.'],
  'ModelArts.3506': [500, 'Model does not exist', 'Check the model id.'],
  'ModelArts.3507': [404, 'Model does not exist', 'Check the model id.'],
  'ModelArts.3515': [
    400,
    'The model cannot be used for deploying services because it is still being published',
    'Wait until the model is ready.',
  ],
  'ModelArts.3516': [
    400,
    'Failed to deploy services because the version of the model is the same',
    'Name every version once.',
  ],
  'ModelArts.3519': [
    400,
    'Services only in one of states in [deploying, running, stopping, deleting] can be updated',
    'Wait until the service has come to rest.',
  ],
  'ModelArts.3529': [400, 'Model under service does not exist', 'Check the model id.'],
  'ModelArts.3540': [
    400,
    'Operation failed because you are not the owner of service',
    'Use the credentials of the owner.',
  ],
  'ModelArts.3547': [400, 'Cluster does not exist', 'Check the pool.'],
  'ModelArts.3572': [400, 'Invalid OBS URL', 'Check the path.'],
  'ModelArts.3589': [400, 'Model cannot be used to deploy service', 'Choose another type of service.'],
  'ModelArts.3610': [400, 'Parameter cannot be empty', 'Give the parameter.'],
  'ModelArts.3041': [
    400,
    'The version constraint restraint can only be EXACT, ATLEAST, ATMOST',
    'Check the version constraint.',
  ],
} as const;
