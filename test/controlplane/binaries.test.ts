import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findBinaries } from './binaries.ts';
import type { BuildOptions } from './debianBuild.ts';
import { type Archive, downloadArchive } from './envtest.ts';
import { freePorts } from './freePorts.ts';
import { run } from './run.ts';

const directory = mkdtempSync(join(tmpdir(), 'binaries-test-'));
const cache = join(directory, 'xdg/modelarts-operator/controlplane');
let tarball: Buffer;

/** Answers with the archive at /archive and with nothing, ever, at /silent. */
const server = createServer((request, response) => {
  if (request.url === '/archive') response.end(tarball);
});
const serverUrl = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

const writePrograms = (folder: string, ...programs: string[]) => {
  mkdirSync(folder, { recursive: true });
  for (const program of programs) writeFileSync(join(folder, program), program, { mode: 0o755 });
};

beforeAll(async () => {
  writePrograms(join(directory, 'controller-tools/envtest'), 'etcd', 'kube-apiserver', 'kubectl');
  await run('tar', ['-czf', 'envtest.tar.gz', 'controller-tools'], { cwd: directory });
  tarball = readFileSync(join(directory, 'envtest.tar.gz'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => rmSync(join(directory, 'xdg'), { recursive: true, force: true }));
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(directory, { recursive: true });
});

const archive = (path = '/archive'): Archive => ({
  name: 'envtest',
  url: serverUrl(path),
  sha512: createHash('sha512').update(tarball).digest('hex'),
});
const unreachable = async (): Promise<Archive> => ({
  ...archive(),
  url: `http://127.0.0.1:${(await freePorts()).api}/archive`,
});

/** Stands for the six minutes of a build, and counts. */
function builder() {
  const built: string[] = [];
  const build = async ({ folder }: BuildOptions) => {
    built.push(folder);
    await new Promise((resolve) => setTimeout(resolve, 50));
    writePrograms(folder, 'etcd', 'kube-apiserver');
  };
  return { built, build };
}
const env = { PATH: process.env.PATH, XDG_CACHE_HOME: join(directory, 'xdg') };

test('an archive with the pinned checksum is unpacked', async () => {
  const folder = join(cache, 'envtest');
  await downloadArchive(archive(), folder);
  expect(readdirSync(folder).sort()).toEqual(['etcd', 'kube-apiserver', 'kubectl']);
  expect(readdirSync(cache)).toEqual(['envtest']);
});

test('an archive with another checksum is refused, and nothing of it is left', async () => {
  const wrong = { ...archive(), sha512: '00' };
  await expect(downloadArchive(wrong, join(cache, 'envtest'))).rejects.toThrow(
    /is not the pinned archive: sha512 [0-9a-f]{128}, expected 00/,
  );
  expect(readdirSync(cache)).toEqual([]);
});

test('a host that cannot be connected to is named', async () => {
  const { url } = await unreachable();
  await expect(downloadArchive({ ...archive(), url }, join(cache, 'envtest'))).rejects.toThrow(
    `${new URL(url).host} is not reachable (connect ECONNREFUSED`,
  );
});

test('a host that accepts the connection and says nothing is given up', async () => {
  const patience = { answerMs: 50, silenceMs: 50 };
  await expect(
    downloadArchive(archive('/silent'), join(cache, 'envtest'), undefined, patience),
  ).rejects.toThrow(/is not reachable \(no answer in time\)/);
});

test('KUBEBUILDER_ASSETS wins over everything, its kubectl included', async () => {
  const assets = join(directory, 'controller-tools/envtest');
  expect(await findBinaries({ env: { ...env, KUBEBUILDER_ASSETS: assets } })).toEqual({
    etcd: join(assets, 'etcd'),
    kubeApiServer: join(assets, 'kube-apiserver'),
    kubectl: join(assets, 'kubectl'),
    origin: 'KUBEBUILDER_ASSETS',
  });
});

test('a KUBEBUILDER_ASSETS without the servers is an error that names it', async () => {
  await expect(findBinaries({ env: { ...env, KUBEBUILDER_ASSETS: directory } })).rejects.toThrow(
    `KUBEBUILDER_ASSETS: ${directory} holds no kube-apiserver and etcd`,
  );
});

test('a reachable archive is downloaded once and found in the cache from then on', async () => {
  const { build, built } = builder();
  const find = () => findBinaries({ env, archive: archive(), build });
  expect(await find()).toMatchObject({ origin: 'downloaded', etcd: join(cache, 'envtest/etcd') });
  expect(await find()).toMatchObject({ origin: 'cached', kubectl: join(cache, 'envtest/kubectl') });
  expect(built).toEqual([]);
});

test('an unreachable archive costs one line, then the servers are built', async () => {
  const { build, built } = builder();
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const found = await findBinaries({ env, archive: await unreachable(), build, log });
  expect(found.origin).toBe('built');
  expect(found.kubeApiServer).toBe(join(built[0] as string, 'kube-apiserver'));
  expect(lines.filter((line) => line.includes('is not reachable'))).toHaveLength(1);
});

test('a wrong archive is not used: one line says so, then the servers are built', async () => {
  const { build } = builder();
  const lines: string[] = [];
  const wrong = { ...archive(), sha512: '00' };
  const found = await findBinaries({ env, archive: wrong, build, log: (line) => void lines.push(line) });
  expect(found.origin).toBe('built');
  expect(lines.join('\n')).toContain('is not the pinned archive');
});

test('two that need to build wait for each other, and one builds', async () => {
  const { build, built } = builder();
  const gone = await unreachable();
  const find = () => findBinaries({ env, archive: gone, build });
  const origins = (await Promise.all([find(), find()])).map(({ origin }) => origin);
  expect(origins.sort()).toEqual(['built', 'cached']);
  expect(built).toHaveLength(1);
});

test('a machine that can neither download nor build is told what to do', async () => {
  const build = () => Promise.reject(new Error('apt-config dump is not installed on this machine'));
  await expect(findBinaries({ env, archive: await unreachable(), build })).rejects.toThrow(
    /apt-config dump is not installed on this machine\nSet KUBEBUILDER_ASSETS to a folder/,
  );
  expect(existsSync(join(cache, 'scratch'))).toBe(false);
});
