import { type DestinationStream, pino } from 'pino';
import type { Env } from '../env';

/** The journal of the machine, in JSON lines on stderr: what went wrong, without anybody's data. */
export const openJournal = (
  { LOG_LEVEL }: Pick<Env, 'LOG_LEVEL'>,
  destination: DestinationStream = pino.destination(2),
) => {
  const logger = pino({ level: LOG_LEVEL, base: null, serializers: { error: told } }, destination);
  return {
    warn: (what: string, about: object = {}) => logger.warn(about, what),
    accident: (what: string, about: object) => logger.error(about, what),
  };
};

type Quoted = Partial<Record<'table' | 'column' | 'constraint' | 'routine', string>>;

/** PostgreSQL quotes in its words the values it was given: an address, a text. Where and what kind is enough. */
const told = (error: unknown): object => {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { name, message, stack = '' } = error;
  const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
  const code = 'code' in error ? { code: error.code } : {};
  if (!('severity' in error)) return { name, message, ...code, frames };
  const { table, column, constraint, routine } = error as Error & Quoted;
  return { name, ...code, table, column, constraint, routine, frames };
};
