import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { load } from 'js-yaml';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import type { Resource } from '../../../operator/runtime/object.ts';

type Algorithm = TrainingJobSpec['algorithm'];

/** The spec of deploy/samples/trainingjob.yaml. */
export const sample = (): TrainingJobSpec =>
  (load(readFileSync('deploy/samples/trainingjob.yaml', 'utf8')) as Resource<TrainingJobSpec>).spec;

export const RESOURCE: TrainingJobSpec['resource'] = { flavorId: 'modelarts.vm.gpu.v100' };
const PRESET = { name: 'PyTorch', version: 'pytorch_1.8.0' };

/** The four ways to say what runs. */
export const ALGORITHMS = {
  'an algorithm by id': { id: 'algo-1' },
  'a subscribed algorithm': { subscriptionId: 'sub-1', itemVersionId: '1.0.0' },
  'code with a boot file': { codeDir: '/b/code/', bootFile: '/b/code/train.py', engine: PRESET },
  'a command in an image': { command: 'python train.py', engine: { imageUrl: 'org/image:1' } },
} as const satisfies Record<string, Algorithm>;

const text = fc.string({ minLength: 1, maxLength: 20 });
const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(
  fields: T,
  required: (keyof T)[] = [],
): fc.Arbitrary<object> => fc.record(fields, { requiredKeys: required as [] });

/** Specs in the shape that the CRD lets through, sensible or not. */
export const anySpec = optional(
  {
    name: text,
    description: text,
    algorithm: optional({
      id: text,
      subscriptionId: text,
      itemVersionId: text,
      codeDir: text,
      bootFile: text,
      command: text,
      localCodeDir: text,
      workingDir: text,
      engine: optional({
        id: text,
        name: text,
        version: text,
        imageUrl: text,
        installSysPackages: fc.boolean(),
      }),
      parameters: fc.array(optional({ name: text, value: text }, ['name'])),
      inputs: fc.array(
        optional(
          {
            name: text,
            description: text,
            localDir: text,
            remote: optional({
              obs: fc.record({ obsUrl: text }),
              dataset: fc.record({ id: text, versionId: text }),
            }),
          },
          ['name', 'remote'],
        ),
      ),
      outputs: fc.array(
        optional(
          {
            name: text,
            description: text,
            localDir: text,
            remote: fc.record({ obs: fc.record({ obsUrl: text }) }),
          },
          ['name', 'remote'],
        ),
      ),
    }),
    resource: optional({ flavorId: text, poolId: text, nodeCount: fc.integer({ min: 1, max: 1_000 }) }),
    logExportPath: optional({ obsUrl: text, hostPath: text }),
  },
  ['algorithm', 'resource'],
) as fc.Arbitrary<TrainingJobSpec>;
