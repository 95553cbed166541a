// Generated from crds/workflowruns.yaml by `npm run generate:crds`. Do not edit: change the CRD.

/** What is to be run. Once it exists, ModelArts changes its description and labels only; it can be stopped, and run again in whole or in part. */
export type WorkflowRunSpec = {
  /** The Account that pays for the run; the one named "default" of this namespace if left out. */
  accountRef?: {
    /** Name of the Account. */
    name: string;
    /** Namespace of the Account, whose spec.allowedNamespaces must list this one; the object's own if left out. */
    namespace?: string;
  };
  /** Manage: the run is created, changed and deleted. Observe: it is only looked at; goes with adopt.id. */
  managementPolicy?: "Manage" | "Observe";
  /** Whether deleting this object deletes the run (Delete) or leaves it in ModelArts (Retain). Left out: Delete, but Retain for an adopted run. */
  deletionPolicy?: "Delete" | "Retain";
  /** An existing run to take over instead of creating one. */
  adopt?: {
    /** Id of its workflow, a slash, and id of the execution. */
    id: string;
  };
  /** While true, deleting this object leaves the run alone until it is false. */
  deletionProtection?: boolean;
  /** Id of the workspace that the run belongs to. Left out, that of the Workflow that workflowRef names, else "0", the default one. Cannot be edited later. */
  workspaceId?: string;
  /** The Workflow of this namespace that is run, once ModelArts holds what its spec says. Cannot be edited later. */
  workflowRef?: {
    /** Name of the Workflow. */
    name: string;
  };
  /** Id of the workflow that is run, instead of workflowRef. Cannot be edited later. */
  workflowId?: string;
  /** Name of the execution in ModelArts, which may choose another one. Left out, it is made of the object's name, a hash that proves ownership, and the attempt. Cannot be edited later. */
  name?: string;
  /** Description of the execution. Can be edited later; what it has stays if left out. */
  description?: string;
  /** Labels of the execution, beside the marker that the operator adds to recognise its own. Can be edited later; those that it has stay if left out. */
  labels?: string[];
  /** Id of the scene of the workflow that is run; all steps if left out. Cannot be edited later. */
  sceneId?: string;
  /** Name of that scene. Cannot be edited later. */
  sceneName?: string;
  /** Values of parameters of the workflow, by name, for this run. Cannot be edited later. */
  parameters?: {
    /** Name of the parameter. */
    name: string;
    /** Type of its value: str, int, bool, float, or newer ones. */
    type?: string;
    /** Its value, of that type; or valueFrom with the kind, name and field of an object of this namespace, such as {valueFrom: {kind: Pool, name: a100}}. */
    value?: unknown;
    /** Description of the parameter. */
    description?: string;
    /** An example of its value. */
    example?: unknown;
    /** Whether its value may be given only when a step waits for it. */
    delay?: boolean;
    /** Its value where none is given. */
    default?: unknown;
    /** The values that it may have. */
    enum?: unknown[];
    /** Names of the steps that use it. */
    usedSteps?: string[];
    /** Format of its value. */
    format?: string;
    /** What its value has to fulfil, free in form. */
    constraint?: Record<string, unknown>;
  }[];
  /** Data that the steps use, by name, for this run. Cannot be edited later. */
  dataRequirements?: {
    /** Name of the data. */
    name: string;
    /** Where it comes from: dataset, obs, swr, model_list, label_task, service, or newer ones. */
    type: string;
    /** The data, free in form by its type; anywhere in it {valueFrom: {kind, name, field}} stands for what an object of this namespace says. */
    value?: Record<string, unknown>;
    /** What the data has to fulfil. */
    conditions?: {
      /** Attribute of the data. */
      attribute?: string;
      /** How it is compared; equal is the only way known. */
      operator?: string;
      /** What it is compared with. */
      value?: unknown;
    }[];
    /** Names of the steps that use it. */
    usedSteps?: string[];
    /** Whether it may be given only when a step waits for it. */
    delay?: boolean;
  }[];
  /** How it is run. Cannot be edited later. */
  policies?: {
    /** Whether steps whose inputs have not changed take what they made before. */
    useCache?: boolean;
  };
  /** While true the run is not created, or is stopped; false lets a new attempt begin, which is not counted as a retry. */
  suspend?: boolean;
  /** How often a failed run is made again, from its first step; to repeat steps, see rerun and stepActions. */
  backoffLimit?: number;
  /** Seconds after which the run is stopped and failed, all attempts together; they count anew from a resume or a rerun. */
  activeDeadlineSeconds?: number;
  /** Seconds after its end in which the finished run is kept; then it is deleted. */
  ttlSecondsAfterFinished?: number;
  /** Runs steps of the same execution again, once for each token. It is done when the execution is at its end, or as soon as it gets there, before backoffLimit is looked at; it takes Complete or Failed back. A token counts for the object, whatever attempts follow. What ttlSecondsAfterFinished has deleted in ModelArts cannot run again. */
  rerun?: {
    /** Any text; another one asks for another rerun. */
    token: string;
    /** Names of the steps that run again, and with them all that come after them; all steps if neither this nor failedOnly is given. */
    steps?: string[];
    /** Whether only the steps run again that failed or were stopped, and all that come after them. Where there is none, nothing is done. */
    failedOnly?: boolean;
    /** Values of parameters that change with it, by name. */
    parameters?: {
      /** Name of the parameter. */
      name: string;
      /** Type of its value: str, int, bool, float, or newer ones. */
      type?: string;
      /** Its value, of that type. */
      value?: unknown;
    }[];
    /** Data that changes with it, by name. */
    dataRequirements?: {
      /** Name of the data. */
      name: string;
      /** Where it comes from: dataset, obs, swr, model_list, label_task, service, or newer ones. */
      type: string;
      /** The data, free in form by its type. */
      value?: Record<string, unknown>;
    }[];
  };
  /** What is done about single steps, once for each token and execution: as soon as the step is in a state that takes it. What sets an execution going again that was at its end takes Complete or Failed back. */
  stepActions?: ({
    /** Name of the step. */
    step: string;
    /** What is done. retry: a step that failed or was stopped is tried again. stop: one that has not ended is stopped. continue: one that waits for inputs or for a person goes on, and steps after a failed one do as if it had not. */
    action: "retry" | "stop" | "continue";
    /** Any text; another one asks for it once more. */
    token: string;
    /** Values of parameters that the step waits for, by name. */
    parameters?: {
      /** Name of the parameter. */
      name: string;
      /** Type of its value: str, int, bool, float, or newer ones. */
      type?: string;
      /** Its value, of that type. */
      value?: unknown;
    }[];
    /** Data that the step waits for, by name. */
    dataRequirements?: {
      /** Name of the data. */
      name: string;
      /** Where it comes from: dataset, obs, swr, model_list, label_task, service, or newer ones. */
      type: string;
      /** The data, free in form by its type. */
      value?: Record<string, unknown>;
    }[];
  })[];
};
