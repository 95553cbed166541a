import { describe, expect, test } from 'vitest';
import type { PartsSeen } from '../../../operator/kinds/workflow/part.ts';
import { completeJournal, idsToRead, partPath, settlePart } from '../../../operator/kinds/workflow/part.ts';
import { partsRemoval, partsStatus, partsStep } from '../../../operator/kinds/workflow/parts.ts';
import type { WorkflowSpec } from '../../../operator/kinds/workflow/spec.gen.ts';
import type { Schedule } from '../../../operator/modelarts/schedules.ts';
import type { Subscription } from '../../../operator/modelarts/subscriptions.ts';
import type { PlanContext } from '../../../operator/runtime/kind.ts';
import type { Journal, JournalEntry, Resource } from '../../../operator/runtime/object.ts';
import { JOURNAL } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';

const CRON = '0 0 2 * * ?';
const UUID = 'fa4ac58e-088b-4fd7-ae8c-b36fee50f884';

type Want = Pick<WorkflowSpec, 'schedules' | 'subscription'>;

const nightly = (parts: object = {}) => ({ name: 'nightly', content: { cron: CRON }, ...parts });
const NIGHTLY: Want = { schedules: [nightly()] };
const TOLD: Want = { subscription: { topicUrns: ['urn:smn:b', 'urn:smn:a'], events: ['*:failed'] } };
const BOTH: Want = { ...NIGHTLY, ...TOLD };

const entry = (parts: Partial<JournalEntry> = {}): JournalEntry => ({
  ...{ id: '0123abcd', what: 'create it', seen: UUID, time: '2026-01-01T00:00:00Z', state: 'sent' },
  ...parts,
});
const made = (id: string, seen = UUID) => entry({ state: 'accepted', made: id, seen });

const schedule = (parts: Partial<Schedule> = {}): Schedule => ({
  ...{ id: 's-1', type: 'time', content: { cron: CRON, method: 'fixed' }, enabled: true },
  ...parts,
});
const subscription = (parts: Partial<Subscription> = {}): Subscription => ({
  ...{ id: 'u-1', topicUrns: ['urn:smn:a', 'urn:smn:b'], events: ['*:failed'] },
  ...parts,
});

const seen = (
  schedules: Record<string, Schedule | 'absent'> = {},
  subscriptions: Record<string, Subscription | 'absent'> = {},
): PartsSeen =>
  new Map<string, Schedule | Subscription | 'absent'>([
    ...Object.entries(schedules).map(([id, one]) => [partPath('schedule', id), one] as const),
    ...Object.entries(subscriptions).map(([id, one]) => [partPath('subscription', id), one] as const),
  ]);

const object = (spec: Want, journal: Journal | undefined = {}): Resource<WorkflowSpec> => ({
  ...thing({ annotations: { [JOURNAL]: JSON.stringify({ attempt: 1, entries: journal }) } }),
  spec: { steps: [], ...spec } as WorkflowSpec,
});

type Given = { parts?: PartsSeen; subscriptionId?: string; journal?: Journal | undefined; checked?: string };

const context = ({ journal, checked }: Given): Pick<PlanContext, 'journal' | 'isChecked' | 'nowMs'> => ({
  ...{ journal, nowMs: 7, isChecked: (id) => id === checked },
});
const heldOf = ({ parts = seen(), subscriptionId }: Given) => ({
  ...{ id: 'w-1', name: 'train', parts },
  ...(subscriptionId !== undefined && { subscriptionId }),
});
const step = (spec: Want, given: Given) => partsStep(object(spec), heldOf(given), context(given), 60);
const standing = (spec: Want, given: Given) => partsStatus(object(spec), heldOf(given), context(given));

