/** Node's and PostgreSQL's words for a server that is away, starting, stopping, or out of connections. */
const NODE_CODES = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'];
const SQLSTATES = ['57P01', '57P02', '57P03', '57014', '53300'];
const MESSAGES = /timeout|Connection terminated|connection error|client has encountered/i;

/** The end of its journal is not what was signed: the database is not believed, as if it were away. The message says why. */
export class JournalRefused extends Error {}

/** Whether an error says that the database is away, or not to be believed, rather than that the question is wrong. */
export const isUnreachable = (error: unknown): boolean => {
  if (error instanceof JournalRefused) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    NODE_CODES.includes(code) ||
    SQLSTATES.includes(code) ||
    code.startsWith('08') ||
    MESSAGES.test(error.message)
  );
};
