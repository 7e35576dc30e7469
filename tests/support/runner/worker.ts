/** What a worker of vitest has once, for all the files it runs; it is stopped by a signal, after the last. */

export const onceAWorker = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** Done at once, with no time to wait for anything, when this process ends. */
export const atExit = (work: () => void): void => {
  if (process.listenerCount('SIGTERM') === 0) process.once('SIGTERM', () => process.exit(143));
  process.once('exit', work);
};
