import { beforeEach, describe, expect, test } from 'vitest';
import type { AccountAccess, Accounts } from '../../../operator/kinds/account/accounts.ts';
import { account } from '../../../operator/kinds/account/index.ts';
import type { ModelArts } from '../../../operator/modelarts/client.ts';
import { ModelArtsError } from '../../../operator/modelarts/errors.ts';
import type { Step } from '../../../operator/runtime/kind.ts';
import { Memories } from '../../../operator/runtime/memory.ts';
import type { CommonStatus, Resource } from '../../../operator/runtime/object.ts';
import { thing } from '../../runtime/objects.ts';
import { contextOf } from '../../runtime/passes.ts';

const never = new AbortController().signal;

let identity: Step | undefined;
let requests: number;
let written: CommonStatus[];
beforeEach(() => {
  identity = undefined;
  requests = 0;
  written = [];
});

const denied = () =>
  new ModelArtsError({
    kind: 'denied',
    operation: 'searchTrainingJobs',
    detail: 'no permission',
    status: 403,
    requestId: `request-${++requests}`,
  });

/** One pass after the other over an Account, each with what `probe` does then; answers when to look again. */
async function passes(
  probes: (() => Promise<void>)[],
  opened?: Step,
  metadata: Partial<Resource['metadata']> = {},
) {
  const object: Resource = { ...thing(metadata), spec: { projectId: 'p1', credentials: {} } };
  const context = contextOf(object, {
    applyStatus: async (_type, _key, _version, status) => {
      written.push(status);
      const resourceVersion = String(10 + written.length);
      return { ...object, metadata: { ...object.metadata, resourceVersion }, status };
    },
  });
  const access = {
    client: { probe: () => probes.shift()?.() } as unknown as ModelArts,
    endpoint: 'https://modelarts.example.com',
    identity: () => identity,
  } as AccountAccess;
  const controller = account(
    { openAccount: async () => opened ?? access } as unknown as Accounts,
    context.store,
  );
  const nexts: unknown[] = [];
  for (let left = Math.max(1, probes.length); left > 0; left--)
    nexts.push(await controller.pass(context, new Memories(new Set()), 'ml/resnet', never));
  return nexts;
}
const works = async () => {};
const fails = async () => {
  throw denied();
};
const words = () =>
  written.map(({ conditions = [] }) =>
    conditions.map(({ type, status, reason }) => `${type}=${status}(${reason})`).join(' '),
  );

describe('the status of an Account', () => {
  test('says Ready once the credentials reach the project, and is looked at again every minute', async () => {
    expect(await passes([works])).toEqual([{ recheckMs: 60_000 }]);
    expect(words()).toEqual(['Ready=True(Reached)']);
    expect(written[0]).toMatchObject({ endpoint: 'https://modelarts.example.com' });
  });

  test('says what is wrong, and is looked at again soon', async () => {
    expect(await passes([fails])).toEqual([{ recheckMs: 15_000 }]);
    expect(words()).toEqual(['Ready=False(PermissionDenied) Stalled=True(PermissionDenied)']);
    expect(written[0]?.conditions?.[0]?.message).toContain('no permission');
  });

  test('is not written again while nothing changes, though each refusal has a request id of its own', async () => {
    await passes([fails, fails, fails, works, works, fails]);
    expect(words()).toEqual([
      'Ready=False(PermissionDenied) Stalled=True(PermissionDenied)',
      'Ready=True(Reached)',
      'Ready=False(PermissionDenied) Stalled=True(PermissionDenied)',
    ]);
  });

  test('says that the credentials reach something else, and asks nothing of it', async () => {
    identity = {
      step: 'stuck',
      reason: 'AccountIdentityChanged',
      message: 'the credentials now reach …',
      recheckMs: 15_000,
    };
    expect(await passes([() => expect.unreachable()])).toEqual([{ recheckMs: 15_000 }]);
    expect(words()).toEqual(['Ready=False(AccountIdentityChanged) Stalled=True(AccountIdentityChanged)']);
  });

  test('says what it waits for', async () => {
    const step: Step = {
      step: 'wait',
      reason: 'CredentialsMissing',
      message: 'no Secret',
      recheckMs: 10_000,
    };
    expect(await passes([], step)).toEqual([{ recheckMs: 10_000 }]);
    expect(words()).toEqual(['Ready=False(CredentialsMissing) Reconciling=True(CredentialsMissing)']);
  });

  test('is left alone once the Account is deleted', async () => {
    expect(await passes([works], undefined, { deletionTimestamp: '2026-01-01T00:00:00Z' })).toEqual([
      undefined,
    ]);
    expect(written).toEqual([]);
  });
});
