import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Apt, openApt } from './apt.ts';
import { run } from './run.ts';

/** What a build needs: scratch space (2 GB), where the result goes, and who hears of each step. */
export type BuildOptions = {
  readonly scratch: string;
  readonly folder: string;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
};

/** The Kubernetes version of Debian 12's source package. */
export const DEBIAN_KUBERNETES = '1.20.2';
/** Counted up when what is built changes, so that nobody goes on with what an older recipe left in the cache. */
export const RECIPE = 2;
const SUITE = 'bookworm';
const PACKAGES = ['golang-1.19-go', 'golang-1.19-src', 'golang-github-modern-go-reflect2-dev', 'etcd-server'];

/**
 * Builds kube-apiserver 1.20.2 from Debian's source package, and takes etcd 3.4 from Debian: about two minutes
 * on a fast machine, six on a slow one, needing nothing but a Debian mirror. `folder` is complete or absent,
 * `scratch` is removed. Assumes that no one else uses `scratch` meanwhile.
 */
export async function buildFromDebian({ scratch, folder, log, signal }: BuildOptions): Promise<void> {
  const step = (number: number, what: string) =>
    log(`building kube-apiserver ${DEBIAN_KUBERNETES}, some minutes, once (${number} of 4): ${what}`);
  await rm(scratch, { recursive: true, force: true });
  try {
    step(1, 'fetching sources, Go and etcd from the Debian mirror');
    const apt = await openApt(join(scratch, 'apt'), SUITE, signal);
    await apt.fetch({ binary: PACKAGES, source: 'kubernetes' });
    step(2, 'unpacking');
    const tree = await unpack(apt, scratch, signal);
    step(3, 'generating the OpenAPI definitions');
    await generateOpenApi(tree);
    step(4, 'compiling');
    await compile(tree);
    const result = join(scratch, 'result');
    await rename(join(tree.root, 'usr/bin/etcd'), join(result, 'etcd'));
    await rename(result, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Fetches Debian's kubectl (1.20.2) into `folder`, which is complete or absent. */
export async function fetchDebianKubectl({ scratch, folder, log, signal }: BuildOptions): Promise<void> {
  log('fetching kubectl from the Debian mirror');
  await rm(scratch, { recursive: true, force: true });
  try {
    const apt = await openApt(join(scratch, 'apt'), SUITE, signal);
    await apt.fetch({ binary: ['kubernetes-client'] });
    await apt.unpack(join(scratch, 'root'));
    await mkdir(join(scratch, 'result'));
    await rename(join(scratch, 'root/usr/bin/kubectl'), join(scratch, 'result/kubectl'));
    await rename(join(scratch, 'result'), folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

type Tree = {
  readonly scratch: string;
  readonly root: string;
  readonly source: string;
  /** Runs a program in the source tree, with Go's environment. */
  readonly exec: (command: string, ...args: string[]) => Promise<string>;
  readonly go: string;
};

async function unpack(apt: Apt, scratch: string, signal: AbortSignal | undefined): Promise<Tree> {
  const root = join(scratch, 'root');
  const source = join(scratch, 'go/src/k8s.io/kubernetes');
  await apt.unpack(root);
  await mkdir(source, { recursive: true });
  await mkdir(join(scratch, 'result'));
  await mkdir(join(scratch, 'tmp'));
  await run('tar', ['-xf', apt.sourceArchive(), '-C', source, '--strip-components=1'], { signal });
  // The vendored version crashes map encoding under Go 1.18 and later.
  const reflect2 = join(source, 'vendor/github.com/modern-go/reflect2');
  await rm(reflect2, { recursive: true });
  await cp(join(root, 'usr/share/gocode/src/github.com/modern-go/reflect2'), reflect2, { recursive: true });
  for (const file of VALIDATORS) await repairValidator(join(source, file));

  const goroot = join(root, 'usr/lib/go-1.19');
  const env = {
    PATH: process.env.PATH,
    HOME: scratch,
    GOROOT: goroot,
    GOPATH: join(scratch, 'go'),
    GOCACHE: join(scratch, 'gocache'),
    GOTMPDIR: join(scratch, 'tmp'),
    GO111MODULE: 'off',
    CGO_ENABLED: '0',
  };
  const exec = (command: string, ...args: string[]) => run(command, args, { cwd: source, env, signal });
  return { scratch, root, source, exec, go: join(goroot, 'bin/go') };
}

const VALIDATORS = [
  'vendor/k8s.io/kube-openapi/pkg/validation/validate/type.go',
  'vendor/github.com/go-openapi/validate/type.go',
];
const COMPARISON = ' || reflect.DeepEqual(reflect.Zero(reflect.TypeOf(data)), reflect.ValueOf(data))';

/**
 * Takes a comparison out that never held with the Go of 2021, and since Go 1.18 takes each empty string for null:
 * the server would refuse `message: ""` in a custom resource, which no release of Kubernetes does.
 */
async function repairValidator(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (!text.includes(COMPARISON)) throw new Error(`${file} is not the source of ${DEBIAN_KUBERNETES}`);
  await writeFile(file, text.replace(COMPARISON, ''));
}

/** Makes the one generated file that the source archive lacks. */
async function generateOpenApi({ scratch, exec, go }: Tree): Promise<void> {
  const generator = join(scratch, 'openapi-gen');
  await exec(go, 'build', '-o', generator, 'k8s.io/kubernetes/vendor/k8s.io/kube-openapi/cmd/openapi-gen');
  const marked = await exec(
    'grep',
    ...['-rlE', '--include=*.go', '--exclude-dir=code-generator', '--exclude-dir=sample-apiserver'],
    ...['^// *\\+k8s:openapi-gen=true', 'pkg', 'staging/src'],
  );
  await exec(
    generator,
    ...['--logtostderr', '-i', openApiPackages(marked).join(',')],
    ...['-p', 'k8s.io/kubernetes/pkg/generated/openapi', '-O', 'zz_generated.openapi'],
    ...['-h', 'hack/boilerplate/boilerplate.generatego.txt', '-r', join(scratch, 'violations')],
  );
}

/** The import paths of the packages that `files` (paths in the source tree, one a line) belong to. */
export function openApiPackages(files: string): string[] {
  const folders = files
    .trim()
    .split('\n')
    .map((file) => file.slice(0, file.lastIndexOf('/')));
  const paths = folders.map((folder) => `k8s.io/kubernetes/${folder.replace(/^staging\/src\//, 'vendor/')}`);
  return [...new Set(paths)].sort();
}

/** Compiles the server. The tag leaves the old cloud providers out, which is a quarter of the work. */
async function compile({ scratch, exec, go }: Tree): Promise<void> {
  const [major, minor] = DEBIAN_KUBERNETES.split('.');
  const version = { gitVersion: `v${DEBIAN_KUBERNETES}`, gitMajor: major, gitMinor: minor };
  // The server answers /version from the one package and --version from the other.
  const stamps = ['client-go/pkg/version', 'component-base/version'].flatMap((folder) =>
    Object.entries(version).map(
      ([name, value]) => `-X k8s.io/kubernetes/vendor/k8s.io/${folder}.${name}=${value}`,
    ),
  );
  const output = join(scratch, 'result/kube-apiserver');
  const flags = ['-tags', 'providerless', '-ldflags', `-s -w ${stamps.join(' ')}`, '-o', output];
  await exec(go, 'build', ...flags, 'k8s.io/kubernetes/cmd/kube-apiserver');
}
