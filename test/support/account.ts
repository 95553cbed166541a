/** The account that the operators of tests sign in as: it may do what `modelarts-operator rbac` prints, and no more. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rest } from '../../operator/kube/rest.ts';
import type { Rule } from '../../operator/rbac.ts';
import type { Manifest, ManifestOptions } from '../../operator/rbacManifests.ts';
import { rbacManifests } from '../../operator/rbacManifests.ts';
import type { Key } from '../../operator/runtime/object.ts';

/** A permission that the account is not to have, for tests of what is said without it. */
export type Lacking = { resource: string; verb: string };

export type AccountOptions = Omit<ManifestOptions, 'account'> & { lacking?: Lacking };

type Body = {
  kind: string;
  metadata: { name: string; namespace?: string };
  rules?: Rule[];
  roleRef?: { name: string };
};

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const signal = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'accounts-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/**
 * A kubeconfig that signs in as the service account `account`, which then has been given its permissions.
 *
 * @param rest an administrator, whose kubeconfig is `admin`
 */
export async function accountKubeconfig(
  rest: Rest,
  admin: string,
  account: Key,
  { lacking, ...options }: AccountOptions,
): Promise<string> {
  const user = `system:serviceaccount:${account.namespace}:${account.name}`;
  for (const manifest of rbacManifests({ account, ...options })) {
    const body = ownNames(bodyOf(manifest, lacking), `${account.namespace}-${account.name}`);
    const { namespace } = body.metadata;
    const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
    const path = `${RBAC}${within}/${body.kind.toLowerCase()}s`;
    await rest.json({ method: 'POST', path, body, signal });
  }
  for (const manifest of rbacManifests({ account, ...options }))
    await inEffect(rest, user, bodyOf(manifest, lacking));
  const config = JSON.parse(readFileSync(admin, 'utf8'));
  config.users[0].user.as = user;
  const file = join(folder, `${account.namespace}-${account.name}`);
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

const bodyOf = ({ body }: Manifest, lacking: Lacking | undefined): Body => {
  const { rules, ...head } = body as Body;
  return { ...head, ...(rules && { rules: rules.flatMap((rule) => withoutOne(rule, lacking)) }) };
};

/** The rule without one permission: the verb is kept for its other resources. */
function withoutOne(rule: Rule, lacking: Lacking | undefined): Rule[] {
  if (!lacking || !rule.resources.includes(lacking.resource)) return [rule];
  const others = rule.resources.filter((resource) => resource !== lacking.resource);
  const verbs = rule.verbs.filter((verb) => verb !== lacking.verb);
  return [
    { ...rule, resources: others },
    { ...rule, resources: [lacking.resource], verbs },
  ].filter(({ resources, verbs: left }) => resources.length > 0 && left.length > 0);
}

/** Many accounts share the server: each has roles of its own. */
const ownNames = ({ metadata, roleRef, ...body }: Body, suffix: string): Body => ({
  ...body,
  metadata: { ...metadata, name: `${metadata.name}-${suffix}` },
  ...(roleRef && { roleRef: { ...roleRef, name: `${roleRef.name}-${suffix}` } }),
});

/** The server takes a moment to see a new role: until its first rule is allowed. */
async function inEffect(rest: Rest, user: string, { metadata, rules }: Body): Promise<void> {
  const first = rules?.[0];
  if (!first) return;
  const [group = '', [resource, subresource] = [], verb, name] = [
    first.apiGroups[0],
    first.resources[0]?.split('/'),
    first.verbs[0],
    first.resourceNames?.[0],
  ];
  const resourceAttributes = {
    ...{ group, resource, subresource, verb, name, namespace: metadata.namespace },
  };
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const groups = ['system:serviceaccounts', 'system:authenticated'];
  const body = {
    ...{ apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview' },
    spec: { user, groups, resourceAttributes },
  };
  for (;;) {
    const { status } = await rest.json<{ status: { allowed: boolean } }>({
      ...{ method: 'POST', path, body, signal },
    });
    if (status.allowed) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
