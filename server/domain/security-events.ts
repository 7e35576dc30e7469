import type { SecurityEventKind } from './vocabulary';

/** What anybody can have happen as often as it likes: told once a minute, and how many there were. */
export const REPEATABLE: readonly SecurityEventKind[] = [
  'sign-in-failed',
  'wrong-code',
  'wrong-password',
  'too-many',
  'out-of-scope',
  'not-second-person',
  'cross-site',
];
