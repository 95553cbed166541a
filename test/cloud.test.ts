import { afterEach, describe, expect, test } from 'vitest';
import { connectCloud } from '../operator/cloud.ts';
import type { CloudConfig } from '../operator/cloudConfig.ts';
import { systemTime } from '../operator/runtime/time.ts';
import { json, serve, signal, wireJob } from './modelarts/server.ts';

const KEYS = { kind: 'keys', accessKey: 'AK', secretKey: 'secret-key' } as const;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

function cloudWith(cloud: CloudConfig) {
  const connected = connectCloud({ config: { cloud, requestTimeoutMs: 5000 }, time: systemTime });
  cleanups.push(connected.close);
  return connected.ports;
}

/**
 * The most requests that a server saw at once, from two clients that send four each. It answers none before
 * `expected` are there.
 */
async function mostAtOnce(accounts: [string, string], expected: number): Promise<number> {
  const waiting: (() => void)[] = [];
  let most = 0;
  await using server = await serve((...args) => {
    waiting.push(() => json(200, wireJob('j-1'))(...args));
    most = Math.max(most, waiting.length);
    if (waiting.length === expected)
      setTimeout(() => {
        for (const answer of waiting.splice(0)) answer();
      }, 20);
  });
  const ports = cloudWith({ limits: { perSecond: 10_000, concurrency: 2 } });
  const clients = accounts.map((account) => {
    const credentials = ports.createAuthority({ source: KEYS, project: { id: 'p' } });
    return ports.createClient({
      endpoint: server.url,
      projectId: 'p',
      credentials,
      account,
      tenant: account,
    });
  });
  const calls = clients.flatMap(({ trainingJobs }) =>
    Array.from({ length: 4 }, () => trainingJobs.get('j-1', { signal: signal() })),
  );
  await Promise.all(calls);
  return most;
}

describe('the limits of the configuration', () => {
  test('hold for all clients of an account together', async () => {
    expect(await mostAtOnce(['same', 'same'], 2)).toBe(2);
  });

  test('hold for each account by itself', async () => {
    expect(await mostAtOnce(['one', 'other'], 4)).toBe(4);
  });
});

test('the metadata service of the machine is asked only where that is allowed', async () => {
  const source = { kind: 'metadata' } as const;
  const authority = cloudWith({}).createAuthority({ source, project: { id: 'p' } });
  await expect(authority.grant(signal())).rejects.toMatchObject({ reason: 'AccountIncomplete' });
});

test("the operator's own machine credentials are not lent to Accounts", () => {
  expect(cloudWith({ ownMachineCredentials: true }).machineCredentials).toBe(false);
});

test('after it is closed nothing is sent', async () => {
  await using server = await serve(json(200, wireJob('j-1')));
  const connected = connectCloud({ config: { requestTimeoutMs: 5000 }, time: systemTime });
  const credentials = connected.ports.createAuthority({ source: KEYS, project: { id: 'p' } });
  const client = connected.ports.createClient({
    ...{ endpoint: server.url, projectId: 'p', credentials, account: 'a', tenant: 't' },
  });
  await connected.close();
  await expect(client.probe({ signal: signal() })).rejects.toMatchObject({ kind: 'unsent' });
  expect(server.received).toEqual([]);
});
