/** Whether a user may do something, as the API server itself sees it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `group/resource`, as in `/secrets` and `coordination.k8s.io/leases`; in all namespaces if none is named. */
export type Asked = { user: string; verb: string; resource: string; namespace?: string };

/**
 * Asked by a review, as `kubectl auth can-i` guesses the group of a kind that is not installed.
 *
 * @param call runs kubectl, and answers with what it prints
 */
export async function isAllowed(
  call: (...args: string[]) => Promise<string>,
  { user, verb, resource: path, namespace }: Asked,
): Promise<boolean> {
  const [group, resource] = path.split('/');
  const review = {
    ...{ apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview' },
    spec: { user, resourceAttributes: { verb, group, resource, namespace } },
  };
  const folder = await mkdtemp(join(tmpdir(), 'review-'));
  try {
    const file = join(folder, 'review.json');
    await writeFile(file, JSON.stringify(review));
    return (await call('create', '-f', file, '-o', 'jsonpath={.status.allowed}')) === 'true';
  } finally {
    await rm(folder, { recursive: true });
  }
}
