// Usage: node test/bootstrap.mjs <script.ts> [arguments]
//
// Installs the dependencies if they are missing or not those of package-lock.json, then runs the script with the
// Node that npm brought, and ends as it ends. This file has to run on whatever Node the machine has (16 or later).
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Whether node_modules holds what package-lock.json names. npm leaves the list of what it installed in
 * node_modules/.package-lock.json: each of ours must be there in the same version, unless it is optional (for
 * another platform). Times of files say nothing after a `git clone`.
 */
function isInstalled() {
  const wanted = packages('package-lock.json');
  const present = packages('node_modules/.package-lock.json');
  return Object.keys(wanted).every((path) => {
    if (path === '') return true;
    return present[path] ? present[path].version === wanted[path].version : wanted[path].optional;
  });
}

function packages(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** Runs `npm ci`, showing one line of progress. Resolves with its exit code; what it says is shown if it fails. */
async function install() {
  const out = process.stderr;
  const begun = Date.now();
  const elapsed = () => `${Math.round((Date.now() - begun) / 1000)} s`;
  const line = (text) => out.write(out.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
  const draw = () => line(`… ${'dependencies'.padEnd(22)}  npm ci  ${elapsed()}`);
  draw();
  const timer = setInterval(draw, out.isTTY ? 1_000 : 30_000);
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] };
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], options);
  let said = '';
  const listen = (chunk) => {
    said += chunk;
  };
  npm.stdout.on('data', listen);
  npm.stderr.on('data', listen);
  const code = await exitCode(npm);
  clearInterval(timer);
  line(`${code === 0 ? '✔' : '✘'} ${'dependencies'.padEnd(22)}  ${'npm ci'.padEnd(56)}  ${elapsed()}`);
  if (out.isTTY) out.write('\n');
  if (code !== 0) out.write(`npm ci failed with exit code ${code}:\n${said}\n`);
  return code;
}

/** The exit code of a child as a shell would tell it: 128 and the signal's number if one ended it. */
function exitCode(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${child.spawnfile} could not be started: ${error.message}\n`);
      resolve(127);
    });
    child.once('close', (code, signal) => resolve(code === null ? 128 + constants.signals[signal] : code));
  });
}

function nodeProgram() {
  const brought = join(root, 'node_modules/.bin/node');
  return existsSync(brought) ? brought : process.execPath;
}

async function main(args) {
  if (!isInstalled()) {
    const code = await install();
    if (code !== 0) return code;
  }
  const child = spawn(nodeProgram(), args, { stdio: 'inherit' });
  // Ctrl-C reaches the child too; when it is over, and with what exit code, the child decides.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return exitCode(child);
}

process.exitCode = await main(process.argv.slice(2));
