/** What status says of a ModelService. Pure. */
import type { ServiceVariant } from '../../modelarts/serviceVariant.ts';
import type { News, PlanContext, Report, Suspension } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import { GROUP } from '../../runtime/object.ts';
import { appliedOf, factsOf } from './facts.ts';
import type { Held } from './held.ts';
import type { Facts } from './plan.ts';
import { abnormal } from './plan.ts';
import type { ModelServiceSpec } from './spec.gen.ts';
import { hashOf } from './wanted.ts';

type Spec = Resource<ModelServiceSpec>;

const MAX_VARIANTS = 16;
const MAX_NODES = 32;
const MAX_TEXT = 1024;
/** Of what is told of each variant or node. */
const MAX_WORDS = 128;

/** Whether it serves is one thing (`Ready`), whether it is as wanted another (the step of the plan). */
export function report(object: Spec, service: Held, context: PlanContext): Report {
  const { spec, metadata } = object;
  const { status, variants, accessAddress, progress, error } = service;
  const facts = factsOf(object, service, context, { pollMs: 0, idleMs: 0 });
  const names = namesOf(object, service);
  const suspended = suspensionOf(facts);
  const end = facts.isBatch ? endOf(facts, suspended) : undefined;
  return {
    phase: clipped(status || undefined),
    fields: {
      url: accessAddress?.slice(0, MAX_TEXT),
      progress: status === 'deploying' && progress !== undefined ? `${progress}%` : undefined,
      variantSummary: summaryOf(names, variants),
      instances: instancesOf(service),
      replicas: replicasOf(spec, names, service),
      selector: `${GROUP}/modelservice=${metadata.name}`,
      message: error?.slice(0, MAX_TEXT),
      stopsAt: stopsAt(object, service),
      // Where the references have not been resolved, as in the pass that adopts, nothing has been compared.
      syncedGeneration:
        service.resolved && isAsWanted(facts) ? metadata.generation : object.status?.syncedGeneration,
      applied: appliedOf(object, context),
      variants: variants.slice(0, MAX_VARIANTS).map((variant) => shown(object, names, variant)),
      nodes: nodesOf(variants),
      connectionWrittenTo: spec.writeConnectionTo,
      rollout: spec.rollout ? (facts.rollout ?? object.status?.rollout) : undefined,
    },
    ready: readiness(object, service),
    ...(end && { end }),
    ...(suspended && { suspended }),
  };
}

