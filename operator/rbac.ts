/** What the operator has to be allowed in the cluster: the one source of it, for manifests, tests and README. Pure. */
import type { Kind } from './kinds/names.ts';
import { KIND_NAMES, KINDS } from './kinds/names.ts';
import { GROUP } from './runtime/object.ts';

/** A rule of a Role or ClusterRole, as rbac.authorization.k8s.io/v1 has it, and why it is asked for. */
export type Rule = {
  apiGroups: readonly string[];
  resources: readonly string[];
  verbs: readonly string[];
  resourceNames?: readonly string[];
};
export type Need = {
  rule: Rule;
  /** What it is for; where it can be left out, what does not work then. */
  because: string;
  /** The feature without which it is not needed; undefined: nothing works without it. */
  feature?: Feature;
};

/** What can be left out, and what it takes with it. */
export const FEATURES = {
  'protect-secrets': 'credentials in use are not kept from being deleted',
  'write-secrets': 'spec.writeEndpointsTo and Secrets of spec.writeConnectionTo say SecretNotWritable',
  'write-configmaps': 'ConfigMaps of spec.writeConnectionTo say ConfigMapNotWritable',
  'import-runs': 'spec.runHistory.import says WorkflowRunNotWritable',
  expire:
    'spec.ttlSecondsAfterFinished and spec.runHistory delete no object, and the object or the log says so',
  'cluster-reads':
    '--cluster-id has to be given, and a deletion first waits two seconds to see from discovery whether its CRD is going',
} as const;
export type Feature = keyof typeof FEATURES;

export type RbacOptions = {
  kinds?: readonly Kind[];
  /** The features that are left out. */
  without?: readonly Feature[];
};

/** The needs by where they lie: `objects` in each namespace that is worked in, `lease` in its own, `cluster` outside. */
export type Needs = Readonly<Record<'objects' | 'lease' | 'cluster', readonly Need[]>>;

/** The least that `kinds` need. No wildcard, no list of Secrets, no deletion of anything but what has expired. */
export function needsOf({ kinds = KIND_NAMES, without = [] }: RbacOptions = {}): Needs {
  const chosen = KINDS.filter(({ kind }) => kinds.includes(kind));
  const among = (...wanted: Kind[]) =>
    chosen.filter(({ kind }) => wanted.includes(kind)).map(({ plural }) => plural);
  const plurals = chosen.map(({ plural }) => plural);
  const ours = (resources: readonly string[], ...verbs: string[]): Rule => rule(GROUP, resources, verbs);
  const asked = (needs: readonly Need[]) =>
    needs.filter(
      ({ feature, rule: { resources } }) => resources.length > 0 && !(feature && without.includes(feature)),
    );
  const writers = among('TrainingJob', 'ModelService');
  const data = (resource: 'secrets' | 'configmaps', holders: readonly string[], ...verbs: string[]) =>
    rule('', holders.length > 0 ? [resource] : [], verbs);
  return {
    objects: asked([
      {
        rule: ours(plurals, 'list', 'watch', 'patch'),
        because: 'the objects; patch: finalizer and annotations, never spec',
      },
      {
        rule: ours(
          plurals.map((plural) => `${plural}/status`),
          'patch',
        ),
        because: 'what was observed',
      },
      {
        rule: ours(among('TrainingJob', 'WorkflowRun'), 'delete'),
        because: 'spec.ttlSecondsAfterFinished, spec.runHistory',
        feature: 'expire',
      },
      {
        rule: ours(chosen.some(({ kind }) => kind === 'Workflow') ? among('WorkflowRun') : [], 'create'),
        because: 'spec.runHistory.import of a Workflow',
        feature: 'import-runs',
      },
      {
        rule: data('secrets', plurals, 'get', 'watch'),
        because: 'credentials, and values that a spec takes from Secrets: one by one by name, never listed',
      },
      {
        rule: data('secrets', plurals, 'patch'),
        because: 'our finalizer on credentials in use',
        feature: 'protect-secrets',
      },
      {
        rule: data('secrets', writers, 'create', 'patch'),
        because: 'the Secret that spec.writeEndpointsTo or spec.writeConnectionTo names',
        feature: 'write-secrets',
      },
      {
        rule: data('configmaps', among('ModelService'), 'get', 'watch', 'create', 'patch'),
        because: 'the ConfigMap that spec.writeConnectionTo names',
        feature: 'write-configmaps',
      },
      {
        rule: rule('events.k8s.io', ['events'], ['create', 'patch']),
        because: 'what happened; told again, the same Event counts on',
      },
    ]),
    lease: [
      {
        rule: rule('coordination.k8s.io', ['leases'], ['get', 'list', 'watch', 'create', 'update']),
        because: 'who of several replicas works on what',
      },
    ],
    cluster: asked([
      {
        rule: { ...rule('', ['namespaces'], ['get']), resourceNames: ['kube-system'] },
        because: 'its UID identifies the cluster',
        feature: 'cluster-reads',
      },
      {
        rule: {
          ...rule('apiextensions.k8s.io', ['customresourcedefinitions'], ['get']),
          resourceNames: plurals.map((plural) => `${plural}.${GROUP}`),
        },
        because: 'while a CRD is being deleted, what its objects have in the cloud is left there',
        feature: 'cluster-reads',
      },
    ]),
  };
}

const rule = (group: string, resources: readonly string[], verbs: readonly string[]): Rule => ({
  ...{ apiGroups: [group], resources, verbs },
});
