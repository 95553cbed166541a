/**
 * The floor of a burst, and of a restart: the calls that nobody can do without, with nothing decided.
 *
 *     node floor.ts burst <facts>    for each job that a watch shows: intent, create, id, status; eight at a time
 *     node floor.ts list <facts>     lists and parses all objects, and makes the calls to the cloud that it is told
 *
 * The facts are JSON, or the name of a file that holds it.
 */
import { readFileSync } from 'node:fs';
import { HttpMethod, KubeConfig, RequestContext } from '@kubernetes/client-node';
import { type Dispatcher, request } from 'undici';
import type { Resource } from '../../operator/runtime/object.ts';
import { sdkDate, sign } from '../simulator/signer.ts';
import { type AskedCall, type CloudFacts, GROUP } from './lab.ts';

export type FloorFacts = {
  kubeconfig: string;
  namespace: string;
  plurals?: readonly string[];
  /** Calls to make of clouds, one after the other in each: those that the operator has made. */
  lists?: readonly { cloud: CloudFacts; calls: readonly AskedCall[] }[];
  cloud: CloudFacts;
};

const [, , task = '', text = ''] = process.argv;
// Ten thousand calls are too long for an argument.
const facts = JSON.parse(text.startsWith('{') ? text : readFileSync(text, 'utf8')) as FloorFacts;
const AT_ONCE = 8;

const config = new KubeConfig();
config.loadFromFile(facts.kubeconfig);
const server = config.getCurrentCluster()?.server ?? '';
const context = new RequestContext(server, HttpMethod.GET);
await config.applySecurityAuthentication(context);
const dispatcher = context.getDispatcher() as Dispatcher;
const signedIn = context.getHeaders();
const limits = { headersTimeout: 0, bodyTimeout: 0, allowH2: false };

const kube = (method: string, path: string, body?: object, type = 'application/json') =>
  request(server + path, {
    ...{ method: method as Dispatcher.HttpMethod, dispatcher, ...limits },
    headers: { ...signedIn, 'content-type': type },
    ...(body && { body: JSON.stringify(body) }),
  });

async function json<T>(answer: ReturnType<typeof request>): Promise<T> {
  const { statusCode, body } = await answer;
  if (statusCode >= 300) throw new Error(`${statusCode}: ${await body.text()}`);
  return (await body.json()) as T;
}

function cloudCall<T>(
  { url, projectId, ...key }: CloudFacts,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const target = path.startsWith('/v1/') ? path : `/v2/${projectId}${path}`;
  const sent = body ? JSON.stringify(body) : '';
  const headers = body ? { 'content-type': 'application/json' } : {};
  const signing = { ...key, date: sdkDate(Date.now()) };
  const signed = sign({ method, target, headers, body: Buffer.from(sent) }, signing);
  return json<T>(
    request(url + target, {
      method: method as Dispatcher.HttpMethod,
      headers: signed.headers,
      ...(sent && { body: sent }),
    }),
  );
}

const patch = (path: string, operations: object[]) =>
  kube('PATCH', path, operations, 'application/json-patch+json');

/** As long as what the operator writes. */
const PADDING = 'x'.repeat(200);

