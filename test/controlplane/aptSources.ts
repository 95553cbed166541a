/** One entry of apt's sources, of either format. Field names are in lower case, as in "signed-by". */
export type AptSource = {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  readonly options: ReadonlyMap<string, string>;
};

/** The entries for binary packages in a file of the one-line format (`*.list`). */
export function parseOneLine(text: string): AptSource[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[(?<options>[^\]]*)\]\s*)?(?<rest>[^#]*)/.exec(line)?.groups;
    const [uri, suite, ...components] = words(match?.rest);
    if (!uri || !suite) return [];
    const options = words(match?.options).map((option): [string, string] => {
      const at = option.indexOf('=');
      return [option.slice(0, at).toLowerCase(), option.slice(at + 1)];
    });
    return [{ uris: [uri], suites: [suite], components, options: new Map(options) }];
  });
}

/** The enabled entries for binary packages in a file of the deb822 format (`*.sources`). */
export function parseDeb822(text: string): AptSource[] {
  const stanzas = text.replace(/^#.*\n?/gm, '').split(/\n\s*\n/);
  return stanzas.map(fieldsOf).flatMap((fields) => {
    const list = (name: string) => words(fields.get(name));
    if (!list('types').includes('deb') || fields.get('enabled')?.toLowerCase() === 'no') return [];
    return [{ uris: list('uris'), suites: list('suites'), components: list('components'), options: fields }];
  });
}

// Exact names: "bookworm-security" lies on another host, "bookworm-pgdg" is someone else's archive.
const DEBIAN_SUITES =
  /^(?:stable|oldstable|oldoldstable|testing|unstable|sid|bullseye|bookworm|trixie|forky|duke)\/?$/;
const KEPT_OPTIONS = ['Signed-By', 'Trusted', 'Check-Valid-Until'];

/**
 * A deb822 file that offers Debian's `suite`, binary packages and sources, from the mirrors that `sources`
 * already uses for Debian, with their keys. Empty when there is none.
 */
export function debianMirrorSources(sources: readonly AptSource[], suite: string): string {
  const mirrors = sources.filter(
    ({ suites, components }) =>
      suites.some((name) => DEBIAN_SUITES.test(name)) && components.includes('main'),
  );
  const stanzas = mirrors.map(({ uris, options }) =>
    [
      'Types: deb deb-src',
      `URIs: ${uris.join(' ')}`,
      `Suites: ${suite}`,
      'Components: main',
      ...KEPT_OPTIONS.flatMap((name) => {
        const value = options.get(name.toLowerCase());
        return value === undefined ? [] : [`${name}: ${value}`];
      }),
    ].join('\n'),
  );
  return [...new Set(stanzas)].map((stanza) => `${stanza}\n`).join('\n');
}

/** The fields of a stanza. Continuation lines stay as they are: a key may be written out in them. */
function fieldsOf(stanza: string): Map<string, string> {
  const fields = stanza.matchAll(/^([A-Za-z-]+):[ \t]*(.*(?:\n[ \t].*)*)/gm);
  return new Map(
    [...fields].map(([, name, value]) => [(name as string).toLowerCase(), (value as string).trim()]),
  );
}

const words = (text: string | undefined) => (text ?? '').split(/\s+/).filter((word) => word !== '');
