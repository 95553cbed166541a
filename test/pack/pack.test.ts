/** What npm packs is emitted JavaScript: installed below node_modules, its command runs. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
let folder: string;
const command = (...args: string[]) =>
  run(join(folder, 'node_modules/.bin/modelarts-operator'), args, { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modelarts-pack-'));
  await run('npm', ['pack', '--pack-destination', folder], { cwd: root });
  const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  await writeFile(join(folder, 'package.json'), '{"private": true}');
  await run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, archive as string)],
    { cwd: folder },
  );
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test('the installed command tells its version', async () => {
  const { version } = (await import('../../package.json', { with: { type: 'json' } })).default;
  expect((await command('version')).stdout).toBe(`${version}\n`);
});

test('the installed command prints the CRDs', async () => {
  const { stdout } = await command('crds');
  expect(stdout.match(/^kind: CustomResourceDefinition$/gm)?.length).toBeGreaterThanOrEqual(2);
});

test('the installed package holds no TypeScript sources and no tests', async () => {
  const files = await readdir(join(folder, 'node_modules/modelarts-operator'), { recursive: true });
  const own = files.filter((file) => !file.startsWith('node_modules'));
  expect(own.filter((file) => /(?<!\.d)\.ts$/.test(file) || file.startsWith('test'))).toEqual([]);
  expect(own).toContain('dist/main.js');
});

test.each(['--help', 'run --help', 'simulate --help', 'crds --help', 'version --help'])(
  '%s explains itself',
  async (words) => {
    expect((await command(...words.split(' '))).stdout).toMatch(/^Usage: modelarts-operator/);
  },
);

test('a bad flag is refused with a sentence and a non-zero exit', async () => {
  await expect(command('run', '--lease-duration', 'soon')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('"soon" is not a duration: write 500ms, 10s, 5m or 1h'),
  });
});
