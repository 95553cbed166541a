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
  'ModelArts.3041': [
    400,
    'The version constraint restraint can only be EXACT, ATLEAST, ATMOST',
    'Check the version constraint.',
  ],
} as const;
