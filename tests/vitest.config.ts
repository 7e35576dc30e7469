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
    // What is awaited comes in a moment; on a machine that does much else, in many.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
