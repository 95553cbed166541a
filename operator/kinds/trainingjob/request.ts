/** From a TrainingJob's spec to the body of createTrainingJob (section 6.8). Pure. */
import type { CreateTrainingJobRequest } from '../../modelarts/generated/training.gen.ts';
import type { Field } from '../../runtime/digest.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

type Algorithm = TrainingJobSpec['algorithm'];

/**
 * The body for one attempt.
 *
 * @param environments the variables with the values of Secrets put in
 * @param description with the ownership marker in it
 */
export function createRequest(
  spec: TrainingJobSpec,
  {
    name,
    description,
    environments,
  }: { name: string; description: string; environments: Record<string, string> },
): CreateTrainingJobRequest {
  const { resource, logExportPath } = spec;
  return {
    kind: 'job',
    metadata: { name, description },
    algorithm: algorithm(spec.algorithm, environments),
    spec: {
      resource: defined({
        flavor_id: resource.flavorId,
        pool_id: resource.poolId,
        node_count: resource.nodeCount ?? 1,
      }),
      ...(logExportPath && {
        log_export_path: defined({ obs_url: logExportPath.obsUrl, host_path: logExportPath.hostPath }),
      }),
    },
  };
}

function algorithm(from: Algorithm, environments: Record<string, string>) {
  const { engine } = from;
  return defined({
    id: from.id,
    subscription_id: from.subscriptionId,
    item_version_id: from.itemVersionId,
    code_dir: from.codeDir,
    boot_file: from.bootFile,
    command: from.command,
    local_code_dir: from.localCodeDir,
    working_dir: from.workingDir,
    parameters: from.parameters,
    inputs: from.inputs?.map((input) =>
      defined({
        name: input.name,
        description: input.description,
        local_dir: input.localDir,
        remote: defined({
          obs: input.remote.obs && { obs_url: input.remote.obs.obsUrl },
          dataset: input.remote.dataset && {
            id: input.remote.dataset.id,
            version_id: input.remote.dataset.versionId,
          },
        }),
      }),
    ),
    outputs: from.outputs?.map((output) =>
      defined({
        name: output.name,
        description: output.description,
        local_dir: output.localDir,
        remote: { obs: { obs_url: output.remote.obs.obsUrl } },
      }),
    ),
    engine:
      engine &&
      defined({
        engine_id: engine.id,
        engine_name: engine.name,
        engine_version: engine.version,
        image_url: engine.imageUrl,
        install_sys_packages: engine.installSysPackages,
      }),
    environments: Object.keys(environments).length > 0 ? environments : undefined,
  });
}

/** The fields that the cloud cannot change once the job exists (section 6.10 takes a description only). */
export const immutableFields = ({ name, algorithm, resource, logExportPath }: TrainingJobSpec): Field[] => [
  { path: 'spec.name', value: name },
  ...fieldsOf('spec.algorithm', algorithm),
  ...fieldsOf('spec.resource', resource),
  { path: 'spec.logExportPath', value: logExportPath },
];

const fieldsOf = (path: string, value: object): Field[] =>
  Object.entries(value).map(([name, item]) => ({ path: `${path}.${name}`, value: item }));

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** `value` without the fields that are undefined: what is not said is not sent. */
const defined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Defined<T>;
