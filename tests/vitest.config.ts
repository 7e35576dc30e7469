import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/support/cluster.ts', 'tests/support/dashboard.ts'],
    reporters: ['default', './tests/support/tally.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is awaited comes in a moment; on a loaded machine, in a few.
    expect: { poll: { timeout: 5_000 } },
  },
});