/** One that has stopped need not tell any more that its schedule was why: the plan goes by that. */
function stopsAt({ status: before }: Spec, { status, dueAtMs }: Held): unknown {
  if (dueAtMs !== undefined) return new Date(dueAtMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return status === 'stopping' || status === 'stopped' ? before?.stopsAt : undefined;
}

const STOPPED: Suspension = {
  status: 'True',
  reason: 'Stopped',
  message: 'the service is stopped until spec.running is not false any more',
};

const STOPPING: Suspension = {
  status: 'False',
  reason: 'Stopping',
  message: 'the service is being stopped, as spec.running is false',
};

const STARTING: Suspension = {
  status: 'False',
  reason: 'Starting',
  message: 'the service is started again, as spec.running is not false any more',
};

/** From the wish to stop until it has been started again: what stands still in between was not stopped by others. */
function suspensionOf({ status, running, wasSuspended }: Facts): Suspension | undefined {
  if (running === false) return status === 'stopped' ? STOPPED : status === 'failed' ? undefined : STOPPING;
  return wasSuspended && (status === 'stopping' || status === 'stopped') ? STARTING : undefined;
}

function readiness({ spec, status: before }: Spec, { status, error, progress }: Held): Report['ready'] {
  if (spec.inferType === 'batch')
    return { status: 'True', reason: 'Accepted', message: 'ModelArts has accepted the batch service' };
  const said = error ? `: ${error.slice(0, MAX_TEXT)}` : '';
  const served = before?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;
  const how = progress === undefined ? '' : `, ${progress} %`;
  switch (status) {
    case 'running':
      return { status: 'True', reason: 'Running', message: 'the service answers' };
    case 'concerning':
      return {
        status: 'True',
        reason: 'InstancesAbnormal',
        message: `the service answers, but ${abnormal(error)}`,
      };
    case 'failed':
      return { status: 'False', reason: 'DeploymentFailed', message: `ModelArts could not deploy it${said}` };
    case 'deploying':
      return served
        ? {
            status: 'True',
            reason: 'Updating',
            message: 'what it was before answers until the new one is up',
          }
        : { status: 'False', reason: 'Deploying', message: `ModelArts deploys it${how}` };
    case 'stopped':
      return { status: 'False', reason: 'Stopped', message: 'the service is stopped' };
    default:
      return {
        status: 'False',
        reason: 'Changing',
        message: `the service is ${status || 'in no state yet'}`,
      };
  }
}

/** It runs, and nothing is to be changed: what differs later has been changed by somebody else. */
const isAsWanted = ({ status, unresolved, change, rollout }: Facts): boolean =>
  status === 'running' && !unresolved && !change && (rollout === undefined || rollout.state === 'Complete');

/** A batch service comes to its end once, whatever becomes of its record. */
function endOf({ status, error }: Facts, suspended: Suspension | undefined): Report['end'] {
  if (status === 'finished')
    return { type: 'Complete', reason: 'Finished', message: 'the batch service has worked through its data' };
  if (status === 'failed')
    return { type: 'Failed', reason: 'BatchFailed', message: error || 'ModelArts gives no reason' };
  if (status === 'stopped' && !suspended) return STOPPED_EXTERNALLY;
  return undefined;
}

const STOPPED_EXTERNALLY: Report['end'] = {
  type: 'Failed',
  reason: 'StoppedExternally',
  message:
    'the batch service was stopped in ModelArts, but not by this object; to run it again, make a new object',
};

/** `stable 90,canary 10`, in the order of the cloud. */
function summaryOf(names: ReadonlyMap<string, string>, variants: readonly ServiceVariant[]) {
  const words = variants.map(({ weight, ...variant }) => {
    const name = names.get(variant.modelId) ?? variant.modelName ?? variant.modelId;
    return weight === undefined ? name : `${name} ${weight}`;
  });
  return words.length > 0 ? words.join(',').slice(0, MAX_TEXT) : undefined;
}

/** The variants of the spec by the models that they serve, as far as this pass or the one before knows them. */
function namesOf({ spec, status }: Spec, { resolved }: Held): ReadonlyMap<string, string> {
  const told = (status?.variants ?? []) as { name?: string; modelId?: string }[];
  const ids = resolved && !('step' in resolved) ? resolved.modelIds : {};
  const known = told.flatMap(({ name, modelId }) => (name && modelId ? [[modelId, name] as const] : []));
  const now = spec.variants.flatMap(({ name, modelId = ids[name] }) =>
    modelId === undefined ? [] : [[modelId, name] as const],
  );
  return new Map([...known, ...now]);
}

/** Answers tell the state of a variant, not of its instances: those of one that runs are taken to serve. */
function instancesOf({ status, variants }: Held): string | undefined {
  if (variants.length === 0) return undefined;
  const count = (some: readonly ServiceVariant[]) =>
    some.reduce((sum, { instanceCount = 1 }) => sum + instanceCount, 0);
  const serves = status === 'running' || status === 'concerning' || status === 'deploying';
  return `${serves ? count(variants.filter((one) => one.status === 'running')) : 0}/${count(variants)}`;
}

/** Of the variant that scaling acts on, as the cloud has it. */
function replicasOf(spec: ModelServiceSpec, names: ReadonlyMap<string, string>, { variants }: Held) {
  const target = spec.scaleTarget ?? (spec.variants.length === 1 ? spec.variants[0]?.name : undefined);
  return variants.find(({ modelId }) => names.get(modelId) === target)?.instanceCount;
}

function shown({ metadata }: Spec, names: ReadonlyMap<string, string>, variant: ServiceVariant) {
  const { modelId, modelName, modelVersion, weight, instanceCount, specification, status, envs } = variant;
  const values = Object.fromEntries(Object.entries(envs).map(([name, value]) => [name, value.reveal()]));
  return {
    name: names.get(modelId),
    modelId: clipped(modelId),
    model: clipped(modelName && modelVersion ? `${modelName} ${modelVersion}` : modelName),
    ...{ weight, instanceCount },
    specification: clipped(specification),
    status: clipped(status || undefined),
    environmentHash: Object.keys(values).length > 0 ? hashOf(metadata.uid, values) : undefined,
  };
}

function nodesOf(variants: readonly ServiceVariant[]) {
  const nodes = variants.flatMap((variant) => variant.nodes).slice(0, MAX_NODES);
  if (nodes.length === 0) return undefined;
  return nodes.map(({ id, name, instanceStatus, predictUrl }) => ({
    id: clipped(id),
    name: clipped(name),
    status: clipped(instanceStatus),
    url: clipped(predictUrl, 2 * MAX_WORDS),
  }));
}

const clipped = (text: string | undefined, limit = MAX_WORDS) => text?.slice(0, limit);

/** Changes of its state, and what ModelArts tells of a deployment. */
export function news({ status: before }: Spec, { status, error, news: told = [] }: Held): News[] {
  const said = error ? `: ${error.slice(0, MAX_TEXT)}` : '';
  const words = WORDS[status];
  const isNew = before?.phase !== status && words !== undefined;
  return [
    ...(isNew ? [{ ...words, message: `${words.message}${status === 'running' ? '' : said}` }] : []),
    ...told,
  ];
}

const WORDS: Record<string, News> = {
  deploying: { type: 'Normal', reason: 'Deploying', message: 'ModelArts deploys the service' },
  running: { type: 'Normal', reason: 'Running', message: 'The service answers' },
  concerning: { type: 'Warning', reason: 'InstancesAbnormal', message: 'Some instances are not well' },
  failed: { type: 'Warning', reason: 'DeploymentFailed', message: 'ModelArts could not deploy the service' },
  stopped: { type: 'Normal', reason: 'Stopped', message: 'The service is stopped' },
  finished: { type: 'Normal', reason: 'Finished', message: 'The batch service has worked through its data' },
};
