import { describe, expect, test } from 'vitest';
import { factsOf, firstWish } from '../../../operator/kinds/modelservice/facts.ts';
import type { Held } from '../../../operator/kinds/modelservice/held.ts';
import type { ModelServiceSpec } from '../../../operator/kinds/modelservice/spec.gen.ts';
import type { Resolved } from '../../../operator/kinds/modelservice/wanted.ts';
import { untoldHash } from '../../../operator/kinds/modelservice/wanted.ts';
import type { CommonStatus, Metadata } from '../../../operator/runtime/object.ts';
import { RECONCILE_AT } from '../../../operator/runtime/policy.ts';
import { context, held, MARKER, NOON, object, PLAIN, settledAt, told } from './services.ts';
import { batch, ofTwo, rolling, variant, withFields } from './specs.ts';

const PACES = { pollMs: 10, idleMs: 60 };
const MINUTE = 60_000;
type Variant = ModelServiceSpec['variants'][number];
type Parts = { status?: CommonStatus | undefined; metadata?: Partial<Metadata>; nowMs?: number };
const facts = (
  spec: ModelServiceSpec,
  parts: Partial<Held> = {},
  { status, metadata, nowMs = NOON }: Parts = {},
) => factsOf(object(spec, status, metadata), held(parts), context({ nowMs }), PACES);
const at = (minutes: number) => new Date(NOON + minutes * MINUTE).toISOString();

describe('an edit', () => {
  test.each([
    ['is one until the service was seen to be as wanted', undefined, true],
    ['is none afterwards', settledAt(2), false],
    ['is a newer one', settledAt(1), true],
  ])('%s', (_sentence, status, isEdited) => {
    expect(facts(withFields(), {}, { status, metadata: { generation: 2 } }).isEdited).toBe(isEdited);
  });
});

describe('past its schedule', () => {
  test.each<[string, Partial<Held>, CommonStatus | undefined, boolean]>([
    ['is not one without', {}, undefined, false],
    ['is not one that has time left', { dueAtMs: NOON + 1 }, undefined, false],
    ['is one whose time has come', { dueAtMs: NOON }, undefined, true],
    ['is one of which only status still says it', {}, { stopsAt: at(-1) }, true],
    ['is not one that began anew', { dueAtMs: NOON + 1 }, { stopsAt: at(-1) }, false],
  ])('%s', (_sentence, parts, status, isPast) => {
    expect(
      facts(withFields(), { status: 'stopped', ...parts }, { ...(status && { status }) }).isPastSchedule,
    ).toBe(isPast);
  });
});

test('it was suspended, or about to be, by the condition of that name', () => {
  const conditions = ['True', 'False'].map((status) => [
    { type: 'Suspended', status, reason: 'r', message: 'm', lastTransitionTime: at(0) } as const,
  ]);
  const suspended = conditions.map(
    (one) => facts(withFields(), {}, { status: { conditions: one } as CommonStatus }).wasSuspended,
  );
  expect([...suspended, facts(withFields()).wasSuspended]).toEqual([true, true, false]);
});

describe('while a reference is waited for', () => {
  const unresolved = { step: 'wait', reason: 'SecretMissing', message: 'm' } as const;

  test.each([
    ['a service', ofTwo()],
    ['a roll-out', rolling()],
    ['a batch', batch()],
  ])('nothing of %s is compared', (_sentence, spec) => {
    const { change, rollout, failedUpdate, ...seen } = facts(spec, { resolved: unresolved, variants: [] });
    expect([change, rollout, failedUpdate, seen.unresolved]).toEqual([
      undefined,
      undefined,
      undefined,
      unresolved,
    ]);
  });

  test('nothing is compared before it was looked at', () => {
    expect(facts(ofTwo(), { resolved: undefined, variants: [] }).change).toBeUndefined();
  });
});

