import type { Journal } from './journal';

/**
 * What no catch of ours met, once started. A rejection is a catch that somebody forgot: it is told, and the process
 * goes on. After an exception nobody knows what was left half done: it is told, and `leave` ends the process as a
 * SIGTERM would, for its supervisor to start it again.
 */
export const watchUnexpected = ({ accident }: Journal, leave: () => void): void => {
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
export const takeConsole = ({ warn }: Journal): void => {
  const toldAt = new Map<string, number>();
  const tell = (what: string, error: Error): void => {
    const place = error.stack?.split('\n')[1] ?? '';
    const now = performance.now();
    if (now - (toldAt.get(place) ?? Number.NEGATIVE_INFINITY) < REPEAT_MS) return;
    toldAt.set(place, now);
    warn(what, { error });
  };
  const spoken = (...given: unknown[]): void => {
    const error = given.find((each) => each instanceof Error) ?? calledFrom(spoken);
    tell('parole d’une bibliothèque', error);
  };
  const unsaid = (): void => undefined;
  Object.assign(console, { error: spoken, warn: spoken, trace: spoken });
  Object.assign(console, { log: unsaid, info: unsaid, debug: unsaid });
  process.removeAllListeners('warning');
  process.on('warning', (warning) => tell('avertissement de Node', warning));
};

/** An error without words: its frames say where a function was called. */
const calledFrom = (called: (...given: unknown[]) => void): Error => {
  const error = new Error();
  Error.captureStackTrace(error, called);
  return error;
};
