import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiProbe, createApiProbe } from './apiProbe.ts';
import { type Child, startChild } from './child.ts';
import { freePorts } from './freePorts.ts';
import type { Facts } from './keeperMessages.ts';
import type { Binaries, Ports } from './servers.ts';
import {
  apiServerArguments,
  certificateFile,
  etcdArguments,
  etcdEnvironment,
  kubeconfig,
} from './servers.ts';

const START_TIMEOUT_MS = 120_000;

/** An etcd and a kube-apiserver that belong together. */
export type ServerPair = {
  /** Starts both, waits until they answer and writes the kubeconfigs. */
  start(): Promise<Facts>;
  /** Kills the API server and starts it again on the same port and data; resolves when it answers. */
  restart(): Promise<void>;
  /** Kills both; resolves when they are gone. */
  kill(): Promise<void>;
  /** Rejects when a server that nobody killed ends. Only after `start`. */
  crashed(): Promise<never>;
};

/** A pair that keeps everything it writes in `directory` and starts nothing once `signal` is aborted. */
export function createServerPair(binaries: Binaries, directory: string, signal: AbortSignal): ServerPair {
  const tokens = { admin: randomBytes(24).toString('hex'), restricted: randomBytes(24).toString('hex') };
  let ports: Ports;
  let etcd: Child | undefined;
  let api: Child | undefined;
  let crash: (error: Error) => void;
  const crashed = new Promise<never>((_, reject) => {
    crash = reject;
  });
  crashed.catch(() => {}); // may come before anyone asks

  const launch = (name: string, program: string, args: string[], extra: NodeJS.ProcessEnv = {}) => {
    signal.throwIfAborted();
    return startChild(name, program, args, directory, { ...process.env, ...extra });
  };
  const launchApi = () =>
    launch('kube-apiserver', binaries.kubeApiServer, apiServerArguments(directory, ports));
  const kill = async () => {
    await Promise.all([etcd?.kill(), api?.kill()]);
  };

  /** A port that someone else took in between costs another try with other ports. */
  const launchBoth = async (triesLeft: number): Promise<Answering> => {
    ports = await freePorts();
    etcd = launch('etcd', binaries.etcd, etcdArguments(directory, ports), etcdEnvironment);
    api = launchApi();
    try {
      return await answering(directory, ports, tokens.admin, [etcd, api], signal);
    } catch (error) {
      if (triesLeft === 0 || !/address already in use/.test(String(error))) throw error;
      await kill();
      return launchBoth(triesLeft - 1);
    }
  };

  return {
    kill,
    crashed: () => crashed,
    async start() {
      await writeSecrets(directory, tokens);
      const { url, ca, probe } = await launchBoth(2);
      for (const child of [etcd, api]) child?.crashed.catch(crash);
      const write = (user: 'admin' | 'restricted') =>
        writePrivate(join(directory, `${user}.kubeconfig`), kubeconfig(url, ca, user, tokens[user]));
      return {
        version: await probe.version(),
        url,
        etcdUrl: `http://127.0.0.1:${ports.etcd}`,
        directory,
        kubeconfig: await write('admin'),
        restrictedKubeconfig: await write('restricted'),
        enforcesRbac: await probe.refuses(tokens.restricted),
      };
    },
    async restart() {
      await api?.kill();
      api = launchApi();
      await answering(directory, ports, tokens.admin, [api], signal);
      api.crashed.catch(crash);
    },
  };
}

type Answering = { url: string; ca: string; probe: ApiProbe };

/** Waits until the API server answers; rejects when one of `children` has ended instead. */
async function answering(
  directory: string,
  ports: Ports,
  token: string,
  children: readonly Child[],
  signal: AbortSignal,
): Promise<Answering> {
  const url = `https://127.0.0.1:${ports.api}`;
  const over = new AbortController();
  const giveUp = AbortSignal.any([signal, over.signal, AbortSignal.timeout(START_TIMEOUT_MS)]);
  const answers = async () => {
    while (!existsSync(certificateFile(directory))) await sleep(50, undefined, { signal: giveUp });
    const ca = await readFile(certificateFile(directory), 'utf8');
    const probe = createApiProbe(url, ca, token);
    await probe.ready(giveUp);
    return { url, ca, probe };
  };
  try {
    return await Promise.race([answers(), ...children.map((child) => child.crashed)]);
  } finally {
    over.abort();
  }
}

async function writeSecrets(directory: string, tokens: { admin: string; restricted: string }) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await writePrivate(join(directory, 'service-account.key'), pem);
  const lines = [
    `${tokens.admin},admin,admin,"system:masters"`,
    `${tokens.restricted},restricted,restricted`,
  ];
  await writePrivate(join(directory, 'tokens.csv'), `${lines.join('\n')}\n`);
}

async function writePrivate(file: string, text: string): Promise<string> {
  await writeFile(file, text, { mode: 0o600 });
  return file;
}
