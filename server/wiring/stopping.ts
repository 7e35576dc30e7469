/** Within ten seconds of being asked the process is gone, done or not. */
const SHUTDOWN_MS = 9_500;

type Step = () => unknown;

/**
 * Takes the program down, step by step, once: a step that fails keeps none of the others from being done. `exit` code 0
 * for who was asked to leave, 1 for who has to be started again.
 */
export const createStop = (steps: readonly Step[], failed: (error: unknown) => void) => {
  let isLeaving = false;
  return async (code: 0 | 1): Promise<void> => {
    if (isLeaving) return;
    isLeaving = true;
    setTimeout(() => {
      failed(new Error(`pas arrêté en ${SHUTDOWN_MS / 1000} s`));
      process.exit(1);
    }, SHUTDOWN_MS).unref();
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        failed(error);
      }
    }
    process.exit(code);
  };
};
