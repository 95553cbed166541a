/** The objects that a Model names. Pure. */
import type { Step } from '../../runtime/kind.ts';
import type { Resource } from '../../runtime/object.ts';
import type { Reference } from '../../runtime/references.ts';
import { accountReference } from '../account/index.ts';
import type { TrainingJobSpec } from '../trainingjob/spec.gen.ts';
import type { Source } from './request.ts';
import type { ModelSpec } from './spec.gen.ts';

const JOB = 'spec.source.trainingJobRef';

/** The Account, and the TrainingJob whose output it is made from: that has to be Complete, and may go once it was used. */
export function references({ metadata, spec }: Resource<ModelSpec>): Reference[] {
  const { namespace } = metadata;
  const account = accountReference(namespace, spec.accountRef);
  const { trainingJobRef } = spec.source ?? {};
  if (!trainingJobRef) return [account];
  const to = { plural: 'trainingjobs', kind: 'TrainingJob', key: { namespace, name: trainingJobRef.name } };
  return [account, { field: JOB, to, needs: 'Complete', check: (other) => withoutOutput(spec, other) }];
}

/** What the model is made from. */
export function sourceOf({ source }: ModelSpec, referred: ReadonlyMap<string, Resource>): Source {
  const job: Resource<TrainingJobSpec> | undefined = referred.get(JOB);
  if (!job) return { location: source?.location };
  const folder = outputOf(source, job) ?? '';
  const path = source?.trainingJobRef?.path ?? '';
  return {
    location: path ? `${folder.replace(/\/$/, '')}/${path}` : folder,
    jobId: job.status?.remote?.id,
  };
}

function withoutOutput({ source }: ModelSpec, job: Resource<TrainingJobSpec>): Step | undefined {
  if (outputOf(source, job) !== undefined) return undefined;
  const wanted = source?.trainingJobRef?.output;
  const problem = wanted === undefined ? 'name one of its outputs' : `there is no output "${wanted}"`;
  const names = outputsOf(job).map(({ name }) => name);
  const has = names.length > 0 ? `has ${names.join(', ')}` : 'has none';
  const message = `${JOB}.output: ${problem}; TrainingJob "${job.metadata.name}" ${has}`;
  return { step: 'stuck', reason: 'OutputMissing', message };
}

function outputOf(source: ModelSpec['source'], job: Resource<TrainingJobSpec>) {
  const outputs = outputsOf(job);
  const wanted = source?.trainingJobRef?.output;
  const found = wanted === undefined ? outputs : outputs.filter(({ name }) => name === wanted);
  return found.length === 1 ? found[0]?.url : undefined;
}

const outputsOf = ({ spec }: Resource<TrainingJobSpec>) =>
  (spec.algorithm?.outputs ?? []).map(({ name, remote }) => ({ name, url: remote.obs.obsUrl }));
