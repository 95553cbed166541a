import { describe, expect, test } from 'vitest';
import { news, report, sizeText } from '../../../operator/kinds/model/report.ts';
import type { Model } from '../../../operator/modelarts/model.ts';
import type { CommonStatus } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';

type Parts = Pick<Partial<Model>, 'status' | 'content' | 'image' | 'sizeBytes' | 'installTypes'>;

const REMOTE = { remote: { id: 'm-1', attempt: 1 } };
const held = (change: Parts = {}) => ({
  ...{ id: 'm-1', name: 'resnet', version: '1.0.0', status: 'published', description: '', markedText: '' },
  ...{ installTypes: [], content: {}, ...change },
});
const fieldsOf = (change: Parts, status?: CommonStatus) => report(thing({}, status), held(change)).fields;

describe('a report', () => {
  test('has what a read by the id tells, and whether services can use it', () => {
    const content = { sourceLocation: '/bucket/model/', sourceJobId: 'j-1' };
    const told = { image: 'swr/models/m-1:1.0.0', sizeBytes: 5_012_312, installTypes: ['real-time'] };
    expect(report(thing(), held({ content, ...told }))).toEqual({
      phase: 'published',
      fields: {
        ...{
          modelName: 'resnet',
          modelVersion: '1.0.0',
          sourceLocation: '/bucket/model/',
          sourceJobId: 'j-1',
        },
        ...{ imageAddress: 'swr/models/m-1:1.0.0', size: '5.0 MB', installType: ['real-time'] },
      },
      ready: { status: 'True', reason: 'Published', message: 'services can use the model' },
    });
  });

  test('of a model that is being made has no size, and no image', () => {
    const { fields, ready } = report(thing(), held({ status: 'building', sizeBytes: 0 }));
    expect(fields).toMatchObject({ size: undefined, imageAddress: undefined });
    expect(ready).toMatchObject({ status: 'False', reason: 'Publishing' });
  });

  test('leaves what a list does not tell as it was told', () => {
    const kept = Object.keys(fieldsOf({}, REMOTE));
    for (const field of ['sourceLocation', 'sourceJobId', 'imageAddress']) expect(kept).not.toContain(field);
  });

  test.each([
    ['another model', { remote: { id: 'm-0', attempt: 1 } }, {}],
    ['the same one, which is made anew', REMOTE, { status: 'building' }],
  ])('takes back the image of %s', (_words, status, change) => {
    expect(fieldsOf(change, status)).toHaveProperty('imageAddress', undefined);
  });

  test('writes and orders the kinds of services alike, however a read and a list have them', () => {
    const installTypes = ['realtime', 'batch', 'edge'];
    expect(fieldsOf({ installTypes })).toEqual(fieldsOf({ installTypes: ['edge', 'real-time', 'batch'] }));
    expect(fieldsOf({ installTypes }).installType).toEqual(['batch', 'edge', 'real-time']);
  });

  test('bounds what it takes from answers', () => {
    const content = { sourceLocation: 'x'.repeat(5_000), sourceJobId: 7 };
    const { sourceLocation, ...rest } = fieldsOf({ content, installTypes: Array(40).fill('edge') });
    expect([sourceLocation, rest.installType]).toEqual(['x'.repeat(1_024), Array(16).fill('edge')]);
    expect(rest.sourceJobId).toBeUndefined();
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [12_345, '12 kB'],
  [1_234_567_890, '1.2 GB'],
  [9e15, '9000 TB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeText(bytes)).toBe(words);
});

describe('that it is published', () => {
  test.each([
    ['is told when it was being made before', 'building', 'published', ['Published']],
    ['is told once', 'published', 'published', []],
    ['is told when it was never seen before it was', undefined, 'published', ['Published']],
    ['is not told of one that failed', 'building', 'building_failed', []],
  ])('%s', (_words, phase, status, reasons) => {
    const before = thing({}, { ...REMOTE, ...(phase && { phase }) });
    expect(news(before, held({ status })).map(({ reason }) => reason)).toEqual(reasons);
  });
});
