import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EnvHttpProxyAgent, fetch, type Response } from 'undici';
import { run } from './run.ts';

/** A release archive: where it lies and what it must hash to. */
export type Archive = { readonly name: string; readonly url: string; readonly sha512: string };

const VERSION = '1.36.2';
const SHA512: Readonly<Record<string, string>> = {
  'linux-amd64':
    'ea743186c8a799f5cf8faf16969f86189d003cb7d130e0ac4b58789f1e5748dcf30ebe91c837a10d5ac415383da3e10b9e64d65785c938c23e739781cfb76f08',
  'linux-arm64':
    '2d72ee985a8e262a3c57dc9f7f0fd891f6a8c7bf7ebaa2db6dc6d8eac8ae28181afe51c1f368b67756cdb40b10de9b205609e1726e5f27f7c6d824dd9c6649ac',
  'darwin-arm64':
    '9278f9e5af556b2f1f2d139769c1f0d717c7b4426917fdebdba898bcb725a916e4910d6160886194ff9be9589ea7c5c32c2b8ae0754703874b7c8ba8ddfc41ce',
};

/** The pinned envtest archive (kube-apiserver, etcd, kubectl) for a platform like "linux-amd64", if there is one. */
export function envtestArchive(platform: string): Archive | undefined {
  const sha512 = SHA512[platform];
  if (!sha512) return undefined;
  const release = 'https://github.com/kubernetes-sigs/controller-tools/releases/download';
  const url = `${release}/envtest-v${VERSION}/envtest-v${VERSION}-${platform}.tar.gz`;
  return { name: `envtest-${VERSION}-${platform}`, url, sha512 };
}

/** How long the host may take to answer, and to send the next bytes, in milliseconds. */
export type Patience = { readonly answerMs: number; readonly silenceMs: number };

/**
 * Downloads `archive` and unpacks its programs into `folder`, which is complete or absent, never half there.
 * Rejects when the host does not answer within seconds, and when the archive is not the pinned one.
 */
export async function downloadArchive(
  archive: Archive,
  folder: string,
  signal?: AbortSignal,
  patience: Patience = { answerMs: 8_000, silenceMs: 15_000 },
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const temporary = await mkdtemp(`${folder}.part-`);
  try {
    const file = join(temporary, 'archive.tar.gz');
    await save(archive, file, signal, patience);
    const programs = join(temporary, 'programs');
    await mkdir(programs);
    // controller-tools/envtest/<program>
    await run('tar', ['-xzf', file, '-C', programs, '--strip-components=2'], { signal });
    await rename(programs, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function save(archive: Archive, file: string, signal: AbortSignal | undefined, patience: Patience) {
  const response = await ask(archive.url, signal, patience);
  if (!response.ok || !response.body) throw new Error(`${archive.url} answered ${response.status}`);
  const hash = createHash('sha512');
  const body = Readable.fromWeb(response.body).on('data', (chunk: Buffer) => hash.update(chunk));
  await pipeline(body, createWriteStream(file), { ...(signal && { signal }) });
  const digest = hash.digest('hex');
  if (digest !== archive.sha512) {
    throw new Error(`${archive.url} is not the pinned archive: sha512 ${digest}, expected ${archive.sha512}`);
  }
}

async function ask(url: string, signal: AbortSignal | undefined, patience: Patience): Promise<Response> {
  const host = new URL(url).host;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error('no answer in time')), patience.answerMs);
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: patience.answerMs },
    bodyTimeout: patience.silenceMs,
  });
  try {
    const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    return await fetch(url, { dispatcher, signal: either });
  } catch (error) {
    signal?.throwIfAborted();
    const { cause, message } = error as Error;
    throw new Error(`${host} is not reachable (${cause instanceof Error ? cause.message : message})`);
  } finally {
    clearTimeout(timer);
  }
}
