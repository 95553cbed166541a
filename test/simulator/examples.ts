/** Every request example of the six operations in the reference, word for word but for the repaired quotes. */
export const EXAMPLES = {
  'example 1 of 6.8, an algorithm by id on a free flavor': {
    kind: 'job',
    metadata: { name: 'TestModelArtsJob', description: 'This is a ModelArts job' },
    algorithm: {
      id: '3f5d6706-7b67-408d-8ba0-ec08048c45ed',
      parameters: [
        { name: 'input_dir', value: 'obs://cn-north-4-rse/test/moxingtest-dir/' },
        { name: 'input_file', value: 'obs://cn-north-4-rse/test/moxingtest/' },
        { name: 'large_file_method', value: '1' },
      ],
      policies: { auto_search: null },
      environments: {},
    },
    spec: {
      resource: { flavor_id: 'modelarts.p3.large.public.free', node_count: 1 },
      log_export_path: { obs_url: '' },
    },
  },
  'example 2 of 6.8, a custom image in a dedicated pool': {
    kind: 'job',
    metadata: { name: 'TestModelArtsJob2', description: 'This is a ModelArts job2' },
    algorithm: {
      engine: { image_url: 'xxxxxxx/fastseq:1.2' },
      command: 'cd /home/ma-user/ddp_demo && sh run_ddp.sh',
      parameters: [],
      policies: { auto_search: null },
      environments: { NCCL_DEBUG: 'INFO', NCCL_IB_DISABLE: '0' },
    },
    spec: { resource: { flavor_id: 'modelarts.pool.visual.xlarge', node_count: 1, pool_id: 'poolfaf38d76' } },
  },
} as const;

/** The example of 6.10. */
export const UPDATE_EXAMPLE = { description: 'hahaha' };

/** The example of 6.12. */
export const ACTION_EXAMPLE = { action_type: 'terminate' };

/** The example of 6.16, which is sent with `?limit=1`: a query parameter that the tables do not have. */
export const SEARCH_EXAMPLE = {
  offset: 0,
  limit: 1,
  filters: [
    { key: 'name', operator: 'like', value: ['trainjob'] },
    { key: 'create_time', operator: 'between', value: ['', ''] },
    { key: 'phase', operator: 'in', value: [''] },
    { key: 'algorithm_name', operator: 'like', value: [''] },
    { key: 'kind', operator: 'in', value: [] },
    { key: 'user_id', operator: 'in', value: [''] },
    { key: 'runtime_type', operator: 'in', value: ['debug'] },
  ],
};
