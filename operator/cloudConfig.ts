/** How the operator reaches the cloud: flags and environment -> a frozen object. */
import { readFileSync } from 'node:fs';

/** What is left out keeps the client's own default. */
export type CloudConfig = Readonly<{
  /** Limits of every account's throttle. */
  limits?: Readonly<{
    perSecond?: number | undefined;
    burst?: number | undefined;
    concurrency?: number | undefined;
  }>;
  /** Certificates in PEM, believed beside the usual ones. */
  ca?: string | undefined;
  /** May hold a password: never to be logged. */
  httpsProxy?: string | undefined;
  noProxy?: string | undefined;
  /** Whether Accounts may act with the agency of the machine that the operator runs on. */
  machineCredentials?: boolean;
  /** Whether the operator's own account does; Accounts do not for that. */
  ownMachineCredentials?: boolean;
}>;

/** What the command line gives, as it gives it. */
export type CloudFlags = {
  rate?: number;
  burst?: number;
  maxConcurrentRequests?: number;
  caFile?: string;
  allowMachineCredentials?: boolean;
  accountMachineCredentials?: boolean;
};

/** @throws Error with a sentence that names the flag or variable, never its value when that may hold a password */
export function cloudConfigFrom(flags: CloudFlags, env: Readonly<NodeJS.ProcessEnv>): CloudConfig {
  return Object.freeze({
    limits: Object.freeze({
      perSecond: flags.rate,
      burst: flags.burst,
      concurrency: flags.maxConcurrentRequests,
    }),
    ca: flags.caFile === undefined ? undefined : certificates(flags.caFile),
    httpsProxy: proxy(env.HTTPS_PROXY || env.https_proxy),
    noProxy: env.NO_PROXY || env.no_proxy || undefined,
    machineCredentials: flags.allowMachineCredentials ?? false,
    ownMachineCredentials: flags.accountMachineCredentials ?? false,
  });
}

function certificates(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`--ca-file: "${file}" cannot be read (${code}): give a readable PEM file`, {
      cause: error,
    });
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new Error(`--ca-file: "${file}" holds no certificate: give a file in PEM form`);
  return text;
}

function proxy(value: string | undefined): string | undefined {
  if (!value) return undefined;
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw new Error('HTTPS_PROXY is not a URL of a proxy: write http://host:port');
}
