/** PostgreSQL's words (appendix A) for a full disk or memory, files that cannot be written, and a database that is only read. */
const SQLSTATES = ['53100', '53200', '58030', '25006'];
/** The system's, of our own files. */
const OF_FILES = ['ENOSPC', 'EDQUOT', 'EROFS'];
const OF_RIGHTS = ['EACCES', 'EPERM'];

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Whether what is there reads as before, and nothing can be written. */
export const isUnwritable = (error: unknown): boolean => [...SQLSTATES, ...OF_FILES].includes(codeOf(error));

/** The same of our own folder alone, which the account may have no right to write in either. */
export const isFolderUnwritable = (error: unknown): boolean =>
  OF_FILES.includes(codeOf(error)) ||
  (OF_RIGHTS.includes(codeOf(error)) && (error as NodeJS.ErrnoException).path !== undefined);
