// Generated from crds/networks.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** What the network shall be. Its description and its peer connections can be edited; what is changed in ModelArts by others is set back. */
export type NetworkSpec = {
  /** The Account that pays for the network; the one named "default" of this namespace if left out. */
  accountRef?: {
    /** Name of the Account. */
    name: string;
    /** Namespace of the Account, whose spec.allowedNamespaces must list this one; the object's own if left out. */
    namespace?: string;
  };
  /** Manage: the network is created, changed and deleted. Observe: it is only looked at; goes with adopt.id. */
  managementPolicy?: "Manage" | "Observe";
  /** Whether deleting this object deletes the network (Delete) or leaves it in ModelArts (Retain). Left out: Delete, but Retain for an adopted network. */
  deletionPolicy?: "Delete" | "Retain";
  /** An existing network to take over instead of creating one. */
  adopt?: {
    /** Id of the network in ModelArts. */
    id: string;
  };
  /** While true, deleting this object leaves the network alone until it is false. */
  deletionProtection?: boolean;
  /** Name of the network in ModelArts. Left out, it is made of the object's name and a hash that proves ownership. Cannot be edited later. */
  name?: string;
  /** Id of the workspace that the network belongs to; "0", the default one, if left out. Cannot be edited later. */
  workspaceId?: string;
  /** Description of the network in ModelArts, which gets it once the network is active. */
  description?: string;
  /** Range of its addresses, such as 192.168.0.0/16: in 172.16.0.0/12 or 192.168.0.0/16, with a mask of 24 bits at most. Cannot be edited later. */
  cidr?: string;
  /** What the network is connected with. */
  connection?: {
    /** VPCs that can be reached from it. Those that are not listed are disconnected. */
    peerConnectionList?: {
      /** Id of the VPC. */
      peerVpcId: string;
      /** Id of the subnet in it. */
      peerSubnetId: string;
      /** Whether the default route leads there; false if left out. */
      defaultGateway?: boolean;
    }[];
  };
};