describe('a schedule', () => {
  test('is made disabled, once, under an id that is proposed for it', () => {
    const wanted = { schedules: [nightly({ policies: { onFailure: 'retry' } })] };
    const made = step(wanted, { journal: {} });
    const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(made).toMatchObject({
      step: 'act',
      action: {
        type: 'createSchedule',
        body: { type: 'time', action: 'run', enable: false, content: { cron: CRON }, uuid },
      },
      once: { key: 'schedule/nightly', what: 'create schedule "nightly"', seen: uuid },
    });
    if (!made || !('step' in made) || made.step !== 'act' || made.action.type !== 'createSchedule')
      throw new Error('it is made');
    expect([made.action.body.uuid, made.action.body.policies]).toEqual([
      made.once?.seen,
      { on_failure: 'retry' },
    ]);
  });

  test('whose create has no answer is never sent again by itself, and the person gets both ways out', () => {
    const given = { journal: { 'schedule/nightly': entry() } };
    expect(step(NIGHTLY, given)).toMatchObject({
      step: 'stuck',
      reason: 'ScheduleUnknown',
      message: expect.stringMatching(
        /^spec\.schedules\[nightly\]: .*2026-01-01.*say its id in spec\.schedules\[nightly\]\.id.*kubectl annotate --overwrite workflows resnet -n ml .*checked=0123abcd$/,
      ),
      recheckMs: 60,
      dueMs: 60,
    });
    expect(standing(NIGHTLY, given).schedules).toEqual([
      { name: 'nightly', state: 'ScheduleUnknown', message: expect.stringContaining('not known') },
    ]);
    expect(step(NIGHTLY, { ...given, checked: '0123abcd' })).toMatchObject({ step: 'act' });
  });

  test('is not made while it is not known what was made before', () => {
    expect(step(NIGHTLY, { journal: undefined })).toMatchObject({
      step: 'stuck',
      reason: 'ScheduleUnknown',
      message: expect.stringMatching(/stripped.*checked=none$/),
    });
    expect(step(NIGHTLY, { journal: undefined, checked: 'none' })).toMatchObject({ step: 'act' });
  });

  test('that is as wanted is looked at again after its time', () => {
    const given = { journal: { 'schedule/nightly': made('s-1') }, parts: seen({ 's-1': schedule() }) };
    expect(step(NIGHTLY, given)).toEqual({ dueMs: 3_600 });
    expect(standing(NIGHTLY, given)).toEqual({
      schedules: [{ name: 'nightly', id: 's-1', enabled: true, state: 'Ready' }],
    });
  });

  test('that could not be read is looked at again soon', () => {
    const given = { journal: { 'schedule/nightly': made('s-1') } };
    expect(step(NIGHTLY, given)).toEqual({ dueMs: 60 });
    expect(standing(NIGHTLY, given).schedules).toEqual([{ name: 'nightly', id: 's-1', state: 'Unread' }]);
  });

  test.each<[string, object, Partial<Schedule>, object]>([
    ['that was just made is enabled', {}, { enabled: false }, { enable: true }],
    ['is disabled', { enable: false }, {}, { enable: false }],
    ['gets another time', { content: { cron: '0 0 3 * * ?' } }, {}, { content: { cron: '0 0 3 * * ?' } }],
    [
      'gets both at once',
      { content: { cron: '0 0 3 * * ?', method: 'fixed' } },
      { enabled: false },
      { content: { cron: '0 0 3 * * ?', method: 'fixed' }, enable: true },
    ],
  ])('%s by one call', (_words, spec, held, body) => {
    const given = { journal: { 'schedule/nightly': made('s-1') }, parts: seen({ 's-1': schedule(held) }) };
    expect(step({ schedules: [nightly(spec)] }, given)).toMatchObject({
      step: 'act',
      action: { type: 'updateSchedule', partId: 's-1', body },
      because: expect.stringMatching(/^spec\.schedules\[nightly\]: .* in ModelArts, .* wanted/),
    });
  });

  test('is made anew for other policies, which no call changes', () => {
    const wanted = { schedules: [nightly({ policies: { onRunning: 'cancel' } })] };
    const given = { journal: { 'schedule/nightly': made('s-1') }, parts: seen({ 's-1': schedule() }) };
    expect(step(wanted, given)).toMatchObject({
      step: 'act',
      action: { type: 'deleteSchedule', partId: 's-1' },
      because: 'spec.schedules[nightly]: policies.onRunning: nothing in ModelArts, cancel wanted',
      forget: ['schedule/nightly'],
    });
  });

  test('that is not in the spec any more is deleted before anything else is done', () => {
    const journal = { 'schedule/weekly': made('s-2') };
    expect(step(NIGHTLY, { journal })).toMatchObject({
      step: 'act',
      action: { type: 'deleteSchedule', partId: 's-2' },
      forget: ['schedule/weekly'],
    });
  });

  test('one of which nothing is known keeps no other from being made', () => {
    const two = { schedules: [nightly(), nightly({ name: 'weekly' })] };
    expect(step(two, { journal: { 'schedule/nightly': entry() } })).toMatchObject({
      step: 'act',
      once: { key: 'schedule/weekly' },
    });
  });
});

