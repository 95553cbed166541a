import { expect, test } from 'vitest';
import { debianMirrorSources, parseDeb822, parseOneLine } from './aptSources.ts';

const rendered = (...lines: string[]) => [...lines, ''].join('\n');
const main = (uri: string, ...more: string[]) =>
  rendered('Types: deb deb-src', `URIs: ${uri}`, 'Suites: bookworm', 'Components: main', ...more);

test.each([
  ['a plain line', 'deb http://mirror/debian bookworm main contrib', main('http://mirror/debian')],
  [
    'options in brackets, of which the key is kept',
    'deb [ arch=amd64 signed-by=/usr/share/keyrings/debian.gpg ] https://mirror/debian stable main # ours',
    main('https://mirror/debian', 'Signed-By: /usr/share/keyrings/debian.gpg'),
  ],
  [
    'two suites of one mirror, which is named once',
    'deb http://mirror/debian bookworm main\ndeb http://mirror/debian bookworm-updates main\n' +
      'deb http://mirror/debian trixie main',
    main('http://mirror/debian'),
  ],
  ['a commented line, which is no mirror', '# deb http://mirror/debian bookworm main', ''],
  ['a line for sources only, which is no mirror by itself', 'deb-src http://mirror/debian bookworm main', ''],
  ['the security archive, which lacks the rest', 'deb http://mirror/security bookworm-security main', ''],
  ['someone else’s archive', 'deb https://packages.example.com/apt sdk-bookworm main', ''],
  ['someone else’s component', 'deb https://download.example.com/linux/debian bookworm stable', ''],
  ['another distribution', 'deb http://archive.example.com/ubuntu noble main', ''],
  ['an empty file', '', ''],
])('one-line format: %s', (_, text, expected) => {
  expect(debianMirrorSources(parseOneLine(text), 'bookworm')).toBe(expected);
});

test.each([
  [
    'a stanza with several suites and comments',
    '# snapshot\nTypes: deb\n# why\nURIs: http://mirror/debian\nSuites: trixie trixie-updates\nComponents: main\n',
    main('http://mirror/debian'),
  ],
  [
    'a mirror list',
    'Types: deb deb-src\nURIs: mirror+file:///etc/apt/mirrors/debian.list\nSuites: bookworm\nComponents: main\n',
    main('mirror+file:///etc/apt/mirrors/debian.list'),
  ],
  [
    'a key written out over several lines',
    'Types: deb\nURIs: http://mirror/debian\nSuites: bookworm\nComponents: main\nSigned-By:\n' +
      ' -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----\n',
    main(
      'http://mirror/debian',
      'Signed-By: -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBF\n -----END PGP PUBLIC KEY BLOCK-----',
    ),
  ],
  [
    'the second of two stanzas',
    'Types: deb\nURIs: http://other/node\nSuites: nodistro\nComponents: main\n\n' +
      'Types: deb\nURIs: http://mirror/debian\nSuites: stable\nComponents: main\nTrusted: yes\n',
    main('http://mirror/debian', 'Trusted: yes'),
  ],
  [
    'a disabled stanza, which is no mirror',
    'Enabled: no\nTypes: deb\nURIs: http://mirror/debian\nSuites: bookworm\nComponents: main\n',
    '',
  ],
])('deb822 format: %s', (_, text, expected) => {
  expect(debianMirrorSources(parseDeb822(text), 'bookworm')).toBe(expected);
});
