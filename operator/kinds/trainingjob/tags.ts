/** Which tags a job is to have, among those that others give it (sections 6.24 to 6.26). Pure. */
import type { Tags } from '../../modelarts/jobTags.ts';
import type { Resource } from '../../runtime/object.ts';
import type { TrainingJobSpec } from './spec.gen.ts';

/** More than a job can have, by far. */
const MAX_KEYS = 200;

type Spec = Resource<TrainingJobSpec>;

const wantedTags = ({ spec }: Spec): Tags =>
  Object.fromEntries((spec.tags ?? []).map(({ key, value = '' }) => [key, value]));

/** The keys that status says we have set, or were about to set. */
function appliedBefore({ status }: Spec): string[] {
  const { appliedTags } = status ?? {};
  return Array.isArray(appliedTags) ? appliedTags.filter((key) => typeof key === 'string') : [];
}

/** Whether tags are of any concern: the spec has some, or had. */
export const caresForTags = (object: Spec): boolean =>
  (object.spec.tags ?? []).length + appliedBefore(object).length > 0;

/** What is to be taken away (only what is ours), and what to be set; undefined when all is as wanted. */
export function tagChanges(object: Spec, tags: Tags): { remove: string[]; add: Tags } | undefined {
  const wanted = wantedTags(object);
  const remove = appliedBefore(object).filter(
    (key) => Object.hasOwn(tags, key) && !Object.hasOwn(wanted, key),
  );
  const add = Object.entries(wanted).filter(
    ([key, value]) => !Object.hasOwn(tags, key) || tags[key] !== value,
  );
  return remove.length + add.length > 0 ? { remove, add: Object.fromEntries(add) } : undefined;
}

/** For `status.appliedTags`: written in the pass that sets a tag, so that it is known as ours whatever comes of it. */
export function appliedTags(object: Spec, tags: Tags): string[] | undefined {
  const wanted = Object.keys(wantedTags(object));
  const left = appliedBefore(object).filter((key) => Object.hasOwn(tags, key));
  const keys = [...new Set([...wanted, ...left])].sort();
  return keys.length > 0 ? keys.slice(0, MAX_KEYS) : undefined;
}
