/** The workspace that lists show unless another one is asked for. */
export const DEFAULT_WORKSPACE = '0';

/**
 * What is wrong with a list that shows something of another workspace than the one asked for: it proves nothing.
 *
 * @returns one sentence; undefined when nothing is wrong, as with items that tell no workspace
 */
export function strayIn(
  items: readonly { readonly workspaceId?: string | undefined }[],
  wanted: string,
): string | undefined {
  const other = items.find(({ workspaceId = wanted }) => workspaceId !== wanted);
  return other && `the answer shows workspace "${other.workspaceId}" instead of "${wanted}"`;
}
