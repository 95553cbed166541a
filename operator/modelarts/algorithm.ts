import type { AlgorithmResponse, ResourceRequirementsListAlgorithms } from './generated/training.gen.ts';
import { asArray, asNumber, asObject, asText, type Fields, told } from './loose.ts';
import { ID_PATTERN } from './trainingJob.ts';
import { trainingWire } from './wire/training.ts';

export type { Fields } from './loose.ts';

/** An algorithm as the cloud describes it (sections 6.1 to 6.4), absent values undefined. */
export type Algorithm = {
  /** A UUID in every example, a number in the tables. */
  readonly id: string;
  readonly name: string;
  /** '' when none was given. */
  readonly description: string;
  readonly workspaceId?: string | undefined;
  readonly userName?: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAtMs?: number | undefined;
  readonly updatedAtMs?: number | undefined;
  /**
   * What 6.4 can change beside name and description, in the words of a request. The cloud may have added to it (name
   * and version of an engine that was asked for by id): what was asked for must be in it, no more.
   */
  readonly content: {
    /** codeDir, bootFile, command, parameters, inputs, outputs, engine, parametersCustomization. */
    readonly jobConfig: Fields;
    /** Each with key, values, operator. */
    readonly resourceRequirements: readonly Fields[];
    /** autoSearch. */
    readonly advancedConfig: Fields;
  };
};

/**
 * Reads an algorithm out of an answer.
 *
 * @returns undefined unless it holds an id fit for a URL and a name
 */
export function parseAlgorithm(wire: unknown): Algorithm | undefined {
  const { metadata, job_config, resource_requirements, advanced_config } = asObject<AlgorithmResponse>(wire);
  const meta = asObject<AlgorithmResponse['metadata']>(metadata);
  const id = asText(meta.id) ?? asNumber(meta.id)?.toString();
  const name = asText(meta.name);
  if (id === undefined || !ID_PATTERN.test(id) || name === undefined) return undefined;
  // The tree of files is the cloud's finding, nobody asks for one.
  const { codeTree: _, ...jobConfig } = told(
    trainingWire.fromWire('JobConfigGetAlgorithm', asObject(job_config)),
  );
  return {
    id,
    name,
    description: asText(meta.description) ?? '',
    workspaceId: asText(meta.workspace_id),
    userName: asText(meta.user_name),
    createdAtMs: asNumber(meta.create_time) || undefined,
    updatedAtMs: asNumber(meta.update_time) || undefined,
    content: {
      jobConfig,
      resourceRequirements: asArray(resource_requirements).map(parseRequirement),
      advancedConfig: told(trainingWire.fromWire('AdvancedConfigListAlgorithms', asObject(advanced_config))),
    },
  };
}

/** The list that requests call `values` is called `value` in answers (6.1). */
function parseRequirement(wire: unknown): Fields {
  const { key, value, values, operator } = asObject<ResourceRequirementsListAlgorithms & { values: unknown }>(
    wire,
  );
  return told({ key, values: values ?? value, operator });
}
