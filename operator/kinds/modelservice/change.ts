/** The cheapest call that brings a service to what is wanted. Pure. */
import type { UpdateServiceRequest } from '../../modelarts/generated/service.gen.ts';
import type { ServiceChange } from '../../modelarts/services.ts';
import { serviceWire } from '../../modelarts/wire/service.ts';
import type { Difference, Differences, HeldService } from './compare.ts';
import { updateRequest } from './request.ts';
import type { Wanted } from './wanted.ts';

/** A mutation of a service, one call each. */
export type Change =
  /** PUT /property (section 9.9). */
  | { type: 'scale'; instances: Readonly<Record<string, number>> }
  /** PATCH (section 9.1); indexes are those of the answer that was just read. */
  | { type: 'patch'; changes: readonly ServiceChange[] }
  /** PUT (section 9.7), without a status. */
  | { type: 'update'; body: Omit<UpdateServiceRequest, 'status'> };

/** In which states 9.9 takes a number of instances. */
const SCALABLE = new Set(['running', 'concerning']);

/** Where 9.1 can replace a value although an answer shows none. */
const ALWAYS_THERE = new Set(['modelId', 'weight', 'instanceCount', 'specification', 'envs']);

/**
 * @param untold whether something that ModelArts does not tell back has been edited
 * @returns undefined when nothing is to be changed
 */
export function changeOf(
  want: Wanted,
  held: HeldService & { status: string; inferType: string },
  found: Differences,
  untold: boolean,
): Change | undefined {
  const { fields, missing, extra, description, settings } = found;
  const config = fields.length + missing.length + extra.length > 0;
  const around = description || settings.length > 0 || untold;
  if (!config && !around) return undefined;
  const parts = { description, settings, untold, config: config || untold };
  if (around || missing.length + extra.length > 0)
    return { type: 'update', body: updateRequest(want, parts) };
  const isScaling = fields.every(({ field }) => field === 'instanceCount');
  if (isScaling && held.inferType === 'real-time' && SCALABLE.has(held.status))
    return { type: 'scale', instances: Object.fromEntries(fields.map((one) => countOf(want, one))) };
  if (fields.every((one) => isReplaceable(held, one)))
    return { type: 'patch', changes: fields.map((one) => replacement(want, one)) };
  return { type: 'update', body: updateRequest(want, parts) };
}

const modelOf = (want: Wanted, { variant }: Difference) => want.variants.find(({ name }) => name === variant);

const countOf = (want: Wanted, difference: Difference): [string, number] => [
  modelOf(want, difference)?.modelId ?? '',
  difference.wanted as number,
];

/** The configuration as it stands, deployed anew. */
export const redeploy = (want: Wanted): Change => ({
  type: 'update',
  body: updateRequest(want, { description: false, settings: [], untold: false, config: true }),
});

/** A replacement needs something to replace; mounted volumes are called otherwise in answers than in requests. */
const isReplaceable = ({ variants }: HeldService, { index, field }: Difference): boolean =>
  ALWAYS_THERE.has(field) ||
  (field !== 'additionalProperties' && variants[index]?.content[field] !== undefined);

function replacement(want: Wanted, difference: Difference): ServiceChange {
  const { index, field } = difference;
  const asked = field === 'envs' ? modelOf(want, difference)?.envs : difference.wanted;
  const wire = serviceWire.toWire('ServiceConfigReq', { [field]: asked }) as Record<string, unknown>;
  const [[name, value] = [field, asked]] = Object.entries(wire);
  return { index, field: name, value };
}
