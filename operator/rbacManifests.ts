/** The needs of the operator as manifests: Roles and ClusterRoles with their bindings. Pure. */
import { dump } from 'js-yaml';
import type { Need, RbacOptions, Rule } from './rbac.ts';
import { FEATURES, needsOf } from './rbac.ts';
import type { Key } from './runtime/object.ts';

export type ManifestOptions = RbacOptions & {
  /** Who is allowed: its namespace is also that of the Lease. */
  account: Key;
  /** The only namespaces that are worked in, by Roles in each; undefined: all, by a ClusterRole. */
  namespaces?: readonly string[] | undefined;
};

/** A Role or ClusterRole, whose `needs` are told above its rules, or a binding. */
export type Manifest = { body: object; needs: readonly Need[] };

const NAME = 'modelarts-operator';
const API_GROUP = 'rbac.authorization.k8s.io';

/** All that `account` has to be given, each role before its binding. */
export function rbacManifests({ account, namespaces, ...options }: ManifestOptions): Manifest[] {
  const { objects, lease, cluster } = needsOf(options);
  const grant = (name: string, needs: readonly Need[], namespace?: string): Manifest[] =>
    needs.length === 0 ? [] : granted(account, name, needs, namespace);
  return [
    ...(namespaces
      ? namespaces.flatMap((namespace) => grant(NAME, objects, namespace))
      : grant(NAME, objects)),
    ...grant(`${NAME}-lease`, lease, account.namespace),
    ...grant(`${NAME}-cluster`, cluster),
  ];
}

function granted(account: Key, name: string, needs: readonly Need[], namespace?: string): Manifest[] {
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const apiVersion = `${API_GROUP}/v1`;
  const subjects = [{ kind: 'ServiceAccount', name: account.name, namespace: account.namespace }];
  const roleRef = { apiGroup: API_GROUP, kind, name };
  return [
    { needs, body: { apiVersion, kind, metadata, rules: needs.map((need) => need.rule) } },
    { needs: [], body: { apiVersion, kind: `${kind}Binding`, metadata, roleRef, subjects } },
  ];
}

/** As one YAML stream; above each rule stands what it is for, and what is lost without it. */
export const rbacYaml = (options: ManifestOptions): string =>
  rbacManifests(options)
    .map(({ body, needs }) => {
      const { rules: _, ...head } = body as { rules?: unknown };
      return dump(head, FORMAT) + (needs.length > 0 ? `rules:\n${needs.map(ruleText).join('')}` : '');
    })
    .join('---\n');

const FORMAT = { lineWidth: 110, flowLevel: 3 };

function ruleText({ rule, because, feature }: Need): string {
  const without = feature ? [`--without ${feature}: ${FEATURES[feature]}`] : [];
  const comments = [because, ...without].map((line) => `  # ${line}\n`).join('');
  const lines = Object.entries(rule satisfies Rule).map(
    ([field, values]) => `${field}: ${dump(values, { flowLevel: 0, lineWidth: -1 }).trimEnd()}\n`,
  );
  return `${comments}  - ${lines.join('    ')}`;
}
