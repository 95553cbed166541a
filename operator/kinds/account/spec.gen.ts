// Generated from crds/accounts.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** Which project, and with which credentials. */
export type AccountSpec = {
  /** Region, such as cn-north-4. */
  region?: string;
  /** ModelArts endpoint; https://modelarts.<region>.myhuaweicloud.com if left out. Must be on the operator's list of allowed endpoints. */
  endpoint?: string;
  /** Id of the project. */
  projectId: string;
  /** Where the credentials are. */
  credentials: {
    /** A Secret of this namespace with the keys accessKey and secretKey. */
    secretRef: {
      /** Name of the Secret. */
      name: string;
    };
  };
};
