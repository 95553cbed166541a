import { asObject, asText } from './loose.ts';

/** The metadata of a network or a pool, which are shaped like Kubernetes objects (chapter 10). */
export type OsMetadata = {
  /** The server's name for it, which is its id. */
  readonly id: string;
  /** The name that its maker gave. */
  readonly name: string;
  readonly workspaceId?: string | undefined;
  /** '' when none was given. */
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Milliseconds since 1970, told in whole seconds. */
  readonly createdAtMs?: number | undefined;
  /** Milliseconds since 1970; only of what is being deleted, and not always. */
  readonly deletedAtMs?: number | undefined;
};

type Wire = Readonly<
  Record<'name' | 'labels' | 'annotations' | 'creationTimestamp' | 'deletionTimestamp', unknown>
>;

/**
 * Reads metadata.
 *
 * @param outside annotations that stand beside the metadata, as in the example of 10.8
 * @returns undefined without an id or without the name that its maker gave, for a list that hides it proves nothing
 */
export function parseMetadata(wire: unknown, outside?: unknown): OsMetadata | undefined {
  const { name: id, labels: wireLabels, ...meta } = asObject<Wire>(wire);
  const labels = texts(wireLabels);
  const annotations = texts(meta.annotations ?? outside);
  const name = labels['os.modelarts/name'];
  if (asText(id) === undefined || !name) return undefined;
  return {
    id: id as string,
    name,
    workspaceId: labels['os.modelarts/workspace.id'] || undefined,
    description: annotations['os.modelarts/description'] ?? '',
    labels,
    annotations,
    createdAtMs: time(meta.creationTimestamp),
    deletedAtMs: time(meta.deletionTimestamp),
  };
}

/** The texts of a map. */
export const texts = (wire: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(asObject<Record<string, unknown>>(wire)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/** Milliseconds since 1970 of a time that is told as a text. */
export function time(wire: unknown): number | undefined {
  const at = Date.parse(asText(wire) ?? '');
  return Number.isNaN(at) ? undefined : at;
}
