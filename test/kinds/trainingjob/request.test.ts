import { describe, expect, test } from 'vitest';
import { createRequest } from '../../../operator/kinds/trainingjob/request.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import { completeSample, RESOURCE, sample, TASK } from './specs.ts';

const DECIDED = {
  name: 'resnet-0123abcd-1',
  description: '[k8s marker]',
  environments: {},
  poolId: 'pool-of-ref',
  algorithmId: 'algo-of-ref',
};

describe('the body', () => {
  test('of the sample says what the sample says', () => {
    expect(createRequest(sample(), { ...DECIDED, environments: { NCCL_DEBUG: 'INFO' } })).toEqual({
      kind: 'job',
      metadata: { name: 'resnet-0123abcd-1', description: '[k8s marker]' },
      algorithm: {
        code_dir: '/ml-bucket/resnet/',
        boot_file: '/ml-bucket/resnet/train.py',
        engine: {
          engine_name: 'PyTorch',
          engine_version: 'pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64',
        },
        parameters: [{ name: 'epochs', value: '90' }],
        inputs: [{ name: 'data_url', remote: { obs: { obs_url: '/ml-bucket/imagenet/' } } }],
        outputs: [{ name: 'train_url', remote: { obs: { obs_url: '/ml-bucket/out/' } } }],
        environments: { NCCL_DEBUG: 'INFO' },
      },
      spec: {
        resource: { flavor_id: 'modelarts.vm.gpu.v100', node_count: 1 },
        log_export_path: { obs_url: '/ml-bucket/logs/' },
      },
    });
  });

  test('of the smallest job holds nothing that was not said, but one node', () => {
    expect(createRequest({ algorithm: { id: 'algo-1' }, resource: { poolId: 'pool-1' } }, DECIDED)).toEqual({
      kind: 'job',
      metadata: { name: DECIDED.name, description: DECIDED.description },
      algorithm: { id: 'algo-1' },
      spec: { resource: { pool_id: 'pool-1', node_count: 1 } },
    });
  });

  test('of a custom image with all there is', () => {
    const spec: TrainingJobSpec = {
      name: 'chosen',
      description: 'not sent as it is: the marker goes with it',
      algorithm: {
        command: 'python /home/work/train.py',
        localCodeDir: '/home/work',
        workingDir: '/home/work/run',
        engine: { imageUrl: 'org/image:1', installSysPackages: false },
        inputs: [
          {
            name: 'set',
            description: 'pictures',
            localDir: '/home/in',
            remote: { dataset: { id: 'd', versionId: 'v' } },
          },
        ],
        outputs: [
          { name: 'out', description: 'weights', localDir: '/home/out', remote: { obs: { obsUrl: '/b/' } } },
        ],
      },
      resource: { flavorId: 'f', poolId: 'p', nodeCount: 4 },
      logExportPath: { hostPath: '/logs' },
    };
    expect(createRequest(spec, { ...DECIDED, name: 'chosen' })).toEqual({
      kind: 'job',
      metadata: { name: 'chosen', description: DECIDED.description },
      algorithm: {
        command: 'python /home/work/train.py',
        local_code_dir: '/home/work',
        working_dir: '/home/work/run',
        engine: { image_url: 'org/image:1', install_sys_packages: false },
        inputs: [
          {
            name: 'set',
            description: 'pictures',
            local_dir: '/home/in',
            remote: { dataset: { id: 'd', version_id: 'v' } },
          },
        ],
        outputs: [
          {
            name: 'out',
            description: 'weights',
            local_dir: '/home/out',
            remote: { obs: { obs_url: '/b/' } },
          },
        ],
      },
      spec: {
        resource: { flavor_id: 'f', pool_id: 'p', node_count: 4 },
        log_export_path: { host_path: '/logs' },
      },
    });
  });

  test('of the complete sample says all of it', () => {
    const environments = { NCCL_DEBUG: 'INFO', HF_TOKEN: 'secret' };
    const body = createRequest(completeSample(), { ...DECIDED, environments });
    expect(body).toMatchObject({
      kind: 'job',
      metadata: {
        workspace_id: '0',
        annotations: {
          'fault-tolerance/job-retry-num': '3',
          'fault-tolerance/hang-retry': 'true',
          'jupyter-lab/enable': 'true',
          'tensorboard/enable': 'true',
        },
      },
      algorithm: {
        autosearch_config_path: '/ml-bucket/search/config.yaml',
        autosearch_framework_path: '/ml-bucket/search/framework/',
        policies: {
          auto_search: {
            skip_search_params: 'batch_size=64',
            reward_attrs: [{ name: 'accuracy', mode: 'max', regex: 'accuracy=([0-9.]+)' }],
            search_params: [
              { name: 'batch_size', param_type: 'discrete', discrete_values: ['16', '32', '64'] },
              {
                name: 'learning_rate',
                param_type: 'continuous',
                lower_bound: '0.001',
                upper_bound: '0.1',
                discrete_points_num: '5',
              },
            ],
            algo_configs: [
              { name: 'bayes_opt_search', params: [{ key: 'num_samples', value: '20', type: 'Integer' }] },
            ],
          },
        },
        environments,
        summary: {
          log_type: 'tensorboard',
          log_dir: { pfs: { pfs_path: '/ml-pfs/summary/' } },
          data_sources: [{ job: { job_id: '425b7087-83de-49ab-90aa-5cdbbd4a8d5a' } }],
        },
      },
      spec: {
        resource: { pool_id: 'pool-a1b2c3', flavor_id: 'modelarts.pool.visual.xlarge', node_count: 2 },
        volumes: [
          { nfs: { nfs_server_path: '10.10.10.10:/share', local_path: '/mnt/share', read_only: true } },
          { pfs: { pfs_path: '/ml-pfs/data', local_path: '/mnt/pfs' } },
          { obs: { obs_path: '/ml-bucket/data', local_path: '/mnt/obs' } },
        ],
        auto_stop: { time_unit: 'HOURS', duration: 24 },
        schedule_policy: {
          required_affinity: { affinity_type: 'hyperinstance', affinity_group_size: 2 },
          priority: 2,
          preemptible: true,
        },
      },
      endpoints: { ssh: { key_pair_names: ['my-key'] } },
    });
    expect(Object.keys(body.metadata.annotations ?? {})).toHaveLength(4);
  });

  test('of tasks has no resource, and no spec at all when nothing else is said', () => {
    const jobTemplate = 'Template RL';
    expect(createRequest({ jobTemplate, tasks: [TASK] }, DECIDED)).toEqual({
      kind: 'job',
      metadata: {
        name: DECIDED.name,
        description: DECIDED.description,
        annotations: { job_template: jobTemplate },
      },
      tasks: [
        {
          role: 'learner',
          algorithm: {
            code_dir: '/b/code/',
            boot_file: '/b/code/learn.py',
            engine: { engine_name: 'PyTorch', engine_version: 'pytorch_1.8.0' },
          },
          task_resource: { flavor_id: 'modelarts.vm.gpu.v100', node_count: 2 },
        },
      ],
    });
    const logged = createRequest({ tasks: [TASK], logExportPath: { obsUrl: '/b/logs/' } }, DECIDED);
    expect(logged.spec).toEqual({ log_export_path: { obs_url: '/b/logs/' } });
  });

  test('of references holds the ids that they stand for', () => {
    const body = createRequest(
      {
        algorithm: { algorithmRef: { name: 'algo' } },
        resource: { poolRef: { name: 'pool' }, nodeCount: 2 },
      },
      DECIDED,
    );
    expect(body.algorithm).toEqual({ id: 'algo-of-ref' });
    expect(body.spec).toEqual({ resource: { pool_id: 'pool-of-ref', node_count: 2 } });
  });

  test.each<[string, TrainingJobSpec]>([
    [
      'spec.resource.poolRef',
      { algorithm: { id: 'a' }, resource: { flavorId: 'f', poolRef: { name: 'p' } } },
    ],
    ['spec.algorithm.algorithmRef', { algorithm: { algorithmRef: { name: 'a' } }, resource: RESOURCE }],
  ])('is not made while %s has no id', (path, spec) => {
    const { name, description, environments } = DECIDED;
    expect(() => createRequest(spec, { name, description, environments })).toThrow(path);
  });

  test('of a visualisation job says its kind', () => {
    const summary = { logType: 'tensorboard', dataSources: [{ job: { jobId: 'job-1' } }] };
    const spec = { jobKind: 'visualization_job', algorithm: { summary }, resource: RESOURCE };
    expect(createRequest(spec, DECIDED)).toMatchObject({
      kind: 'visualization_job',
      algorithm: { summary: { log_type: 'tensorboard', data_sources: [{ job: { job_id: 'job-1' } }] } },
    });
  });

  test('leaves the unit of autoStop to the one that there is', () => {
    const body = createRequest({ ...sample(), autoStop: { duration: 2 } }, DECIDED);
    expect(body.spec?.auto_stop).toEqual({ time_unit: 'HOURS', duration: 2 });
  });

  test('asks for no function that is switched off', () => {
    const off = { enabled: false };
    const spec = {
      ...sample(),
      jupyterLab: off,
      tensorBoard: off,
      mindStudioInsight: off,
      faultTolerance: {},
    };
    expect(createRequest(spec, DECIDED).metadata).not.toHaveProperty('annotations');
    const on = { enabled: true };
    const { metadata } = createRequest(
      { ...sample(), mindStudioInsight: on, faultTolerance: { unconditional: true } },
      DECIDED,
    );
    expect(metadata.annotations).toEqual({
      'mindstudio-insight/enable': 'true',
      'fault-tolerance/job-unconditional-retry': 'true',
    });
  });
});