describe('a schedule that is taken over', () => {
  const taken: Want = { schedules: [nightly({ id: 's-9' })] };

  test('is not made, and brought to what is wanted', () => {
    expect(step(taken, { journal: {} })).toEqual({ dueMs: 60 });
    const given = { journal: {}, parts: seen({ 's-9': schedule({ enabled: false }) }) };
    expect(step(taken, given)).toMatchObject({ action: { type: 'updateSchedule', partId: 's-9' } });
  });

  test('and is not there is told', () => {
    expect(step(taken, { journal: {}, parts: seen({ 's-9': 'absent' }) })).toMatchObject({
      step: 'stuck',
      reason: 'ScheduleNotFound',
      message: 'spec.schedules[nightly].id: the workflow has no schedule s-9',
    });
  });

  test('keeps its policies, and that is told', () => {
    const wanted = { schedules: [nightly({ id: 's-9', policies: { onFailure: 'retry' } })] };
    expect(step(wanted, { journal: {}, parts: seen({ 's-9': schedule() }) })).toMatchObject({
      step: 'stuck',
      reason: 'ScheduleFixed',
    });
  });
});

describe('the subscription', () => {
  test('is made once, with what the workflow told before', () => {
    expect(step(TOLD, { journal: {}, subscriptionId: 'u-0' })).toMatchObject({
      step: 'act',
      action: {
        type: 'createSubscription',
        body: { topic_urns: ['urn:smn:b', 'urn:smn:a'], events: ['*:failed'] },
      },
      once: { key: 'subscription', seen: 'u-0' },
    });
  });

  test('whose create has no answer is for a person', () => {
    const given = { journal: { subscription: entry({ seen: '' }) } };
    expect(step(TOLD, given)).toMatchObject({ step: 'stuck', reason: 'SubscriptionUnknown' });
    expect(standing(TOLD, given).subscription).toMatchObject({ state: 'SubscriptionUnknown' });
  });

  test('is as wanted in whatever order its topics come, and otherwise changed with all of them', () => {
    const journal = { subscription: made('u-1') };
    expect(step(TOLD, { journal, parts: seen({}, { 'u-1': subscription() }) })).toEqual({ dueMs: 3_600 });
    const other = subscription({ topicUrns: ['urn:smn:a'] });
    expect(step(TOLD, { journal, parts: seen({}, { 'u-1': other }) })).toMatchObject({
      action: {
        type: 'updateSubscription',
        partId: 'u-1',
        body: { topic_urns: ['urn:smn:b', 'urn:smn:a'], events: ['*:failed'] },
      },
    });
  });

  test('loses the events that the spec has no more', () => {
    const given = { journal: { subscription: made('u-1') }, parts: seen({}, { 'u-1': subscription() }) };
    const wanted = { subscription: { topicUrns: ['urn:smn:a', 'urn:smn:b'] } };
    expect(step(wanted, given)).toMatchObject({ action: { body: { events: [] } } });
  });

  test('is deleted when the spec has none any more', () => {
    expect(step({}, { journal: { subscription: made('u-1') } })).toMatchObject({
      action: { type: 'deleteSubscription', partId: 'u-1' },
      forget: ['subscription'],
    });
  });
});

test('without any part nothing is to be done', () => {
  expect([step({}, { journal: {} }), standing({}, { journal: {} })]).toEqual([
    undefined,
    { schedules: undefined, subscription: undefined },
  ]);
});

test('on the way to the end all that were made are deleted first', () => {
  const journal = { 'schedule/nightly': entry(), 'schedule/weekly': made('s-2'), subscription: made('u-1') };
  const first = partsRemoval(journal);
  expect([first?.action, first?.forget]).toEqual([
    { type: 'deleteSchedule', partId: 's-2' },
    ['schedule/weekly'],
  ]);
  expect(partsRemoval({ subscription: made('u-1') })?.action.type).toBe('deleteSubscription');
  expect(partsRemoval({ 'schedule/nightly': entry() })).toBeUndefined();
});

