/** A callback of a timer or of an event: above it nothing could catch what it throws, or what its promise rejects with. */
export const guarded =
  <Given extends unknown[]>(work: (...given: Given) => unknown, failed: (error: unknown) => void) =>
  (...given: Given): void => {
    try {
      const done = work(...given);
      if (done instanceof Promise) done.catch(failed);
    } catch (error) {
      failed(error);
    }
  };
