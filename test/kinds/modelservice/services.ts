import { firstWish } from '../../../operator/kinds/modelservice/facts.ts';
import type { Held } from '../../../operator/kinds/modelservice/held.ts';
import { createRequest } from '../../../operator/kinds/modelservice/request.ts';
import type { ModelServiceSpec } from '../../../operator/kinds/modelservice/spec.gen.ts';
import type { Resolved, Wanted } from '../../../operator/kinds/modelservice/wanted.ts';
import { parseService } from '../../../operator/modelarts/service.ts';
import type { ServiceVariant } from '../../../operator/modelarts/serviceVariant.ts';
import { parseVariant } from '../../../operator/modelarts/serviceVariant.ts';
import { withMarker } from '../../../operator/runtime/identity.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { CommonStatus, Metadata, Resource } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';

export const MARKER = '[k8s marker]';
export const NOON = Date.UTC(2026, 0, 1, 12);

/** What no reference and no Secret stands for. */
export const PLAIN: Resolved = { modelIds: {}, poolIds: {}, values: {} };

/** A ModelService with this spec. */
export const object = (
  spec: ModelServiceSpec,
  status?: CommonStatus,
  metadata?: Partial<Metadata>,
): Resource<ModelServiceSpec> => ({ ...thing(metadata, status), kind: 'ModelService', spec });

/** How plans are asked in tests, at noon; `parts` replace what is given. */
export const context = (parts: Partial<PlanContext> = {}): PlanContext => ({
  ...{
    marker: MARKER,
    attempt: 1,
    nowMs: NOON,
    changed: [],
    pending: false,
    journal: {},
    isChecked: () => false,
  },
  ...parts,
});

/** What is wanted of a service that does not exist yet. */
export const want = (spec: ModelServiceSpec, resolved: Resolved = PLAIN): Wanted =>
  firstWish(object(spec), resolved, withMarker(spec.description, MARKER));

/** The body that creates it. */
export const create = (spec: ModelServiceSpec, resolved: Resolved = PLAIN) =>
  createRequest(spec, 'resnet-0123abcd-1', want(spec, resolved), resolved);

/** How ModelArts tells a variant, by the words of the wire; it runs, has one instance and all requests. */
export const told = (name: string, fields: object = {}): ServiceVariant =>
  parseVariant({
    ...{ model_id: `m-${name}`, model_name: name, model_version: '1.0.0', status: 'running', weight: '100' },
    ...{ specification: 'modelarts.vm.cpu.2u', instance_count: 1, envs: {}, additional_properties: {} },
    ...fields,
  }) as ServiceVariant;

/** A service of variant `a` that runs, with its references resolved; `parts` replace what is given. */
export const held = (parts: Partial<Held> = {}): Held => ({
  ...{ id: 's-1', name: 'resnet-0123abcd-1', description: MARKER, markedText: MARKER },
  ...{ inferType: 'real-time', status: 'running', content: {}, variants: [told('a')], resolved: PLAIN },
  ...parts,
});

/** The service that ModelArts would tell after the create of this spec, in a state. */
export function madeOf(spec: ModelServiceSpec, parts: Partial<Held> = {}): Held {
  const { config, ...said } = create(spec);
  const service = parseService({ ...said, service_id: 's-1', config });
  if (!service) throw new Error('is no service');
  const { createdAtMs: _, ...rest } = { createdAtMs: 0, ...service };
  return { ...held(), ...rest, ...parts } as Held;
}

/** The status of an object whose present spec was seen to be in force. */
export const settledAt = (generation = 1, fields: object = {}): CommonStatus => ({
  ...{ observedGeneration: generation, syncedGeneration: generation, remote: { id: 's-1', attempt: 1 } },
  ...fields,
});
