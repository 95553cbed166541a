/** What a kind tells of itself for the one test of what the API server takes and refuses. */
import * as algorithm from './algorithm/admission.ts';
import * as model from './model/admission.ts';
import * as modelService from './modelservice/admission.ts';
import * as network from './network/admission.ts';
import * as nodePool from './nodepool/admission.ts';
import * as pool from './pool/admission.ts';
import * as trainingJob from './trainingjob/admission.ts';
import * as workflow from './workflow/admission.ts';
import * as workflowRun from './workflowrun/admission.ts';

/** Fields on top of a spec or, null, taken out of it. */
type Change = object;

export type Admission = {
  plural: string;
  kind: string;
  /** As refusals call its remote object: `a training job`. */
  noun: string;
  /** A small spec, and what the schema adds to it. */
  sample: object;
  defaults: object;
  /** A spec with all that goes together. */
  complete: object;
  taken: readonly (readonly [sentence: string, spec: object])[];
  /** With how what is said of them begins: `<path>: <words>`. */
  refused: readonly (readonly [sentence: string, spec: object, said: readonly string[]])[];
  /** What is said of those that no rule of the CRD can refuse. */
  byOperator: RegExp;
  /** Changes of the sample that the schema refuses on every server. */
  bySchema: readonly (readonly [sentence: string, change: Change])[];
  /** Edits of the complete spec that are refused once the remote object exists, by the field that is named. */
  fixed: readonly (readonly [field: string, change: Change])[];
  /** What lets such an edit pass all the same. */
  lets?: Change;
  /** Edits that are taken then. */
  free: readonly (readonly [sentence: string, change: Change])[];
};

/** Every kind that owns a remote object. */
export const ADMISSIONS: readonly Admission[] = [
  trainingJob.admission,
  algorithm.admission,
  model.admission,
  modelService.admission,
  network.admission,
  nodePool.admission,
  pool.admission,
  workflow.admission,
  workflowRun.admission,
];
