// Generated from crds/trainingjobs.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** What the training job shall be. Once it exists, ModelArts changes its description and tags only; updatePolicy says what becomes of other edits. */
export type TrainingJobSpec = {
  /** The Account that pays for the job; the one named "default" of this namespace if left out. */
  accountRef?: {
    /** Name of the Account. */
    name: string;
    /** Namespace of the Account, whose spec.allowedNamespaces must list this one; the object's own if left out. */
    namespace?: string;
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
  /** Description of the job in ModelArts, before the marker that the operator adds to recognise its own. Can be edited later. */
  description?: string;
  /** Id of the workspace that the job belongs to; "0", the default one, if left out. */
  workspaceId?: string;
  /** Kind of job in ModelArts: job, the default, or visualization_job, which shows the logs of algorithm.summary.dataSources. */
  jobKind?: string;
  /** What runs. One of id, algorithmRef, subscriptionId with itemVersionId, codeDir with bootFile, or command with engine.imageUrl. */
  algorithm?: {
    /** Id of an algorithm of algorithm management. */
    id?: string;
    /** An Algorithm of this namespace, instead of id. */
    algorithmRef?: {
      /** Name of the Algorithm. */
      name: string;
    };
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
    /** OBS path of the YAML file that configures an automatic search. */
    autosearchConfigPath?: string;
    /** OBS folder of the code of the search framework. */
    autosearchFrameworkPath?: string;
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
      /** Value of the parameter; everybody who may see the job in ModelArts sees it. */
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
    /** A search for the best hyperparameters. */
    search?: {
      /** Combinations of hyperparameters to leave out. */
      skipSearchParams?: string;
      /** What is to be made best. */
      rewardAttrs?: ({
        /** Name of the measure. */
        name: string;
        /** Whether more (max) or less (min) of it is better. */
        mode?: "max" | "min";
        /** Regular expression that finds its value in the log. */
        regex?: string;
      })[];
      /** The hyperparameters to try values of. */
      searchParams?: ({
        /** Name of the hyperparameter. */
        name: string;
        /** Kind of its values: continuous, between two bounds, or discrete, one of a list. */
        paramType?: "continuous" | "discrete";
        /** Least value of a continuous hyperparameter. */
        lowerBound?: string;
        /** Greatest value of a continuous hyperparameter. */
        upperBound?: string;
        /** How many values of a continuous hyperparameter are tried. */
        discretePointsNum?: string;
        /** The values of a discrete hyperparameter. */
        discreteValues?: string[];
      })[];
      /** The search algorithms and how they are set. */
      algoConfigs?: {
        /** Name of the search algorithm, such as bayes_opt_search. */
        name: string;
        /** Parameters of the search algorithm. */
        params?: {
          /** Name of the parameter. */
          key: string;
          /** Its value. */
          value?: string;
          /** Type of the value, such as Integer, Float or String. */
          type?: string;
        }[];
      }[];
    };
    /** Logs for visualisation, which the job writes or shows. */
    summary?: {
      /** Kind of the logs, such as tensorboard or mindstudio-insight; goes with logDir. */
      logType?: string;
      /** Where the job writes these logs. */
      logDir?: {
        /** A parallel file system of OBS. */
        pfs: {
          /** Path in the parallel file system, such as /bucket/folder/. */
          pfsPath: string;
        };
      };
      /** The jobs whose logs are shown; needed with tensorBoard or mindStudioInsight. */
      dataSources?: {
        /** A training job. */
        job: {
          /** Id of the training job in ModelArts. */
          jobId: string;
        };
      }[];
    };
  };
  /** The roles of a heterogeneous job, instead of resource. ModelArts does not offer this in every region. */
  tasks?: {
    /** What the task is in the job, such as worker. */
    role: string;
    /** What the task runs. */
    algorithm: {
      /** OBS folder of the code, such as /bucket/folder/. */
      codeDir?: string;
      /** OBS path of the file that starts, inside codeDir. */
      bootFile?: string;
      /** Folder below /home in the container that codeDir is copied to. */
      localCodeDir?: string;
      /** Working folder in the container. */
      workingDir?: string;
      /** What it runs on. One of id, name with version, or imageUrl. */
      engine?: {
        /** Id of a preset engine. */
        id?: string;
        /** Name of a preset engine, such as PyTorch; goes with version. */
        name?: string;
        /** Version of a preset engine; goes with name. */
        version?: string;
        /** Path of a custom image in SWR. */
        imageUrl?: string;
      };
      /** Data that the job reads. */
      inputs?: {
        /** Name of the channel, handed to the program as a parameter. */
        name: string;
        /** What the channel is for. */
        description?: string;
        /** Folder in the container that the data appears in. */
        localDir?: string;
        /** Where the data is. */
        remote: {
          /** Data in OBS. */
          obs: {
            /** OBS path, such as /bucket/folder/. */
            obsUrl: string;
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
      /** Settings of an algorithm of algorithm management. */
      jobConfig?: {
        /** What it runs on. One of id, name with version, or imageUrl. */
        engine?: {
          /** Id of a preset engine. */
          id?: string;
          /** Name of a preset engine, such as PyTorch; goes with version. */
          name?: string;
          /** Version of a preset engine; goes with name. */
          version?: string;
          /** Path of a custom image in SWR. */
          imageUrl?: string;
        };
        /** Parameters handed to the program. */
        parameters?: {
          /** Name of the parameter. */
          name: string;
          /** Value of the parameter; everybody who may see the job in ModelArts sees it. */
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
      };
    };
    /** Where the task runs. */
    taskResource: {
      /** Flavor of a node, such as modelarts.vm.gpu.v100. */
      flavorId?: string;
      /** Number of nodes. */
      nodeCount: number;
    };
  }[];
  /** Where it runs. flavorId, or a dedicated pool (poolId or poolRef) with or without flavorId. */
  resource?: {
    /** Flavor of a node, such as modelarts.vm.gpu.v100. */
    flavorId?: string;
    /** Id of a dedicated resource pool. */
    poolId?: string;
    /** A Pool of this namespace, instead of poolId. */
    poolRef?: {
      /** Name of the Pool. */
      name: string;
    };
    /** Number of nodes. */
    nodeCount?: number;
  };
  /** Storage mounted into the containers. */
  volumes?: {
    /** An NFS share, such as one of SFS Turbo. */
    nfs?: {
      /** Server and path, such as 10.10.10.10:/example/path. */
      nfsServerPath: string;
      /** Folder in the container. */
      localPath: string;
      /** Whether the job may only read. */
      readOnly?: boolean;
    };
    /** A parallel file system of OBS. */
    pfs?: {
      /** Path in OBS, such as /bucket/path. */
      pfsPath: string;
      /** Folder in the container. */
      localPath: string;
    };
    /** A bucket of OBS. */
    obs?: {
      /** Path in OBS, such as /bucket/path. */
      obsPath: string;
      /** Folder in the container. */
      localPath: string;
    };
  }[];
  /** Where the logs are kept. */
  logExportPath?: {
    /** OBS folder of the logs. */
    obsUrl?: string;
    /** Folder on the node. */
    hostPath?: string;
  };
  /** ModelArts itself stops the job after this time. The operator's own limit is activeDeadlineSeconds. */
  autoStop?: {
    /** Unit of duration. */
    timeUnit?: "HOURS";
    /** How long the job may run. */
    duration: number;
  };
  /** How a dedicated pool schedules the job. */
  schedulePolicy?: {
    /** Which nodes the job must share. */
    requiredAffinity?: {
      /** What the nodes share: cabinet, all of them one cabinet, or hyperinstance, groups of them one supernode; goes with affinityGroupSize. */
      affinityType?: string;
      /** How many tasks are put together in one supernode. */
      affinityGroupSize?: number;
    };
    /** Priority of the job. */
    priority?: number;
    /** Whether other jobs may displace this one; Huawei Cloud Stack only. */
    preemptible?: boolean;
  };
  /** Ways to reach the running job. */
  endpoints?: {
    /** Access by SSH. */
    ssh?: {
      /** Names of key pairs of ECS that may log in. */
      keyPairNames?: string[];
    };
  };
  /** A Secret that the addresses and tokens of the job's endpoints are written to, which status never shows. */
  writeEndpointsTo?: {
    /** Name of the Secret in this namespace. */
    secretName: string;
  };
  /** How ModelArts itself restarts the job, within one attempt. The operator's own new attempts are backoffLimit. */
  faultTolerance?: {
    /** How often the job is restarted after a fault of the machines. */
    maxRestarts?: number;
    /** Whether it is restarted after every failure. */
    unconditional?: boolean;
    /** Whether it is restarted when it hangs. */
    restartOnHang?: boolean;
  };
  /** JupyterLab beside the job, for debugging. */
  jupyterLab?: {
    /** Whether there is one. */
    enabled: boolean;
  };
  /** TensorBoard beside the job; needs algorithm.summary.dataSources. */
  tensorBoard?: {
    /** Whether there is one. */
    enabled: boolean;
  };
  /** MindStudio Insight beside the job; needs algorithm.summary.dataSources. */
  mindStudioInsight?: {
    /** Whether there is one. */
    enabled: boolean;
  };
  /** Template of a heterogeneous job, such as Template RL. */
  jobTemplate?: string;
  /** Tags of the job in ModelArts, for cost and search. Can be edited later. */
  tags?: {
    /** Key of the tag, without blanks around it; not beginning with _sys_. */
    key: string;
    /** Value of the tag. */
    value?: string;
  }[];
  /** While true the job is not created, or is stopped; false lets a new attempt begin. */
  suspend?: boolean;
  /** How often a failed job is made again. */
  backoffLimit?: number;
  /** Which failures are made again, as podFailurePolicy of a batch/v1 Job. The first rule that fits decides; without one the failure counts. */
  failurePolicy?: {
    /** The rules, in order. */
    rules: ({
      /** Ignore: made again, not counted. Count: made again, counted by backoffLimit. Fail: not made again. */
      action: "Ignore" | "Count" | "Fail";
      /** Fits by the exit codes of the tasks that failed. */
      onExitCodes?: {
        /** In: a code is one of values. NotIn: a code is none of values. */
        operator: "In" | "NotIn";
        /** The exit codes. */
        values: number[];
      };
      /** Fits by the phase in which ModelArts left the job. */
      onPhases?: ("Failed" | "Abnormal")[];
    })[];
  };
  /** Seconds after which the job is stopped and failed, all attempts together. */
  activeDeadlineSeconds?: number;
  /** Seconds after its end in which the finished job is kept; then it is deleted. */
  ttlSecondsAfterFinished?: number;
  /** What an edit of a field that ModelArts cannot change does. Never: it is refused. Recreate: the job is stopped and made again. */
  updatePolicy?: "Never" | "Recreate";
  /** While true, deleting this object leaves the job alone until it is false. */
  deletionProtection?: boolean;
  /** Ids of trials of the search that are stopped early, each once; what was stopped cannot be resumed. */
  earlyStopTrials?: string[];
};
