// Generated from crds/modelservices.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** What the service shall be. What is changed in ModelArts by others is set back. */
export type ModelServiceSpec = {
  /** The Account that pays for the service; the one named "default" of this namespace if left out. */
  accountRef?: {
    /** Name of the Account. */
    name: string;
    /** Namespace of the Account, whose spec.allowedNamespaces must list this one; the object's own if left out. */
    namespace?: string;
  };
  /** Manage: the service is created, changed and deleted. Observe: it is only looked at; goes with adopt.id. */
  managementPolicy?: "Manage" | "Observe";
  /** Whether deleting this object deletes the service (Delete) or leaves it in ModelArts (Retain). Left out: Delete, but Retain for an adopted service. */
  deletionPolicy?: "Delete" | "Retain";
  /** An existing service to take over instead of creating one. */
  adopt?: {
    /** Id of the service in ModelArts. */
    id: string;
  };
  /** While true, deleting this object leaves the service alone until it is false. */
  deletionProtection?: boolean;
  /** Name of the service in ModelArts. Left out, it is made of the object's name and a hash that proves ownership. */
  name?: string;
  /** Description of the service in ModelArts, before the marker that the operator adds to recognise its own. */
  description?: string;
  /** Id of the workspace that the service belongs to; "0", the default one, if left out. Cannot be edited later. */
  workspaceId?: string;
  /** Kind of service: real-time (a web service that keeps running), batch (works through data and ends) or edge (a web service on edge nodes). */
  inferType: "real-time" | "batch" | "edge";
  /** The models that it serves, each with its instances; exactly one for batch and edge. */
  variants: {
    /** Name of the variant in this object; ModelArts does not know it. */
    name: string;
    /** The Model of this namespace that it serves, once that is Ready. */
    modelRef?: {
      /** Name of the Model. */
      name: string;
    };
    /** Id of the model that it serves. */
    modelId?: string;
    /** Percentage of the requests that it gets; real-time services only. With spec.rollout its steps say it instead. */
    weight?: number;
    /** What each instance runs on, such as modelarts.vm.cpu.2u, or custom in a dedicated pool. */
    specification: string;
    /** What each instance gets of a dedicated pool; goes with specification custom. */
    customSpec?: {
      /** Cores. */
      cpu: number;
      /** Memory in MB. */
      memory: number;
      /** GPUs. */
      gpuP4?: number;
      /** Ascend chips; not together with GPUs. */
      ascendA310?: number;
    };
    /** How many instances it has; 1 if left out. */
    instanceCount?: number;
    /** Environment variables of the model. */
    envs?: {
      /** Name of the variable. */
      name: string;
      /** Value of the variable; or valueFrom. */
      value?: string;
      /** Where the value comes from instead. */
      valueFrom?: {
        /** One key of a Secret of this namespace; when it changes, the service is rolled out again. */
        secretKeyRef: {
          /** Name of the Secret. */
          name: string;
          /** Key in the Secret. */
          key: string;
        };
      };
    }[];
    /** How long one instance may take to start. */
    deployTimeoutInSeconds?: number;
    /** The Pool of this namespace that it runs in, instead of that of the service. */
    poolRef?: {
      /** Name of the Pool. */
      name: string;
    };
    /** Id of the dedicated resource pool that it runs in, instead of that of the service. */
    poolId?: string;
    /** Id of the cluster or edge pool that it runs in, instead of that of the service. */
    clusterId?: string;
    /** Ids of the edge nodes that it runs on; edge services only. */
    nodes?: string[];
    /** OBS folder or manifest that a batch service reads. */
    srcPath?: string;
    /** ManifestFile when srcPath is a manifest. */
    srcType?: string;
    /** OBS folder that a batch service writes to. */
    destPath?: string;
    /** Path of the API of the model that a batch service calls. */
    reqUri?: string;
    /** How a batch service makes requests of its input, file or csv. */
    mappingType?: string;
    /** Which column is which parameter, free in form; with mappingType csv. */
    mappingRule?: Record<string, unknown>;
    /** How its instances are run. */
    additionalProperties?: {
      /** Instances more while rolling out: a share below 1, else a number. */
      maxSurge?: number;
      /** Instances fewer while rolling out: a share below 1, else a number. */
      maxUnavailable?: number;
      /** How long an instance has to stop. */
      terminationGracePeriodSeconds?: number;
      /** Log folders of the host that are mounted; in dedicated pools only. */
      logVolume?: {
        /** Folder on the host. */
        hostPath: string;
        /** Folder in the container. */
        mountPath: string;
      }[];
      /** Storage that is mounted. */
      persistentVolumes?: {
        /** Name of the volume. */
        name?: string;
        /** Folder in the container. */
        mountPath: string;
        /** Kind of storage, such as sfs_turbo. */
        storageType?: string;
        /** What is mounted, such as the id of an SFS Turbo. */
        sourceAddress?: string;
      }[];
    };
    /** Which nodes of a dedicated pool its instances run on. */
    affinity?: {
      /** By node. */
      nodeAffinity?: {
        /** Mode, required or preferred, as ModelArts has it. */
        mode: string;
        /** Pools with their nodes. */
        poolInfos?: {
          /** Id of the pool. */
          poolName: string;
          /** Nodes of it. */
          nodes: {
            /** Private address of the node. */
            name: string;
          }[];
        }[];
      };
    };
  }[];
  /** Instances of the variant that scaling acts on, instead of its instanceCount; what kubectl scale and autoscalers set. */
  replicas?: number;
  /** The variant that replicas is for; the only one if left out. */
  scaleTarget?: string;
  /** The Pool of this namespace that it runs in. */
  poolRef?: {
    /** Name of the Pool. */
    name: string;
  };
  /** Id of the dedicated resource pool that it runs in. */
  poolId?: string;
  /** Id of the cluster of the old kind, or of the edge pool, that it runs in. */
  clusterId?: string;
  /** Id of the VPC that its instances can reach; goes with subnetNetworkId and securityGroupId. */
  vpcId?: string;
  /** Network id of the subnet in that VPC. */
  subnetNetworkId?: string;
  /** Id of the security group in that VPC. */
  securityGroupId?: string;
  /** When ModelArts stops the service by itself; it runs until it is stopped if left out. */
  schedule?: ({
    /** What happens, which is stop. */
    type: string;
    /** Unit of duration. */
    timeUnit: "DAYS" | "HOURS" | "MINUTES";
    /** After how many units. */
    duration: number;
  })[];
  /** How requests are spread over instances, ROUND_ROBIN, LEAST_CONNECTIONS or SOURCE_IP. */
  loadBalancerPolicy?: string;
  /** Priority of its instances, 1 to 3. */
  priority?: number;
  /** Secrets of the cloud that are mounted, where the region offers it. ModelArts never tells them back; an empty list takes them away. */
  serviceSecrets?: {
    /** Id of the secret. */
    secretId: string;
    /** Where it is mounted. */
    mountPath: string;
  }[];
  /** Settings of the service beside its models. ModelArts need not tell them back: then what others change of them is not noticed. */
  additionalProperties?: {
    /** Who is told of changes of its state. */
    smnNotifications?: {
      /** Name of the entry. */
      name: string;
      /** URN of the SMN topic. */
      topicUrn: string;
      /** What is told: 1 failed, 3 running, 7 concerning, 11 pending. */
      events: number[];
    }[];
    /** Where logs go; once on, it cannot change. */
    logReportChannels?: {
      /** Kind of channel, which is LTS. */
      type: string;
      /** The log stream. */
      configuration?: {
        /** Id of the log group. */
        logGroupId: string;
        /** Id of the log stream. */
        logStreamId: string;
      };
    }[];
    /** Whether it speaks WebSocket; once true, it cannot change. */
    websocketUpgrade?: boolean;
  };
  /** Whether it shall run: false stops the service, true starts it also when somebody else has stopped it (a batch service is not begun again). Left out, it is started when it is made, and left as it is then. */
  running?: boolean;
  /** How the second of two variants takes over from the first, step by step. Without it, weights are set at once. */
  rollout?: {
    /** Weights of the second variant, one after the other; that of the last one stays. */
    steps: {
      /** Weight of the second variant in this step; the first has the rest. */
      weight: number;
      /** How long the step lasts once it serves, such as 30s, 10m or 2h; only until it serves if left out. */
      pause?: string;
    }[];
    /** What happens when the second variant fails in a step: Rollback gives all requests to the first one again, Hold leaves the step as it is. */
    onFailure?: "Rollback" | "Hold";
  };
  /** A ConfigMap or Secret of this namespace for applications that call the service: url, serviceId, serviceName. */
  writeConnectionTo?: {
    /** Name of the ConfigMap. */
    configMapName?: string;
    /** Name of the Secret. */
    secretName?: string;
  };
};
