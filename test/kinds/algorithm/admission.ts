import type { Admission } from '../admission.ts';
import { completeSample, REFUSED, sample, TAKEN } from './specs.ts';

const { jobConfig } = sample();
const { workspaceId: _, ...rest } = completeSample();
const nothing = Object.fromEntries(Object.keys(rest).map((field) => [field, null]));
const engine = { ...jobConfig.engine, imageUrl: null };

/** Algorithm, for the API server. */
export const admission: Admission = {
  plural: 'algorithms',
  kind: 'Algorithm',
  noun: 'an algorithm',
  sample: sample(),
  defaults: { managementPolicy: 'Manage' },
  complete: completeSample(),
  taken: TAKEN,
  refused: REFUSED,
  // What compares paths or lists with each other is the operator's.
  byOperator: /is not inside|same name/,
  bySchema: [
    ['no program', { jobConfig: null }],
    ['a name with a dot', { name: 'a.b' }],
    ['a description that leaves no room for the marker', { description: 'x'.repeat(136) }],
    ['a workspace that is a path', { workspaceId: '../0' }],
    ['a parameter twice', { jobConfig: { ...jobConfig, parameters: [{ name: 'a' }, { name: 'a' }] } }],
    ['a requirement of nothing', { resourceRequirements: [{ key: 'flavor_type', values: [] }] }],
    ['another operator than in', { resourceRequirements: [{ key: 'a', operator: 'notin', values: ['b'] }] }],
  ],
  fixed: [
    ['workspaceId', { workspaceId: 'w-1' }],
    ['workspaceId', { workspaceId: null }],
  ],
  free: [['all else', { ...nothing, jobConfig: { ...jobConfig, command: null, engine } }]],
};
