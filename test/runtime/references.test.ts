import { beforeEach, describe, expect, test } from 'vitest';
import { Ledger } from '../../operator/runtime/ledger.ts';
import type { CommonStatus, Metadata, Resource } from '../../operator/runtime/object.ts';
import { FINALIZER } from '../../operator/runtime/object.ts';
import type { Reference } from '../../operator/runtime/references.ts';
import { concerns, heldStep, Objects, resolve } from '../../operator/runtime/references.ts';
import { SecretWatches } from '../../operator/runtime/secrets.ts';
import { Store } from '../../operator/runtime/store.ts';
import { wire } from '../../operator/runtime/wiring.ts';
import { HandTime } from './handTime.ts';
import { thing } from './objects.ts';

/** Two kinds: `models` name models and pools in spec.refs, `pools` name nothing. */
const references = ({ metadata, spec }: Resource): Reference[] =>
  ((spec.refs ?? []) as (Partial<Reference> & { plural?: string; name: string })[]).map(
    ({ plural = 'models', name, ...rest }) => ({
      field: `spec.${plural}Ref`,
      to: {
        plural,
        kind: plural === 'models' ? 'Model' : 'Pool',
        key: { namespace: metadata.namespace, name },
      },
      ...rest,
    }),
  );

const condition = (type: string, message = ''): CommonStatus => ({
  conditions: [{ type, status: 'True', reason: 'R', message, lastTransitionTime: '' }],
});

let versions = 0;
const object = (
  name: string,
  refs: object[] = [],
  status?: CommonStatus,
  metadata: Partial<Metadata> = {},
): Resource => {
  versions += 1;
  return {
    ...thing({ name, uid: `uid-${name}`, resourceVersion: String(versions), ...metadata }, status),
    kind: 'Model',
    spec: { refs },
  };
};

let models: Store;
let pools: Store;
let objects: Objects;
let asked: string[];
beforeEach(() => {
  [models, pools, asked] = [new Store(), new Store(), []];
  const kinds = [
    { type: { plural: 'models', kind: 'Model' }, store: models, references },
    { type: { plural: 'pools', kind: 'Pool' }, store: pools },
  ];
  objects = new Objects(kinds);
  const secrets = new SecretWatches({
    cluster: { named: () => ({ list: () => Promise.reject(new Error()), watch: async function* () {} }) },
    time: new HandTime(),
    failed: () => undefined,
    signal: new AbortController().signal,
  });
  const ask = (plural: string) => (key: string) => void asked.push(`${plural} ${key}`);
  wire(
    kinds.map((kind) => ({ ...kind, ask: ask(kind.type.plural) })),
    { objects, watches: { secrets, configMaps: secrets }, ledger: new Ledger() },
  );
});

const told = (of: Resource) => {
  const answer = resolve(objects, of, references(of));
  return 'step' in answer && 'reason' in answer.step
    ? `${answer.step.step} ${answer.step.reason}: ${answer.step.message}`
    : 'resolved';
};

