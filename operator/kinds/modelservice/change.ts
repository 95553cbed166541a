/** The cheapest call that brings a service to what is wanted. Pure. */
import { serviceWire } from '../../modelarts/wire/service.ts';
import type { Difference, Differences, HeldService } from './compare.ts';
import type { Parts } from './request.ts';
import type { Wanted } from './wanted.ts';

/** A mutation of a service, one call each. Bodies of updates are made when they are sent. */
export type Change =
  /** PUT /property (section 9.9). */
  | { type: 'scale'; counts: readonly { modelId: string; count: number }[] }
  /** PATCH (section 9.1); indexes are those of the answer that was just read. */
  | { type: 'patch'; operations: readonly { path: string; value: unknown }[] }
  /** PUT (section 9.7), without a status. */
  | { type: 'update'; parts: Parts };

/** In which states 9.9 takes a number of instances. */
const SCALABLE = new Set(['running', 'concerning']);

/** Where 9.1 can replace a value although an answer shows none. */
const ALWAYS_THERE = new Set(['modelId', 'weight', 'instanceCount', 'specification']);

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
  const parts = { description, settings: settings.length > 0, untold, config: config || untold };
  if (around || missing.length + extra.length > 0) return { type: 'update', parts };
  const isScaling = fields.every(({ field }) => field === 'instanceCount');
  if (isScaling && held.inferType === 'real-time' && SCALABLE.has(held.status))
    return { type: 'scale', counts: fields.map((one) => countOf(want, one)) };
  if (fields.every((one) => isReplaceable(held, one)))
    return { type: 'patch', operations: fields.map((one) => operationOf(want, one)) };
  return { type: 'update', parts };
}

const modelOf = (want: Wanted, { variant }: Difference) => want.variants.find(({ name }) => name === variant);

const countOf = (want: Wanted, difference: Difference) => ({
  modelId: modelOf(want, difference)?.modelId ?? '',
  count: difference.wanted as number,
});

/** A replacement needs something to replace; mounted volumes are called otherwise in answers than in requests. */
const isReplaceable = ({ variants }: HeldService, { index, field }: Difference): boolean =>
  ALWAYS_THERE.has(field) ||
  (field === 'envs' && variants[index]?.envs !== undefined) ||
  (field !== 'additionalProperties' && variants[index]?.rest[field] !== undefined);

function operationOf(want: Wanted, difference: Difference) {
  const { index, field } = difference;
  const value = field === 'envs' ? modelOf(want, difference)?.envs : difference.wanted;
  const [[name, item] = [field, value]] = Object.entries(
    serviceWire.toWire('ServiceConfigReq', { [field]: value }) as object,
  );
  return { path: `/config/${index}/${name}`, value: item as unknown };
}
