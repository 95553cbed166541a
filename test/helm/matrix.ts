/** Values that people give, each set with a name. */
import type { Values } from './renderer.ts';

const digest = `sha256:${'0f'.repeat(32)}`;

export const MATRIX: Record<string, Values> = {
  default: {},
  simulator: { simulator: { enabled: true, speed: 0.5 } },
  'two namespaces': { namespaces: ['vision', 'speech'] },
  'Roles only': { namespaces: ['vision'], clusterId: 'one', rbac: { without: ['cluster-reads'] } },
  'some kinds': { kinds: ['TrainingJob', 'Pool'], labelSelector: 'team in (a,b),env!=dev', readOnly: true },
  'an account of its own': {
    account: { region: 'cn-north-4', existingSecret: 'huawei', namespaces: ['vision', 'speech'] },
  },
  'an account elsewhere': {
    account: {
      endpoint: 'https://modelarts.example.com',
      iamEndpoint: 'none',
      projectId: '0f3c',
      machineCredentials: true,
      namespaces: ['*'],
    },
    networkPolicy: { enabled: true },
  },
  monitoring: {
    metrics: {
      port: 9090,
      service: { annotations: { 'example.com/a': 'b' } },
      serviceMonitor: { enabled: true, labels: { release: 'prometheus' }, interval: '10s' },
      prometheusRule: { enabled: true, labels: { release: 'prometheus' } },
      dashboard: { enabled: true, annotations: { folder: 'ML' } },
    },
  },
  'a guarded network': {
    networkPolicy: {
      enabled: true,
      ingressFrom: [{ namespaceSelector: { matchLabels: { name: 'monitoring' } } }],
      egressPorts: [443],
      extraEgress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
    },
    simulator: { enabled: true },
  },
  'all of the pod': {
    fullnameOverride: 'ma',
    commonLabels: { team: 'ml' },
    image: { repository: 'swr.example.com/ml/operator', digest, pullPolicy: 'Always' },
    imagePullSecrets: [{ name: 'swr' }],
    replicaCount: 3,
    shards: 4,
    terminationGracePeriodSeconds: 60,
    logLevel: 'debug',
    allowedEndpoints: ['https://modelarts.example.com', '*.example.org'],
    extraArgs: ['--poll-interval=20s', '--ca-file=/etc/ca/ca.pem'],
    extraEnv: [{ name: 'HTTPS_PROXY', value: 'http://proxy:3128' }],
    extraEnvFrom: [{ secretRef: { name: 'more' } }],
    extraVolumes: [{ name: 'ca', configMap: { name: 'ca' } }],
    extraVolumeMounts: [{ name: 'ca', mountPath: '/etc/ca' }],
    serviceAccount: { name: 'operator', annotations: { 'example.com/a': 'b' } },
    podDisruptionBudget: { maxUnavailable: '50%' },
    podAnnotations: { 'example.com/a': 'b' },
    podLabels: { zone: 'a' },
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ key: 'ml', operator: 'Exists' }],
    affinity: { nodeAffinity: {} },
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' },
    ],
    priorityClassName: 'system-cluster-critical',
  },
  'brought by others': {
    crds: { install: false },
    rbac: { create: false },
    serviceAccount: { create: false, name: 'theirs' },
    podDisruptionBudget: { enabled: false },
    metrics: { service: { enabled: false } },
  },
};