describe('before anything is created, each object that a field names', () => {
  const NEEDS = [{ plural: 'pools', name: 'a100', needs: 'Ready' }];
  const HOLDS = [{ plural: 'pools', name: 'a100', holds: 'until-it-ends' }];
  const CREATED = [{ plural: 'pools', name: 'a100', needs: 'Created' }];
  const remote = { id: 'pool-1', name: 'a100', attempt: 1, account: 'a' };
  const finalizers = [FINALIZER];
  test.each<[string, object[], Resource | undefined, string]>([
    [
      'has to have an id, where that is enough',
      CREATED,
      object('a100', [], condition('Reconciling', 'Pool is created')),
      'wait ReferenceNotReady: spec.poolsRef: Pool "a100" has no id in ModelArts yet: Pool is created',
    ],
    [
      'need not be more than that',
      CREATED,
      object('a100', [], { ...condition('Reconciling'), remote }),
      'resolved',
    ],
    [
      'has to be there',
      NEEDS,
      undefined,
      'wait ReferenceMissing: spec.poolsRef: there is no Pool "a100" in namespace ml yet',
    ],
    [
      'has to be of a kind that is watched',
      [{ plural: 'networks', name: 'net', needs: 'Ready' }],
      undefined,
      'wait KindNotEnabled: spec.networksRef: kind Pool is not enabled in this operator: ask its administrator to add it to --kinds, or do without this field',
    ],
    [
      'may be of a kind that is not, where nothing is needed of it',
      [{ plural: 'networks', name: 'net', holds: 'until-it-ends' }],
      undefined,
      'resolved',
    ],
    [
      'has to be ready; if not, its own words say why',
      NEEDS,
      object('a100', [], condition('Reconciling', '6 of 8 nodes available')),
      'wait ReferenceNotReady: spec.poolsRef: Pool "a100" is not ready: 6 of 8 nodes available',
    ],
    [
      'says nothing when nothing is known of it',
      NEEDS,
      object('a100'),
      'wait ReferenceNotReady: spec.poolsRef: Pool "a100" is not ready',
    ],
    ['may be used once it is', NEEDS, object('a100', [], condition('Ready')), 'resolved'],
    [
      'must not be on its way out',
      NEEDS,
      object('a100', [], condition('Ready'), { deletionTimestamp: 'now' }),
      'wait ReferenceDeleted: spec.poolsRef: Pool "a100" is being deleted',
    ],
    [
      'that has failed will never be complete',
      [{ plural: 'pools', name: 'a100', needs: 'Complete' }],
      object('a100', [], condition('Failed', 'exit code 1')),
      'stuck ReferenceFailed: spec.poolsRef: Pool "a100" has failed: exit code 1',
    ],
    [
      'has to be protected first if it is to be kept',
      HOLDS,
      object('a100'),
      'wait ReferenceNotReady: spec.poolsRef: Pool "a100" has not been looked at yet',
    ],
    ['may be used once it is protected', HOLDS, object('a100', [], undefined, { finalizers }), 'resolved'],
    ['is left to the kind where nothing is needed of it', HOLDS, undefined, 'resolved'],
  ])('%s', (_sentence, refs, pool, expected) => {
    if (pool) pools.put(pool);
    expect(told(object('m', refs))).toBe(expected);
  });

  test('is handed over by field', () => {
    pools.put(object('a100', [], condition('Ready')));
    const of = object('m', NEEDS);
    expect(resolve(objects, of, references(of))).toEqual({
      referred: new Map([['spec.poolsRef', pools.get('ml/a100')]]),
    });
  });

  test('must not wait for the one that names it: a circle is told with its way', () => {
    const ring = ['b', 'c', 'a'].map((next, index) =>
      object(['a', 'b', 'c'][index] as string, [{ name: next, needs: 'Ready' }]),
    );
    for (const one of ring) models.put(one);
    expect(told(ring[0] as Resource)).toBe(
      'stuck ReferenceCycle: spec.modelsRef: in a circle: Model a -> Model b -> Model c -> Model a',
    );
    models.put(object('lone', [{ name: 'a', needs: 'Ready' }]));
    expect(told(models.get('ml/lone') as Resource)).toMatch(/^wait ReferenceNotReady/);
  });
});

describe('an object that is being deleted', () => {
  const inUse = () => {
    const step = heldStep(objects.holdersOf('pools', { namespace: 'ml', name: 'a100' }));
    return step && 'message' in step ? step.message : undefined;
  };
  const user = (name: string, holds: string, status?: CommonStatus, metadata: Partial<Metadata> = {}) =>
    models.put(object(name, [{ plural: 'pools', name: 'a100', holds }], status, metadata));

  test('waits for those that have not ended, and names them', () => {
    user('done', 'until-it-ends', condition('Complete'));
    expect(inUse()).toBeUndefined();
    user('a', 'until-it-ends');
    expect(inUse()).toBe('still in use by Model a: delete it first, or wait for the end');
    for (const name of ['b', 'c', 'd', 'e', 'f', 'g']) user(name, 'until-it-ends');
    expect(inUse()).toContain('Model a, Model b, Model c, Model d, Model e and 2 more: delete them first');
  });

  test('waits for those of which something may exist', () => {
    user('fresh', 'while-it-exists');
    expect(inUse()).toBeUndefined();
    user('done', 'while-it-exists', condition('Complete'), { finalizers: [FINALIZER] });
    expect(inUse()).toBe('still in use by Model done: delete it first');
  });

  test('waits for those of other namespaces that it allows, and names them with it; not for others', () => {
    const key = { namespace: 'ml', name: 'a100' };
    const allowedBy = ({ spec }: Resource) => spec.open === true;
    const to = { plural: 'pools', kind: 'Pool', key };
    for (const namespace of ['ml', 'web'])
      models.put(
        object('a', [{ plural: 'pools', name: 'a100', to, holds: 'until-it-ends', allowedBy }], undefined, {
          namespace,
        }),
      );
    const pool = object('a100', [], undefined, { deletionTimestamp: 'now' });
    asked = [];
    pools.put(pool);
    expect(asked).toEqual(['models ml/a', 'models web/a']);
    expect([inUse(), objects.allowedUsersOf('pools', key)]).toEqual([undefined, []]);
    asked = [];
    models.remove(models.get('web/a') as Resource);
    expect(asked).toEqual([]);
    models.put(
      object('a', [{ plural: 'pools', name: 'a100', to, holds: 'until-it-ends', allowedBy }], undefined, {
        namespace: 'web',
      }),
    );
    pools.put({ ...object('a100', [], undefined, { deletionTimestamp: 'now' }), spec: { open: true } });
    expect(inUse()).toBe('still in use by Model a, Model web/a: delete them first, or wait for the end');
    asked = [];
    models.remove(models.get('web/a') as Resource);
    expect(asked).toEqual(['pools ml/a100']);
  });

  test('does not wait for what names another, in name or namespace', () => {
    user('a', 'until-it-ends', undefined, { namespace: 'elsewhere' });
    expect(inUse()).toBeUndefined();
  });
});