describe('what ModelArts does not tell back', () => {
  const secret = withFields({ serviceSecrets: [{ secretId: 's', mountPath: '/s' }] });
  const hash = untoldHash(firstWish(object(secret), PLAIN, MARKER), 'uid-1') as string;

  test('is as it was sent when the hash of it is in status', () => {
    expect(facts(secret, {}, { status: { applied: hash } }).change).toBeUndefined();
  });

  test('is as it was created when the intent of the create has the hash', () => {
    const { change } = factsOf(object(secret), held(), context({ values: { untold: hash } }), PACES);
    expect(change).toBeUndefined();
  });

  test.each([
    ['has been edited', { applied: 'other' }],
    ['was never sent', {}],
  ])('is sent when it %s, and then noted', (_sentence, status) => {
    const { change, noted, differing } = facts(secret, {}, { status });
    expect(change).toMatchObject({ type: 'update', body: { service_secrets: [{ secretId: 's' }] } });
    expect(noted).toEqual({ applied: hash });
    expect(differing).toBe('settings that ModelArts does not tell back have been edited');
  });

  test('has another hash for each object, and none where nothing of it is said', () => {
    const want = firstWish(object(secret), PLAIN, MARKER);
    expect(untoldHash(want, 'uid-2')).not.toBe(hash);
    expect(untoldHash(firstWish(object(ofTwo()), PLAIN, MARKER), 'uid-1')).toBeUndefined();
  });

  test('is sent empty where an empty list is said, and left as it is where nothing is', () => {
    const emptied = withFields({ serviceSecrets: [] });
    expect(facts(emptied, {}, { status: { applied: hash } }).change).toMatchObject({
      body: { service_secrets: [] },
    });
    expect(facts(withFields(), {}, { status: { applied: hash } }).change).toBeUndefined();
  });

  test('is also how long an instance may take', () => {
    const timeout = withFields({ variants: [variant('a', { deployTimeoutInSeconds: 60 })] });
    expect(facts(timeout).change).toMatchObject({ body: { config: [{ deploy_timeout_in_seconds: 60 }] } });
  });
});

describe('an update that failed', () => {
  const wanted = withFields({ variants: [variant('a', { instanceCount: 3 })] });
  const tried = (result: string, ...variants: ReturnType<typeof told>[]): Partial<Held> => ({
    lastUpdate: { atMs: NOON, result, variants },
  });
  const same = told('a', { instance_count: 3 });
  const asked = (value: string): Parts => ({ metadata: { annotations: { [RECONCILE_AT]: value } } });

  test.each<[string, Partial<Held>, Parts, boolean]>([
    ['is not tried again', tried('FAIL', same), {}, true],
    [
      'is not, whatever the record does not have',
      tried('FAIL', told('a', { instance_count: 3, additional_properties: { max_surge: 1 } })),
      {},
      true,
    ],
    ['is when a person asks later', tried('FAIL', same), asked(at(1)), false],
    ['is not when a person asked before', tried('FAIL', same), asked(at(-1)), true],
    ['is not by an annotation that is no time', tried('FAIL', same), asked('now'), true],
    ['is when something else is wanted by now', tried('FAIL', told('a', { instance_count: 2 })), {}, false],
    ['is when another model is wanted by now', tried('FAIL', told('c', { instance_count: 3 })), {}, false],
    ['is when the last one served another variant beside', tried('FAIL', same, told('b')), {}, false],
    ['is none when it succeeded', tried('SUCCESS', same), {}, false],
    ['is none while it runs', tried('RUNNING', same), {}, false],
    ['is none when no update is known', {}, {}, false],
  ])('%s', (_sentence, parts, how, isFailed) => {
    const { failedUpdate, change } = facts(wanted, parts, how);
    expect([change?.type, failedUpdate !== undefined]).toEqual(['scale', isFailed]);
    if (isFailed)
      expect(failedUpdate).toMatch(
        /\(tried 2026-01-01T12:00:00\.000Z\).*Correct spec\.variants, or set the annotation/,
      );
  });

  test('is nothing where the service is as wanted all the same', () => {
    expect(facts(wanted, { variants: [same], ...tried('FAIL', same) }).failedUpdate).toBeUndefined();
  });
});

describe('a deployment that failed, where nothing differs', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ['is sent again when a person asks after it', at(1), 'update'],
    ['is not when a person asked before it', at(-1), undefined],
    ['is not without being asked', undefined, undefined],
  ])('%s', (_sentence, asked, change) => {
    const metadata = { annotations: asked === undefined ? {} : { [RECONCILE_AT]: asked } };
    const failed = { atMs: NOON, result: 'FAIL', variants: [told('a')] };
    const seen = facts(withFields(), { status: 'failed', lastUpdate: failed }, { metadata });
    expect(seen.change?.type).toBe(change);
  });
});

