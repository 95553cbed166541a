// Generated from crds/trainingjobs.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** What the training job shall be. Only description can change once the job exists. */
export type TrainingJobSpec = {
  /** The Account of this namespace that pays for the job. */
  accountRef?: {
    /** Name of the Account; "default" if left out. */
    name: string;
  };
  /** Manage: the job is created, changed and deleted. Observe: it is only looked at; goes with adopt.id. */
  managementPolicy?: "Manage" | "Observe";
  /** Whether deleting this object deletes the job (Delete) or leaves it in ModelArts (Retain). Left out: Delete, but Retain for an adopted job. */
  deletionPolicy?: "Delete" | "Retain";
  /** An existing job to take over instead of creating one. */
  adopt?: {
    /** Id of the job in ModelArts. */
    id: string;
  };
  /** Name of the job in ModelArts. Left out, it is made of the object's name, a hash that proves ownership, and the attempt. */
  name?: string;
  /** Description of the job in ModelArts, before the marker that the operator adds to recognise its own. The only field that can be edited later. */
  description?: string;
  /** What runs. One of id, subscriptionId with itemVersionId, codeDir with bootFile, or command with engine.imageUrl. */
  algorithm: {
    /** Id of an algorithm of algorithm management. */
    id?: string;
    /** Id of a subscribed algorithm; goes with itemVersionId. */
    subscriptionId?: string;
    /** Version of a subscribed algorithm; goes with subscriptionId. */
    itemVersionId?: string;
    /** OBS folder of the code, such as /bucket/folder/. */
    codeDir?: string;
    /** OBS path of the file that starts, inside codeDir. */
    bootFile?: string;
    /** Command that starts a custom image; goes with engine.imageUrl. */
    command?: string;
    /** Folder below /home in the container that codeDir is copied to. */
    localCodeDir?: string;
    /** Working folder in the container. */
    workingDir?: string;
    /** What it runs on. One of id, name with version, or imageUrl; left out for an algorithm by id or subscription. */
    engine?: {
      /** Id of a preset engine. */
      id?: string;
      /** Name of a preset engine, such as PyTorch; goes with version. */
      name?: string;
      /** Version of a preset engine; goes with name. */
      version?: string;
      /** Path of a custom image in SWR. */
      imageUrl?: string;
      /** Whether the platform's MoXing is installed into the image. */
      installSysPackages?: boolean;
    };
    /** Parameters handed to the program. */
    parameters?: {
      /** Name of the parameter. */
      name: string;
      /** Value of the parameter. */
      value?: string;
    }[];
    /** Data that the job reads. */
    inputs?: {
      /** Name of the channel, handed to the program as a parameter. */
      name: string;
      /** What the channel is for. */
      description?: string;
      /** Folder in the container that the data appears in. */
      localDir?: string;
      /** Where the data is. One of obs and dataset. */
      remote: {
        /** Data in OBS. */
        obs?: {
          /** OBS path, such as /bucket/folder/. */
          obsUrl: string;
        };
        /** A version of a ModelArts dataset. */
        dataset?: {
          /** Id of the dataset. */
          id: string;
          /** Id of its version. */
          versionId: string;
        };
      };
    }[];
    /** Where the job's results go. */
    outputs?: {
      /** Name of the channel, handed to the program as a parameter. */
      name: string;
      /** What the channel is for. */
      description?: string;
      /** Folder in the container that is copied out. */
      localDir?: string;
      /** Where the results go. */
      remote: {
        /** A folder in OBS. */
        obs: {
          /** OBS path, such as /bucket/folder/. */
          obsUrl: string;
        };
      };
    }[];
    /** Environment variables of the program. */
    environments?: {
      /** Name of the variable. */
      name: string;
      /** Value of the variable; or valueFrom. */
      value?: string;
      /** Where the value comes from instead. */
      valueFrom?: {
        /** One key of a Secret of this namespace, read when the job is created. */
        secretKeyRef: {
          /** Name of the Secret. */
          name: string;
          /** Key in the Secret. */
          key: string;
        };
      };
    }[];
  };
  /** Where it runs. flavorId, or poolId with or without flavorId. */
  resource: {
    /** Flavor of a node, such as modelarts.vm.gpu.v100. */
    flavorId?: string;
    /** Id of a dedicated resource pool. */
    poolId?: string;
    /** Number of nodes. */
    nodeCount?: number;
  };
  /** Where the logs are kept. */
  logExportPath?: {
    /** OBS folder of the logs. */
    obsUrl?: string;
    /** Folder on the node. */
    hostPath?: string;
  };
};
