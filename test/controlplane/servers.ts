import { join } from 'node:path';

/** The programs that a control plane consists of, as absolute paths. */
export type Binaries = {
  readonly etcd: string;
  readonly kubeApiServer: string;
  readonly kubectl: string;
  /** Where they come from, in a word or two, for people: "cached", "KUBEBUILDER_ASSETS". */
  readonly origin: string;
};

/** A loopback port for each server. */
export type Ports = { readonly etcd: number; readonly api: number };

/** The command line of etcd. Its data lies in `directory`. */
export function etcdArguments(directory: string, ports: Ports): string[] {
  const client = `http://127.0.0.1:${ports.etcd}`;
  return [
    `--data-dir=${join(directory, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    '--listen-peer-urls=http://127.0.0.1:0',
  ];
}

/**
 * What etcd is told by environment. Nothing here outlives the machine, so it need not wait for the disk; the
 * variable is only warned about where the flag does not exist (3.4), where the flag would end the process.
 */
export const etcdEnvironment = { ETCD_UNSAFE_NO_FSYNC: 'true' };

/**
 * The command line of kube-apiserver: flags that every version from 1.20 on knows. Without a certificate given,
 * the server makes a CA and a certificate for 127.0.0.1 in `--cert-dir`, and finds them again after a restart.
 */
export function apiServerArguments(directory: string, ports: Ports): string[] {
  const serviceAccountKey = join(directory, 'service-account.key');
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--secure-port=${ports.api}`,
    `--cert-dir=${join(directory, 'certificates')}`,
    `--token-auth-file=${join(directory, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--allow-privileged=true',
    '--disable-admission-plugins=ServiceAccount',
    '--service-cluster-ip-range=10.0.0.0/24',
    `--service-account-issuer=https://127.0.0.1:${ports.api}`,
    `--service-account-key-file=${serviceAccountKey}`,
    `--service-account-signing-key-file=${serviceAccountKey}`,
    '--max-requests-inflight=4000',
    '--max-mutating-requests-inflight=2000',
  ];
}

/** The certificate file that the server leaves in `directory`: its own and, behind it, its CA's. */
export const certificateFile = (directory: string) => join(directory, 'certificates', 'apiserver.crt');

/** A kubeconfig (JSON, which is YAML too) that signs in with a bearer token. `ca` is PEM. */
export function kubeconfig(url: string, ca: string, user: string, token: string): string {
  return `${JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'test',
          cluster: { server: url, 'certificate-authority-data': Buffer.from(ca).toString('base64') },
        },
      ],
      users: [{ name: user, user: { token } }],
      contexts: [{ name: user, context: { cluster: 'test', user } }],
      'current-context': user,
    },
    undefined,
    2,
  )}\n`;
}
