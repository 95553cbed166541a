/** Where applications find a service: the ConfigMap or Secret that spec.writeConnectionTo names. Pure. */

import type { Resource } from '../../runtime/object.ts';
import type { OwnData } from '../../runtime/ownData.ts';
import type { Held } from './held.ts';
import type { ModelServiceSpec } from './spec.gen.ts';

type Spec = Resource<ModelServiceSpec>;
type Connection = NonNullable<ModelServiceSpec['writeConnectionTo']>;

const FIELDS = [
  ['ConfigMap', 'configMapName'],
  ['Secret', 'secretName'],
] as const;

/** The one that the spec names holds the connection; the one that it named before is emptied, as it may be mounted. */
export function ownData({ spec, status }: Spec, { id, name, accessAddress }: Held): OwnData[] {
  const data = { ...(accessAddress && { url: accessAddress }), serviceId: id, serviceName: name };
  const now = spec.writeConnectionTo ?? {};
  const former: Connection = status?.connectionWrittenTo ?? {};
  return FIELDS.flatMap(([kind, field]) => {
    const own = { kind, field: `spec.writeConnectionTo.${field}` };
    const [before, wanted] = [former[field], now[field]];
    return [
      ...(before === undefined || before === wanted ? [] : [{ ...own, name: before, data: {} }]),
      ...(wanted === undefined ? [] : [{ ...own, name: wanted, data }]),
    ];
  });
}

/** The names of those of one kind, for watching. */
export const ownNames = ({ spec }: Spec, kind: OwnData['kind']): string[] =>
  FIELDS.flatMap(([one, field]) => {
    const name = spec.writeConnectionTo?.[field];
    return one === kind && name !== undefined ? [name] : [];
  });
