// Generated from crds/accounts.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** Which project, with which credentials, for whom, and how much of it. */
export type AccountSpec = {
  /** Region, such as cn-north-4. */
  region?: string;
  /** ModelArts endpoint; https://modelarts.<region>.myhuaweicloud.com if left out. Must be on the operator's list of allowed endpoints. */
  endpoint?: string;
  /** IAM endpoint, for passwords, agencies, project names and whose an access key is; beside the ModelArts endpoint (iam. instead of modelarts.) if left out; none where IAM cannot be reached. Must be on the operator's list of allowed endpoints. */
  iamEndpoint?: string;
  /** Id of the project; looked up by projectName if left out. */
  projectId?: string;
  /** Name of the project, looked up in IAM when there is no projectId and never created; the region's own project if left out. */
  projectName?: string;
  /** Where the credentials are. */
  credentials: {
    /** A Secret of this namespace: an access key (keys accessKey and secretKey, and securityToken if it is temporary), or an IAM user's password (keys userName, password and domainName). */
    secretRef?: {
      /** Name of the Secret. */
      name: string;
    };
    /** Act as an agency of another account, with the access key of secretRef. */
    agency?: {
      /** Name of the agency. */
      name: string;
      /** Name of the account that made the agency. */
      domainName: string;
      /** Id of the account that the access key belongs to, where IAM asks for it. */
      domainId?: string;
    };
    /** Act as the agency of the machine that the operator runs on; only where the operator was started with --allow-machine-credentials. */
    machine?: boolean;
  };
  /** Namespaces beside its own whose objects may use the Account by naming it in spec.accountRef: exact names, or "*" for all. */
  allowedNamespaces?: string[];
  /** Spending guards, looked at before each create; what runs already is left alone. */
  limits?: {
    /** Most nodes of one training job. */
    maxNodesPerJob?: number;
    /** Most nodes of all unfinished training jobs that use the Account together; a job beyond it waits. */
    maxNodes?: number;
    /** Most unfinished training jobs that use the Account; a job beyond it waits. */
    maxJobs?: number;
  };
};
