import { describe, expect, test } from 'vitest';
import type { Flags } from '../operator/config.ts';
import {
  configFrom,
  parseDuration,
  parsePort,
  parsePositive,
  parseWhole,
  settleMs,
} from '../operator/config.ts';

const flags: Flags = {
  leaseName: 'modelarts-operator',
  leaseNamespace: 'modelarts-system',
  leaseDuration: 15_000,
  gracePeriod: 25_000,
  shards: 1,
  requestTimeout: 30_000,
  listLag: 15_000,
  listInterval: 10_000,
  idlePollInterval: 60_000,
  retryBackoff: 10_000,
  pollInterval: 10_000,
  concurrency: 8,
  allowedEndpoints: ['https://modelarts.example.com'],
  logLevel: 'info',
  simulatorPort: 0,
  simulatorSpeed: 1,
  metricsPort: 8080,
};

describe('a duration', () => {
  test.each([
    ['500ms', 500],
    ['10s', 10_000],
    ['1.5s', 1_500],
    ['5m', 300_000],
    ['1h', 3_600_000],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(['', '10', 's', '-1s', '0s', '1d', '10 s', '1m30s', 'Infinity', '1e3s', '.5s', '10S'])(
    '"%s" is refused with a sentence that says what to write',
    (text) => {
      expect(() => parseDuration(text)).toThrow(`"${text}" is not a duration: write 500ms, 10s, 5m or 1h`);
    },
  );
});

describe('a whole number from 1 to 256', () => {
  test.each([
    ['1', 1],
    ['256', 256],
  ])('may be %s', (text, value) => {
    expect(parseWhole(1, 256)(text)).toBe(value);
  });

  test.each(['0', '257', '1.5', '-1', 'eight', '', ' ', 'NaN', 'Infinity'])('may not be "%s"', (text) => {
    expect(() => parseWhole(1, 256)(text)).toThrow(`"${text}" is not a whole number from 1 to 256`);
  });

  test('the audit file is as it was given; without one the trail is in the log only', () => {
    expect(configFrom(flags).auditFile).toBeUndefined();
    expect(configFrom({ ...flags, auditFile: '/var/log/audit.jsonl' }).auditFile).toBe(
      '/var/log/audit.jsonl',
    );
  });

  test('may be zero where zero is allowed, but not by leaving it out', () => {
    expect(parseWhole(0, 65_535)('0')).toBe(0);
    expect(() => parseWhole(0, 65_535)('')).toThrow('"" is not a whole number');
  });
});

describe('a number above zero', () => {
  test.each([
    ['0.5', 0.5],
    ['60', 60],
  ])('may be %s', (text, value) => {
    expect(parsePositive(text)).toBe(value);
  });

  test.each(['0', '-1', 'fast', '', 'Infinity', 'NaN'])('may not be "%s"', (text) => {
    expect(() => parsePositive(text)).toThrow(`"${text}" is not a number above zero`);
  });
});

describe('a port', () => {
  test.each([
    ['8080', 8_080],
    ['0', 0],
    ['off', 'off'],
  ])('may be %s', (text, value) => {
    expect(parsePort(text)).toBe(value);
  });

  test.each(['65536', '-1', '80.5', 'OFF', ''])('may not be "%s"', (text) => {
    expect(() => parsePort(text)).toThrow(`"${text}" is neither a port from 0 to 65535 nor off`);
  });
});

describe('the configuration', () => {
  test('is frozen', () => {
    const config = configFrom(flags);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.allowedEndpoints)).toBe(true);
  });

  test('gives each process an identity of its own', () => {
    expect(configFrom(flags).identity).not.toBe(configFrom(flags).identity);
  });

  test('adds the endpoints of the command line to the public ones', () => {
    const { allowedEndpoints } = configFrom(flags);
    expect(allowedEndpoints).toContain('https://modelarts.example.com');
    expect(allowedEndpoints.length).toBeGreaterThan(1);
  });

  test('has an account of its own, and limits, only when it is told to', () => {
    const { account, accountNamespaces, maxNodesPerJob, cloud } = configFrom(flags);
    expect([account, accountNamespaces, maxNodesPerJob]).toEqual([undefined, undefined, undefined]);
    expect(cloud?.ownMachineCredentials).toBe(false);
    const own = { accountRegion: 'r', accountMachineCredentials: true, defaultAccountNamespaces: ['ml'] };
    const told = configFrom({ ...flags, ...own, maxNodesPerJob: 8 });
    expect(told).toMatchObject({ accountNamespaces: ['ml'], maxNodesPerJob: 8 });
    expect(told.account).toMatchObject({ project: { name: 'r' }, credentials: { kind: 'metadata' } });
    expect(told.cloud?.ownMachineCredentials).toBe(true);
  });

  test('does not let Accounts name the endpoint of its own account', () => {
    const own = { accountEndpoint: 'https://own.example.com', accountProjectId: 'p' };
    const told = configFrom({ ...flags, ...own, accountMachineCredentials: true });
    expect(told.allowedEndpoints).toEqual(configFrom(flags).allowedEndpoints);
  });

  test('refuses a log level that is none', () => {
    expect(() => configFrom({ ...flags, logLevel: 'loud' })).toThrow(
      '--log-level: "loud" is none of error, warn, info, debug, silent',
    );
  });

  test('simulates only when it is told to', () => {
    expect(configFrom(flags).simulate).toBeUndefined();
    expect(configFrom({ ...flags, simulate: true, simulatorSpeed: 60 }).simulate).toEqual({
      port: 0,
      speed: 60,
    });
  });

  test('serves metrics on every address, on the one that is named, or not at all', () => {
    expect(configFrom(flags).metrics).toEqual({ host: undefined, port: 8_080 });
    expect(configFrom({ ...flags, metricsHost: '::1' }).metrics).toEqual({ host: '::1', port: 8_080 });
    expect(configFrom({ ...flags, metricsPort: 'off' }).metrics).toBeUndefined();
  });

  test('keeps its Lease in namespace default outside a cluster', () => {
    const { leaseNamespace: _, ...outside } = flags;
    expect(configFrom(outside).leaseNamespace).toBe('default');
  });
});

test('the settle window is request timeout, lease duration and list lag together', () => {
  expect(settleMs(configFrom(flags))).toBe(60_000);
  expect(settleMs(configFrom({ ...flags, listLag: 20_000 }))).toBe(65_000);
  expect(settleMs(configFrom({ ...flags, leaseDuration: 20_000 }))).toBe(65_000);
  expect(settleMs(configFrom({ ...flags, requestTimeout: 35_000 }))).toBe(65_000);
});
