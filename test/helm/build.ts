/** Builds renderer/main.go with Go and sprig from Debian's packages, once: the result lies in the project's cache. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { openApt } from '../controlplane/apt.ts';
import { withLock } from '../controlplane/lock.ts';
import { run } from '../controlplane/run.ts';

const SOURCE = join(import.meta.dirname, 'renderer/main.go');
const LIBRARIES = [
  'masterminds-sprig',
  'masterminds-goutils',
  'masterminds-semver',
  'google-uuid',
  'huandu-xstrings',
  'imdario-mergo',
  'mitchellh-copystructure',
  'mitchellh-reflectwalk',
  'shopspring-decimal',
  'spf13-cast',
].map((name) => `golang-github-${name}-dev`);
const PACKAGES = [
  ...['golang-1.19-go', 'golang-1.19-src', 'golang-golang-x-crypto-dev'],
  ...['golang-k8s-sigs-yaml-dev', 'golang-gopkg-yaml.v2-dev'],
  ...LIBRARIES,
];
const GIVE_UP_MS = 240_000;

/**
 * The path of the program: half a minute the first time.
 *
 * @throws Error that says what to do when this machine can neither fetch Debian's packages nor build with them
 */
export async function buildRenderer(): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(SOURCE))
    .update(PACKAGES.join())
    .digest('hex');
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'modelarts-operator', 'helm');
  const program = join(cache, `renderer-${hash.slice(0, 12)}-${process.arch}`);
  if (existsSync(program)) return program;
  const signal = AbortSignal.timeout(GIVE_UP_MS);
  const build = async () => {
    if (!existsSync(program)) await compile(join(cache, 'scratch'), program, signal);
  };
  await withLock(join(cache, 'lock'), build, () => {}, signal).catch((error: Error) => {
    throw new Error(
      `the chart cannot be rendered here: there is no helm on the PATH, and its renderer could not be built: ${error.message}\nInstall helm (3.13 or later), or give this machine a Debian mirror.`,
    );
  });
  return program;
}

async function compile(scratch: string, program: string, signal: AbortSignal): Promise<void> {
  await rm(scratch, { recursive: true, force: true });
  try {
    const apt = await openApt(join(scratch, 'apt'), 'bookworm', signal);
    await apt.fetch({ binary: PACKAGES });
    const root = join(scratch, 'root');
    await apt.unpack(root);
    await mkdir(join(scratch, 'tmp'));
    const env = {
      PATH: process.env.PATH,
      HOME: scratch,
      GOROOT: join(root, 'usr/lib/go-1.19'),
      GOPATH: join(root, 'usr/share/gocode'),
      GOCACHE: join(scratch, 'gocache'),
      GOTMPDIR: join(scratch, 'tmp'),
      GO111MODULE: 'off',
      CGO_ENABLED: '0',
    };
    const built = join(scratch, 'renderer');
    const flags = ['build', '-ldflags', '-s -w', '-o', built, SOURCE];
    await run(join(env.GOROOT, 'bin/go'), flags, { env, signal });
    await rename(built, program);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
