import { INFERENCE_ERRORS } from './inference/errorRows.ts';
import { WORKFLOW_ERRORS } from './workflow/errorRows.ts';

/** The rows of the error table (reference, section 19.2) that the simulator answers with. */
const TABLE = {
  'APIG.0201': [413, 'Request entity too large', 'Send at most 12 MB.'],
  // The bodies of IAM have no codes: these are for the audit log.
  'IAM.400': [400, 'Bad Request', 'Correct the request.'],
  'IAM.401': [401, 'Unauthorized', 'Check user, password and domain.'],
  'IAM.403': [403, 'Forbidden', 'Check the agency and its account.'],
  'IAM.404': [404, 'Not Found', 'Check the name.'],
  'ModelArts.0108': [
    403,
    'You are not authorized to perform the operation.',
    'Check the permissions for OBS and for this operation.',
  ],
  'ModelArts.0202': [401, 'Invalid token header because the token has expired.', 'Get a new token.'],
  'ModelArts.0203': [401, 'Invalid token.', 'Get a new token.'],
  'ModelArts.0205': [401, 'No authorization request header.', 'Sign the request with an access key.'],
  'ModelArts.0206': [
    401,
    'Incorrect authorization request header format.',
    'Correct the Authorization header.',
  ],
  'ModelArts.0208': [401, 'Failed to check the authorization request header.', 'Check access key and clock.'],
  'ModelArts.0212': [
    401,
    'Invalid token header because the token does not contain a project.',
    'Get a token of the project.',
  ],
  ...INFERENCE_ERRORS,
  ...WORKFLOW_ERRORS,
  'ModelArts.50004000': [400, 'Bad request', 'Check the request parameters.'],
  'ModelArts.50005101': [404, 'Not found', 'Check the name.'],
  'ModelArts.50015000': [409, 'Pool already exists.', 'Choose another pool name.'],
  'ModelArts.50015001': [404, 'pool not found', 'Check the name of the pool.'],
  'ModelArts.50025001': [404, 'Network not exist.', 'Check the name of the network.'],
  'ModelArts.2751': [400, 'DuplicateTrainingJobName', 'Choose another training job name.'],
  'ModelArts.2753': [400, 'InputsOutputsMessageError', 'Check the inputs and outputs in the request.'],
  'ModelArts.2755': [400, 'AiAlgorithmNotFound', 'Check the algorithm in the request.'],
  'ModelArts.2757': [400, 'CodeDirError', 'Check code directory and boot file in the request.'],
  'ModelArts.2758': [400, 'BootFileDirError', 'Check code directory and boot file in the request.'],
  'ModelArts.2764': [400, 'QueryParamsError', 'Check the query parameters.'],
  'ModelArts.2767': [400, 'ParameterKeyRepeat', 'Rename the parameter.'],
  'ModelArts.2775': [400, 'TrainingJobNotFound', 'Check the training job in the request.'],
  'ModelArts.2776': [204, 'NotReadyToFetchLog', 'Try again later.'],
  'ModelArts.2777': [204, 'NotReadyToFetchMetric', 'Try again later.'],
  'ModelArts.2780': [400, 'EngineNotFound', 'Check the engine in the request.'],
  'ModelArts.2781': [400, 'FlavorNotFound', 'Check the flavor in the request.'],
  'ModelArts.2786': [404, 'TokenProjectIDNotMatch', 'Use the project of the credentials.'],
  'ModelArts.2787': [400, 'InvalidJsonBody', 'Check the request body.'],
  'ModelArts.2788': [400, 'InvalidParam', 'Check the request parameters.'],
  'ModelArts.2789': [400, 'UnsupportedFilterBy', 'Search by name.'],
  'ModelArts.2790': [400, 'UnsupportedSortBy', 'Sort by create_time.'],
  'ModelArts.2791': [400, 'InvalidObsPath', 'Give a path such as /bucket/folder/ or obs://bucket/folder/.'],
  'ModelArts.2793': [400, 'FlavorOutOfRange', 'Ask for fewer nodes.'],
  'ModelArts.2796': [409, 'NotAllowedTo Terminate', 'Check the status of the job.'],
  'ModelArts.2799': [429, 'TooManyRequests', 'Try again later.'],
  'ModelArts.2803': [405, 'MethodNotAllowed', 'Check the HTTP method.'],
  'ModelArts.2806': [400, 'MustHaveCmdAndImage', 'Check command and engine.image_url in the request.'],
  'ModelArts.2807': [400, 'UnsupportedConditionKey', 'Check the key of the filter.'],
  'ModelArts.2808': [400, 'UnsupportedConditionOperator', 'Check the operator of the filter.'],
  'ModelArts.2809': [400, 'UnsupportedConditionValue', 'Check the value of the filter.'],
  'ModelArts.2812': [400, 'UnsupportedActionType', 'Check the action type.'],
  'ModelArts.2813': [409, 'NotAllowedTo Restart', 'Check the action type.'],
  'ModelArts.2814': [400, 'AlgorithmNotMatch', 'Check the parameters of the job.'],
  'ModelArts.2816': [400, 'ParamRangeError', 'Give a value within the limits.'],
  'ModelArts.2818': [400, 'LogFileNotGenerated', 'Wait until the log is there.'],
  'ModelArts.2821': [400, 'DuplicateAlgorithmName', 'Choose another algorithm name.'],
  'ModelArts.2824': [400, 'SearchIndicatorsError', 'Name every search indicator once.'],
  'ModelArts.2825': [400, 'ParamTypeError', 'Check the type of the parameter.'],
  'ModelArts.2826': [400, 'SearchParamsError', 'Correct the search parameters.'],
  'ModelArts.2836': [404, 'PathNotFound', 'Check the path.'],
  'ModelArts.2841': [400, 'DuplicateTrainingExperimentName', 'Choose another experiment name.'],
  'ModelArts.2854': [400, 'UnsupportedRemoteType', 'Give either a dataset or an OBS path.'],
  'ModelArts.2857': [400, 'InvalidLocalCodeDir', 'Give a directory below /home.'],
  'ModelArts.2858': [400, 'UnsupportedOperation', 'Stop the job first.'],
  'ModelArts.2879': [400, 'JobRuntimeTypeNotDebug', 'Create the job so that it can be debugged.'],
  'ModelArts.2880': [400, 'ImageSaveJobExist', 'Wait until the image is saved.'],
  'ModelArts.2881': [404, 'ImageSaveJobNotExist', 'Check the task.'],
  'ModelArts.2883': [400, 'ImageSaveJobSecPhaseNotRunning', 'Check the status of the job.'],
  'ModelArts.2884': [400, 'ImageSwrAlreadyExist', 'Choose another name or tag.'],
  'ModelArts.2886': [400, 'NotTrainingPool', 'Choose a pool whose scope has Train.'],
  'ModelArts.2887': [400, 'PoolNotRunning', 'Check the status of the pool.'],
  'ModelArts.2890': [404, 'PoolNotFound', 'Check the pool in the request.'],
} as const satisfies Record<string, readonly [status: number, message: string, solution: string]>;

/** An error code that the simulator knows. */
export type ErrorCode = keyof typeof TABLE;

/** A refusal in the words of the reference: HTTP status, error code, message and what to do about it. */
export class ApiError extends Error {
  override readonly name = 'ApiError' as const;
  readonly code: string;
  readonly status: number;
  readonly solution: string;
  /** What exactly is wrong, without the words of the table. */
  readonly detail: string;

  /**
   * @param code row of the error table, which gives status and solution
   * @param detail what exactly is wrong, in English; must not repeat values of the request that may be secret
   * @param status where the reference leaves the status open
   */
  constructor(code: ErrorCode, detail: string, status?: number) {
    const [tableStatus, message, solution] = TABLE[code];
    super(`${message}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.status = status ?? tableStatus;
    this.solution = solution;
  }
}

/** The status and message of a code's row; undefined for a code that the table does not have. */
export function row(code: string): { status: number; message: string } | undefined {
  const found = (TABLE as Record<string, readonly [number, string, string]>)[code];
  return found && { status: found[0], message: found[1] };
}

/** The body of a refusal of chapters 4, 7, 9, 10 and 16, which lacks the error_solution of 6.8. */
export const briefBody = ({ message, code }: ApiError) => ({ error_code: code, error_msg: message });