describe('a change of an object asks for passes', () => {
  const settled: CommonStatus = { observedGeneration: 1, conditions: [] };

  test('over those that name it, also when it comes and goes', () => {
    models.put(object('m', [{ plural: 'pools', name: 'a100' }]));
    models.put(object('other', [{ plural: 'pools', name: 'b200' }]));
    asked = [];
    const pool = object('a100');
    pools.put(pool);
    expect(asked).toEqual(['models ml/m']);
    pools.remove(pool);
    expect(asked).toEqual(['models ml/m', 'models ml/m']);
  });

  test('over what it names, when that waits to be protected or to be deleted', () => {
    const refs = [{ plural: 'pools', name: 'a100', holds: 'until-it-ends' }];
    pools.put(object('a100'));
    models.put(object('m', refs));
    expect(asked).toEqual(['pools ml/a100']);
    pools.put(object('a100', [], undefined, { finalizers: [FINALIZER] }));
    asked = [];
    models.put(object('m', refs));
    expect(asked).toEqual([]);
    pools.put(object('a100', [], undefined, { finalizers: [FINALIZER], deletionTimestamp: 'now' }));
    asked = [];
    models.remove(models.get('ml/m') as Resource);
    expect(asked).toEqual(['pools ml/a100']);
  });

  test('over what made it, when it has come, has come to its end, and has gone', () => {
    const owner = { apiVersion: 'v1', kind: 'Pool', name: 'a100', uid: 'uid-a100' };
    const made = (status?: CommonStatus, controller = true) =>
      object('m', [], status, { ownerReferences: [{ ...owner, controller }] });
    models.put(made());
    expect(asked).toEqual(['pools ml/a100']);
    asked = [];
    models.put(made(condition('Ready')));
    expect(asked).toEqual([]);
    models.put(made(condition('Failed')));
    expect(asked).toEqual(['pools ml/a100']);
    models.put(made(condition('Failed')));
    models.put(made(condition('Failed'), false));
    models.remove(models.get('ml/m') as Resource);
    expect(asked).toEqual(['pools ml/a100']);
    models.put(made(condition('Failed')));
    models.remove(models.get('ml/m') as Resource);
    expect(asked).toHaveLength(3);
  });

  const remote = { remote: { id: 'pool-1', attempt: 1 } };
  test.each<[string, CommonStatus | undefined, [Resource, Resource | undefined], boolean]>([
    ['one that is not settled hears of everything', undefined, [object('p'), object('p')], true],
    [
      'one that is stuck hears of everything',
      { ...settled, ...condition('Stalled') },
      [object('p'), object('p')],
      true,
    ],
    ['one that is settled does not hear of a mere status', settled, [object('p'), object('p')], false],
    ['but of a new spec', settled, [object('p', [], undefined, { generation: 2 }), object('p')], true],
    ['of a new remote id', settled, [object('p', [], remote), object('p')], true],
    ['of a deletion', settled, [object('p', [], undefined, { deletionTimestamp: 'now' }), object('p')], true],
    ['and of another object of that name', settled, [object('p'), { ...object('q') }], true],
  ])('%s', (_sentence, status, [now, before], expected) => {
    expect(concerns(object('m', [], status), now, before)).toBe(expected);
  });
});
