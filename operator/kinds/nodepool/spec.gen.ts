// Generated from crds/nodepools.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** What the node pool shall be. Its nodes can be edited; what is changed of them in ModelArts by others is set back. */
export type NodePoolSpec = {
  /** The Account that pays for the node pool; the one named "default" of this namespace if left out. */
  accountRef?: {
    /** Name of the Account. */
    name: string;
    /** Namespace of the Account, whose spec.allowedNamespaces must list this one; the object's own if left out. */
    namespace?: string;
  };
  /** Manage: the node pool is created, changed and deleted. Observe: it is only looked at; goes with adopt.id. */
  managementPolicy?: "Manage" | "Observe";
  /** Whether deleting this object deletes the node pool (Delete) or leaves it in ModelArts (Retain). Left out: Delete, but Retain for a prepaid or an adopted node pool. */
  deletionPolicy?: "Delete" | "Retain";
  /** An existing node pool to take over instead of creating one. */
  adopt?: {
    /** Id of its pool, a slash, and its name. */
    id: string;
  };
  /** While true, deleting this object leaves the node pool alone until it is false. */
  deletionProtection?: boolean;
  /** Name of the node pool in its pool. Left out, it is made of the object's name and a hash that proves ownership. Cannot be edited later. */
  name?: string;
  /** The Pool of this namespace that it belongs to. Cannot be edited later. */
  poolRef?: {
    /** Name of the Pool. */
    name: string;
  };
  /** Id of the pool that it belongs to, instead of poolRef. Cannot be edited later. */
  poolId?: string;
  /** Number of nodes instead of resources.count, for kubectl scale and autoscalers. */
  replicas?: number;
  /** Its nodes. All but the flavor can be edited. */
  resources?: {
    /** Flavor of the nodes, such as modelarts.vm.gpu.a100. Cannot be edited later. */
    flavor: string;
    /** Number of nodes. */
    count: number;
    /** Elastic number of nodes; of a dedicated pool the same as count. */
    maxCount?: number;
    /** Availability zones in which nodes come up that are added. Nodes that are there do not move. */
    azs?: {
      /** Name of the availability zone. */
      az: string;
      /** Number of nodes there. */
      count: number;
    }[];
    /** Taints of its nodes; for privileged pools only. */
    taints?: {
      /** Its key. */
      key: string;
      /** Its value. */
      value?: string;
      /** What it does to Pods that do not tolerate it: NoSchedule, PreferNoSchedule or NoExecute. */
      effect: string;
    }[];
    /** Kubernetes labels of its nodes. Those that others give them are left alone. */
    labels?: Record<string, string>;
    /** Tags of its nodes as resources, for bills; for privileged pools only. Those that others give them are left alone. */
    tags?: {
      /** Its key, which must not begin with CCE- or _type_baremetal. */
      key: string;
      /** Its value. */
      value: string;
    }[];
    /** Where its nodes are connected; for privileged pools only. */
    network?: {
      /** Id of the VPC. */
      vpc?: string;
      /** Id of the subnet. */
      subnet?: string;
      /** Ids of the security groups. */
      securityGroups?: string[];
    };
    /** Further settings of the nodes, such as dockerBaseSize: the space of the container engine. */
    extendParams?: Record<string, string>;
    /** In which batches nodes are made. */
    creatingStep?: {
      /** Nodes of one batch. */
      step?: number;
      /** Kind of batch, such as rack. */
      type?: string;
    };
  };
  /** How it is paid; as its pool is, if left out. Of all of it only consent can be edited later. */
  billing?: {
    /** OnDemand, by the hour, or Prepaid, for a period that cannot be given back. */
    mode?: "OnDemand" | "Prepaid";
    /** Whether money may be spent on a prepaid node pool: it is bought, and grown, only while this is true. */
    consent?: boolean;
    /** Unit of the period of a prepaid node pool. */
    periodType?: "Hour" | "Month" | "Year";
    /** Length of the period in these units. */
    periodNum?: number;
    /** Whether the period is renewed by itself. */
    autoRenew?: boolean;
    /** Discount that was chosen for the order. */
    promotionInfo?: string;
    /** Address to go to once the order is paid. */
    consoleUrl?: string;
    /** Id of the order of a prepaid node pool. */
    orderId?: string;
  };
};
