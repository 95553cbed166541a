/** The Pod Security Standard "restricted" (Kubernetes v1.36), as far as a pod that uses none of its exceptions goes. Pure. */

type SecurityContext = {
  runAsNonRoot?: boolean;
  runAsUser?: number;
  privileged?: boolean;
  allowPrivilegeEscalation?: boolean;
  procMount?: string;
  capabilities?: { drop?: string[]; add?: string[] };
  seccompProfile?: { type?: string };
};
type Container = { name: string; securityContext?: SecurityContext; ports?: { hostPort?: number }[] };
export type PodSpec = {
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostIPC?: boolean;
  volumes?: Record<string, unknown>[];
  securityContext?: SecurityContext & { sysctls?: unknown[] };
  containers: Container[];
  initContainers?: Container[];
};

const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** What keeps the pod from being admitted, by field; empty when nothing does. */
export function violations(spec: PodSpec): string[] {
  const pod = spec.securityContext ?? {};
  const host = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field]);
  const volumes = (spec.volumes ?? []).flatMap((volume) =>
    Object.keys(volume).filter((key) => key !== 'name' && !VOLUMES.includes(key)),
  );
  return [
    ...host,
    ...volumes.map((type) => `volumes: ${type}`),
    ...((pod.sysctls ?? []).length > 0 ? ['sysctls'] : []),
    ...[...(spec.initContainers ?? []), ...spec.containers].flatMap((container) =>
      ofContainer(container, pod).map((what) => `${container.name}: ${what}`),
    ),
  ];
}

function ofContainer({ securityContext: own = {}, ports = [] }: Container, pod: SecurityContext): string[] {
  const seccomp = own.seccompProfile?.type ?? pod.seccompProfile?.type;
  const rules: [string, boolean][] = [
    ['privileged', !own.privileged],
    ['allowPrivilegeEscalation', own.allowPrivilegeEscalation === false],
    ['runAsNonRoot', own.runAsNonRoot ?? pod.runAsNonRoot ?? false],
    ['runAsUser', (own.runAsUser ?? pod.runAsUser) !== 0],
    ['seccompProfile', seccomp === 'RuntimeDefault' || seccomp === 'Localhost'],
    ['capabilities.drop', own.capabilities?.drop?.includes('ALL') ?? false],
    ['capabilities.add', (own.capabilities?.add ?? []).every((one) => one === 'NET_BIND_SERVICE')],
    ['procMount', (own.procMount ?? 'Default') === 'Default'],
    ['hostPort', ports.every(({ hostPort }) => !hostPort)],
  ];
  return rules.filter(([, kept]) => !kept).map(([name]) => name);
}
