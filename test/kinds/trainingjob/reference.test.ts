import { describe, expect, test } from 'vitest';
import { createRequest } from '../../../operator/kinds/trainingjob/request.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import { validate } from '../../../operator/kinds/trainingjob/validate.ts';
import { EXAMPLES } from '../../simulator/trainingExamples.gen.ts';
import { missingFrom } from '../../support/missing.ts';
import { ALGORITHMS, completeSample, TASK } from './specs.ts';

describe('the examples of section 6.8', () => {
  const specs: TrainingJobSpec[] = [
    {
      algorithm: {
        id: '3f5d6706-7b67-408d-8ba0-ec08048c45ed',
        parameters: [
          { name: 'input_dir', value: 'obs://cn-north-4-rse/test/moxingtest-dir/' },
          { name: 'input_file', value: 'obs://cn-north-4-rse/test/moxingtest/' },
          { name: 'large_file_method', value: '1' },
        ],
      },
      resource: { flavorId: 'modelarts.p3.large.public.free', nodeCount: 1 },
      logExportPath: { obsUrl: '' },
    },
    {
      algorithm: {
        engine: { imageUrl: 'xxxxxxx/fastseq:1.2' },
        command: 'cd /home/ma-user/ddp_demo && sh run_ddp.sh',
        parameters: [],
        environments: [
          { name: 'NCCL_DEBUG', value: 'INFO' },
          { name: 'NCCL_IB_DISABLE', value: '0' },
        ],
      },
      resource: { flavorId: 'modelarts.pool.visual.xlarge', nodeCount: 1, poolId: 'poolfaf38d76' },
    },
  ];
  const examples = EXAMPLES.filter(({ section }) => section === '6.8').map(
    ({ body }) => body as { metadata: { name: string; description: string } },
  );

  /** What an example says: null and a map without entries say nothing. */
  const said = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(said);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, said(item)] as const);
    const left = entries.filter(([, item]) => item !== undefined && item !== null);
    return left.length > 0 ? Object.fromEntries(left) : undefined;
  };

  test('are all there', () => {
    expect(examples).toHaveLength(specs.length);
  });

  test.each(specs.map((spec, index) => [index, spec] as const))('%i can be said by a spec', (index, spec) => {
    const { metadata } = examples[index] as (typeof examples)[number];
    expect(validate(spec)).toEqual([]);
    const variables = spec.algorithm?.environments ?? [];
    const environments = Object.fromEntries(variables.map(({ name, value = '' }) => [name, value]));
    expect(createRequest(spec, { ...metadata, environments })).toEqual(said(examples[index]));
  });
});

describe('every field of the request can be set', () => {
  /** Fields of the tables of 6.8 that belong to an algorithm of algorithm management, or that the server fills. */
  const LEFT_OUT = [
    'algorithm.inputs.remote_constraint',
    'algorithm.name',
    'algorithm.parameters.constraint',
    'algorithm.parameters.description',
    'algorithm.parameters.i18n_description',
    'tasks.algorithm.job_config.inputs.remote_constraint',
    'tasks.algorithm.job_config.parameters.constraint',
    'tasks.algorithm.job_config.parameters.description',
    'tasks.algorithm.job_config.parameters.i18n_description',
  ];

  test('but for those in the table', () => {
    const channels = {
      inputs: [{ name: 'i', description: 'd', localDir: '/i', remote: { obs: { obsUrl: '/b/i/' } } }],
      outputs: [{ name: 'o', description: 'd', localDir: '/o', remote: { obs: { obsUrl: '/b/o/' } } }],
    };
    const engine = { id: 'e', name: 'n', version: 'v', imageUrl: 'i' };
    const fromDataset = { name: 'set', remote: { dataset: { id: 'd', versionId: 'v' } } };
    const jobConfig = {
      parameters: [{ name: 'p', value: '1' }],
      inputs: [...channels.inputs, fromDataset],
      outputs: channels.outputs,
      engine,
    };
    const paths = { localCodeDir: '/home/c', workingDir: '/home/w' };
    const task = { ...TASK, algorithm: { ...TASK.algorithm, ...paths, ...channels, engine, jobConfig } };
    const specs: TrainingJobSpec[] = [
      completeSample(),
      {
        algorithm: { ...ALGORITHMS['a subscribed algorithm'], id: 'a', command: 'c', engine },
        tasks: [task],
      },
    ];
    const bodies = specs.map((spec) =>
      createRequest(spec, { name: 'n', description: 'd', environments: { A: 'b' } }),
    );
    expect(missingFrom('CreateTrainingJobRequest', bodies)).toEqual(LEFT_OUT);
  });
});
