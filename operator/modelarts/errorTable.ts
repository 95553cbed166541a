import type { ErrorKind } from './errors.ts';

/** What one status and error code mean. */
export type ErrorMeaning = {
  readonly kind: ErrorKind;
  /** CamelCase, fit for a condition. */
  readonly reason: string;
  /** What a person can do, as one sentence. */
  readonly hint: string;
};

type Row = readonly [status: readonly number[], code: string, reason: string, hint: string];

/**
 * Section 19.2 of the reference as far as it concerns training jobs, the codes common to all chapters, and
 * the gateway's (APIG). Left out on purpose: codes of 5xx, which never say that nothing was done, and codes
 * that stand for "not found", which each kind lists itself. Where the reference gives 400 for what other
 * chapters answer with another status, both are listed.
 */
const ROWS: Partial<Record<ErrorKind, readonly Row[]>> = {
  'duplicate-name': [
    [[400, 409], '0103', 'DuplicateName', 'Choose another name.'],
    [[400, 409], '2751', 'DuplicateTrainingJobName', 'Choose another name for the training job.'],
    [[400, 409], '3002', 'DuplicateModel', 'Choose another model name or version.'],
    [[400, 409], '3503', 'DuplicateServiceName', 'Choose another name for the service.'],
    [[400, 409], '50015000', 'DuplicatePoolName', 'Choose another name for the pool.'],
  ],
  conflict: [
    [
      [400, 409],
      '2796',
      'NotAllowedToTerminate',
      'Only a job that is creating, pending or running can be stopped.',
    ],
    [[400, 409], '2812', 'UnsupportedAction', 'The state of the job does not allow this action.'],
    [[400, 409], '2813', 'NotAllowedToRestart', 'The state of the job does not allow a restart.'],
    [[400, 409], '2878', 'JobStatusChanged', 'The job changed meanwhile; it is looked at again.'],
    [[400, 409], '2887', 'PoolNotRunning', 'Wait until the resource pool is running, or choose another one.'],
  ],
  throttled: [
    [[429], '2799', 'TooManyRequests', 'Lower the request rate of the account, or wait.'],
    [[429], 'APIG.0308', 'TooManyRequests', 'Lower the request rate of the account, or wait.'],
  ],
  quota: [
    [
      [400, 403],
      '0113',
      'WorkspaceQuotaExhausted',
      'Ask the administrator to raise the quota of the workspace.',
    ],
    [[400, 403], '0116', 'QuotaExceeded', 'Ask the administrator to raise the quota.'],
    [[400, 403], '0118', 'QuotaInsufficient', 'Release resources that are not used, or raise the quota.'],
    [[400, 403], '2815', 'ExceedQuotaLimit', 'Release resources that are in use, or raise the quota.'],
    [
      [400, 403],
      '2833',
      'ExceedFreeFlavorQuota',
      'Delete other jobs of the free flavor, or choose another flavor.',
    ],
  ],
  denied: [
    [[401, 403], '0112', 'PolicyDenied', 'Check the role of the user and the policy of the workspace.'],
    [[403], '0108', 'NotAuthorized', 'Check the permissions for OBS and for this operation.'],
    [[400, 403], '2771', 'NoPermission', 'Check the permissions of the user.'],
    [[400, 403], '2804', 'InsufficientPermission', 'Check the permissions of the user.'],
    [[400, 403], '2823', 'DomainIdNotMatched', 'Use credentials of the account that owns the object.'],
    [[400, 403], '2838', 'WorkspacePolicyLimit', 'Check the fine-grained IAM policy of the user.'],
    [[403], 'APIG.0302', 'NotAuthorized', 'Give the IAM user the permission to call ModelArts.'],
    [[403], 'APIG.0304', 'NotAuthorized', 'Give the app the permission to call the API.'],
  ],
  account: [
    [[401], '0201', 'TokenMissing', 'Check the credentials of the account.'],
    [[401], '0202', 'TokenExpired', 'Renew the credentials of the account.'],
    [[401, 403], '0203', 'TokenInvalid', 'Check the credentials of the account.'],
    [[400, 401], '0204', 'TokenInvalid', 'Use a token of the project, not of the domain.'],
    [[401], '0205', 'AuthorizationMissing', 'Check the credentials of the account.'],
    [[401], '0206', 'AuthorizationMalformed', 'Check the credentials of the account.'],
    [[403], '0206', 'InvalidAccessKey', 'Check access key and secret key; they may have been deleted.'],
    [[401], '0207', 'ProjectMissing', 'Use a token of the project in this region.'],
    [[401], '0208', 'AuthorizationRefused', 'Check the credentials of the account.'],
    [[400, 401, 403], '0210', 'ProjectMismatch', 'Check that the project id belongs to region and user.'],
    [[401], '0212', 'ProjectMissing', 'Use a token of the project.'],
    [
      [400, 401],
      '0428',
      'ServiceNotAuthorized',
      'Authorize ModelArts in its console (Global Configuration).',
    ],
    [[401, 403], '2784', 'TokenInvalid', 'Check the credentials of the account.'],
    [
      [403, 404],
      '2785',
      'ServiceNotAuthorized',
      'Authorize ModelArts in its console (Global Configuration).',
    ],
    [[403, 404], '2786', 'ProjectMismatch', 'Check that the project id belongs to region and user.'],
    [[404], '2836', 'PathNotFound', 'Check the endpoint and the project id of the account.'],
    [
      [400, 403],
      '2837',
      'AccountFrozen',
      'The account is frozen or restricted; check balance and verification.',
    ],
    [[401], 'APIG.0301', 'SignatureRefused', 'Check access key, secret key, security token and the clock.'],
    [[401], 'APIG.0303', 'SignatureRefused', 'Check access key, secret key, security token and the clock.'],
    [[401], 'APIG.0305', 'SignatureRefused', 'Check access key, secret key, security token and the clock.'],
    [[401], 'APIG.0307', 'TokenExpired', 'Renew the credentials of the account.'],
    [[403], 'APIG.0310', 'ProjectUnavailable', 'Check that the project exists and is in use.'],
    [[404], 'APIG.0101', 'ApiNotFound', 'Check the endpoint: this region may not offer ModelArts there.'],
  ],
  invalid: [
    [[400], '0101', 'InvalidArgument', 'Correct the argument that the message names.'],
    [[400], '0102', 'WorkspaceNotFound', 'Check the workspace id.'],
    [[400], '0104', 'InvalidParameter', 'Correct the parameter that the message names.'],
    [[400], '0107', 'InvalidParameter', 'Correct the parameters that the message names.'],
    [[400], '2753', 'InvalidInputsOutputs', 'Check the inputs and outputs of the algorithm.'],
    [[400], '2754', 'TooManyHostedOutputs', 'Let ModelArts host at most one output.'],
    [[400, 404], '2755', 'AlgorithmNotFound', 'Check the algorithm id; the algorithm may have been deleted.'],
    [[400], '2757', 'InvalidCodeDir', 'Check the code directory and the boot file.'],
    [[400], '2758', 'InvalidBootFile', 'Check that the boot file exists below the code directory.'],
    [[400], '2759', 'TooManyCodeFiles', 'Put fewer files into the code directory.'],
    [[400], '2760', 'CodeFolderTooDeep', 'Make the code directory less deep.'],
    [[400], '2761', 'CodeFilesTooLarge', 'Make the code directory smaller.'],
    [[400], '2763', 'InvalidFlavor', 'Choose a flavor that algorithm and engine can run on.'],
    [[400], '2764', 'InvalidQuery', 'The operator asked in a way that this region does not take; report it.'],
    [[400], '2765', 'ParameterOutOfRange', 'Choose a value of the range that the algorithm allows.'],
    [[400], '2766', 'ParameterMissing', 'Give the parameter a value.'],
    [[400], '2767', 'DuplicateParameter', 'Give every parameter a name of its own.'],
    [[400], '2768', 'InvalidParameterType', 'Give the parameter a value of its type.'],
    [[400], '2769', 'ParameterOutOfRange', 'Choose a value of the range that the algorithm allows.'],
    [[400], '2770', 'InvalidRange', 'Correct the range of the parameter.'],
    [[400], '2772', 'InvalidAlgorithmCode', 'Choose code directory and boot file again.'],
    [[400], '2773', 'CodeNotReadable', 'Check that the code exists in OBS and may be read.'],
    [[400, 404], '2780', 'EngineNotFound', 'Check engine id, or name and version.'],
    [
      [400, 404],
      '2781',
      'FlavorNotFound',
      'Choose a flavor of the region; with a pool id, try without a flavor.',
    ],
    [[400, 404], '2782', 'DatasetVersionNotFound', 'Check the dataset version id.'],
    [[400, 404], '2783', 'DatasetNotFound', 'Check the dataset id.'],
    [[400], '2787', 'InvalidJsonBody', 'The operator sent what this region cannot read; report it.'],
    [[400], '2788', 'InvalidParameter', 'Correct the parameter that the message names.'],
    [
      [400],
      '2789',
      'UnsupportedFilter',
      'The operator asked in a way that this region does not take; report it.',
    ],
    [
      [400],
      '2790',
      'UnsupportedSort',
      'The operator asked in a way that this region does not take; report it.',
    ],
    [[400], '2791', 'InvalidObsPath', 'Check that the OBS path exists, ends in "/" and may be read.'],
    [[400], '2792', 'BootFileNotInPackage', 'Choose a boot file below the code directory.'],
    [[400], '2793', 'NodeCountOutOfRange', 'Lower the node count to what the flavor allows.'],
    [[400], '2802', 'InvalidCodeDir', 'Check the code directory.'],
    [
      [400],
      '2806',
      'CommandOrImageMissing',
      'A job with an image of its own needs a command and an image URL.',
    ],
    [
      [400],
      '2807',
      'UnsupportedFilter',
      'The operator asked in a way that this region does not take; report it.',
    ],
    [
      [400],
      '2808',
      'UnsupportedFilter',
      'The operator asked in a way that this region does not take; report it.',
    ],
    [
      [400],
      '2809',
      'UnsupportedFilter',
      'The operator asked in a way that this region does not take; report it.',
    ],
    [[400, 404], '2810', 'ImageNotFound', 'Check the image URL and that the image is in SWR of this region.'],
    [[400], '2811', 'ImageNotShared', 'Check the image URL and who may pull the image.'],
    [[400], '2814', 'AlgorithmMismatch', 'Make the job agree with the algorithm it names.'],
    [[400], '2816', 'ParameterOutOfRange', 'Correct the parameter that the message names.'],
    [[400], '2824', 'DuplicateSearchIndicator', 'Name every search indicator once.'],
    [[400], '2825', 'InvalidParameterType', 'Give the parameter a value of its type.'],
    [[400], '2826', 'InvalidSearchParameters', 'Correct the search parameters.'],
    [[400], '2830', 'EngineIdMissing', 'A job with an image of its own needs an engine id here.'],
    [[400], '2832', 'EngineRetired', 'Choose a newer version of the engine.'],
    [[400], '2834', 'UnsupportedDataType', 'Choose a data type that ModelArts supports.'],
    [[400], '2839', 'InvalidMindSporeConfig', 'Correct the MindSpore settings.'],
    [[400], '2840', 'UnsupportedFlavor', 'Choose a flavor that fits engine and policy.'],
    [[400, 404], '2842', 'ExperimentNotFound', 'Check the training experiment id.'],
    [[400], '2845', 'ImageTooLarge', 'Make the image smaller.'],
    [[400], '2846', 'ExperimentTypeMismatch', 'Choose an experiment of the type of the job.'],
    [[400], '2854', 'UnsupportedRemoteType', 'Choose a type of input or output that ModelArts supports.'],
    [[400], '2855', 'RunUserDenied', 'Run jobs of such a user in a dedicated pool.'],
    [[400], '2857', 'InvalidLocalCodeDir', 'Correct the local code directory; it must lie below /home.'],
    [[400], '2858', 'UnsupportedOperation', 'See the message for what is supported.'],
    [[400], '2859', 'InvalidWorkingDir', 'Correct the working directory.'],
    [[400], '2886', 'NotTrainingPool', 'Choose a pool whose scope includes training.'],
    [[400], '2889', 'PoolNotReadable', 'Check the pool id.'],
    [[400, 404], '2890', 'PoolNotFound', 'Check the pool id.'],
    [[400], '2891', 'WorkspaceNotUsable', 'Check the workspace id and who may use it.'],
  ],
};

const key = (status: number, code: string) => `${status} ${code}`;

const MEANINGS: ReadonlyMap<string, ErrorMeaning> = new Map(
  Object.entries(ROWS).flatMap(([kind, rows]) =>
    rows.flatMap(([statuses, code, reason, hint]) =>
      statuses.map((status): [string, ErrorMeaning] => [
        key(status, code.includes('.') ? code : `ModelArts.${code}`),
        { kind: kind as ErrorKind, reason, hint },
      ]),
    ),
  ),
);

/**
 * The meaning of an error answer; undefined when the table does not have it.
 *
 * @param code in full, for example `ModelArts.2781`
 */
export function meaningOf(status: number, code: string): ErrorMeaning | undefined {
  return MEANINGS.get(key(status, code));
}
