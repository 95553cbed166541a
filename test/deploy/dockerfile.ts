/** A Dockerfile, read; and its first stage carried out in a folder, where there is no docker. */
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { run } from '../controlplane/run.ts';

/** One instruction of a stage, its lines joined: `RUN`, `npm ci …`. */
export type Instruction = { name: string; text: string };
export type Stage = { from: string; instructions: Instruction[] };

/** The stages of a Dockerfile; what stands before the first one is left out. Pure. */
export function stagesOf(dockerfile: string): Stage[] {
  const lines = dockerfile
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const stages: Stage[] = [];
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const [, name = '', text = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') stages.push({ from: text, instructions: [] });
    else stages.at(-1)?.instructions.push({ name, text });
  }
  return stages;
}

/** The texts of one instruction, such as `USER`. Pure. */
export const textsOf = (stage: Stage | undefined, name: string): string[] =>
  (stage?.instructions ?? []).filter((one) => one.name === name).map(({ text }) => text);

/** The last text of one instruction in exec form, such as `ENTRYPOINT ["node"]`. Pure. */
export const wordsOf = (stage: Stage | undefined, name: string): string[] =>
  JSON.parse(textsOf(stage, name).at(-1) ?? '[]') as string[];

/** Whether the builder is sent the path, by lines that are paths or `*`, of which the last that fits counts. Pure. */
export const isSent = (dockerignore: string, path: string): boolean => {
  const lines = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const fits = (name: string) => name === '*' || path === name || path.startsWith(`${name}/`);
  const last = lines.findLast((line) => fits(line.replace(/^!/, '')));
  return last === undefined || last.startsWith('!');
};

/**
 * Carries out COPY and RUN of a stage in `folder`, which stands for its WORKDIR.
 *
 * @param context the folder that the builder is sent
 * @throws Error for an instruction that is none of these, or a file that .dockerignore holds back
 */
export async function carryOut(stage: Stage, context: string, folder: string): Promise<void> {
  const ignore = await readFile(join(context, '.dockerignore'), 'utf8');
  const copy = async (source: string, target: string) => {
    if (!isSent(ignore, source)) throw new Error(`COPY ${source}: .dockerignore holds it back`);
    const to = target.endsWith('/') ? join(folder, target, basename(source)) : join(folder, target);
    const filter = (path: string) => isSent(ignore, relative(context, path));
    await cp(join(context, source), to, { recursive: true, filter });
  };
  await mkdir(folder, { recursive: true });
  for (const { name, text } of stage.instructions) {
    const words = text.split(/\s+/);
    if (name === 'COPY') for (const source of words.slice(0, -1)) await copy(source, words.at(-1) ?? '');
    else if (name === 'RUN') await run('sh', ['-c', text], { cwd: folder });
    else if (name !== 'WORKDIR') throw new Error(`${name}: no step that this knows`);
  }
}
