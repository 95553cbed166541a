import { describe, expect, test } from 'vitest';
import { references, sourceOf } from '../../../operator/kinds/model/references.ts';
import type { ModelSpec } from '../../../operator/kinds/model/spec.gen.ts';
import type { TrainingJobSpec } from '../../../operator/kinds/trainingjob/spec.gen.ts';
import type { Resource } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';
import { modelSpec, templateSpec } from './specs.ts';

type Wanted = NonNullable<NonNullable<ModelSpec['source']>['trainingJobRef']>;

const FIELD = 'spec.source.trainingJobRef';
const from = (parts: Partial<Wanted> = {}) =>
  modelSpec({ source: { trainingJobRef: { name: 'resnet', ...parts } } });
const model = (spec: ModelSpec): Resource<ModelSpec> => ({ ...thing({ name: 'm' }), spec });

/** A TrainingJob with these outputs: folders by name. */
function job(outputs: Record<string, string>): Resource<TrainingJobSpec> {
  const listed = Object.entries(outputs).map(([name, obsUrl]) => ({ name, remote: { obs: { obsUrl } } }));
  const remote = { id: 'job-1', attempt: 2 };
  return { ...thing({ name: 'resnet' }, { remote }), spec: { algorithm: { outputs: listed } } };
}
const sourceFrom = (spec: ModelSpec, outputs: Record<string, string>) =>
  sourceOf(spec, new Map([[FIELD, job(outputs)]]));
const checked = (spec: ModelSpec, outputs: Record<string, string>) =>
  references(model(spec))[1]?.check?.(job(outputs));

describe('the references of a model', () => {
  test('are the Account, and the TrainingJob in its namespace, which has to be Complete and may go afterwards', () => {
    expect(references(model(from()))).toEqual([
      expect.objectContaining({ field: 'spec.accountRef' }),
      {
        field: FIELD,
        to: { plural: 'trainingjobs', kind: 'TrainingJob', key: { namespace: 'ml', name: 'resnet' } },
        needs: 'Complete',
        check: expect.any(Function),
      },
    ]);
  });

  test.each([
    ['a folder', modelSpec()],
    ['a template', templateSpec()],
  ])('are only the Account where it is made from %s', (_words, spec) => {
    expect(references(model(spec)).map(({ field }) => field)).toEqual(['spec.accountRef']);
  });
});

describe('the source of a model', () => {
  test.each<[string, Partial<Wanted>, Record<string, string>, string]>([
    ['the only output', {}, { out: '/bucket/out/' }, '/bucket/out/'],
    ['the one that is named', { output: 'b' }, { a: '/bucket/a/', b: '/bucket/b/' }, '/bucket/b/'],
    ['a folder below it', { path: 'model/' }, { out: '/bucket/out/' }, '/bucket/out/model/'],
    ['a folder below one without a slash', { path: 'model/' }, { out: '/bucket/out' }, '/bucket/out/model/'],
  ])('is %s, and the job it came from', (_words, wanted, outputs, location) => {
    expect(sourceFrom(from(wanted), outputs)).toEqual({ location, jobId: 'job-1' });
    expect(checked(from(wanted), outputs)).toBeUndefined();
  });

  test('is what the spec says where no job is named, and nothing of a template', () => {
    expect(sourceOf(modelSpec(), new Map())).toEqual({ location: '/bucket/model/' });
    expect(sourceOf(templateSpec(), new Map())).toEqual({ location: undefined });
  });

  test.each<[string, Partial<Wanted>, Record<string, string>, string]>([
    [
      'of that name',
      { output: 'c' },
      { a: '/b/a/', b: '/b/b/' },
      'there is no output "c"; TrainingJob "resnet" has a, b',
    ],
    ['at all', {}, {}, 'name one of its outputs; TrainingJob "resnet" has none'],
    [
      'that is meant',
      {},
      { a: '/b/a/', b: '/b/b/' },
      'name one of its outputs; TrainingJob "resnet" has a, b',
    ],
  ])('is told to be missing where the job has no output %s', (_words, wanted, outputs, said) => {
    expect(checked(from(wanted), outputs)).toEqual({
      step: 'stuck',
      reason: 'OutputMissing',
      message: `${FIELD}.output: ${said}`,
    });
  });
});
