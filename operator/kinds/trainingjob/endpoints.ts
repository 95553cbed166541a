/** How to reach into a running TrainingJob: what status shows of it, and what belongs into a Secret. Pure. */
import type { JobEndpoints, SshEndpoint, WebEndpoint } from '../../modelarts/jobEndpoints.ts';

/** A part of status: addresses, no tokens. */
export type EndpointsStatus = {
  /** The first 32 tasks. `address` as `user@host:port`, absent when the cloud told it in another form. */
  readonly ssh?: readonly { readonly task: string; readonly address?: string }[];
  readonly jupyterLab?: string;
  readonly tensorboard?: string;
  readonly mindStudioInsight?: string;
};

const MAX_TASKS = 32;
const MAX_TEXT = 512;
const MAX_KEY = 253;
const APPLICATIONS = ['jupyterLab', 'tensorboard', 'mindStudioInsight'] as const;

/** The same for the same endpoints in whatever order; undefined while there is nothing to show. */
export function endpointsStatus(endpoints: JobEndpoints | undefined): EndpointsStatus | undefined {
  if (!endpoints) return undefined;
  const ssh = byTask(endpoints.ssh).slice(0, MAX_TASKS).map(sshStatus);
  const applications = APPLICATIONS.map(
    (name) => [name, endpoints[name]?.address?.slice(0, MAX_TEXT)] as const,
  );
  const status = {
    ...(ssh.length > 0 && { ssh }),
    ...Object.fromEntries(applications.filter(([, address]) => address !== undefined)),
  };
  return Object.keys(status).length > 0 ? status : undefined;
}

/**
 * The data of a Secret, not yet base64: `jupyterLabUrl` and `jupyterLabToken`, likewise `tensorboard…` and
 * `mindStudioInsight…`, and an address for each task as `ssh.worker-0`. Empty while there is nothing.
 */
export function endpointsSecret(endpoints: JobEndpoints | undefined): Record<string, string> {
  if (!endpoints) return {};
  const applications = APPLICATIONS.flatMap((name) => webEntries(name, endpoints[name]));
  const tasks = byTask(endpoints.ssh).map(({ task, url }) => [sshKey(task), url.reveal()] as const);
  return Object.fromEntries([...applications, ...tasks]);
}

function webEntries(name: string, web: WebEndpoint | undefined): (readonly [string, string])[] {
  if (!web) return [];
  const url = [`${name}Url`, web.url.reveal()] as const;
  return web.token ? [url, [`${name}Token`, web.token.reveal()]] : [url];
}

function sshStatus({ task: name, user, host, port }: SshEndpoint) {
  const task = name.slice(0, MAX_TEXT);
  if (host === undefined) return { task };
  const address = `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : `:${port}`}`;
  return { task, address: address.slice(0, MAX_TEXT) };
}

/** A Secret's keys have letters, digits, "-", "_" and "." only. */
const sshKey = (task: string) => `ssh.${task.replace(/[^\w.-]/g, '_')}`.slice(0, MAX_KEY);

const { compare } = new Intl.Collator('en', { numeric: true });

/** worker-10 after worker-9. */
const byTask = (ssh: readonly SshEndpoint[]) => [...ssh].sort((a, b) => compare(a.task, b.task));