async function workOff({ metadata, spec }: Resource): Promise<void> {
  const { namespace, name, uid } = metadata;
  const path = `${GROUP}/namespaces/${namespace}/trainingjobs/${name}`;
  const remoteName = `${name}-${uid.slice(0, 8)}-1`;
  const annotation = 'modelarts.huaweicloud.com~1create-intent';
  await json(
    patch(path, [
      { op: 'add', path: '/metadata/finalizers', value: ['modelarts.huaweicloud.com/finalizer'] },
      {
        op: 'add',
        path: '/metadata/annotations',
        value: { 'modelarts.huaweicloud.com/create-intent': `${remoteName} ${PADDING}` },
      },
    ]),
  );
  const { metadata: made } = await cloudCall<{ metadata: { id: string } }>(
    facts.cloud,
    'POST',
    '/training-jobs',
    {
      kind: 'job',
      metadata: { name: remoteName, description: PADDING },
      algorithm: {
        code_dir: '/ml-bucket/resnet/',
        boot_file: '/ml-bucket/resnet/train.py',
        engine: {
          engine_name: 'PyTorch',
          engine_version: 'pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64',
        },
        environments: spec.environments,
      },
      spec: { resource: { flavor_id: 'modelarts.vm.gpu.v100', node_count: 1 } },
    },
  );
  await json(
    patch(path, [
      { op: 'test', path: `/metadata/annotations/${annotation}`, value: `${remoteName} ${PADDING}` },
      {
        op: 'add',
        path: '/metadata/annotations/modelarts.huaweicloud.com~1remote-id',
        value: JSON.stringify({ id: made.id, uid }),
      },
    ]),
  );
  const time = new Date().toISOString().replace(/\.\d+/, '');
  const condition = (type: string) => ({
    type,
    status: 'False',
    reason: 'Waiting',
    message: PADDING,
    lastTransitionTime: time,
  });
  const status = {
    ...{ phase: 'Creating', observedGeneration: 1, remote: { id: made.id, name: remoteName } },
    conditions: [condition('Ready'), condition('Reconciling'), condition('Stalled')],
  };
  const whole = {
    apiVersion: 'modelarts.huaweicloud.com/v1alpha1',
    kind: 'TrainingJob',
    metadata: { namespace, name },
    status,
  };
  await json(
    kube('PATCH', `${path}/status?fieldManager=floor&force=true`, whole, 'application/apply-patch+yaml'),
  );
}

async function burst(): Promise<void> {
  const waiting: Resource[] = [];
  let working = 0;
  const next = () => {
    while (working < AT_ONCE && waiting.length > 0) {
      const object = waiting.shift();
      if (!object) return;
      working += 1;
      void workOff(object).finally(() => {
        working -= 1;
        next();
      });
    }
  };
  const path = `${GROUP}/namespaces/${facts.namespace}/trainingjobs`;
  const listed = await json<{ metadata: { resourceVersion: string } }>(kube('GET', path));
  const { body } = await kube('GET', `${path}?watch=true&resourceVersion=${listed.metadata.resourceVersion}`);
  say('all kinds are watched');
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { type, object } = JSON.parse(line) as { type: string; object: Resource };
      if (type === 'ADDED') waiting.push(object);
      next();
    }
  }
}

async function list(): Promise<void> {
  for (const plural of facts.plurals ?? []) {
    let token: string | undefined;
    do {
      const query = `limit=500${token ? `&continue=${encodeURIComponent(token)}` : ''}`;
      const page = await json<{ items: object[]; metadata: { continue?: string } }>(
        kube('GET', `${GROUP}/${plural}?${query}`),
      );
      token = page.metadata.continue;
    } while (token);
  }
  await Promise.all((facts.lists ?? []).map(({ cloud, calls }) => replay(cloud, calls)));
  say('listed');
}

/** Searches have their page in the body: they are asked for one page after the other. */
async function replay(cloud: CloudFacts, calls: readonly AskedCall[]): Promise<void> {
  let offset = 0;
  for (const { method, path, operation } of calls) {
    const body = operation === 'searchTrainingJobs' ? { limit: 50, offset: offset++ } : undefined;
    await cloudCall(cloud, method, sorted(path.replace(/^\/v2\/[^/]+/, '')), body);
  }
}

/** Signed as they are sent, so sent in the order in which they are signed. */
function sorted(path: string): string {
  const [bare = '', query] = path.split('?');
  return query === undefined ? bare : `${bare}?${query.split('&').sort().join('&')}`;
}

function say(msg: string): void {
  process.stderr.write(`${JSON.stringify({ msg })}\n`);
}

await (task === 'list' ? list() : burst());
