/** From an Algorithm's spec to the bodies of createAlgorithm and updateAlgorithm (sections 6.1, 6.4). Pure. */
import type { Algorithm, Fields } from '../../modelarts/algorithm.ts';
import type {
  CreateAlgorithmRequest,
  UpdateAlgorithmRequest,
} from '../../modelarts/generated/training.gen.ts';
import { trainingWire } from '../../modelarts/wire/training.ts';
import type { Field } from '../../runtime/digest.ts';
import { unlessEmpty } from '../fields.ts';
import { engineOf } from '../program.ts';
import type { AlgorithmSpec } from './spec.gen.ts';

/** How the cloud is to hold the algorithm: all that 6.4 can change, '' and [] where nothing is wanted. */
export type Wanted = Pick<Algorithm, 'name' | 'description' | 'content'>;

const NO_CODE = { codeDir: '', bootFile: '', command: '' };
const NO_SEARCH = { skipSearchParams: '', rewardAttrs: [], searchParams: [], algoConfigs: [] };

/** @param described the name, and the description with the marker in it */
export function wanted(spec: AlgorithmSpec, described: Pick<Wanted, 'name' | 'description'>): Wanted {
  const { jobConfig, resourceRequirements = [], advancedConfig } = spec;
  return {
    ...described,
    content: {
      jobConfig: {
        ...NO_CODE,
        ...jobConfig,
        parameters: listOf(jobConfig.parameters, { value: '', description: '' }),
        inputs: listOf(jobConfig.inputs, { description: '', remoteConstraints: [] }),
        outputs: listOf(jobConfig.outputs, { description: '' }),
        ...(jobConfig.engine && { engine: engineOf(jobConfig.engine) }),
      },
      resourceRequirements,
      advancedConfig: { autoSearch: { ...NO_SEARCH, ...advancedConfig?.autoSearch } },
    },
  };
}

const listOf = (items: readonly object[] = [], nothing: object): Fields[] =>
  items.map((item) => ({ ...nothing, ...item }));

/** The body of 6.1: what the spec does not say is not sent. `ai_project` has been withdrawn. */
export function createRequest(
  spec: AlgorithmSpec,
  { name, description, content }: Wanted,
): CreateAlgorithmRequest {
  const metadata = { name, description, workspaceId: spec.workspaceId };
  const body = { metadata, ...asked(content, NONE) };
  return trainingWire.toWire('CreateAlgorithmRequest', body) as CreateAlgorithmRequest;
}

/**
 * The body of 6.4, which does not say what becomes of what is left out: all that is wanted, and an empty value for
 * what the cloud holds although it is not wanted.
 */
export function updateRequest(
  { name, description, content }: Wanted,
  held: Algorithm['content'],
): UpdateAlgorithmRequest {
  const { jobConfig, ...rest } = asked(content, held);
  const { parameters } = jobConfig as { parameters?: readonly Fields[] };
  const renamed = { ...jobConfig, ...(parameters && { parameters: parameters.map(parameterOfUpdate) }) };
  const body = { metadata: { name, description }, jobConfig: renamed, ...rest };
  return trainingWire.toWire('UpdateAlgorithmRequest', body) as UpdateAlgorithmRequest;
}

const NONE: Algorithm['content'] = { jobConfig: {}, resourceRequirements: [], advancedConfig: {} };

function asked(content: Algorithm['content'], held: Algorithm['content']) {
  const requirements = content.resourceRequirements;
  const search = unlessEmpty(saying(content.advancedConfig.autoSearch, held.advancedConfig.autoSearch));
  return {
    jobConfig: saying(content.jobConfig, held.jobConfig),
    resourceRequirements:
      requirements.length + held.resourceRequirements.length > 0 ? requirements : undefined,
    advancedConfig: search && { autoSearch: search },
  };
}

/** The fields of `want` that say something or that `held` has; of the items of its lists, those that say something. */
const saying = (want: unknown, held: unknown = {}): Fields =>
  Object.fromEntries(
    Object.entries(want as Fields)
      .filter(([name, value]) => !isUnsaid(value) || Object.hasOwn(held as Fields, name))
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(itemSaying) : value]),
  );

const itemSaying = (item: unknown): unknown => (typeof item === 'object' ? saying(item) : item);

const isUnsaid = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** 6.4 has its own name for the description in another language. */
const parameterOfUpdate = ({ i18nDescription, ...same }: Fields): Fields => ({
  ...same,
  internationalizationDescription: i18nDescription,
});

/** The fields that the create carries and 6.4 does not take; the CRD has a rule for each of them. */
export const immutableFields = ({ workspaceId }: AlgorithmSpec): Field[] => [
  { path: 'spec.workspaceId', value: workspaceId },
];
