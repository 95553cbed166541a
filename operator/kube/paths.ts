/** The paths of objects. Names come from specs, where anybody may write anything: one that is none never becomes part of a URL. */
import type { Key, ResourceType } from '../runtime/object.ts';
import { ApiError } from '../runtime/ports.ts';

type Type = Pick<ResourceType, 'group' | 'version' | 'plural'>;

/** As DNS has it, which is what the names of all objects that we touch are. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** @throws ApiError `not-found`: there can be no object of another name */
export function checkedName(name: string): string {
  if (NAME.test(name)) return name;
  throw new ApiError('not-found', `${JSON.stringify(name.slice(0, 300))} cannot be the name of an object`);
}

/** Of all objects of a type, in one namespace or in all. @throws ApiError for what cannot be a namespace */
export const collectionPath = ({ group, version, plural }: Type, namespace?: string): string => {
  const root = group === '' ? '/api' : `/apis/${group}`;
  const within = namespace === undefined ? '' : `namespaces/${checkedName(namespace)}/`;
  return `${root}/${version}/${within}${plural}`;
};

/** Of one object. @throws ApiError for what cannot be a name */
export const objectPath = (type: Type, { namespace, name }: Key): string =>
  `${collectionPath(type, namespace)}/${checkedName(name)}`;
