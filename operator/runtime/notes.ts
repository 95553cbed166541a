/** What an object's annotations hold, as JSON Patch writes it. Pure. */
import type { RemoteId } from './intent.ts';
import type { Resource, WrittenJournal } from './object.ts';
import { JOURNAL, REMOTE_ID } from './object.ts';
import type { PatchOperation } from './ports.ts';

/** Sets annotations by name, beside those that there are. */
export const annotate = (
  { metadata: { annotations } }: Resource,
  values: Readonly<Record<string, string>>,
): PatchOperation[] => [
  ...(annotations === undefined ? [{ op: 'add' as const, path: '/metadata/annotations', value: {} }] : []),
  ...Object.entries(values).map(([name, value]) => ({
    op: 'add' as const,
    path: annotationPath(name),
    value,
  })),
];

/** The id of the remote object of an attempt, as it is noted. */
export function idNote({ metadata }: Resource, id: string, attempt: number): Record<string, string> {
  const note: RemoteId = { id, attempt, uid: metadata.uid };
  return { [REMOTE_ID]: JSON.stringify(note) };
}

/** The journal as it is noted. */
export const annotationOf = (journal: WrittenJournal | undefined): Record<string, string> =>
  journal ? { [JOURNAL]: JSON.stringify(journal) } : {};

/** Where an annotation stands. */
export const annotationPath = (name: string): string =>
  `/metadata/annotations/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