describe('what becomes of an entry once parts were read', () => {
  const settle = (key: string, one: JournalEntry, given: Given, spec: Want = BOTH) =>
    settlePart(key, one, heldOf(given), object(spec, { [key]: one, ...given.journal }));
  const KEY = 'schedule/nightly';
  const honoured: Journal = { 'schedule/weekly': made('s-2', 's-2') };

  test.each<[string, JournalEntry, Given, Want, JournalEntry | null]>([
    ['stays sent while the proposed id was not looked for', entry(), {}, BOTH, entry()],
    ['stays sent when that is not there', entry(), { parts: seen({ [UUID]: 'absent' }) }, BOTH, entry()],
    [
      'is accepted when it is',
      entry(),
      { parts: seen({ [UUID]: schedule({ id: UUID }) }) },
      BOTH,
      made(UUID),
    ],
    [
      'has come to nothing when it is not, and ModelArts has taken a proposed id before',
      entry(),
      { parts: seen({ [UUID]: 'absent' }), journal: honoured },
      BOTH,
      null,
    ],
    ['waits for a look even then', entry(), { journal: honoured }, BOTH, entry()],
    ['is forgotten when nobody wants it', entry(), { parts: seen({ [UUID]: 'absent' }) }, {}, null],
    ['stays while it is there', made('s-1'), { parts: seen({ 's-1': schedule() }) }, BOTH, made('s-1')],
    ['stays while it was not read', made('s-1'), {}, BOTH, made('s-1')],
    ['is forgotten once it is gone', made('s-1'), { parts: seen({ 's-1': 'absent' }) }, BOTH, null],
  ])('of a schedule: it %s', (_words, one, given, spec, wanted) => {
    expect(settle(KEY, one, given, spec)).toEqual(wanted);
  });

  test.each<[string, string, string | undefined, JournalEntry]>([
    ['stays sent while the workflow tells of none', '', undefined, entry({ seen: '' })],
    ['stays sent while it tells of the one before', 'u-0', 'u-0', entry({ seen: 'u-0' })],
    ['is the other one that it tells of', 'u-0', 'u-1', made('u-1', 'u-0')],
  ])('of the subscription: it %s', (_words, before, told, wanted) => {
    const given = told === undefined ? {} : { subscriptionId: told };
    expect(settle('subscription', entry({ seen: before }), given)).toEqual(wanted);
  });
});

describe('what the spec puts into the journal', () => {
  const NOW = '2026-02-02T00:00:00Z';
  const complete = (spec: Want, journal: Journal | undefined, given: Given = {}) =>
    completeJournal(journal, heldOf(given), object(spec), NOW);
  const taken: Want = { schedules: [nightly({ id: 's-9' })] };
  const own = { state: 'accepted', made: 's-9', what: 'take over schedule "nightly"', time: NOW };

  test('is what it takes over, once, in the place of a create in doubt too', () => {
    const first = complete(taken, {});
    expect(first).toEqual({ 'schedule/nightly': expect.objectContaining(own) });
    expect(complete(taken, first)).toEqual(first);
    expect(complete(taken, { 'schedule/nightly': entry() })).toEqual(first);
  });

  test('is nothing else while it is known', () => {
    expect([complete(BOTH, {}), complete(BOTH, { subscription: made('u-1') })]).toEqual([
      {},
      { subscription: made('u-1') },
    ]);
  });

  test('is a doubt about each wanted part where it is lost, which only a person ends', () => {
    const lost = complete({ ...BOTH, ...taken }, undefined, { subscriptionId: 'u-1' });
    expect(lost).toEqual({
      'schedule/nightly': expect.objectContaining(own),
      subscription: { id: 'none', what: 'create the subscription', seen: 'u-1', time: NOW, state: 'sent' },
    });
    const journal = complete(NIGHTLY, undefined);
    expect(step(NIGHTLY, { journal })).toMatchObject({
      reason: 'ScheduleUnknown',
      message: expect.stringMatching(/stripped.*checked=none$/),
    });
    expect(step(NIGHTLY, { journal, checked: 'none' })).toMatchObject({ step: 'act' });
    const settled = settlePart(
      'subscription',
      lost.subscription as JournalEntry,
      heldOf({ subscriptionId: 'u-1' }),
      object(BOTH),
    );
    expect(settled).toEqual(lost.subscription);
  });
});

test('those are read that are wanted, and those that may be there under a proposed id', () => {
  const journal = {
    ...{ 'schedule/nightly': made('s-1'), 'schedule/lost': entry(), subscription: entry({ seen: 'u-0' }) },
  };
  const taken = nightly({ name: 'weekly', id: 's-9' });
  const ids = idsToRead(object({ ...TOLD, schedules: [nightly(), taken] }).spec, journal);
  expect(ids.map(({ type, id }) => `${type} ${id}`)).toEqual([
    'schedule s-1',
    'schedule s-9',
    `schedule ${UUID}`,
  ]);
});
