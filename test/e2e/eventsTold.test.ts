import type { Dispatcher } from 'undici';
import { describe, expect, test } from 'vitest';
import { type Dispatch, firstOf, type Request, says } from '../support/firstOf.ts';
import { holds, World } from '../support/world.ts';

const BROKEN = new Error('the connection broke');

/** It is carried out, and its answer never arrives. */
const unanswered = (dispatch: Dispatch, request: Request, handler: Dispatcher.DispatchHandler): boolean =>
  dispatch(request, {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart: () => {},
    onResponseData: () => {},
    onResponseEnd: (controller) => handler.onResponseError?.(controller, BROKEN),
    onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
  });

describe.concurrent('the end of a job is told as an Event', () => {
  test('where the answer to the write of its status was lost', async () => {
    await using world = await World.create();
    let lost = 0;
    const matches = (request: Request) =>
      String(request.path).includes('/status?') && says(request, '"phase":"Completed"');
    const wrap = firstOf(matches, (...call) => {
      lost += 1;
      return unanswered(...call);
    });
    await world.start({}, { wrap }).leading;
    await world.account();
    await world.job('resnet');
    await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'));
    expect((await world.untilEvent('resnet', 'Completed')).note).toMatch(/^Completed in/);
    expect(lost).toBe(1);
  });

  test('where the lease ran out before it could be told', async () => {
    await using world = await World.create();
    const matches = (request: Request) =>
      String(request.path).endsWith('/events') && says(request, '"reason":"Completed"');
    const lease = {
      method: 'PATCH',
      path: `/apis/coordination.k8s.io/v1/namespaces/${world.namespace}/leases/operator`,
      contentType: 'application/merge-patch+json',
      body: { spec: { holderIdentity: 'another' } },
      signal: new AbortController().signal,
    } as const;
    let taken: Promise<unknown> | undefined;
    const wrap = firstOf(matches, (_dispatch, _request, handler) => {
      taken = world.rest.json(lease);
      void taken.then(() => handler.onResponseError?.(null as never, BROKEN));
      return true;
    });
    const life = world.start({}, { wrap });
    await life.leading;
    await world.account();
    await world.job('resnet');
    await world.until('trainingjobs', 'resnet', (job) => holds(job, 'Complete'));
    await world.untilEvent('resnet', 'Completed');
    expect(life.log.filter((line) => line.includes('the lease was lost'))).toHaveLength(1);
    await taken;
  });
});
