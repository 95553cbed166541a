/**
 * Codes common to all chapters, the gateway's (APIG, APIGW) and those of workspaces and OBS (section 19.2).
 * A row is: statuses, kind, code (`ModelArts.` left out), reason, hint. See errorTable.ts.
 */
export const COMMON = `
400,409 duplicate-name 0103 DuplicateName Choose another name.

429 throttled APIG.0308 TooManyRequests Lower the request rate of the account, or wait.
429 throttled APIGW.0308 TooManyRequests Lower the request rate of the account, or wait.

400,403 quota 0113 WorkspaceQuotaExhausted Ask the administrator to raise the quota of the workspace.
400,403 quota 0116 QuotaExceeded Ask the administrator to raise the quota.
400,403 quota 0118 QuotaInsufficient Release resources that are not used, or raise the quota.
400 quota 6528 DisksSoldOut Wait until the region has disks again, or use another region.
400 quota 7006 TooManyWorkspaces Delete workspaces that are not used, or raise the quota.

403 denied 0108 NotAuthorized Check the permissions for OBS and for this operation.
401,403 denied 0112 PolicyDenied Check the role of the user and the policy of the workspace.
400 denied 1003 ObsNotPermitted Check that the account is in good standing and may use OBS.
403 denied 4310 ObsNotPermitted Check the agency of ModelArts and its permissions for OBS.
403 denied 4335 AgencyInvalid Authorize ModelArts anew in its console (Global Configuration).
403 denied 4336 PermissionLimited Check the permissions of the user.
400 denied 7002 NotEnabledForAccount Ask the administrator to enable workspaces for the account.
400 denied 7003 IamNotPermitted Give the user the permission to list IAM users.
403 denied APIG.0302 NotAuthorized Give the IAM user the permission to call ModelArts.
403 denied APIGW.0302 NotAuthorized Give the IAM user the permission to call this API.
403 denied APIG.0304 NotAuthorized Give the app the permission to call the API.

401 account 0201 TokenMissing Check the credentials of the account.
401 account 0202 TokenExpired Renew the credentials of the account.
401,403 account 0203 TokenInvalid Check the credentials of the account.
400,401 account 0204 TokenInvalid Use a token of the project, not of the domain.
401 account 0205 AuthorizationMissing Check the credentials of the account.
401 account 0206 AuthorizationMalformed Check the credentials of the account.
403 account 0206 InvalidAccessKey Check access key and secret key; they may have been deleted.
401 account 0207 ProjectMissing Use a token of the project in this region.
401 account 0208 AuthorizationRefused Check access key, secret key, security token and the clock.
401 account 0209 AppKeyMissing Use the credentials of an IAM user; app keys do not reach this API.
400,401,403 account 0210 ProjectMismatch Check that the project id belongs to region and user.
401 account 0212 ProjectMissing Use a token of the project.
400 account 0420 AgencyNotReadable Give the user the permission to read agencies.
400 account 0421 AgencyNotCreated Give the user the permission to create agencies, or let the administrator authorize ModelArts.
400 account 0423 StatementNotAccepted Accept the service statement in the ModelArts console.
400 account 0424 AlreadyAuthorized The authorization exists already; nothing has to be done.
400,401 account 0428 ServiceNotAuthorized Authorize ModelArts in its console (Global Configuration).
400 account 0429 ServiceNotAuthorized Authorize ModelArts in its console (Global Configuration).
400 account 0430 AgencyNotReadable Give the user the permission to read agencies.
400 account 0431 TooManyAgencies Delete agencies that are not used, or raise the quota.
400,404 account 4204 ApiNotFound Check the endpoint, and that the account may use this API in this region.
401 account 5001 TokenMissing Check the credentials of the account.
401 account 5002 TokenInvalid Check the credentials of the account.
403 account 5017 AccountSuspended Check balance and verification of the account.
404 account 6650 ProjectNotFound Check the project id of the account.
404 account APIG.0101 ApiNotFound Check the endpoint: this region may not offer ModelArts there.
404 account APIGW.0101 ApiNotFound Check the endpoint: this region may not offer the service there.
401 account APIG.0301 SignatureRefused Check access key, secret key, security token and the clock.
401 account APIGW.0301 SignatureRefused Check access key, secret key, security token and the clock.
401 account APIG.0303 SignatureRefused Check access key, secret key, security token and the clock.
401 account APIG.0305 SignatureRefused Check access key, secret key, security token and the clock.
401 account APIG.0307 TokenExpired Renew the credentials of the account.
401 account APIGW.0307 TokenExpired Renew the credentials of the account.
403 account APIG.0310 ProjectUnavailable Check that the project exists and is in use.

400 invalid 0101 InvalidArgument Correct the argument that the message names.
400 invalid 0102 WorkspaceNotFound Check the workspace id.
400 invalid 0104 InvalidParameter Correct the parameter that the message names.
400 invalid 0107 InvalidParameter Correct the parameters that the message names.
400 invalid 1120 InvalidParameter Correct the parameters that the message names.
400 invalid 4311 BucketNotFound Check the name of the OBS bucket and its region.
400 invalid 4312 BucketNotFound Check the name of the OBS bucket and its region.
400 invalid 4313 InvalidObsPath Correct the OBS path.
400 invalid 4315 InvalidObsPath Correct the OBS path.
400 invalid 4316 BucketNotSupported Choose a bucket of another storage class, or of this region.
400 invalid 7005 WorkspaceNotFound Check the workspace id.
400 conflict 7004 WorkspaceAbnormal Wait until the workspace is normal again, or use another one.

500 unavailable 0010 InternalError ModelArts failed inside; it is tried again.
500 unavailable 0109 AccountNotVerified ModelArts could not check the account; if it stays so, check its standing.
500,503 unavailable 4302 BackendUnavailable ModelArts could not reach its own service; it is tried again.
500 unavailable 7001 WorkspaceError ModelArts could not read the workspace; it is tried again.
500 unavailable 7008 WorkspaceReadOnly The workspace is read-only for some minutes; it is tried again.
500 unavailable 50005000 InternalError ModelArts failed inside; it is tried again.
`;
