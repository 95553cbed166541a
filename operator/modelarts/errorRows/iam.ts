/**
 * Codes of IAM, which answers logins, agencies and projects. Whatever IAM refuses is the fault of the Account:
 * the client turns every kind but throttled and unavailable into `account` (iam.ts). `Keystone.401` stands for
 * the bodies `{"error":{"code":401,…}}` that the older calls answer with. For the form of a row see common.ts.
 */
export const IAM = `
400 account IAM.0001 InvalidLogin Check user, password, domain and project.
401 account IAM.0001 CredentialsRefused Check the credentials of the account.
403 account IAM.0002 NotAuthorized Give the user the permission for this call of IAM.
403 account IAM.0003 NotAuthorized Give the user the permission Agent Operator.
404 account IAM.0004 IamObjectNotFound Check agency, domain and access key: IAM does not know one of them.
400 account IAM.0007 InvalidLogin Correct the parameter that the message names.
400 account IAM.0011 InvalidLogin Correct the field that the message names.
400 account Keystone.400 InvalidLogin Check user, password, domain and project.
401 account Keystone.401 CredentialsRefused Check user, password and domain.
403 account Keystone.403 NotAuthorized Give the user the permission for this call of IAM.
404 account Keystone.404 IamObjectNotFound Check agency, domain and project: IAM does not know one of them.
429 throttled Keystone.429 TooManyRequests Wait; IAM limits logins.
`;
