/** Where benchmarks are run: a real API server, simulators and the operator as users get it, each a process of its own. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Rest } from '../../operator/kube/rest.ts';
import type { Resource } from '../../operator/runtime/object.ts';
import type { SimulatorOptions } from '../../operator/simulator/simulator.ts';
import { type ControlPlane, startControlPlane } from '../controlplane/controlPlane.ts';
import { installCrds } from '../support/crds.ts';
import { Child, root } from './child.ts';

/** Where a simulator is, and who may sign. */
export type CloudFacts = { url: string; projectId: string; accessKey: string; secretKey: string };
export type AskedCall = { method: string; path: string; operation: string };
export type Counts = Readonly<Record<string, number>>;

/** A simulator. */
export type Cloud = CloudFacts & { readonly child: Child; counts(): Promise<Counts> };

export const GROUP = '/apis/modelarts.huaweicloud.com/v1alpha1';
const { signal } = new AbortController();
const AT_ONCE = 32;

/** Raised so high that it never makes anybody wait; the requests at once stay what they are by default. */
export const UNTHROTTLED = ['--rate', '10000', '--burst', '10000'] as const;

/** Says what is going on, where a person may be waiting. */
export const note = (line: string): void => console.error(line);

export class Lab implements AsyncDisposable {
  readonly plane: ControlPlane;
  readonly rest: Rest;
  readonly #clouds: Cloud[] = [];

  private constructor(plane: ControlPlane) {
    this.plane = plane;
    this.rest = new Rest({ kubeconfig: plane.kubeconfig, timeoutMs: 60_000, userAgent: 'bench' });
  }

  static async open(): Promise<Lab> {
    compile();
    const lab = new Lab(await startControlPlane({ log: note }));
    await installCrds(lab.rest);
    return lab;
  }

  async cloud(options: Pick<SimulatorOptions, 'durations' | 'behaviours'> = {}): Promise<Cloud> {
    const child = new Child(join(import.meta.dirname, 'cloud.ts'), [JSON.stringify(options)]);
    const facts = await child.ask<CloudFacts>('facts');
    const cloud = { ...facts, child, counts: () => child.ask<Counts>('counts') };
    this.#clouds.push(cloud);
    return cloud;
  }

  /** A namespace whose objects go to `cloud`. */
  async namespace(name: string, { url, projectId, accessKey, secretKey }: CloudFacts): Promise<void> {
    if (name !== 'default')
      await this.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    await this.create(`/api/v1/namespaces/${name}/secrets`, {
      ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'huawei' } },
      stringData: { accessKey, secretKey },
    });
    await this.create(`${GROUP}/namespaces/${name}/accounts`, {
      ...{ apiVersion: 'modelarts.huaweicloud.com/v1alpha1', kind: 'Account', metadata: { name: 'default' } },
      spec: {
        endpoint: url,
        region: 'cn-north-4',
        projectId,
        credentials: { secretRef: { name: 'huawei' } },
      },
    });
  }

  create = <T = Resource>(path: string, body: object): Promise<T> =>
    this.rest.json<T>({ method: 'POST', path, body, signal });

  get = <T = Resource>(path: string, query: Record<string, string> = {}): Promise<T> =>
    this.rest.json<T>({ method: 'GET', path, query, signal });

  /** Creates all of them, several at once. */
  async apply(objects: readonly (readonly [path: string, body: object])[]): Promise<void> {
    await atOnce(AT_ONCE, objects, ([path, body]) => this.create(path, body));
  }

  /** Takes all objects of a kind out of a namespace, whatever finalizers say: only while no operator runs. */
  async wipe(plural: string, namespace: string): Promise<void> {
    const path = `${GROUP}/namespaces/${namespace}/${plural}`;
    const { items } = await this.get<{ items: Resource[] }>(path);
    await atOnce(AT_ONCE, items, ({ metadata: { name } }) =>
      this.rest.json({
        ...{ method: 'PATCH', path: `${path}/${name}`, signal },
        ...{ contentType: 'application/merge-patch+json', body: { metadata: { finalizers: null } } },
      }),
    );
    await this.rest.json({ method: 'DELETE', path, signal });
  }

  /** The compiled operator with default settings but for `flags`; resolves when it has started. */
  async operator(flags: readonly string[] = []): Promise<Child> {
    const endpoints = this.#clouds.map(({ url }) => url).join(',');
    const common = ['--kubeconfig', this.plane.kubeconfig, '--metrics-port', 'off'];
    const args = ['run', ...common, ...(endpoints ? ['--allowed-endpoints', endpoints] : []), ...flags];
    const child = new Child(join(root, 'dist/main.js'), args, shippedFlags(), shippedEnv());
    await child.says('operator started');
    return child;
  }

  /** The same, when it leads and knows all objects. */
  async leading(flags: readonly string[] = []): Promise<Child> {
    const child = await this.operator(flags);
    await child.says('all kinds are watched');
    return child;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.rest.close();
    await Promise.all(this.#clouds.map(({ child }) => child.stop('SIGKILL')));
    await this.plane.stop();
  }
}

/** What the image tells glibc. */
function shippedEnv(): Record<string, string> {
  const image = readFileSync(join(root, 'Dockerfile'), 'utf8');
  return Object.fromEntries(
    [...image.matchAll(/(MALLOC_\w+)=(\d+)/g)].map(([, name, value]) => [name, value]),
  );
}

/** What the image starts Node with. */
function shippedFlags(): string[] {
  const [, line = '[]'] = /^ENTRYPOINT (.*)$/m.exec(readFileSync(join(root, 'Dockerfile'), 'utf8')) ?? [];
  return (JSON.parse(line) as string[]).filter((word) => word.startsWith('--'));
}

/** Compiles what users get in the image: without that each start would strip types from hundreds of files. */
function compile(): void {
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'prepack'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the operator could not be compiled: ${stderr}`);
}

/** Runs `work` over all items, `most` at a time. */
export async function atOnce<T>(
  most: number,
  items: Iterable<T>,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = left.next(); !next.done; next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: most }, worker));
}

/**
 * What the API server tells of a kind in a namespace, until `done` says that it is enough. A watch that the server ends,
 * as it does with one that cannot keep up with a burst, is begun again where it ended.
 */
export async function watchUntil(
  lab: Lab,
  { plural, namespace, resourceVersion }: { plural: string; namespace: string; resourceVersion: string },
  done: (object: Resource, type: string) => boolean,
): Promise<void> {
  const path = `${GROUP}/namespaces/${namespace}/${plural}`;
  let from = resourceVersion;
  while (true) {
    const query = { watch: 'true', resourceVersion: from };
    for await (const line of lab.rest.lines({ method: 'GET', path, query, signal }, 600_000)) {
      const { type, object } = JSON.parse(line) as { type: string; object: Resource };
      if (type === 'ERROR') throw new Error(`the watch of ${plural} in ${namespace} was refused: ${line}`);
      if (done(object, type)) return;
      from = object.metadata.resourceVersion;
    }
  }
}
