/**
 * After all tests: what operators really called in them against what `iam-policy` asks for. A call that is not declared fails
 * the run; so does one that is declared and was never made, where the whole suite ran.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { RecordedCalls } from './calls.ts';
import { verdictOn } from './callsVerdict.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the worlds of this run leave what operators called in them. */
    callsFolder: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'modelarts-calls-'));
  project.provide('callsFolder', folder);
  return async () => {
    const whole = await isWhole(project);
    const problems = verdictOn(await recorded(folder), whole);
    await rm(folder, { recursive: true });
    // Vitest tells what a teardown throws, and ends with an exit code that says so.
    if (problems.length > 0)
      throw new Error(`iam-policy and the calls of this run disagree: ${problems.join('; ')}`);
  };
}

const recorded = async (folder: string): Promise<RecordedCalls[]> =>
  Promise.all(
    (await readdir(folder)).map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8'))),
  );

/** True when every file ran, unfiltered, and nothing failed: only then a call that is missing says something. */
async function isWhole({ vitest }: TestProject): Promise<boolean> {
  if (vitest.config.testNamePattern) return false;
  const ran = vitest.state.getTestModules();
  const all = await vitest.globTestSpecifications();
  return ran.length === all.length && ran.every((module) => module.ok());
}
