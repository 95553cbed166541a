import { globSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { debianMirrorSources, parseDeb822, parseOneLine } from './aptSources.ts';
import { run } from './run.ts';

/** Debian's archive, read with a configuration of its own: nothing on the system is changed, nobody need be root. */
export type Apt = {
  /** Fetches the files of binary packages and, of source packages, the archive of the original source. */
  fetch(packages: { readonly binary: readonly string[]; readonly source?: string }): Promise<void>;
  /** Unpacks what `fetch` brought of the binary packages into `folder`, as if it were the root of a system. */
  unpack(folder: string): Promise<void>;
  /** The original source that `fetch` brought, a tar file. */
  sourceArchive(): string;
};

/**
 * Opens Debian's `suite` on the mirrors that this machine is configured with; lists and files lie in
 * `directory`. Rejects when this is no Debian machine, or one without a mirror.
 */
export async function openApt(directory: string, suite: string, signal?: AbortSignal): Promise<Apt> {
  const files = join(directory, 'files');
  for (const folder of ['state/lists/partial', 'cache/archives/partial', 'sources', 'files']) {
    await mkdir(join(directory, folder), { recursive: true });
  }
  const sources = debianMirrorSources(configuredSources(), suite);
  if (sources === '') throw new Error(`apt is configured with no mirror of Debian's main archive`);
  await writeFile(join(directory, 'sources', 'debian.sources'), sources);
  const configuration = join(directory, 'apt.conf');
  const dump = await run('apt-config', ['dump'], { signal });
  await writeFile(configuration, privateConfiguration(dump, directory));
  const apt = (...args: string[]) =>
    run('apt-get', args, { cwd: files, env: { ...process.env, APT_CONFIG: configuration }, signal });

  return {
    async fetch({ binary, source }) {
      // Fails as a whole when one of several mirrors lacks sources; whether that matters, the next calls say.
      const problem = await apt('-q', 'update').then(
        () => '',
        (error: Error) => `\n${error.message}`,
      );
      try {
        await apt('-q', 'download', ...binary);
        if (source) await apt('-q', 'source', '--download-only', source);
      } catch (error) {
        signal?.throwIfAborted();
        throw new Error(`${(error as Error).message}${problem}`);
      }
    },
    async unpack(folder) {
      await mkdir(folder, { recursive: true });
      for (const file of globSync('*.deb', { cwd: files })) {
        await run('dpkg-deb', ['--extract', join(files, file), folder], { signal });
      }
    },
    sourceArchive() {
      return join(files, globSync('*.orig.tar.*', { cwd: files })[0] as string);
    },
  };
}

const configuredSources = () => [
  ...globSync('/etc/apt/{sources.list,sources.list.d/*.list}').flatMap((file) =>
    parseOneLine(readFileSync(file, 'utf8')),
  ),
  ...globSync('/etc/apt/sources.list.d/*.sources').flatMap((file) => parseDeb822(readFileSync(file, 'utf8'))),
];

/**
 * An apt configuration that knows how this machine reaches its mirrors (`dump`: `apt-config dump`), but has
 * its sources, state and cache in `directory`, and none of the machine's hooks and pins.
 */
export function privateConfiguration(dump: string, directory: string): string {
  const kept = dump.split('\n').filter((line) => /^(?:Acquire|APT::Architectures?)(?:::| )/.test(line));
  const own = {
    'Dir::Etc::main': '/dev/null',
    'Dir::Etc::parts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': join(directory, 'sources'),
    'Dir::State': join(directory, 'state'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': join(directory, 'cache'),
    'Acquire::Languages': 'none',
    // Root would hand the download to a user who may not write here.
    'APT::Sandbox::User': 'root',
  };
  const lines = Object.entries(own).map(([name, value]) => `${name} "${value}";`);
  return `${[...kept, ...lines].join('\n')}\n`;
}
