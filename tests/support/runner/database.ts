import { inject } from 'vitest';
import { copyOf } from './copies';
import type { TEMPLATES } from './forgetful';

/** A database of its own for a test file, migrated and empty or with `db/data`; `close` drops it. */
export const createDatabase = (holding: keyof typeof TEMPLATES = 'empty') =>
  copyOf(inject('cluster'), holding);
