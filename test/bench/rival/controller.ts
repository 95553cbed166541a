/**
 * What one writes first: a controller of TrainingJobs made the usual way from the packages that the operator uses too.
 * An informer per namespace, one work queue, a pass and a timer per object, a GET of the remote job in each pass.
 *
 *     node controller.ts <facts>
 *
 * It does what such a controller has to do, and nothing needlessly: no object is worked on twice at a time, its own
 * writes cause no pass, the answer to a create saves a GET, status is written only when it differs, calls to the cloud
 * keep their connections, failures are tried again later and later. Intervals and requests at once are the operator's
 * defaults. It lacks a lease, intents and look-ups after a crash, references, Secrets, attempts, deadlines, a throttle.
 * Kubernetes is called by the package as it comes, which makes a connection for each call; with `pooled` the calls
 * share one pool, for which the package has no setting.
 */
import { isDeepStrictEqual } from 'node:util';
import type { KubernetesListObject, KubernetesObject, RequestContext } from '@kubernetes/client-node';
import {
  CustomObjectsApi,
  KubeConfig,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import PQueue from 'p-queue';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import { caller } from '../../simulator/caller.ts';
import type { CloudFacts } from '../lab.ts';

/** The namespaces that it serves, each with the cloud of its jobs. */
export type RivalFacts = {
  kubeconfig: string;
  pooled?: boolean;
  places: readonly { namespace: string; cloud: CloudFacts }[];
};

type Training = Resource<TrainingJobSpec> & KubernetesObject;
type Job = { metadata: { id: string; name: string }; status: { phase: string } };

/** What is known of an object: its job's id as soon as the create is answered; the timer while it rests. */
type Known = {
  readonly send: ReturnType<typeof caller>;
  object: Training;
  id?: string | undefined;
  timer?: NodeJS.Timeout | undefined;
  failures: number;
};

const facts = JSON.parse(process.argv[2] ?? '') as RivalFacts;
const FINALIZER = 'modelarts.huaweicloud.com/finalizer';
const TYPE = { group: 'modelarts.huaweicloud.com', version: 'v1alpha1', plural: 'trainingjobs' };
const MERGE = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
const IN_FLIGHT = ['Creating', 'Pending', 'Running', 'Terminating'];
const [POLL_MS, IDLE_POLL_MS, RETRY_MS] = [10_000, 60_000, 1_000];

class PooledConfig extends KubeConfig {
  #pool: ReturnType<RequestContext['getDispatcher']>;

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context);
    this.#pool ??= context.getDispatcher();
    if (this.#pool) context.setDispatcher(this.#pool);
  }
}

const config = facts.pooled ? new PooledConfig() : new KubeConfig();
config.loadFromFile(facts.kubeconfig);
const api = config.makeApiClient(CustomObjectsApi);
const queue = new PQueue({ concurrency: 8 });
const everyone = new Map<string, Known>();

