import { expect, test } from 'vitest';
import { privateConfiguration } from './apt.ts';
import { openApiPackages } from './debianBuild.ts';

const dump = [
  'APT "";',
  'APT::Architecture "amd64";',
  'APT::Architectures:: "amd64";',
  'APT::Update::Post-Invoke:: "rm -f /var/cache/apt/archives/*.deb || true";',
  'Dir::State "var/lib/apt";',
  'Acquire::http::Proxy "http://proxy:3128/";',
  'DPkg::Post-Invoke:: "touch /somewhere";',
  '',
].join('\n');

test('the machine’s way to its mirrors is kept: architecture and proxy', () => {
  const configuration = privateConfiguration(dump, '/scratch');
  expect(configuration).toContain('APT::Architecture "amd64";\n');
  expect(configuration).toContain('Acquire::http::Proxy "http://proxy:3128/";\n');
});

test('the machine’s hooks and places are not kept', () => {
  const configuration = privateConfiguration(dump, '/scratch');
  expect(configuration).not.toMatch(/Post-Invoke|var\/lib\/apt"/);
  expect(configuration).toContain('Dir::State "/scratch/state";\n');
  expect(configuration).toContain('Dir::Etc::parts "/dev/null";\n');
});

test('marked files become the import paths of their packages, each once, staged ones below vendor', () => {
  const files =
    'staging/src/k8s.io/api/core/v1/doc.go\nstaging/src/k8s.io/api/core/v1/types.go\npkg/apis/abac/v0/doc.go\n';
  expect(openApiPackages(files)).toEqual([
    'k8s.io/kubernetes/pkg/apis/abac/v0',
    'k8s.io/kubernetes/vendor/k8s.io/api/core/v1',
  ]);
});
