import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Torn down in reverse: what is said of the calls of the run is said when the servers have stopped.
    globalSetup: ['./test/support/callsOfRun.ts', './test/controlplane/globalSetup.ts'],
    include: ['test/**/*.test.ts'],
    // Files that talk to a real API server wait on real clocks; a quiet two-core machine needs room.
    // Most of the time is spent waiting for leases and settle windows, not computing.
    maxWorkers: 2,
    maxConcurrency: 20,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
