/** Settings of a server that need not survive a crash. */
export const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The databases that tests copy: migrated and empty, or holding `db/data` or the small world besides. */
export const TEMPLATES = {
  empty: 'comptoir_empty',
  seeded: 'comptoir_seeded',
  small: 'comptoir_small',
} as const;
