import type { JobEndpointsResp, JupyterLab, SSHResp, TaskUrls } from './generated/training.gen.ts';
import { asArray, asObject, asText } from './loose.ts';
import { Secret } from './secret.ts';

/** Where one task of a job takes SSH connections. */
export type SshEndpoint = {
  /** For example `worker-0`. */
  readonly task: string;
  /** As told, for example `ssh://ma-user@host:30022`. */
  readonly url: Secret;
  readonly user?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
};

/** An application in the browser, beside the job. */
export type WebEndpoint = {
  /** Without user, query and fragment, which may hold the token; undefined unless it is one of http or https. */
  readonly address?: string | undefined;
  /** As told. */
  readonly url: Secret;
  readonly token?: Secret | undefined;
};

/** How to reach into a job while it runs (section 6.9). */
export type JobEndpoints = {
  readonly ssh: readonly SshEndpoint[];
  readonly jupyterLab?: WebEndpoint | undefined;
  readonly tensorboard?: WebEndpoint | undefined;
  readonly mindStudioInsight?: WebEndpoint | undefined;
};

/** Reads the endpoints of a job; undefined when there is none, as before it runs. */
export function parseEndpoints(wire: unknown): JobEndpoints | undefined {
  const endpoints = asObject<JobEndpointsResp>(wire);
  const ssh = asArray(asObject<SSHResp>(endpoints.ssh).task_urls)
    .map(parseSsh)
    .filter((one) => one !== undefined);
  const jupyterLab = parseWeb(endpoints.jupyter_lab);
  const tensorboard = parseWeb(endpoints.tensorboard);
  const mindStudioInsight = parseWeb(endpoints.mindstudio_insight);
  const reachable = ssh.length > 0 || jupyterLab || tensorboard || mindStudioInsight;
  return reachable ? { ssh, jupyterLab, tensorboard, mindStudioInsight } : undefined;
}

/** The reference shows no address: with or without a scheme, a user and a port. */
const SSH_URL =
  /^(?:ssh:\/\/)?(?:(?<user>[\w.-]+)(?::[^@]*)?@)?(?<host>[\w.-]+|\[[\da-fA-F:.]+\])(?::(?<port>\d{1,5}))?\/?$/;

function parseSsh(wire: unknown): SshEndpoint | undefined {
  const { task, url } = asObject<TaskUrls>(wire);
  const [name, told] = [asText(task), asText(url)];
  if (name === undefined || told === undefined) return undefined;
  const { user, host, port } = SSH_URL.exec(told.trim())?.groups ?? {};
  return {
    task: name,
    url: new Secret(told),
    user,
    host,
    port: port === undefined ? undefined : Number(port),
  };
}

function parseWeb(wire: unknown): WebEndpoint | undefined {
  const { url, token } = asObject<JupyterLab>(wire);
  const [told, key] = [asText(url), asText(token)];
  if (told === undefined) return undefined;
  return {
    address: addressOf(told),
    url: new Secret(told),
    token: key === undefined ? undefined : new Secret(key),
  };
}

function addressOf(told: string): string | undefined {
  const url = URL.parse(told);
  return url && /^https?:$/.test(url.protocol) ? url.origin + url.pathname : undefined;
}
