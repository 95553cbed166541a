import type { Admission } from '../admission.ts';
import { ADOPTING, completeSample, FOLDER, REFUSED, sample, TAKEN } from './specs.ts';

const param = { url: '/', method: 'post', protocol: 'HTTP', paramName: 'a', paramType: 'int' };

/** Model, for the API server. */
export const admission: Admission = {
  plural: 'models',
  kind: 'Model',
  noun: 'a model',
  sample: sample(),
  defaults: { managementPolicy: 'Manage' },
  complete: completeSample(),
  taken: [...TAKEN, ['one that only adopts', ADOPTING]],
  refused: REFUSED,
  // What is inside a text is the operator's.
  byOperator: /not JSON/,
  bySchema: [
    ['a version of two numbers', { modelVersion: '1.0' }],
    ['a version with a leading zero', { modelVersion: '1.01.0' }],
    ['a version with three digits', { modelVersion: '1.100.0' }],
    ['a name with a dot', { modelName: 'a.b' }],
    ['a description that leaves no room for the marker', { description: 'x'.repeat(55) }],
    ['a description with what the API forbids', { description: 'a & b' }],
    ['a workspace that is a path', { workspaceId: '../0' }],
    ['a document twice', { docs: ['a', 'a'].map((docName) => ({ docName, docUrl: 'https://a' })) }],
    ['a document without an address', { docs: [{ docName: 'a', docUrl: 'a' }] }],
    ['a kind of services twice', { installType: ['edge', 'edge'] }],
    ['dependencies without packages', { dependencies: [{ installer: 'pip', packages: [] }] }],
    ['a path that begins at the root', { source: { trainingJobRef: { name: 'a', path: '/b' } } }],
    ['a parameter without a name', { inputParams: [{ ...param, paramName: null }] }],
  ],
  fixed: [
    ['modelName', { modelName: 'other' }],
    ['modelName', { modelName: null }],
    ['modelVersion', { modelVersion: '1.0.11' }],
    ['modelType', { modelType: 'MindSpore' }],
    ['description', { description: 'other' }],
    ['workspaceId', { workspaceId: null }],
    ['source', { source: { ...FOLDER, location: '/other/' } }],
    ['runtime', { runtime: null }],
    ['executionCode', { executionCode: null }],
    ['initialConfig', { initialConfig: '{}' }],
    ['modelMetrics', { modelMetrics: null }],
    ['modelAlgorithm', { modelAlgorithm: null }],
    ['sourceType', { sourceType: null }],
    ['sourceJobId', { sourceJobId: 'other' }],
    ['sourceJobVersion', { sourceJobVersion: null }],
    ['dependencies', { dependencies: [] }],
    ['apis', { apis: null }],
    ['inputParams', { inputParams: [param] }],
    ['outputParams', { outputParams: null }],
    ['installType', { installType: ['batch'] }],
    ['command', { command: 'run' }],
    ['docs', { docs: null }],
    ['deploymentConstraints', { deploymentConstraints: { cpuType: 'arm64' } }],
    [
      'template',
      {
        modelType: 'Template',
        source: null,
        template: { templateId: 't', templateInputs: [{ inputId: 'i', input: '/b/m/' }] },
      },
    ],
  ],
  free: [
    ['whether it is kept', { deletionPolicy: 'Retain', deletionProtection: true }],
    ['the Account', { accountRef: { name: 'other' } }],
  ],
};