describe('a roll-out', () => {
  const first = told('a');
  const ten = [told('a', { weight: 90 }), told('b', { weight: 10 })];
  const begun = facts(rolling(), { variants: [first] }).rollout;
  const weights = (
    variants: ReturnType<typeof told>[],
    parts: Partial<Held> = {},
    rollout?: object,
    nowMs = NOON,
  ) => {
    const status = { ...(rollout && { rollout }) } as CommonStatus;
    return facts(rolling(), { variants, ...parts }, { status, nowMs });
  };

  test('begins with the weights of its first step', () => {
    expect(begun).toMatchObject({ step: 1, weight: 10, state: 'Progressing' });
    const body = { config: [{ weight: 90 }, { weight: 10 }] };
    expect(weights([first]).change).toMatchObject({ type: 'update', body });
  });

  test('waits once both variants serve with them', () => {
    const { rollout, rolloutDueMs, change } = weights(ten, {}, begun);
    expect([rollout?.state, rollout?.since, rolloutDueMs, change]).toEqual([
      'Waiting',
      '2026-01-01T12:00:00Z',
      10 * MINUTE,
      undefined,
    ]);
  });

  test('takes the next weights after the pause', () => {
    const { rollout } = weights(ten, {}, begun);
    const { change } = weights(ten, {}, rollout, NOON + 10 * MINUTE);
    expect(change).toEqual({
      type: 'patch',
      changes: [
        { index: 0, field: 'weight', value: 50 },
        { index: 1, field: 'weight', value: 50 },
      ],
    });
  });

  test.each<[string, Partial<Held>, string | undefined]>([
    [
      'goes back when its variant failed',
      { variants: [first, told('b', { weight: 10, status: 'failed' })] },
      'the variant could not be deployed',
    ],
    [
      'goes back when the whole service failed',
      { variants: ten, status: 'failed', error: 'no card' },
      'the variant could not be deployed: no card',
    ],
    [
      'goes back when the update that brought it failed',
      { variants: [first], lastUpdate: { atMs: NOON, result: 'FAIL', variants: ten } },
      'its deployment has failed',
    ],
    [
      'does not for an update that failed before it began',
      { variants: [first], lastUpdate: { atMs: NOON - 1, result: 'FAIL', variants: ten } },
      undefined,
    ],
    [
      'does not for an update without its variant',
      { variants: [first], lastUpdate: { atMs: NOON, result: 'FAIL', variants: [first] } },
      undefined,
    ],
    [
      'does not for an update that runs',
      { variants: [first], lastUpdate: { atMs: NOON, result: 'RUNNING', variants: ten } },
      undefined,
    ],
    [
      'does not when the other variant failed',
      { variants: [told('a', { status: 'failed' }), told('b')] },
      undefined,
    ],
  ])('%s', (_sentence, parts, why) => {
    const { rollout, change } = weights([], parts, begun);
    expect([rollout?.state, rollout?.message]).toEqual(
      why === undefined ? ['Progressing', undefined] : ['RolledBack', `step 1 of 3 (weight 10): ${why}`],
    );
    if (why === undefined) expect(rollout?.weight).toBe(10);
    else if (parts.variants?.length === 2)
      expect(change).toMatchObject({ body: { config: [{ model_id: 'm-a', weight: 100 }] } });
    else expect(change).toBeUndefined();
  });

  test('that never began does not fail', () => {
    expect(weights([first, told('b', { status: 'failed' })]).rollout?.state).toBe('Progressing');
  });

  test.each<[string, Partial<ModelServiceSpec['variants'][number]>, boolean]>([
    ['another model', { modelId: 'm-c' }, true],
    ['other variables', { envs: [{ name: 'A', value: '1' }] }, true],
    ['more instances', { instanceCount: 4 }, false],
  ])('of %s begins anew: %o, %s', (_sentence, parts, isAnew) => {
    const [stable, canary] = rolling().variants as [Variant, Variant];
    const spec = { ...rolling(), variants: [stable, { ...canary, ...parts }] };
    const rollout = { ...begun, step: 3, weight: 100, state: 'Complete' };
    expect(facts(spec, { variants: ten }, { status: { rollout } as CommonStatus }).rollout?.state).toBe(
      isAnew ? 'Progressing' : 'Complete',
    );
  });

  test('follows a Secret that changes: its hash is what is rolled out, never its value', () => {
    const target = (value: string) => {
      const resolved: Resolved = { ...PLAIN, values: { b: { TOKEN: value } } };
      const spec = rolling();
      spec.variants[1]!.envs = [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }];
      return facts(spec, { resolved, variants: [first] }).rollout?.target;
    };
    expect(target('one')).not.toBe(target('two'));
    expect(target('one')).toMatch(/^[0-9a-f]{12}$/);
  });
});
