import { describe, expect, test } from 'vitest';
import type { Grant } from '../../operator/modelarts/credentials.ts';
import { ModelArtsError } from '../../operator/modelarts/errors.ts';
import { createGrants } from '../../operator/modelarts/grants.ts';

const never = new AbortController().signal;
const HOUR = 3_600_000;

/** Grants on a clock moved by hand; each fetch takes the next life time or error of the script. */
function scripted(script: (number | Error | undefined)[], renewBeforeMs = HOUR) {
  let now = 0;
  let fetches = 0;
  const grants = createGrants({
    renewBeforeMs,
    now: () => now,
    fetch: async (): Promise<Grant> => {
      const life = script[Math.min(fetches, script.length - 1)];
      fetches++;
      if (life instanceof Error) throw life;
      return { by: { token: `t${fetches}` }, expiresAtMs: life === undefined ? undefined : now + life };
    },
  });
  const token = async () => {
    const { by } = await grants.get(never);
    return 'token' in by ? by.token : '';
  };
  const wait = (ms: number) => {
    now += ms;
  };
  return { grants, token, wait, fetches: () => fetches };
}

const refusal = (retryAfterMs?: number) =>
  new ModelArtsError({ kind: 'account', operation: 'createToken', detail: 'wrong password', retryAfterMs });
const trouble = new ModelArtsError({ kind: 'unavailable', operation: 'createToken', detail: 'no answer' });

describe('a grant', () => {
  test('is fetched once for all who come at the same time', async () => {
    const { token, fetches } = scripted([24 * HOUR]);
    expect(await Promise.all([token(), token(), token()])).toEqual(['t1', 't1', 't1']);
    expect(fetches()).toBe(1);
  });

  test.each([
    ['an hour before its end', 24 * HOUR, HOUR, 23 * HOUR],
    ['a fifth of its life before its end, if that is later', 100_000, HOUR, 80_000],
    ['never, if it has no end', undefined, HOUR, 1000 * HOUR],
  ])('is renewed %s', async (_, life, before, stillGoodAt) => {
    const { token, wait } = scripted([life, life], before);
    await token();
    wait(stillGoodAt - 1);
    expect(await token()).toBe('t1');
    wait(1);
    expect(await token()).toBe(life === undefined ? 't1' : 't2');
  });

  test('that cannot be renewed is used to its end, and the failure is told after', async () => {
    const { token, wait } = scripted([24 * HOUR, trouble]);
    await token();
    wait(24 * HOUR - 1);
    expect(await token()).toBe('t1');
    wait(1);
    await expect(token()).rejects.toBe(trouble);
  });

  test('that came expired is tried for a while instead of fetched with every request', async () => {
    const { token, wait, fetches } = scripted([-5000]);
    await token();
    wait(9_999);
    await token();
    expect(fetches()).toBe(1);
    wait(1);
    await token();
    expect(fetches()).toBe(2);
  });
});

describe('after a refused login', () => {
  test.each([
    ['30 s', undefined, 30_000],
    ['as long as the answer asks', 90_000, 90_000],
  ])('the next one waits %s, and callers get the same refusal meanwhile', async (_, asked, ms) => {
    const error = refusal(asked);
    const { token, wait, fetches } = scripted([error, 24 * HOUR]);
    await expect(token()).rejects.toBe(error);
    wait(ms - 1);
    await expect(token()).rejects.toBe(error);
    expect(fetches()).toBe(1);
    wait(1);
    expect(await token()).toBe('t2');
  });

  test('a login without an answer is tried again after a second', async () => {
    const { token, wait } = scripted([trouble, 24 * HOUR]);
    await expect(token()).rejects.toBe(trouble);
    wait(1000);
    expect(await token()).toBe('t2');
  });

  test('a clock that is set back does not prolong the wait', async () => {
    const { token, wait } = scripted([refusal(), 24 * HOUR]);
    await expect(token()).rejects.toMatchObject({ kind: 'account' });
    wait(-HOUR);
    expect(await token()).toBe('t2');
  });
});

describe('a grant that the cloud refused', () => {
  test('is replaced, once for all who were refused with it', async () => {
    const { grants, token, wait, fetches } = scripted([24 * HOUR]);
    const grant = await grants.get(never);
    wait(HOUR);
    expect([grants.refused(grant), grants.refused(grant)]).toEqual([true, true]);
    expect(await Promise.all([token(), token()])).toEqual(['t2', 't2']);
    expect(grants.refused(grant)).toBe(true);
    expect(await token()).toBe('t2');
    expect(fetches()).toBe(2);
  });

  test('is kept when it is quite new, since a new one would fare no better', async () => {
    const { grants, token, wait } = scripted([24 * HOUR]);
    const grant = await grants.get(never);
    wait(9_999);
    expect(grants.refused(grant)).toBe(false);
    expect(await token()).toBe('t1');
  });

  test('is replaced when it is new and has expired all the same', async () => {
    const { grants, token, wait } = scripted([5_000]);
    const grant = await grants.get(never);
    wait(5_000);
    expect(grants.refused(grant)).toBe(true);
    expect(await token()).toBe('t2');
  });

  test('still has its secrets remembered, for answers that come late', async () => {
    const { grants, token, wait } = scripted([24 * HOUR]);
    const grant = await grants.get(never);
    wait(HOUR);
    grants.refused(grant);
    await token();
    expect(grants.recent()).toContain(grant);
  });
});

test('a caller that gives up leaves the fetch to the others', async () => {
  const held = Promise.withResolvers<Grant>();
  const grants = createGrants({ fetch: () => held.promise, renewBeforeMs: HOUR, now: () => 0 });
  const aborter = new AbortController();
  const gone = grants.get(aborter.signal);
  const stays = grants.get(never);
  aborter.abort(new Error('stop'));
  await expect(gone).rejects.toMatchObject({ kind: 'unsent', detail: 'aborted by the caller' });
  held.resolve({ by: { token: 't' } });
  expect(await stays).toEqual({ by: { token: 't' } });
});
