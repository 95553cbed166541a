import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A project of its own with one dependency, a tar file beside it, so that no registry is asked. */
const project = mkdtempSync(join(tmpdir(), 'bootstrap-test-'));
const bootstrap = join(project, 'test/bootstrap.mjs');
const npm = (...args: string[]) => execFileSync('npm', args, { cwd: project, stdio: 'pipe' });
const file = (name: string, text: string) => writeFileSync(join(project, name), text);

beforeAll(() => {
  for (const folder of ['test', 'leaf']) mkdirSync(join(project, folder));
  cpSync('test/bootstrap.mjs', bootstrap);
  file('leaf/package.json', '{"name": "leaf", "version": "1.0.0"}');
  npm('pack', './leaf');
  file(
    'package.json',
    '{"name": "project", "type": "module", "dependencies": {"leaf": "file:leaf-1.0.0.tgz"}}',
  );
  npm('install', '--package-lock-only', '--no-audit');
  file(
    'exit.ts',
    'const code: number = Number(process.argv[2]); console.log("ran"); process.exitCode = code;',
  );
  file(
    'wait.ts',
    'process.on("SIGTERM", () => process.exit(7)); setInterval(() => {}, 1000); console.log("up");',
  );
});
afterAll(() => rmSync(project, { recursive: true }));

const run = (...args: string[]) => promisify(execFile)(process.execPath, [bootstrap, ...args]);

test('missing dependencies are installed, with a line of progress, and the script runs', async () => {
  const { stdout, stderr } = await run(join(project, 'exit.ts'), '0');
  expect(stderr).toMatch(/✔ dependencies +npm ci +\d+ s/);
  expect(existsSync(join(project, 'node_modules/leaf'))).toBe(true);
  expect(stdout).toBe('ran\n');
});

test('dependencies that are there are not installed again', async () => {
  const { stderr } = await run(join(project, 'exit.ts'), '0');
  expect(stderr).toBe('');
});

test('a dependency in another version than the lock file names is installed again', async () => {
  file('node_modules/.package-lock.json', '{"packages": {"node_modules/leaf": {"version": "0.9.0"}}}');
  const { stderr } = await run(join(project, 'exit.ts'), '0');
  expect(stderr).toContain('✔ dependencies');
});

test('the exit code of the script is the exit code of the whole', async () => {
  await expect(run(join(project, 'exit.ts'), '3')).rejects.toMatchObject({ code: 3, stdout: 'ran\n' });
});

test('a signal is passed on, and the script decides what it means', async () => {
  const child = spawn(process.execPath, [bootstrap, join(project, 'wait.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([7, null]);
});

test('a failed installation ends with npm’s exit code and what npm said', async () => {
  rmSync(join(project, 'node_modules'), { recursive: true });
  file('package.json', '{"name": "project", "dependencies": {"other": "1.0.0"}}');
  await expect(run(join(project, 'exit.ts'), '0')).rejects.toMatchObject({
    code: expect.any(Number),
    stdout: '',
    stderr: expect.stringMatching(/npm ci failed with exit code \d+:\n.*in sync/s),
  });
});
