/**
 * The image, as far as it can be proved without docker: the build's steps in a clean folder, and what comes out of
 * them started as the image starts it. Not proved: that the base images hold what they say.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { run } from '../controlplane/run.ts';
import { World } from '../support/world.ts';
import { carryOut, isSent, stagesOf, textsOf, wordsOf } from './dockerfile.ts';

const root = join(import.meta.dirname, '../..');
const dockerfile = await readFile(join(root, 'Dockerfile'), 'utf8');
const ignore = await readFile(join(root, '.dockerignore'), 'utf8');
const { version, description, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const [build, image] = stagesOf(dockerfile);
const USER = 65532;

describe('the Dockerfile', () => {
  test('takes both base images by ARG', () => {
    expect(dockerfile).toMatch(/^ARG BUILD_IMAGE=node:24-slim$/m);
    expect(dockerfile).toMatch(/^ARG BASE_IMAGE=node:24-slim$/m);
    expect([build?.from, image?.from]).toEqual([
      '--platform=$BUILDPLATFORM $' + '{BUILD_IMAGE} AS build',
      '$' + '{BASE_IMAGE}',
    ]);
  });

  test('runs nothing in the image itself, so that it is built for any platform, without a shell', () => {
    expect(textsOf(image, 'RUN')).toEqual([]);
    expect(textsOf(image, 'COPY')).toEqual(['--from=build /app /app']);
  });

  test('brings no dependency that is made for one platform, or made while it is installed', async () => {
    const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; os?: string[]; cpu?: string[]; hasInstallScript?: boolean }>;
    };
    const shipped = Object.entries(packages).filter(([, { dev }]) => !dev);
    expect(shipped.length).toBeGreaterThan(10);
    expect(shipped.filter(([, one]) => one.os ?? one.cpu ?? one.hasInstallScript)).toEqual([]);
  });

  test('says what the image is, in the words of package.json', () => {
    const [labels = ''] = textsOf(image, 'LABEL');
    expect(dockerfile).toContain(`\nARG VERSION=${version}\n`);
    for (const label of [
      `title="modelarts-operator"`,
      `description="${description}"`,
      `licenses="${license}"`,
    ])
      expect(labels).toContain(`org.opencontainers.image.${label}`);
    for (const name of ['version', 'revision', 'created'])
      expect(labels).toContain(`org.opencontainers.image.${name}="$` + `{${name.toUpperCase()}}"`);
  });

  test('runs as the number that the Deployment says, not as root', async () => {
    expect(textsOf(image, 'USER')).toEqual([`${USER}:${USER}`]);
    const deployment = await readFile(join(root, 'deploy/kustomize/operator/deployment.yaml'), 'utf8');
    expect(deployment).toContain(`runAsUser: ${USER}`);
  });

  test.each([
    '.git/config',
    'node_modules/pino/package.json',
    'test/rbac.test.ts',
    'README.md',
    'deploy',
    '.env',
  ])('is not sent %s', (path) => {
    expect(isSent(ignore, path)).toBe(false);
  });
});

describe('what its steps make', () => {
  let folder: string;
  let app: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'image-'));
    await chmod(folder, 0o755);
    app = join(folder, 'app');
    await carryOut(build!, root, app);
    await mkdir(join(folder, 'bin'));
    await copyFile(process.execPath, join(folder, 'bin/node'));
  }, 300_000);

  afterAll(async () => {
    await run('chmod', ['-R', 'u+w', folder]);
    await rm(folder, { recursive: true });
  });

  /**
   * The image's own command, as its user where that can be had. Node itself refuses every write to any file
   * (--permission), which is what a read-only root file system does.
   */
  function command(...args: string[]) {
    const [node, ...words] = wordsOf(image, 'ENTRYPOINT').map((word) => word.replace(/^\/app\//, `${app}/`));
    const line = [join(folder, 'bin', node ?? ''), '--permission', '--allow-fs-read=*', ...words, ...args];
    const nobody = [`--reuid=${USER}`, `--regid=${USER}`, '--clear-groups', '--no-new-privs'];
    const [program = '', ...rest] = process.getuid?.() === 0 ? ['setpriv', ...nobody, ...line] : line;
    const env = { PATH: process.env.PATH, NODE_ENV: 'production', HOME: '/nonexistent' };
    return { program, args: rest, options: { cwd: app, env } };
  }
  const told = (...words: string[]) => {
    const { program, args, options } = command(...words);
    return run(program, args, options);
  };

  test('is what the image needs, and nothing else', async () => {
    expect((await readdir(app)).sort()).toEqual(['LICENSE', 'crds', 'dist', 'package.json']);
    expect(await readdir(join(app, 'dist'))).toContain('main.js');
  });

  test('holds the licence of each package that went into it', async () => {
    const { dependencies } = JSON.parse(await readFile(join(app, 'package.json'), 'utf8'));
    const licences = await readFile(join(app, 'dist/THIRD-PARTY-LICENCES.txt'), 'utf8');
    const packages = [...licences.matchAll(/^(@?[\w./-]+) [\d.]+\S* \((.+)\)$/gm)].map(([, name]) => name);
    expect(packages).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(licences).not.toMatch(/^\S+ \S+ \(.*\)\n\n\n/m);
  });

  test('loads nothing of the simulator unless it is asked for', async () => {
    const main = await readFile(join(app, 'dist/main.js'), 'utf8');
    expect(main).not.toContain('/operator/simulator/');
    expect(main).not.toMatch(/^\/\/#? ?(region )?operator\/simulator\//m);
    expect(main).not.toContain('class V1Pod ');
  });

  test('can be read by everybody and changed by nobody', async () => {
    const paths = await readdir(app, { recursive: true });
    const modes = await Promise.all(paths.map(async (path) => [path, (await stat(join(app, path))).mode]));
    expect(modes.filter(([, mode]) => ((mode as number) & 0o222) !== 0)).toEqual([]);
    expect(modes.filter(([, mode]) => ((mode as number) & 0o444) !== 0o444)).toEqual([]);
  });

  test('tells its version, and prints the CRDs', async () => {
    expect(await told('version')).toBe(`${version}\n`);
    const crds = await readdir(join(root, 'crds'));
    const printed = (await told('crds')).match(/^kind: CustomResourceDefinition$/gm);
    expect(printed).toHaveLength(crds.filter((file) => file.endsWith('.yaml')).length);
  });

  test('works for a cluster without writing a single file, and stops in order', async () => {
    await using world = await World.create();
    const kubeconfig = join(folder, 'kubeconfig');
    await copyFile(await world.accountKubeconfig(), kubeconfig);
    await chmod(kubeconfig, 0o644);
    const { program, args, options } = command(
      ...wordsOf(image, 'CMD'),
      `--kubeconfig=${kubeconfig}`,
      `--namespaces=${world.namespace}`,
      `--lease-namespace=${world.namespace}`,
      '--simulate',
      '--simulator-speed=1000',
      '--metrics-host=127.0.0.1',
      '--metrics-port=0',
    );
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    child.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
    const ended = once(child, 'exit');
    // What is there before it leads is made only after the settle window.
    await vi.waitUntil(() => log.includes('all kinds are watched') || child.exitCode !== null, 60_000);
    await world.job('resnet');
    await world
      .until('trainingjobs', 'resnet', (job) => job?.status?.remote?.id !== undefined, 100)
      .catch((error: Error) => expect.fail(`${error.message}\n${log}`));
    child.kill('SIGTERM');
    expect(await ended, log).toEqual([0, null]);
    expect(log).not.toMatch(/ERR_ACCESS_DENIED|EROFS|EACCES/);
  }, 150_000);
});
