// Generated from crds/models.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** What the model is made of. Nothing of that can be edited once it exists in ModelArts. */
export type ModelSpec = {
  /** The Account that pays for the model; the one named "default" of this namespace if left out. */
  accountRef?: {
    /** Name of the Account. */
    name: string;
    /** Namespace of the Account, whose spec.allowedNamespaces must list this one; the object's own if left out. */
    namespace?: string;
  };
  /** Manage: the model is created, changed and deleted. Observe: it is only looked at; goes with adopt.id. */
  managementPolicy?: "Manage" | "Observe";
  /** Whether deleting this object deletes the model (Delete) or leaves it in ModelArts (Retain). Left out: Delete, but Retain for an adopted model. */
  deletionPolicy?: "Delete" | "Retain";
  /** An existing model to take over instead of creating one. */
  adopt?: {
    /** Id of the model in ModelArts. */
    id: string;
  };
  /** While true, deleting this object leaves the model alone until it is false. */
  deletionProtection?: boolean;
  /** Name of the model in ModelArts; models of one name are told apart by their version. Left out, it is made of the object's name and a hash that proves ownership. */
  modelName?: string;
  /** Version, three numbers of one or two digits, such as 1.0.0. Another version is another object. */
  modelVersion?: string;
  /** What it is made with: TensorFlow, PyTorch, MindSpore, Image or Template, or what the region has besides. */
  modelType?: string;
  /** Description of the model in ModelArts, before the marker that the operator adds to recognise its own. */
  description?: string;
  /** Id of the workspace that the model belongs to; "0", the default one, if left out. Cannot be edited later. */
  workspaceId?: string;
  /** Where the model lies: location or trainingJobRef. All but models of type Template need it. */
  source?: {
    /** OBS folder of the model, such as /bucket/folder/, or path of an image in SWR. */
    location?: string;
    /** The output of a TrainingJob of this namespace, once that is Complete. */
    trainingJobRef?: {
      /** Name of the TrainingJob. */
      name: string;
      /** Name of its output; the only one if left out. */
      output?: string;
      /** Folder below that output, such as model/. */
      path?: string;
    };
    /** Whether the image is copied, which is the default; uncopied, it is there at once and must stay where it is. Only of models of type Image. */
    copy?: boolean;
  };
  /** What it runs on, such as python3.7; depends on modelType. */
  runtime?: string;
  /** OBS path of customize_service.py, where it is not found beside the model. */
  executionCode?: string;
  /** The configuration file of the model as a text: its APIs, dependencies and health checks. */
  initialConfig?: string;
  /** How accurate it is, as a JSON text. */
  modelMetrics?: string;
  /** What it does, such as object_detection. */
  modelAlgorithm?: string;
  /** Where it comes from: auto for a model of automatic learning, else left out. */
  sourceType?: string;
  /** Id of the training job that it comes from; known by itself with trainingJobRef. */
  sourceJobId?: string;
  /** Version of the training job that it comes from. */
  sourceJobVersion?: string;
  /** Packages that its code needs. */
  dependencies?: {
    /** What installs them, such as pip. */
    installer: string;
    /** What is installed. */
    packages: {
      /** Name of the package. */
      packageName: string;
      /** Its version; the newest if left out. */
      packageVersion?: string;
      /** How the version is meant: EXACT, ATLEAST or ATMOST. */
      restraint?: string;
    }[];
  }[];
  /** The APIs of the model, where initialConfig does not tell them. */
  apis?: {
    /** Path of the API. */
    url?: string;
    /** Method, post or get. */
    method?: string;
    /** Protocol, HTTP or HTTPS. */
    protocol?: string;
    /** What it takes, as a JSON schema. */
    inputParams?: {
      /** Type of the schema, such as object. */
      type?: string;
      /** Properties of the schema, free in form. */
      properties?: Record<string, unknown>;
    };
    /** What it answers, as a JSON schema. */
    outputParams?: {
      /** Type of the schema, such as object. */
      type?: string;
      /** Properties of the schema, free in form. */
      properties?: Record<string, unknown>;
    };
  }[];
  /** What it takes. */
  inputParams?: {
    /** Path of the API that it belongs to. */
    url: string;
    /** Method, post or get. */
    method: string;
    /** Protocol, HTTP or HTTPS. */
    protocol: string;
    /** Name of the parameter. */
    paramName: string;
    /** Its type, such as int, string, float, timestamp, date or file. */
    paramType: string;
    /** Its least value. */
    min?: number;
    /** Its greatest value. */
    max?: number;
    /** What it is for. */
    paramDesc?: string;
  }[];
  /** What it answers. */
  outputParams?: {
    /** Path of the API that it belongs to. */
    url: string;
    /** Method, post or get. */
    method: string;
    /** Protocol, HTTP or HTTPS. */
    protocol: string;
    /** Name of the parameter. */
    paramName: string;
    /** Its type, such as int, string, float, timestamp, date or file. */
    paramType: string;
    /** Its least value. */
    min?: number;
    /** Its greatest value. */
    max?: number;
    /** What it is for. */
    paramDesc?: string;
  }[];
  /** Kinds of services that it can be deployed as: real-time, batch, edge; all if left out. */
  installType?: string[];
  /** Command that starts the image. */
  command?: string;
  /** Documents about the model. */
  docs?: {
    /** Name of the document, first a letter. */
    docName: string;
    /** Its address, http or https. */
    docUrl: string;
  }[];
  /** The template of a model of type Template. */
  template?: {
    /** Id of the template. */
    templateId: string;
    /** Id of an input and output mode instead of the one of the template. */
    inferFormat?: string;
    /** What the template is filled with. */
    templateInputs: {
      /** Id of the input in the template. */
      inputId: string;
      /** OBS path of a file or folder. */
      input: string;
    }[];
  };
  /** How services of the model are made, where the region offers it. */
  deploymentConstraints?: {
    /** How requests reach it. */
    requestMode?: string;
    /** Type of processor. */
    cpuType?: string;
    /** Where data comes from in asynchronous mode, such as OBS. */
    inputTypes?: string[];
    /** Where data goes to in asynchronous mode, such as OBS or DIS. */
    outputTypes?: string[];
    /** Fields that a service can set, as XML. */
    serviceConfig?: string;
    /** Fields that a task can set, as XML. */
    taskConfig?: string;
    /** How an encrypted model is treated at the edge. */
    modelSecurity?: {
      /** Name of the policy. */
      securityPolicy?: string;
      /** Whether its files are checked. */
      isVerifyApp?: boolean;
    };
  };
};