async function call({ send }: Known, method: string, path = '', body?: object): Promise<Job> {
  const answer = await send(method, `/training-jobs${path}`, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

const snake = (text: string) =>
  text.replace(/"(\w+)":/g, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

function requestOf({ metadata, spec: { algorithm, resource, logExportPath } }: Training): object {
  const { engine, environments = [], ...program } = algorithm ?? {};
  const sent = { kind: 'job', algorithm: program, spec: { resource, logExportPath } };
  const body = JSON.parse(snake(JSON.stringify(sent))) as typeof sent;
  const values = Object.fromEntries(environments.map(({ name, value }) => [name, value]));
  const chosen = { engine_name: engine?.name, engine_version: engine?.version };
  return {
    ...body,
    metadata: { name: `${metadata.name}-${metadata.uid.slice(0, 8)}` },
    algorithm: { ...body.algorithm, engine: chosen, environments: values },
  };
}

const place = ({ metadata: { namespace, name } }: Training) => ({ ...TYPE, namespace, name });
const finalize = (object: Training, finalizers: string[]): Promise<unknown> =>
  api.patchNamespacedCustomObject({ ...place(object), body: { metadata: { finalizers } } }, MERGE);

/** Makes the job or looks at it, and tells after how many milliseconds to look again. */
async function keep(known: Known): Promise<number> {
  const { object } = known;
  const { finalizers = [], generation } = object.metadata;
  if (!finalizers.includes(FINALIZER)) await finalize(object, [...finalizers, FINALIZER]);
  known.id ??= object.status?.remote?.id;
  const job = await (known.id
    ? call(known, 'GET', `/${known.id}`)
    : call(known, 'POST', '', requestOf(object)));
  const { id, name } = job.metadata;
  known.id = id;
  const { phase } = job.status;
  const accepted = {
    type: 'Ready',
    status: 'True',
    reason: 'Accepted',
    message: 'ModelArts accepted the job',
  };
  const conditions = object.status?.conditions ?? [
    { ...accepted, lastTransitionTime: new Date().toISOString() },
  ];
  const status = { phase, observedGeneration: generation, remote: { id, name }, conditions };
  if (!isDeepStrictEqual(object.status, status))
    await api.patchNamespacedCustomObjectStatus({ ...place(object), body: { status } }, MERGE);
  return IN_FLIGHT.includes(phase) ? POLL_MS : IDLE_POLL_MS;
}

/** Stops the job, deletes it, lets the object go. */
async function remove(known: Known): Promise<number> {
  const { object, id = object.status?.remote?.id } = known;
  const job = id && (await call(known, 'GET', `/${id}`).catch(unlessGone));
  if (job && IN_FLIGHT.includes(job.status.phase)) {
    if (job.status.phase !== 'Terminating')
      await call(known, 'POST', `/${id}/actions`, { action_type: 'terminate' });
    return POLL_MS;
  }
  if (job) await call(known, 'DELETE', `/${id}`);
  const { finalizers = [] } = object.metadata;
  if (finalizers.includes(FINALIZER))
    await finalize(
      object,
      finalizers.filter((one) => one !== FINALIZER),
    );
  return IDLE_POLL_MS;
}

function unlessGone(error: Error): undefined {
  if (!error.message.includes('ModelArts.2775')) throw error;
}

async function pass(known: Known): Promise<void> {
  const { deletionTimestamp, name, uid } = known.object.metadata;
  let dueMs: number;
  try {
    dueMs = await (deletionTimestamp ? remove(known) : keep(known));
    known.failures = 0;
  } catch (error) {
    say(`${name}: ${error}`);
    dueMs = Math.min(IDLE_POLL_MS, RETRY_MS * 2 ** known.failures++);
  }
  const deletedMeanwhile = !deletionTimestamp && known.object.metadata.deletionTimestamp;
  if (everyone.has(uid)) schedule(known, deletedMeanwhile ? 0 : dueMs);
}

function schedule(known: Known, dueMs: number): void {
  clearTimeout(known.timer);
  known.timer = setTimeout(() => {
    known.timer = undefined;
    void queue.add(() => pass(known));
  }, dueMs);
}

async function watch({ namespace, cloud }: RivalFacts['places'][number]): Promise<void> {
  const send = caller(cloud);
  const path = `/apis/${TYPE.group}/${TYPE.version}/namespaces/${namespace}/${TYPE.plural}`;
  const informer = makeInformer<Training>(
    config,
    path,
    (): Promise<KubernetesListObject<Training>> => api.listNamespacedCustomObject({ ...TYPE, namespace }),
  );
  informer.on('add', (object) => {
    const known = { send, object, failures: 0 };
    everyone.set(object.metadata.uid, known);
    schedule(known, 0);
  });
  informer.on('update', (object) => {
    const known = everyone.get(object.metadata.uid);
    if (!known) return;
    known.object = object;
    // Nothing else that a person changes reaches a job that was made.
    if (object.metadata.deletionTimestamp && known.timer) schedule(known, 0);
  });
  informer.on('delete', ({ metadata: { uid } }) => {
    clearTimeout(everyone.get(uid)?.timer);
    everyone.delete(uid);
  });
  informer.on('error', (error) => {
    say(`watch of ${namespace}: ${error}`);
    setTimeout(() => void informer.start(), RETRY_MS);
  });
  await informer.start();
}

function say(msg: string): void {
  process.stderr.write(`${JSON.stringify({ msg })}\n`);
}

await Promise.all(facts.places.map(watch));
say('all kinds are watched');
