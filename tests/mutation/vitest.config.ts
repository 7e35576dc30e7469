import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What judges, asked once for each fault that Stryker puts into it. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: { include: ['tests/domain/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
});
