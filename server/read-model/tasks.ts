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

/** Calls at once, and again once `ms` are over when it was asked for meanwhile: bursts count as one. */
export const atMostEvery = (ms: number, call: () => void): (() => void) => {
  let calledAt = Number.NEGATIVE_INFINITY;
  let next: NodeJS.Timeout | null = null;
  const callNow = () => {
    next = null;
    calledAt = performance.now();
    call();
  };
  return () => {
    const wait = calledAt + ms - performance.now();
    if (wait <= 0 && !next) callNow();
    else next ??= setTimeout(callNow, wait).unref();
  };
};
