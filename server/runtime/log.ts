import { randomInt } from 'node:crypto';
import { type DestinationStream, pino } from 'pino';
import type { Env } from '#server/env';

/** How an accident came to light: where it happened, or because nothing caught it. */
export const CAUGHT = ['caught', 'rejection', 'exception'] as const;
export type Caught = (typeof CAUGHT)[number];

/** Tells an accident in one line. Gives the reference by which support finds that line. */
export type Accident = (what: string, about: object, caught?: Caught) => string;

/**
 * The journal of the machine, in JSON lines on stderr: what went wrong, without anybody's data. Written in the background:
 * nobody is kept waiting by who does not read it.
 */
export const openLog = (
  { LOG_LEVEL }: Pick<Env, 'LOG_LEVEL'>,
  destination: DestinationStream = pino.destination(2),
) => {
  const logger = pino({ level: LOG_LEVEL, base: null, serializers: { error: errorFields } }, destination);
  const counts = new Map<Caught, number>(CAUGHT.map((each) => [each, 0]));
  const count = (caught: Caught): void => void counts.set(caught, (counts.get(caught) ?? 0) + 1);
  const repeated = new Map<string, { at: number; times: number }>();
  const accident: Accident = (what, about, caught = 'caught') => {
    count(caught);
    const reference = newReference();
    logger.error({ reference, ...about }, what);
    return reference;
  };
  return {
    warn: (what: string, about: object = {}) => logger.warn(about, what),
    accident,
    /** The accident of a task that is done again and again: each is counted, and the same is told once a minute at most. */
    accidentOfTask(what: string, about: { error: unknown; job?: string }): void {
      const key = [what, about.job, kindOfError(about.error)].join(' ');
      const last = repeated.get(key);
      if (last && performance.now() - last.at < REPEAT_MS) {
        last.times += 1;
        count('caught');
        return;
      }
      if (repeated.size >= MAX_REPEATED) repeated.clear();
      repeated.set(key, { at: performance.now(), times: 1 });
      accident(what, { ...about, ...(last && last.times > 1 ? { times: last.times } : {}) });
    },
    /** Security events of accounts, logged as warnings so that those who read only these see them. */
    security: (about: object) => logger.warn(about, 'sécurité'),
    /** How many accidents since the start. */
    accidents: (): ReadonlyMap<Caught, number> => counts,
  };
};
export type Log = ReturnType<typeof openLog>;

/** Kinds of accidents of tasks that are told apart. */
const MAX_REPEATED = 500;

const kindOfError = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  return `${error.name} ${'code' in error ? error.code : ''} ${error.message}`;
};

/** Letters and digits that are not mistaken for one another when read aloud. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export const newReference = (): string => {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
};

type Quoted = Partial<Record<'table' | 'column' | 'constraint' | 'routine', string>>;

const MAX_MESSAGE_LENGTH = 300;

/** Node quotes what it could not read, PostgreSQL the values it was given: where and what kind is enough. */
const errorFields = (error: unknown): object => {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { name, message, stack = '', cause } = error;
  const frames = stack.split('\n').filter((line) => line.trimStart().startsWith('at '));
  const code = 'code' in error ? { code: error.code } : {};
  const because = cause === undefined ? {} : { cause: errorFields(cause) };
  if (!('severity' in error)) return { name, message: withoutQuotes(message), ...code, frames, ...because };
  const { table, column, constraint, routine } = error as Error & Quoted;
  return { name, ...code, table, column, constraint, routine, frames };
};

const withoutQuotes = (message: string): string =>
  message.replaceAll(/"[^"]*"/g, '"…"').slice(0, MAX_MESSAGE_LENGTH);

/**
 * What no catch of ours met, once started. A rejection is a catch that somebody forgot: it is told, and the process
 * goes on. After an exception nobody knows what was left half done: it is told, and `leave` ends the process as a
 * SIGTERM would, for its supervisor to start it again.
 */
export const watchUnexpected = ({ accident }: Log, leave: () => void): void => {
  process.on(
    'unhandledRejection',
    (error) => void accident('promesse que rien ne reprend', { error }, 'rejection'),
  );
  process.on('uncaughtException', (error) => {
    accident('exception que rien ne reprend', { error }, 'exception');
    leave();
  });
};

/** The same place in a library is told once within this. */
const REPEAT_MS = 60_000;

/**
 * Libraries write to the console in their own form, and quote the addresses they are asked for: from now on the
 * journal tells, in a line, which of them did and where, and not what. Node's own warnings likewise.
 */
export const takeConsole = ({ warn }: Log): void => {
  const loggedAt = new Map<string, number>();
  const tell = (what: string, error: Error): void => {
    const place = error.stack?.split('\n')[1] ?? '';
    const now = performance.now();
    if (now - (loggedAt.get(place) ?? Number.NEGATIVE_INFINITY) < REPEAT_MS) return;
    loggedAt.set(place, now);
    warn(what, { error });
  };
  const logCall = (...given: unknown[]): void => {
    const error = given.find((each) => each instanceof Error) ?? calledFrom(logCall);
    tell('parole d’une bibliothèque', error);
  };
  const ignore = (): void => undefined;
  Object.assign(console, { error: logCall, warn: logCall, trace: logCall });
  Object.assign(console, { log: ignore, info: ignore, debug: ignore });
  process.removeAllListeners('warning');
  process.on('warning', (warning) => tell('avertissement de Node', warning));
};

/** An error without words: its frames say where a function was called. */
const calledFrom = (called: (...given: unknown[]) => void): Error => {
  const error = new Error();
  Error.captureStackTrace(error, called);
  return error;
};
