import { test } from 'vitest';
import { jobRequest } from '../caller.ts';
import { expectRefusal, type Refusal } from './refusal.ts';

const whole = jobRequest('whole');
const resource = (other: object) => jobRequest('whole', { spec: { resource: other } });
const spec = (change: object) => jobRequest('whole', { spec: { ...whole.spec, ...change } });
const metadata = (change: object) => jobRequest('whole', { metadata: { ...whole.metadata, ...change } });

test.each<Refusal>([
  ['no body', undefined, 2787, /missing/],
  ['a body that is no JSON', '{"kind":', 2787, /no JSON/],
  ['a body that is a list', [], 2825, /the body must be object/],
  ['an unknown field', { ...whole, extra: 1 }, 2788, /unknown field extra/],
  [
    'an unknown field deep inside',
    resource({ flavor_id: 'x', nodes: 1 }),
    2788,
    /unknown field spec\.resource\.nodes/,
  ],
  ['a missing field', { kind: 'job' }, 2788, /metadata is missing/],
  [
    'a field of the wrong type',
    resource({ flavor_id: 'x', node_count: '1' }),
    2825,
    /spec\.resource\.node_count must be integer/,
  ],
  [
    'a number beyond 32 bits',
    resource({ flavor_id: 'x', node_count: 2 ** 31 }),
    2816,
    /spec\.resource\.node_count/,
  ],
  ['an empty name', metadata({ name: '' }), 2816, /metadata\.name/],
  ['a name of 65 characters', metadata({ name: 'x'.repeat(65) }), 2816, /metadata\.name/],
  ['a name with a dot', metadata({ name: 'a.b' }), 2788, /metadata\.name must match pattern/],
  [
    'a description of 257 characters',
    metadata({ description: 'x'.repeat(257) }),
    2816,
    /metadata\.description/,
  ],
  ['another kind', { ...whole, kind: 'service' }, 2788, /kind must be one of job/],
  ['tasks, which are not implemented', { ...whole, tasks: [{ role: 'worker' }] }, 2788, /tasks/],
  ['no algorithm', { kind: 'job', metadata: { name: 'a' }, spec: whole.spec }, 2788, /algorithm is missing/],
  ['neither flavor nor pool', resource({ node_count: 1 }), 2788, /flavor_id, or pool_id/],
  [
    'a flavor that does not exist',
    resource({ flavor_id: 'modelarts.vm.gpu.x' }),
    2781,
    /modelarts\.vm\.gpu\.x/,
  ],
  [
    'a public flavor in a pool',
    resource({ flavor_id: 'modelarts.vm.gpu.v100', pool_id: 'p' }),
    2781,
    /flavor_id/,
  ],
  [
    'a pool’s flavor without a pool',
    resource({ flavor_id: 'modelarts.pool.visual.xlarge' }),
    2781,
    /flavor_id/,
  ],
  [
    'a flavor in a pool of CPUs',
    resource({ flavor_id: 'modelarts.pool.visual.xlarge', pool_id: 'pool-cpu-1' }),
    2781,
    /flavor_id/,
  ],
  ['no node', resource({ flavor_id: 'modelarts.vm.gpu.v100', node_count: 0 }), 2816, /node_count/],
  [
    'more nodes than there are',
    resource({ flavor_id: 'modelarts.vm.gpu.v100', node_count: 1025 }),
    2793,
    /node_count/,
  ],
  [
    'a log path that is none',
    spec({ log_export_path: { obs_url: 'logs' } }),
    2791,
    /spec\.log_export_path\.obs_url/,
  ],
  [
    'an automatic stop in minutes',
    spec({ auto_stop: { time_unit: 'MINUTES', duration: 1 } }),
    2788,
    /time_unit must be one of HOURS/,
  ],
  [
    'an automatic stop after no time',
    spec({ auto_stop: { time_unit: 'HOURS', duration: 0 } }),
    2816,
    /auto_stop\.duration/,
  ],
  [
    'hyperinstances without a group size',
    spec({ schedule_policy: { required_affinity: { affinity_type: 'hyperinstance' } } }),
    2788,
    /affinity_group_size/,
  ],
])('a job with %s is refused by code and field, and none is made', (_what, body, code, said) =>
  expectRefusal(body, code, said),
);
