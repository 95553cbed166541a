// Generated from crds/pools.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** What the pool shall be. Scope, resources, driver, job flavors and description can be edited; what others change of them in ModelArts is set back. */
export type PoolSpec = {
  /** The Account that pays for the pool; the one named "default" of this namespace if left out. */
  accountRef?: {
    /** Name of the Account. */
    name: string;
    /** Namespace of the Account, whose spec.allowedNamespaces must list this one; the object's own if left out. */
    namespace?: string;
  };
  /** Manage: the pool is created, changed and deleted. Observe: it is only looked at; goes with adopt.id. */
  managementPolicy?: "Manage" | "Observe";
  /** Whether deleting this object deletes the pool (Delete) or leaves it in ModelArts (Retain). Left out: Delete, but Retain for a prepaid or an adopted pool. */
  deletionPolicy?: "Delete" | "Retain";
  /** An existing pool to take over instead of creating one. */
  adopt?: {
    /** Id of the pool in ModelArts. */
    id: string;
  };
  /** While true, deleting this object leaves the pool alone until it is false. */
  deletionProtection?: boolean;
  /** Name of the pool in ModelArts. Left out, it is made of the object's name and a hash that proves ownership. Cannot be edited later. */
  name?: string;
  /** Description of the pool in ModelArts, before the marker that the operator adds to recognise its own. */
  description?: string;
  /** Id of the workspace that the pool belongs to; "0", the default one, if left out. Cannot be edited later. */
  workspaceId?: string;
  /** How the names of its nodes begin. Cannot be edited later. */
  nodePrefix?: string;
  /** Job types that it takes: Train, Infer, Notebook. */
  scope?: string[];
  /** Its nodes by flavor. A flavor that is not listed, or not any more, is left as it is in ModelArts; a count of 0 takes its nodes away. */
  resources?: {
    /** Flavor of the nodes, such as modelarts.vm.gpu.a100. */
    flavor: string;
    /** Number of nodes. */
    count: number;
    /** Elastic number of nodes; of a dedicated pool the same as count. */
    maxCount?: number;
    /** Availability zones in which nodes come up that are added later; at creation ModelArts chooses them. */
    azs?: {
      /** Name of the availability zone. */
      az: string;
      /** Number of nodes there. */
      count: number;
    }[];
    /** Further settings of the nodes. Cannot be edited later. */
    extendParams?: {
      /** Space of the container engine on a node. */
      dockerBaseSize?: string;
    };
  }[];
  /** Number of nodes instead of count, for kubectl scale and autoscalers: of the only flavor, or of that which scaleTarget names. */
  replicas?: number;
  /** Flavor that replicas is about; needed with several flavors. */
  scaleTarget?: string;
  /** The Network of this namespace that its nodes are in. Cannot be edited later. */
  networkRef?: {
    /** Name of the Network. */
    name: string;
  };
  /** Id of the network that its nodes are in, which ModelArts shows as metadata.name. Cannot be edited later. */
  networkId?: string;
  /** Flavors of jobs that it takes. Left out, they are as ModelArts has them; an empty list takes all away. */
  jobFlavors?: string[];
  /** Drivers of its nodes; what is left out stays as ModelArts has it. */
  driver?: {
    /** Version of the driver of GPUs, such as 470.57. */
    gpuVersion?: string;
    /** Version of the driver of NPUs, such as C78. */
    npuVersion?: string;
    /** How a driver is changed: force at once, which may disturb jobs, or idle when no job runs on the node. */
    updateStrategy?: "force" | "idle";
  };
  /** How it is paid. Of all of it only consent and orderId can be edited later. */
  billing?: {
    /** OnDemand, by the hour, if left out; or Prepaid, for a period that cannot be given back. */
    mode?: "OnDemand" | "Prepaid";
    /** Whether money may be spent on a prepaid pool: it is bought, and grown, only while this is true. */
    consent?: boolean;
    /** Unit of the period of a prepaid pool. */
    periodType?: "Month" | "Year";
    /** Length of the period in these units. */
    periodNum?: number;
    /** Whether the period is renewed by itself. */
    autoRenew?: boolean;
    /** Whether the order of a prepaid pool is paid by itself; else somebody has to pay it before anything is made. */
    autoPay?: boolean;
    /** Discount that was chosen for the order. */
    promotionInfo?: string;
    /** Address to go to once the order is paid. */
    consoleUrl?: string;
    /** Id of an order that is paid already; ModelArts wants it for a prepaid pool, and for a change of one, that was ordered elsewhere. */
    orderId?: string;
  };
};
