/** Settings of a server that need not survive a crash. */
export const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The migrated database that tests copy. */
export const TEMPLATE = 'comptoir_template';
