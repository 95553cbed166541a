/**
 * Makes `dist`, what is shipped: the operator and all that it needs in one file, but for the simulator, which few load. Node
 * reads one file instead of two thousand, and only what is used of them.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';

/** @kubernetes/client-node signs in, no more: none of its files does anything by being loaded, but for one. */
const IDLE = /client-node\/dist\/(?!polyfill)/;

/** Puts the licences of all that went into the files beside them. */
const licences: Plugin = {
  name: 'licences',
  generateBundle() {
    const packages = new Map<string, string>();
    for (const id of this.getModuleIds()) {
      const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id) ?? [];
      if (folder && !packages.has(folder)) packages.set(folder, licenceOf(folder));
    }
    const source = [...packages.values()].sort().join(`\n${'-'.repeat(80)}\n`);
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENCES.txt', source });
  },
};

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const files = globSync('{licen[cs]e,LICEN[CS]E,License}*', { cwd: folder }).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return `${name} ${version} (${license})\n\n${texts.join('\n\n') || 'The package brings no text of it.'}\n`;
}

// biome-ignore lint/style/noDefaultExport: the tool asks for it
export default defineConfig({
  input: { main: join(dirname(import.meta.filename), 'operator/main.ts') },
  platform: 'node',
  // Node keeps the text of what it has loaded, twice as large where one letter of it is none of ASCII's.
  output: { dir: 'dist', format: 'esm', cleanDir: true, charset: 'ascii', comments: false },
  treeshake: { moduleSideEffects: (id) => !IDLE.test(id) },
  plugins: [licences],
});
