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

/** Work that never runs twice at once: callers that come while it runs share its result. */
export const oneAtATime = <Outcome>(work: () => Promise<Outcome>): (() => Promise<Outcome>) => {
  let underWay: Promise<Outcome> | null = null;
  return async () => {
    underWay ??= work();
    const own = underWay;
    try {
      return await own;
    } finally {
      if (underWay === own) underWay = null;
    }
  };
};
