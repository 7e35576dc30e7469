/** What is told to the owner of an account, and to those who answer for it. */
export const SECURITY_EVENTS = [
  'sign-in-failed',
  'wrong-code',
  'wrong-password',
  'codes-locked',
  'too-many',
  'out-of-scope',
  'not-second-person',
  'cross-site',
  'new-browser',
  'factor-added',
  'factor-removed',
  'recovery-codes',
  'password-changed',
  'password-renewal',
  'session-ended',
  'sessions-ended',
  'key-made',
  'key-revoked',
  'key-new-network',
  'key-ends-soon',
  'account-opened',
  'account-recovered',
  'account-closed',
  'account-reopened',
  'restriction-asked',
  'restriction-confirmed',
  'restriction-cancelled',
] as const;
export type SecurityEventKind = (typeof SECURITY_EVENTS)[number];

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
