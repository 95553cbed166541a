// Generated from crds/workflows.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** What the workflow shall be. What ModelArts can change can be edited, and what others change of it is set back; what is left out stays as ModelArts has it. */
export type WorkflowSpec = {
  /** The Account that pays for the workflow; the one named "default" of this namespace if left out. */
  accountRef?: {
    /** Name of the Account. */
    name: string;
    /** Namespace of the Account, whose spec.allowedNamespaces must list this one; the object's own if left out. */
    namespace?: string;
  };
  /** Manage: the workflow is created, changed and deleted. Observe: it is only looked at; goes with adopt.id. */
  managementPolicy?: "Manage" | "Observe";
  /** Whether deleting this object deletes the workflow (Delete) or leaves it in ModelArts (Retain). Left out: Delete, but Retain for an adopted workflow. */
  deletionPolicy?: "Delete" | "Retain";
  /** An existing workflow to take over instead of creating one. */
  adopt?: {
    /** Id of the workflow in ModelArts. */
    id: string;
  };
  /** Name of the workflow in ModelArts. Left out, it is made of the object's name and a hash that proves ownership. What it is changed to later may have letters, digits, - and _ only. */
  name?: string;
  /** Description of the workflow in ModelArts, before the marker that the operator adds to recognise its own. */
  description?: string;
  /** Id of the workspace that the workflow belongs to; "0", the default one, if left out. Cannot be edited later. */
  workspaceId?: string;
  /** Its steps. Each begins once those that it depends on have ended. */
  steps?: {
    /** Name of the step, by which others refer to it. */
    name: string;
    /** Kind of step: job, labeling, release_dataset, model, service, mrs_job, dataset_import, create_dataset, condition, service_content, or newer ones. */
    type?: string;
    /** What the console calls it. */
    title?: string;
    /** What it is for. */
    description?: string;
    /** What it takes. */
    inputs?: {
      /** Name of the input. */
      name: string;
      /** Kind of input: dataset, obs, data_selector, model_list, or newer ones. */
      type?: string;
      /** What it is, often a reference such as $ref/data/NAME; of any shape, and valueFrom is resolved in it. */
      data?: unknown;
      /** Its value, of any shape; valueFrom is resolved in it. */
      value?: unknown;
    }[];
    /** What it makes. */
    outputs?: {
      /** Name of the output. */
      name: string;
      /** Kind of output: obs, model, service, service_content, or newer ones. */
      type?: string;
      /** Where it goes, in the words of ModelArts; valueFrom is resolved in it. */
      config?: Record<string, unknown>;
    }[];
    /** What the step does, in the words of ModelArts for its type; valueFrom is resolved in it. */
    properties?: Record<string, unknown>;
    /** Names of the steps that have to end before it begins. */
    dependSteps?: string[];
    /** What a condition asks. */
    conditions?: {
      /** How the sides are compared: ==, !=, >, >=, <, <=, in, or, or newer ones. */
      type?: string;
      /** One side, often a reference such as $ref/parameters/NAME; of any shape. */
      left?: unknown;
      /** The other side, of any shape. */
      right?: unknown;
    }[];
    /** Names of the steps that follow where the conditions hold. */
    ifThenSteps?: string[];
    /** Names of the steps that follow where they do not. */
    elseThenSteps?: string[];
    /** How it is carried out. */
    policy?: {
      /** How often its state is looked at, in seconds. */
      pollIntervalSeconds?: string;
      /** How long it may take, in minutes. */
      maxExecutionMinutes?: string;
    };
  }[];
  /** Data that an execution has to be given. */
  dataRequirements?: {
    /** Name of the data. */
    name: string;
    /** Where it comes from: dataset, obs, swr, model_list, label_task, service, or newer ones. */
    type: string;
    /** What the data has to be like. */
    conditions?: {
      /** Field that is asked about. */
      attribute?: string;
      /** How it is compared: equal, or newer ones. */
      operator?: string;
      /** What it is compared with, of any shape; valueFrom is resolved in it. */
      value?: unknown;
    }[];
    /** The data, in the words of ModelArts; valueFrom is resolved in it. */
    value?: Record<string, unknown>;
    /** Names of the steps that use it. */
    usedSteps?: string[];
    /** Whether it may be given while the execution is under way. */
    delay?: boolean;
  }[];
  /** Data that the workflow brings along. */
  data?: {
    /** Name of the data. */
    name: string;
    /** Where it comes from: dataset, obs, swr, model, label_task, service, image, or newer ones. */
    type?: string;
    /** The data, in the words of ModelArts; valueFrom is resolved in it. */
    value?: Record<string, unknown>;
    /** Names of the steps that use it. */
    usedSteps?: string[];
  }[];
  /** Values that steps refer to and that an execution can be given. */
  parameters?: {
    /** Name of the parameter, as in $ref/parameters/NAME. */
    name: string;
    /** What its values are: str, int, bool, float, or newer ones, which are not checked. */
    type?: string;
    /** What it is for. */
    description?: string;
    /** A value as an example. */
    example?: unknown;
    /** Whether its value may be given while the execution is under way. */
    delay?: boolean;
    /** Value where none is given; valueFrom is resolved in it. */
    default?: unknown;
    /** Value; valueFrom is resolved in it. */
    value?: unknown;
    /** The only values that it may have. */
    enum?: unknown[];
    /** Names of the steps that use it. */
    usedSteps?: string[];
    /** What the console shows it as, such as flavor or schedule. */
    format?: string;
    /** What its values have to be like, in the words of ModelArts; of it min, max, min_length and max_length are checked. */
    constraint?: Record<string, unknown>;
  }[];
  /** Places that steps keep what they make in. */
  storages?: {
    /** Name of the storage. */
    name: string;
    /** Kind of storage: obs, or newer ones. */
    type?: string;
    /** Its root, such as /bucket/folder/. */
    path?: string;
  }[];
  /** Labels of the workflow. */
  labels?: string[];
  /** Whether messages of its executions are sent. */
  smnSwitch?: boolean;
  /** Assets of AI Gallery that belong to it. Cannot be edited later. */
  assets?: {
    /** Name of the asset. */
    name?: string;
    /** Kind of asset: algorithm, algorithm2, model, or newer ones. */
    type?: string;
    /** Its id in AI Gallery. */
    contentId?: string;
    /** Id of the subscription to it. */
    subscriptionId?: string;
    /** When that ends. */
    expiredAt?: string;
  }[];
  /** Steps that are shown as one. Cannot be edited later. */
  subGraphs?: {
    /** Name of the graph. */
    name: string;
    /** Names of its steps. */
    steps?: string[];
  }[];
  /** Fields of workflows that are billed, in the words of ModelArts. Cannot be edited later. */
  extend?: Record<string, unknown>;
  /** Which part of it is carried out. Cannot be edited later. */
  policy?: {
    /** What it is used for. */
    useScene?: string;
    /** Id of the scene that is chosen. */
    sceneId?: string;
    /** Scenes to choose from. */
    scenes?: {
      /** Id of the scene. */
      id?: string;
      /** Its name. */
      name?: string;
      /** Names of its steps. */
      steps?: string[];
    }[];
  };
  /** The workflow of AI Gallery that it is taken from. Cannot be edited later. */
  gallerySubscription?: {
    /** Its id in AI Gallery. */
    contentId?: string;
    /** Its version. */
    versionId?: string;
    /** When the subscription ends. */
    expiredAt?: string;
  };
  /** Id of a workflow to copy; what the spec does not say is as it is there. Cannot be edited later. */
  sourceWorkflowId?: string;
  /** Where it comes from: ai_gallery where it was imported from there. Cannot be edited later. */
  source?: string;
  /** Whether messages can be subscribed to. Cannot be edited later. */
  withSubscription?: boolean;
  /** Id of the template of automatic learning that it is made from. Cannot be edited later. */
  exemplTemplateId?: string;
  /** When it is started by itself. */
  schedules?: {
    /** Name of the schedule, for this object only: ModelArts gives schedules no names. */
    name: string;
    /** Kind of schedule: time, or newer ones. */
    type?: string;
    /** When it is due, in the words of ModelArts; cron and whatever goes with it. */
    content: {
      /** When it is due: second, minute, hour, day of the month, month, day of the week, such as 0 0 2 * * Mon-Fri. */
      cron: string;
      /** How it is repeated, such as fixed. */
      method?: string;
    };
    /** What happens to executions that it starts. */
    policies?: {
      /** What is done when one fails, such as retry. */
      onFailure?: string;
      /** What is done when one is due while another runs, such as cancel. */
      onRunning?: string;
    };
    /** Whether it starts anything. */
    enable?: boolean;
    /** Id of an existing schedule to take over instead of making one: from then on it is this object's own. */
    id?: string;
  }[];
  /** Who is told about its executions. */
  subscription?: {
    /** Topics of SMN that messages go to. */
    topicUrns: string[];
    /** What is told, such as failed,completed or job_step:stop. */
    events?: string[];
    /** What it is about, in the words of ModelArts. */
    entity?: string;
    /** Id of an existing subscription to take over instead of making one: from then on it is this object's own. */
    id?: string;
  };
  /** Whether executions that others start (schedules, a person at the console) become WorkflowRuns, which only look at them. They carry the label modelarts.huaweicloud.com/imported and go with this object. One that is deleted comes back while its execution is under way or within the numbers. */
  runHistory?: {
    /** Whether they do. Taken back, those that are there stay. */
    import?: boolean;
    /** How many of those that were completed are kept, the newest, of the last 100 executions. */
    successful?: number;
    /** How many of those that ended otherwise (failed, stopped) are kept, in the same way. */
    failed?: number;
  };
};
