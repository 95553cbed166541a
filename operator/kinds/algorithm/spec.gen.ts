// Generated from crds/algorithms.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** What the algorithm shall be. Everything but its workspace can be edited; what is changed in ModelArts by others is set back. */
export type AlgorithmSpec = {
  /** The Account that pays for the algorithm; the one named "default" of this namespace if left out. */
  accountRef?: {
    /** Name of the Account. */
    name: string;
    /** Namespace of the Account, whose spec.allowedNamespaces must list this one; the object's own if left out. */
    namespace?: string;
  };
  /** Manage: the algorithm is created, changed and deleted. Observe: it is only looked at; goes with adopt.id. */
  managementPolicy?: "Manage" | "Observe";
  /** Whether deleting this object deletes the algorithm (Delete) or leaves it in ModelArts (Retain). Left out: Delete, but Retain for an adopted algorithm. */
  deletionPolicy?: "Delete" | "Retain";
  /** An existing algorithm to take over instead of creating one. */
  adopt?: {
    /** Id of the algorithm in ModelArts. */
    id: string;
  };
  /** Name of the algorithm in ModelArts. Left out, it is made of the object's name and a hash that proves ownership. */
  name?: string;
  /** Description of the algorithm in ModelArts, before the marker that the operator adds to recognise its own. */
  description?: string;
  /** Id of the workspace that the algorithm belongs to; "0", the default one, if left out. Cannot be edited later. */
  workspaceId?: string;
  /** What runs, with what it takes. Give codeDir with bootFile, or command with engine.imageUrl, or both. */
  jobConfig: {
    /** OBS folder of the code, such as /bucket/folder/. */
    codeDir?: string;
    /** OBS path of the file that starts, inside codeDir. */
    bootFile?: string;
    /** Command that starts a custom image; goes with engine.imageUrl. */
    command?: string;
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
    /** Whether a training job may set parameters that are not listed here. */
    parametersCustomization?: boolean;
    /** Parameters that the program takes. */
    parameters?: {
      /** Name of the parameter. */
      name: string;
      /** Value that a training job has unless it says another; everybody who may see the algorithm sees it. */
      value?: string;
      /** What the parameter is for. */
      description?: string;
      /** Which values it may have. */
      constraint?: {
        /** Type of the value, such as String, Integer, Float or Boolean. */
        type?: string;
        /** Whether a training job may change it. */
        editable?: boolean;
        /** Whether it must have a value. */
        required?: boolean;
        /** Whether its value is to be hidden; ModelArts does not do it yet. */
        sensitive?: boolean;
        /** How validRange is read, such as None. */
        validType?: string;
        /** The values that are allowed, or their bounds. */
        validRange?: string[];
      };
      /** The description in another language. */
      i18nDescription?: {
        /** Language, such as zh-cn or en-us. */
        language?: string;
        /** The text. */
        description?: string;
      };
    }[];
    /** Data that the program reads. */
    inputs?: {
      /** Name of the channel, handed to the program as a parameter. */
      name: string;
      /** What the channel is for. */
      description?: string;
      /** Where its data may come from; from anywhere if left out. */
      remoteConstraints?: {
        /** Kind of source, such as obs or dataset. */
        dataType?: string;
        /** What a dataset must be: data_format, data_segmentation, dataset_type. */
        attributes?: Record<string, string>[];
      }[];
    }[];
    /** Results that the program writes. */
    outputs?: {
      /** Name of the channel, handed to the program as a parameter. */
      name: string;
      /** What the channel is for. */
      description?: string;
    }[];
  };
  /** What it can run on, by which the console offers pools for a training job. */
  resourceRequirements?: {
    /** What is asked for, such as flavor_type (CPU, GPU, Ascend), device_distributed_mode or host_distributed_mode (multiple, singular). */
    key: string;
    /** How key and values go together. */
    operator?: "in";
    /** The values that fit. */
    values: string[];
  }[];
  /** What is beyond a plain run. */
  advancedConfig?: {
    /** A search for the best hyperparameters. */
    autoSearch?: {
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
  };
};
