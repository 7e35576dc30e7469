import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What judges, asked once for each fault that Stryker puts into it: its properties, in fewer worlds each time. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['tests/domain/**/*.test.ts', 'tests/read-model/incremental.test.ts'],
    // Worlds cut into days, and a search through thousands of sequences, take seconds for each fault.
    exclude: ['tests/domain/chunks.test.ts', 'tests/domain/one-person.test.ts'],
    environment: 'node',
    env: { PROPERTY_RUNS: '100' },
    testTimeout: 60_000,
  },
});
